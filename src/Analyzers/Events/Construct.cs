using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// The construct of the language that makes the compiler insert a call: its name as a message says it, and the token it is shown at.
/// </summary>
internal readonly record struct Construct(string Name, SyntaxNodeOrToken At)
{
    /// <summary>Of a body with <c>MethodImplOptions.Synchronized</c>.</summary>
    public const string LockOfBody = "lock that MethodImplOptions.Synchronized takes";

    public static Construct Conversion(SyntaxNode converted) => new("implicit conversion", converted);

    public static Construct Await(SyntaxNode awaited) =>
        awaited is AwaitExpressionSyntax expression ? new("await", expression.AwaitKeyword) : Of(awaited) with { Name = "await " + Of(awaited).Name };

    /// <summary>The condition of <c>if</c> and the like, or the operands of <c>&amp;&amp;</c> and <c>||</c>.</summary>
    public static Construct Condition(SyntaxNode condition) => condition is BinaryExpressionSyntax logical
        ? new(logical.OperatorToken.Text, logical.OperatorToken)
        : new("condition", condition);

    public static Construct Deconstruction(SyntaxNode syntax) => syntax switch
    {
        AssignmentExpressionSyntax assignment => new("deconstruction", assignment.OperatorToken),
        { Parent: ForEachVariableStatementSyntax loop } => new("foreach", loop.ForEachKeyword),
        _ => new("deconstruction", syntax),
    };

    /// <summary>A constant of a type that is compared by a method: one finding for the whole <c>switch</c>, whatever its number of cases.</summary>
    public static Construct Constant(SyntaxNode pattern)
    {
        var node = pattern;
        while (node.Parent is PatternSyntax or SubpatternSyntax or PositionalPatternClauseSyntax or PropertyPatternClauseSyntax)
        {
            node = node.Parent;
        }

        return (node.Parent, node) switch
        {
            (SwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax choice }, _) => new("switch", choice.SwitchKeyword),
            (SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice }, _) => new("switch", choice.SwitchKeyword),
            (SwitchExpressionSyntax choice, SwitchExpressionArmSyntax) => new("switch", choice.SwitchKeyword),
            _ => new("pattern", pattern),
        };
    }

    /// <summary>For an operation that the compiler adds: which construct its syntax belongs to.</summary>
    public static Construct Of(SyntaxNode syntax) => syntax switch
    {
        _ when LoopOf(syntax) is { } loop => new("foreach", loop.ForEachKeyword),
        UsingStatementSyntax statement => new("using", statement.UsingKeyword),
        { Parent: UsingStatementSyntax statement } => new("using", statement.UsingKeyword),
        VariableDeclaratorSyntax { Parent.Parent: UsingStatementSyntax statement } => new("using", statement.UsingKeyword),
        VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } statement } => new("using", statement.UsingKeyword),
        LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } statement => new("using", statement.UsingKeyword),
        LockStatementSyntax statement => new("lock", statement.LockKeyword),
        { Parent: LockStatementSyntax statement } => new("lock", statement.LockKeyword),
        AwaitExpressionSyntax expression => new("await", expression.AwaitKeyword),
        WithExpressionSyntax expression => new("with", expression.WithKeyword),
        CollectionExpressionSyntax expression => new("collection expression", expression.OpenBracketToken),
        SpreadElementSyntax spread => new("spread", spread.OperatorToken),
        InterpolatedStringExpressionSyntax text => new("interpolated string", text.StringStartToken),
        InterpolatedStringContentSyntax { Parent: InterpolatedStringExpressionSyntax text } => new("interpolated string", text.StringStartToken),
        { Parent: InterpolationSyntax { Parent: InterpolatedStringExpressionSyntax text } } => new("interpolated string", text.StringStartToken),
        { Parent: InitializerExpressionSyntax { RawKind: (int)SyntaxKind.CollectionInitializerExpression } } => new("collection initializer", syntax.GetFirstToken()),
        InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression } element => new("collection initializer", element.OpenBraceToken),
        ConstructorDeclarationSyntax constructor => new("implicit base()", constructor.Identifier),
        TypeDeclarationSyntax type => new("implicit base()", type.Identifier),
        DestructorDeclarationSyntax finalizer => new("finalizer", finalizer.Identifier),
        _ => OfQuery(syntax) ?? new("compiler", syntax),
    };

    /// <summary>The foreach that an operation belongs to by its syntax: the loop itself, its collection, or its variable.</summary>
    public static CommonForEachStatementSyntax? LoopOf(SyntaxNode syntax) => syntax switch
    {
        CommonForEachStatementSyntax loop => loop,
        { Parent: CommonForEachStatementSyntax loop } when syntax is ExpressionSyntax => loop,
        { Parent: RefTypeSyntax { Parent: CommonForEachStatementSyntax loop } } => loop,
        _ => null,
    };

    /// <summary>The clause of a query: a call, and a lambda that has no arrow.</summary>
    public static Construct? OfQuery(SyntaxNode syntax)
    {
        for (var node = syntax; node is not null and not StatementSyntax; node = node.Parent)
        {
            if (node is QueryClauseSyntax or SelectOrGroupClauseSyntax or OrderingSyntax or QueryContinuationSyntax)
            {
                var keyword = (node as OrderingSyntax)?.Parent is OrderByClauseSyntax order ? order.OrderByKeyword : node.GetFirstToken();
                return new(keyword.Text, keyword);
            }
        }

        return null;
    }
}
