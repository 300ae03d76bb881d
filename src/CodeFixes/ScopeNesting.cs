using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes;

/// <summary>What the text says about open scopes; the analyzer knows better, but only this moves along while fixes are applied.</summary>
internal static class ScopeNesting
{
    /// <summary>Whether the nearest marker before the node, in its list or in one around it, opens a scope.</summary>
    public static bool IsInside(SyntaxNode node, SemanticModel model)
    {
        for (var current = node; current.Parent is { } parent && !IsBody(current); current = parent)
        {
            if (ScopeMarkers.IsOpenBlock(parent, model) && ((UsingStatementSyntax)parent).Statement == current)
            {
                return true;
            }
            if (current is StatementSyntax statement && NearestBefore(statement, model) is { } opens)
            {
                return opens;
            }
        }
        return false;
    }

    /// <summary>Begins minus Ends among the statements themselves, or null when they have markers further in.</summary>
    public static int? Net(IEnumerable<StatementSyntax> statements, SemanticModel model)
    {
        var net = 0;
        foreach (var statement in statements)
        {
            if (ScopeMarkers.IsBegin(statement, model) || ScopeMarkers.IsBareOpen(statement, model))
            {
                net++;
            }
            else if (ScopeMarkers.IsEnd(statement, model))
            {
                net--;
            }
            else if (ScopeMarkers.Occur(statement, model) && !ScopeMarkers.IsOpenBlock(statement, model))
            {
                return null;
            }
        }
        return net;
    }

    private static bool? NearestBefore(StatementSyntax statement, SemanticModel model)
    {
        if (StatementLists.Around(statement) is not { } siblings)
        {
            return null;
        }
        for (var index = siblings.IndexOf(statement) - 1; index >= 0; index--)
        {
            var sibling = siblings[index];
            if (ScopeMarkers.IsBegin(sibling, model)
                || ScopeMarkers.IsBareOpen(sibling, model)
                || ScopeMarkers.IsOpenDeclaration(sibling, model))
            {
                return true;
            }
            if (ScopeMarkers.IsEnd(sibling, model))
            {
                return false;
            }
        }
        return null;
    }

    private static bool IsBody(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax or AccessorDeclarationSyntax;
}
