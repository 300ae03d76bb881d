using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Rules;

namespace NoInstr.CodeFixes.Wrapping;

/// <summary>
/// Which part of a statement runs inside the new scope. A simple statement goes in as it is. Of a compound one only the expression
/// in its header does: its body would come along, with returns that leave the scope. Only what the statement itself does (the calls that
/// foreach, using or lock stands for) needs all of it. No plan means no fix.
/// </summary>
internal sealed class WrapPlanner(SemanticModel model, Offence offence, SyntaxToken token, ScopeForm form)
{
    public WrapPlan? Plan(StatementSyntax target) => IfPossible(target, IsOfStatement(target) ? Whole : Part);

    /// <summary>All of the statement in the scope, whatever it is.</summary>
    public WrapPlan? PlanWhole(StatementSyntax target) => IfPossible(target, Whole);

    private WrapPlan? IfPossible(StatementSyntax target, Func<StatementSyntax, WrapPlan?> make) =>
        (StatementLists.Around(target) is not null || StatementLists.IsEmbedded(target))
        && make(target) is { } plan
        && !plan.Inside.Any(inside => HasMarkerOrAwait(plan, inside))
            ? plan
            : null;

    private WrapPlan? Part(StatementSyntax target) => target switch
    {
        ExpressionStatementSyntax => InPlace(target),
        LocalDeclarationStatementSyntax local => Local(local),
        ReturnStatementSyntax @return => Return(@return),
        ThrowStatementSyntax => form == ScopeForm.Using ? InPlace(target) : null, // End after it would be unreachable
        IfStatementSyntax @if => Header(@if, @if.Condition, "condition"),
        SwitchStatementSyntax @switch => Header(@switch, @switch.Expression, "value"),
        CommonForEachStatementSyntax loop => Header(loop, loop.Expression, "items"),
        LockStatementSyntax @lock => Header(@lock, @lock.Expression, "gate"),
        UsingStatementSyntax @using => Resource(@using),
        WhileStatementSyntax @while => new LoopPlanner(model, token, form).While(@while),
        DoStatementSyntax @do => new LoopPlanner(model, token, form).Do(@do),
        ForStatementSyntax @for => For(@for),
        _ => null,
    };

    /// <summary>What moving the expression in the header does not move: what the keyword stands for, the conversion of an element, <c>operator true</c>.</summary>
    private bool IsOfStatement(StatementSyntax target) => target switch
    {
        ForEachStatementSyntax loop => token.Parent == loop || loop.Type.Span.Contains(token.Span) || IsConvertedDynamically(loop.Expression),
        ForEachVariableStatementSyntax loop => token.Parent == loop || IsConvertedDynamically(loop.Expression),
        UsingStatementSyntax @using => token.Parent == @using || (@using.Expression is { } resource && IsConvertedDynamically(resource)),
        LockStatementSyntax or SwitchStatementSyntax or FixedStatementSyntax => token.Parent == target,
        IfStatementSyntax @if => IsTruth(@if.Condition),
        WhileStatementSyntax loop => IsTruth(loop.Condition),
        DoStatementSyntax loop => IsTruth(loop.Condition),
        ForStatementSyntax { Condition: { } condition } => IsTruth(condition),
        _ => false,
    };

    /// <summary>The run-time binder converts the operand of foreach and using, and is shown at that operand.</summary>
    private bool IsConvertedDynamically(ExpressionSyntax header) =>
        offence is { Id: RuleIds.IndirectCall, Callee: null } && header.Span.Contains(token.Span) && model.GetTypeInfo(header).Type is { TypeKind: TypeKind.Dynamic };

    private WrapPlan? Whole(StatementSyntax target) =>
        form == ScopeForm.BeginEnd && Jumps.LeaveFrom(target) ? null
        : target is IfStatementSyntax ? InPlace(target) // its pattern variables are seen after it
        : WrapPlan.InPlace(target);

