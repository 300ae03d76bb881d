using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace NoInstr.CodeFixes.States;

/// <summary>The block of a scope as statements enter or leave it.</summary>
internal static class UsingScope
{
    /// <summary><c>using (InstrumentationScope.Open()) { … }</c> for a declaration whose scope is to end earlier than its block.</summary>
    public static StatementSyntax Of(LocalDeclarationStatementSyntax declaration, ImmutableArray<StatementSyntax> inside)
    {
        var variable = declaration.Declaration.Variables[0];
        var isUsed = inside.Any(statement => Names.Identifiers(statement).Contains(variable.Identifier.ValueText));
        var block = Layout.Block(inside.Select(statement => statement.WithAdditionalAnnotations(Formatter.Annotation)));
        var scope = isUsed
            ? SyntaxFactory.UsingStatement(declaration.Declaration.WithoutTrailingTrivia(), null, block)
            : SyntaxFactory.UsingStatement(null, variable.Initializer!.Value.WithoutTrailingTrivia(), block);
        return scope.WithLeadingTrivia(declaration.GetLeadingTrivia()).WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>Statements that stood one block deeper.</summary>
    public static IEnumerable<StatementSyntax> Outside(IEnumerable<StatementSyntax> leaving) =>
        leaving.Select(statement => statement.WithAdditionalAnnotations(Formatter.Annotation));

    /// <summary>
    /// Whether those behind do without what those in front declare: a member of the same name would be meant instead, in silence. And nothing may be
    /// disposed before them that was disposed after them.
    /// </summary>
    public static bool MayLeave(ImmutableArray<StatementSyntax> behind, ImmutableArray<StatementSyntax> inFront) =>
        Names.AreApart(inFront.SelectMany(Names.Declared), behind.SelectMany(Names.Identifiers))
        && !inFront.Any(statement => statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 })
        && !behind.Any(statement => statement.ContainsDirectives);

    /// <summary>Whether what the statements declare can be visible all around the scope that they leave.</summary>
    public static bool IsApart(ImmutableArray<StatementSyntax> leaving, UsingStatementSyntax scope)
    {
        var around = scope.FirstAncestorOrSelf<BlockSyntax>()?.Statements.Where(statement => statement != scope) ?? [];
        return Names.AreApart(leaving.SelectMany(Names.Declared), around.SelectMany(Names.Identifiers));
    }

    public static SyntaxNode? Replace(SyntaxNode root, StatementSyntax scope, ImmutableArray<StatementSyntax> replacement) =>
        Siblings.Of(scope) is { } siblings
            ? siblings.With(root, [.. siblings.Statements.Take(siblings.Index), .. replacement, .. siblings.Statements.Skip(siblings.Index + 1)])
            : StatementLists.Replace(root, scope, replacement);
}
