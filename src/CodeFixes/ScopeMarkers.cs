using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace NoInstr.CodeFixes;

/// <summary>The calls that open and close an instrumentation scope: how fixes recognise them, and how they write them.</summary>
internal static class ScopeMarkers
{
    /// <summary>On every name that needs <c>using NoInstr;</c> to be short.</summary>
    public static readonly SyntaxAnnotation NeedsImport = new("NoInstr.NeedsImport");

    public static bool IsBegin(StatementSyntax statement, SemanticModel model) => IsCall(statement, "Begin", model);

    public static bool IsEnd(StatementSyntax statement, SemanticModel model) => IsCall(statement, "End", model);

    /// <summary><c>InstrumentationScope.Open();</c> as a statement: a scope that nobody disposes, closed by End.</summary>
    public static bool IsBareOpen(StatementSyntax statement, SemanticModel model) => IsCall(statement, "Open", model);

    /// <summary><c>using (InstrumentationScope.Open()) { … }</c>, with or without a variable.</summary>
    public static bool IsOpenBlock(SyntaxNode? node, SemanticModel model) =>
        node is UsingStatementSyntax { Statement: BlockSyntax, AwaitKeyword.RawKind: 0 } statement
        && (statement.Expression is { } expression
            ? IsCall(expression, "Open", model)
            : statement.Declaration is { Variables.Count: 1 } declaration
                && declaration.Variables[0].Initializer is { } initializer && IsCall(initializer.Value, "Open", model));

    /// <summary><c>using var _ = InstrumentationScope.Open();</c>.</summary>
    public static bool IsOpenDeclaration(StatementSyntax statement, SemanticModel model) =>
        statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword } declaration
        && declaration.Declaration.Variables.Any(v => v.Initializer is { } initializer && IsCall(initializer.Value, "Open", model));

    /// <summary>Any marker, nested bodies included.</summary>
    public static bool Occur(SyntaxNode node, SemanticModel model) =>
        node.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call => Name(call, model) is not null);

    /// <summary>"Begin", "End", "Open" or "Dispose" for a call of a member of InstrumentationScope, else null.</summary>
    public static string? Name(InvocationExpressionSyntax call, SemanticModel model)
    {
        var written = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            _ => null,
        };
        return written is "Begin" or "End" or "Open" or "Dispose" && model.GetSymbolInfo(call).Symbol is IMethodSymbol method && IsMarker(method)
            ? written
            : null;
    }

    public static bool IsMarker(IMethodSymbol method) =>
        method is { Name: "Begin" or "End" or "Open" or "Dispose", ContainingType: { Name: "InstrumentationScope", ContainingType: null } type }
        && type.ContainingNamespace is { Name: "NoInstr", ContainingNamespace.IsGlobalNamespace: true };

    public static StatementSyntax Begin() => Statement("Begin");

    public static StatementSyntax End() => Statement("End");

    /// <summary><c>using (InstrumentationScope.Open()) { statements }</c>.</summary>
    public static UsingStatementSyntax OpenBlock(IEnumerable<StatementSyntax> statements) =>
        OpenBlock(Call("Open"), statements);

    /// <summary>The same with the call of Open as it is to be spelled.</summary>
    public static UsingStatementSyntax OpenBlock(ExpressionSyntax open, IEnumerable<StatementSyntax> statements) =>
        SyntaxFactory.UsingStatement(null, open, Layout.Block(statements)).WithAdditionalAnnotations(Formatter.Annotation);

    /// <summary><c>using var _ = InstrumentationScope.Open();</c>.</summary>
    public static StatementSyntax OpenDeclaration(ExpressionSyntax open, string name) => Layout.OnOwnLine(SyntaxFactory.LocalDeclarationStatement(
        default,
        SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space),
        default,
        SyntaxFactory.VariableDeclaration(
            SyntaxFactory.IdentifierName("var").WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.SingletonSeparatedList(SyntaxFactory.VariableDeclarator(SyntaxFactory.Identifier(name).WithTrailingTrivia(SyntaxFactory.Space), null, SyntaxFactory.EqualsValueClause(
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space), open)))),
        SyntaxFactory.Token(SyntaxKind.SemicolonToken)));

    /// <summary>
    /// Another marker, spelled as this one is. Without the type in front of it (<c>using static</c>) another member could be meant, so that one is written in full.
    /// </summary>
    public static InvocationExpressionSyntax Like(InvocationExpressionSyntax marker, string member) => marker.Expression is MemberAccessExpressionSyntax access
        ? marker.WithExpression(access.WithName(SyntaxFactory.IdentifierName(member))).WithoutTrivia()
        : Call(member);

    public static StatementSyntax Statement(InvocationExpressionSyntax call) => Layout.OnOwnLine(SyntaxFactory.ExpressionStatement(call));

    private static bool IsCall(StatementSyntax statement, string name, SemanticModel model) =>
        statement is ExpressionStatementSyntax { Expression: var expression } && IsCall(expression, name, model);

    private static bool IsCall(ExpressionSyntax expression, string name, SemanticModel model) =>
        expression is InvocationExpressionSyntax call && Name(call, model) == name;

    private static StatementSyntax Statement(string member) => Statement(Call(member));

    private static InvocationExpressionSyntax Call(string member) =>
        SyntaxFactory.InvocationExpression(SyntaxFactory.MemberAccessExpression(
            SyntaxKind.SimpleMemberAccessExpression,
            SyntaxFactory.ParseExpression("global::NoInstr.InstrumentationScope")
                .WithAdditionalAnnotations(Simplifier.Annotation, NeedsImport),
            SyntaxFactory.IdentifierName(member)));
}