    // New statements are in no tree yet; their expressions come from the target, where they have been looked at.
    private bool HasMarkerOrAwait(WrapPlan plan, StatementSyntax inside) =>
        inside == plan.Target && (ScopeMarkers.Occur(inside, model) || Hoist.Awaits(inside));

    private WrapPlan? InPlace(StatementSyntax target)
    {
        if (form == ScopeForm.BeginEnd || !DeclaresForLater(target))
        {
            return WrapPlan.InPlace(target);
        }
        return !ScopeMarkers.Occur(target, model) && !Hoist.Awaits(target) && OutVariables.Ahead(target, model) is { } ahead
            ? new WrapPlan(target, ahead.Before, [ahead.Node.WithLeadingTrivia(Layout.Indentation(target.GetLeadingTrivia()))], [])
            : null;
    }

    /// <summary>Whether a later statement uses an <c>out var</c> of this one.</summary>
    private bool DeclaresForLater(StatementSyntax target)
    {
        var declared = new HashSet<string>(target
            .DescendantNodes(n => n is not AnonymousFunctionExpressionSyntax)
            .OfType<SingleVariableDesignationSyntax>()
            .Select(d => d.Identifier.ValueText));
        return declared.Count > 0
            && StatementLists.Around(target) is { } siblings
            && siblings.Skip(siblings.IndexOf(target) + 1).SelectMany(Names.Identifiers).Any(declared.Contains);
    }

