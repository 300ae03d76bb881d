using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace NoInstr.CodeFixes;

/// <summary>
/// An expression that gets a local of its own, so that it can be evaluated ahead of the statement it stands in. The local has the
/// type that the expression is converted to, so that the conversion moves with it.
/// </summary>
internal sealed class Hoist
{
    private readonly ExpressionSyntax expression;
    private readonly string name;
    private readonly TypeSyntax type;
    private readonly bool inferred;

    private Hoist(ExpressionSyntax expression, string name, TypeSyntax type, bool inferred)
    {
        this.expression = expression;
        this.name = name;
        this.type = type;
        this.inferred = inferred;
    }

    /// <summary>The local, spaced as the expression was; comments around that have moved with it.</summary>
    public IdentifierNameSyntax Reference =>
        SyntaxFactory.IdentifierName(name)
            .WithLeadingTrivia(Spacing(expression.GetLeadingTrivia()))
            .WithTrailingTrivia(Spacing(expression.GetTrailingTrivia()));

    public static Hoist? TryCreate(SemanticModel model, ExpressionSyntax expression, string wish)
    {
        if (expression is RefExpressionSyntax or InitializerExpressionSyntax or ThrowExpressionSyntax
            || expression.ContainsDirectives
            || Awaits(expression))
        {
            return null;
        }
        var info = model.GetTypeInfo(expression);
        // The type that foreach, switch, lock and using convert to is their own business.
        var converted = expression.Parent is CommonForEachStatementSyntax or LockStatementSyntax or UsingStatementSyntax
            ? info.Type
            : info.ConvertedType ?? info.Type;
        if (converted is null or { SpecialType: SpecialType.System_Void } or { TypeKind: TypeKind.Error })
        {
            return null;
        }
        var inferred = !IsTargetTyped(expression) && SymbolEqualityComparer.Default.Equals(info.Type, converted);
        return new Hoist(expression, Names.Fresh(expression, wish), TypeOf(converted, info, model, expression.SpanStart), inferred);
    }

    /// <summary>
    /// The largest part of a condition or header that can be evaluated ahead of it: all of it, or, when it declares pattern variables
    /// (whose definite assignment a bool cannot carry), the operand that is evaluated first. Null when the token is not in that part.
    /// </summary>
    public static ExpressionSyntax? Evaluated(ExpressionSyntax expression, SyntaxToken token)
    {
        var part = expression;
        while (part is not null && part.Span.Contains(token.Span))
        {
            if (!DeclaresPatternVariables(part))
            {
                return part;
            }
            part = part switch
            {
                ParenthesizedExpressionSyntax inner => inner.Expression,
                PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => not.Operand,
                IsPatternExpressionSyntax pattern => pattern.Expression,
                BinaryExpressionSyntax binary => binary.Left,
                ConditionalExpressionSyntax conditional => conditional.Condition,
                SwitchExpressionSyntax @switch => @switch.GoverningExpression,
                _ => null,
            };
        }
        return null;
    }

    private static bool DeclaresPatternVariables(SyntaxNode node) =>
        node.DescendantNodesAndSelf(n => n is not AnonymousFunctionExpressionSyntax)
            .Any(n => n is SingleVariableDesignationSyntax && n.FirstAncestorOrSelf<DeclarationExpressionSyntax>() is null);

    public static bool DeclaresVariables(SyntaxNode node) =>
        node.DescendantNodesAndSelf(n => n is not AnonymousFunctionExpressionSyntax).Any(n => n is SingleVariableDesignationSyntax);

    public static bool Awaits(SyntaxNode node) =>
        node.DescendantNodesAndSelf(n => n is not AnonymousFunctionExpressionSyntax).Any(n => n is AwaitExpressionSyntax);

    /// <summary><c>var result = Call();</c>.</summary>
    public LocalDeclarationStatementSyntax Declaration() =>
        Declare(
            inferred ? SyntaxFactory.IdentifierName("var") : type,
            SyntaxFactory.EqualsValueClause(Spaced(SyntaxKind.EqualsToken), expression.WithoutTrivia()),
            RemarksAround());

    /// <summary><c>T result;</c>.</summary>
    public LocalDeclarationStatementSyntax BareDeclaration() => Declare(type, null, default);

    /// <summary><c>result = Call();</c>.</summary>
    public StatementSyntax Assignment() => Assignment(expression);

    /// <summary>The same, of an equivalent of the expression.</summary>
    public StatementSyntax Assignment(ExpressionSyntax value) =>
        Layout.OnOwnLine(SyntaxFactory.ExpressionStatement(SyntaxFactory.AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression,
                SyntaxFactory.IdentifierName(name),
                Spaced(SyntaxKind.EqualsToken),
                value.WithoutTrivia())))
            .WithLeadingTrivia(RemarksAround());

    private static SyntaxToken Spaced(SyntaxKind kind) =>
        SyntaxFactory.Token(kind).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space);

    private LocalDeclarationStatementSyntax Declare(TypeSyntax written, EqualsValueClauseSyntax? value, SyntaxTriviaList remarks) =>
        Layout.OnOwnLine(SyntaxFactory.LocalDeclarationStatement(SyntaxFactory.VariableDeclaration(
                written.WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.SingletonSeparatedList(SyntaxFactory.VariableDeclarator(SyntaxFactory.Identifier(name), null, value)))))
            .WithLeadingTrivia(remarks.Count == 0 ? SyntaxFactory.TriviaList(SyntaxFactory.ElasticMarker) : remarks);

    /// <summary>Comments before and after the expression become lines above its new place.</summary>
    private SyntaxTriviaList RemarksAround() => SyntaxFactory.TriviaList(
        expression.GetLeadingTrivia().Concat(expression.GetTrailingTrivia()).Where(Layout.IsComment)
            .SelectMany(comment => new[] { comment, Layout.LineEnd })
            .Append(SyntaxFactory.ElasticMarker));

    private static SyntaxTriviaList Spacing(SyntaxTriviaList trivia) =>
        Layout.HasComment(trivia) ? SyntaxFactory.TriviaList(SyntaxFactory.Space) : trivia;

    private static bool IsTargetTyped(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => IsTargetTyped(inner.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => IsTargetTyped(inner.Operand),
        ConditionalExpressionSyntax conditional => IsTargetTyped(conditional.WhenTrue) && IsTargetTyped(conditional.WhenFalse),
        ImplicitObjectCreationExpressionSyntax or CollectionExpressionSyntax or AnonymousFunctionExpressionSyntax => true,
        ImplicitStackAllocArrayCreationExpressionSyntax or StackAllocArrayCreationExpressionSyntax => true,
        LiteralExpressionSyntax literal => literal.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression,
        _ => false,
    };

    private static TypeSyntax TypeOf(ITypeSymbol converted, TypeInfo info, SemanticModel model, int position)
    {
        var flow = SymbolEqualityComparer.Default.Equals(info.Type, converted) ? info.Nullability : info.ConvertedNullability;
        var annotated = converted.IsReferenceType && flow.FlowState == NullableFlowState.NotNull
            ? converted.WithNullableAnnotation(NullableAnnotation.NotAnnotated)
            : converted;
        return WrittenType(annotated, model, position);
    }

    public static TypeSyntax WrittenType(ITypeSymbol type, SemanticModel model, int position) =>
        SyntaxFactory.ParseTypeName(type.ToMinimalDisplayString(model, position, Written));

    private static readonly SymbolDisplayFormat Written = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);
}
