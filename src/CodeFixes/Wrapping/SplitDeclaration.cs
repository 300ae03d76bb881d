using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Wrapping;

/// <summary><c>T x = Call();</c> becomes <c>T x;</c> before a block and <c>x = Call();</c> in it.</summary>
internal static class SplitDeclaration
{
    /// <summary>Null for what cannot be declared without a value, and for types without a name.</summary>
    public static (ImmutableArray<StatementSyntax> Before, ImmutableArray<StatementSyntax> Assignments)? Of(LocalDeclarationStatementSyntax local, SemanticModel model)
    {
        var declaration = local.Declaration;
        if (local.IsConst
            || local.UsingKeyword.RawKind != 0
            || declaration.Type is RefTypeSyntax or ScopedTypeSyntax
            || declaration.Variables.Any(v => v.ArgumentList is not null
                || v.Initializer?.Value is RefExpressionSyntax or InitializerExpressionSyntax)
            || Hoist.Awaits(declaration) || ScopeMarkers.Occur(declaration, model)
            || Type(local, model) is not { } type
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
        return (ahead.Before.Add(bare), [.. assignments]);
    }

    private static SeparatedSyntaxList<VariableDeclaratorSyntax> Bare(SeparatedSyntaxList<VariableDeclaratorSyntax> variables) =>
        SyntaxFactory.SeparatedList(
        variables.Select(v => SyntaxFactory.VariableDeclarator(v.Identifier.WithoutTrivia())),
        variables.GetSeparators().Select(_ => SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)));

    private static TypeSyntax? Type(LocalDeclarationStatementSyntax local, SemanticModel model)
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
}