    private WrapPlan? Local(LocalDeclarationStatementSyntax local)
    {
        var disposes = local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword);
        if (disposes && !IsNamedInInitializer(local.Declaration))
        {
            return null; // Dispose comes at the end of the block
        }
        return form == ScopeForm.BeginEnd ? WrapPlan.InPlace(local) : disposes ? null : Split(local);
    }

    private bool IsNamedInInitializer(VariableDeclarationSyntax declaration) => declaration.Variables.Any(v =>
        v.Initializer?.Value is { } value && value.Span.Contains(token.Span));

    /// <summary><c>T x = Call();</c> becomes <c>T x;</c> before the block and <c>x = Call();</c> in it.</summary>
    private WrapPlan? Split(LocalDeclarationStatementSyntax local)
    {
        var declaration = local.Declaration;
        if (local.IsConst
            || declaration.Type is RefTypeSyntax or ScopedTypeSyntax
            || declaration.Variables.Any(v => v.ArgumentList is not null
                || v.Initializer?.Value is RefExpressionSyntax or InitializerExpressionSyntax)
            || Hoist.Awaits(declaration) || ScopeMarkers.Occur(declaration, model)
            || Type(local) is not { } type
            || OutVariables.Ahead(declaration, model) is not { } ahead)
        {
            return null;
        }
        var bare = Layout.OnOwnLine(SyntaxFactory.LocalDeclarationStatement(SyntaxFactory.VariableDeclaration(
            type.WithTrailingTrivia(SyntaxFactory.Space),
            Bare(declaration.Variables))));
        var assignments = ahead.Node.Variables.Where(v => v.Initializer is not null).Select(v => (StatementSyntax)Layout.OnOwnLine(
            SyntaxFactory.ExpressionStatement(SyntaxFactory.AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression,
                SyntaxFactory.IdentifierName(v.Identifier.WithoutTrivia()),
                v.Initializer!.EqualsToken.WithLeadingTrivia(SyntaxFactory.Space),
                v.Initializer.Value))));
        return new WrapPlan(local, ahead.Before.Add(bare), [.. assignments], []);
    }

    private static SeparatedSyntaxList<VariableDeclaratorSyntax> Bare(SeparatedSyntaxList<VariableDeclaratorSyntax> variables) =>
        SyntaxFactory.SeparatedList(
        variables.Select(v => SyntaxFactory.VariableDeclarator(v.Identifier.WithoutTrivia())),
        variables.GetSeparators().Select(_ => SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)));

    private TypeSyntax? Type(LocalDeclarationStatementSyntax local)
    {
        var first = local.Declaration.Variables[0];
        if (!local.Declaration.Type.IsVar)
        {
            return local.Declaration.Type.WithoutTrivia();
        }
        if (first.Initializer is null
            || model.GetDeclaredSymbol(first) is not ILocalSymbol { Type: { TypeKind: not TypeKind.Error } type } symbol
            || type.IsAnonymousType)
        {
            return null;
        }
        var neverNull = model.GetTypeInfo(first.Initializer.Value).Nullability.FlowState == NullableFlowState.NotNull
            && model.AnalyzeDataFlow(local) is { Succeeded: true } flow
            && !flow.WrittenOutside.Contains(symbol, SymbolEqualityComparer.Default);
        var written = neverNull && type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type;
        return Hoist.WrittenType(written, model, first.SpanStart);
    }

    private WrapPlan? Return(ReturnStatementSyntax @return)
    {
        if (form == ScopeForm.Using)
        {
            return InPlace(@return);
        }
        return @return.Expression is { } value ? Hoisted(@return, value, "result") : null;
    }

    /// <summary>The operators that a condition or a switch inserts are on its expression, and move with it.</summary>
    private WrapPlan? Header(StatementSyntax target, ExpressionSyntax header, string wish) =>
        Hoist.Evaluated(header, token) is { } part ? Hoisted(target, part, part == header ? wish : "value") : null;

    private WrapPlan? Resource(UsingStatementSyntax @using)
    {
        var header = @using.Expression ?? @using.Declaration?.Variables[0].Initializer?.Value;
        return header is null || @using.AwaitKeyword.RawKind != 0 ? null : Header(@using, header, "resource");
    }

    private WrapPlan? For(ForStatementSyntax loop)
    {
        if (loop.Condition is { } condition && condition.Span.Contains(token.Span))
        {
            return new LoopPlanner(model, token, form).ForCondition(loop);
        }
        if (loop.Incrementors.Any(step => step.Span.Contains(token.Span)))
        {
            return new LoopPlanner(model, token, form).ForIncrementors(loop);
        }
        // Only what the loop evaluates first may come ahead of it.
        return loop.Declaration?.Variables[0].Initializer?.Value is { } start && start.Span.Contains(token.Span)
            ? Header(loop, start, "start")
            : null;
    }

    /// <summary><c>operator true</c> of a condition that is no bool, or the run-time binder's question for it, stays with the statement.</summary>
    private bool IsTruth(ExpressionSyntax condition) => model.GetTypeInfo(condition).Type switch
    {
        { SpecialType: SpecialType.System_Boolean } => false,
        { TypeKind: TypeKind.Dynamic } when IsCondition(condition) => offence is { Id: RuleIds.IndirectCall, Callee: null },
        _ => offence.Callee?.Contains(".op_True(") == true,
    };

    private static bool IsCondition(ExpressionSyntax expression) =>
        expression.Parent is IfStatementSyntax or WhileStatementSyntax or DoStatementSyntax || expression.Parent is ForStatementSyntax loop && loop.Condition == expression;

    private WrapPlan? Hoisted(StatementSyntax target, ExpressionSyntax expression, string wish)
    {
        if (ScopeMarkers.Occur(expression, model) || IsTruth(expression) || Hoist.TryCreate(model, expression, wish) is not { } hoist)
        {
            return null;
        }
        var rest = target.ReplaceNode(expression, hoist.Reference);
        if (form == ScopeForm.BeginEnd)
        {
            return new WrapPlan(target, [], [hoist.Declaration()], [rest]);
        }
        return OutVariables.Ahead(expression, model) is { } ahead
            ? new WrapPlan(target, ahead.Before.Add(hoist.BareDeclaration()), [hoist.Assignment(ahead.Node)], [rest])
            : null;
    }
}
