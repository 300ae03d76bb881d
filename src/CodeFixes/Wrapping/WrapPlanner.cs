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

    private WrapPlan? Split(LocalDeclarationStatementSyntax local) =>
        SplitDeclaration.Of(local, model) is { } split ? new WrapPlan(local, split.Before, split.Assignments, []) : null;

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
