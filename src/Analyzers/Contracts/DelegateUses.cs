using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Analyzers.Contracts;

/// <summary>
/// Whether a compilation may use an always-inline method as a delegate. Such a use can be in every body, instrumentable ones too, and to look
/// there has its price: who names no helper but to call it does not pay it. By the syntax alone, and remembered for each tree.
/// </summary>
internal static class DelegateUses
{
    private const string AttributeName = "AlwaysInline";

    /// <summary>With more helpers than these, one walk over the names of a tree is cheaper than a search of its text for each of them.</summary>
    private const int MostSearched = 32;

    private static readonly ConditionalWeakTable<SyntaxTree, Declarations> DeclarationsIn = new();
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<Answer>> AnswerFor = new();

    /// <summary>The helpers of a tree, by name; an alias for the attribute hides which they are.</summary>
    private sealed record Declarations(ImmutableArray<string> Names, bool HasAlias);

    /// <summary>Whether a tree names one of these helpers without a call. Other names are asked for when a helper comes or goes.</summary>
    private sealed record Answer(string Names, bool IsMentioned);

    public static bool MayExist(Compilation compilation, CancellationToken cancellation)
    {
        if (SlotSources.SeesContractsOfOthers(compilation))
        {
            return true; // their helpers have no syntax here
        }

        var declarations = compilation.SyntaxTrees.Select(tree => DeclarationsIn.GetValue(tree, key => Declared(key, cancellation))).ToList();
        if (declarations.Any(static inTree => inTree.HasAlias))
        {
            return true;
        }

        var names = new SortedSet<string>(declarations.SelectMany(static inTree => inTree.Names), StringComparer.Ordinal);
        var joined = string.Join(" ", names);
        return names.Count > 0 && compilation.SyntaxTrees.Any(tree => IsMentioned(tree, names, joined, cancellation));
    }

    private static Declarations Declared(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!tree.GetText(cancellation).ToString().Contains(AttributeName))
        {
            return new Declarations([], HasAlias: false);
        }

        var nodes = tree.GetRoot(cancellation).DescendantNodes();
        return new Declarations(
            [.. nodes.Select(NameOfHelper).OfType<string>().Distinct()],
            nodes.Any(static node => node is UsingDirectiveSyntax { Alias: not null } alias && alias.ToString().Contains(AttributeName)));
    }

    /// <summary>What has a name that can stand without a call: accessors, operators and constructors have none.</summary>
    private static string? NameOfHelper(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method when IsHelper(method.AttributeLists) => method.Identifier.ValueText,
        LocalFunctionStatementSyntax local when IsHelper(local.AttributeLists) => local.Identifier.ValueText,
        _ => null,
    };

    private static bool IsHelper(SyntaxList<AttributeListSyntax> lists) =>
        lists.Any(static list => list.Attributes.Any(static attribute => attribute.Name.ToString().Contains(AttributeName)));

    private static bool IsMentioned(SyntaxTree tree, SortedSet<string> names, string joined, CancellationToken cancellation)
    {
        var known = AnswerFor.GetValue(tree, static _ => new StrongBox<Answer>());
        if (known.Value is not { } answer || answer.Names != joined)
        {
            known.Value = answer = new Answer(joined, Mentions(tree, names, cancellation));
        }

        return answer.IsMentioned;
    }

    private static bool Mentions(SyntaxTree tree, SortedSet<string> names, CancellationToken cancellation)
    {
        var text = tree.GetText(cancellation).ToString();
        return (names.Count > MostSearched || names.Any(text.Contains))
            && tree.GetRoot(cancellation).DescendantNodes().OfType<SimpleNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText) && !IsCallOrNameof(name));
    }

    private static bool IsCallOrNameof(SimpleNameSyntax name)
    {
        SyntaxNode whole = name;
        while (whole.Parent is MemberAccessExpressionSyntax access && access.Name == whole || whole.Parent is MemberBindingExpressionSyntax)
        {
            whole = whole.Parent;
        }

        return whole.Parent switch
        {
            InvocationExpressionSyntax call => call.Expression == whole,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } => true,
            _ => false,
        };
    }
}
