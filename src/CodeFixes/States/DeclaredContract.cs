using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using NoInstr.CodeFixes.Marking;

namespace NoInstr.CodeFixes.States;

/// <summary>409, 401, 406: what the body asks of its callers becomes an attribute, or joins one that is there.</summary>
internal static class DeclaredContract
{
    public static SyntaxNode? Edit(SyntaxNode root, SyntaxToken token, string? declare, SemanticModel model)
    {
        if (declare is null || HolderOf(token) is not { } holder)
        {
            return null;
        }
        var lists = new ContractLists(holder, model);
        foreach (var words in declare.Split('\n').Select(line => line.Split(' ')))
        {
            if (StatesOf(words.Skip(1), model.Compilation) is not { } states)
            {
                return null;
            }
            lists.Add(words[0], states);
        }
        return root.ReplaceNode(holder, lists.Marked());
    }

    /// <summary>The member, accessor or local function that a declaration at the token, or around it, is the body of. A lambda would need parentheses.</summary>
    private static SyntaxNode? HolderOf(SyntaxToken token)
    {
        for (var node = token.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax:
                case PropertyDeclarationSyntax { ExpressionBody: not null } or IndexerDeclarationSyntax { ExpressionBody: not null }:
                case TypeDeclarationSyntax { ParameterList: not null }:
                    return node;
                case AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax or AttributeListSyntax:
                    return null;
            }
        }
        return null;
    }

    /// <summary>Each state by its full name, to be shortened. Null where a name cannot be written in an attribute here.</summary>
    private static ImmutableArray<ExpressionSyntax>? StatesOf(IEnumerable<string> ids, Compilation compilation)
    {
        var states = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        foreach (var id in ids)
        {
            if (DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is not IFieldSymbol { ContainingType: { IsGenericType: false } type } member)
            {
                return null;
            }
            states.Add(SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                SyntaxFactory.ParseExpression(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))
                    .WithAdditionalAnnotations(Simplifier.Annotation, ScopeMarkers.NeedsImport),
                SyntaxFactory.IdentifierName(SyntaxFacts.GetKeywordKind(member.Name) == SyntaxKind.None ? member.Name : "@" + member.Name)));
        }
        return states.ToImmutable();
    }
}
