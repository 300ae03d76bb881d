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
    private static readonly ConditionalWeakTable<SyntaxTree, Names> NamesIn = new();

    public static bool MayExist(Compilation compilation, IEnumerable<SourceFacts> facts, CancellationToken cancellation)
    {
        if (SlotSources.SeesContractsOfOthers(compilation))
        {
            return true; // their helpers have no syntax here
        }

        var names = new SortedSet<string>(facts.SelectMany(static inTree => inTree.Helpers), StringComparer.Ordinal);
        var search = new NameSearch(names);
        var joined = string.Join(" ", names);
        return names.Count > 0 && compilation.SyntaxTrees.Any(tree => NamesIn.GetValue(tree, key => new Names(key, cancellation)).Mentions(search, joined, cancellation));
    }

    /// <summary>
    /// What a tree names without a call. The names that are asked for change with each letter that somebody types in the name of a helper, so
    /// the tree is not searched for them: it is read once, and asked.
    /// </summary>
    private sealed class Names(SyntaxTree tree, CancellationToken cancellation)
    {
        private readonly ImmutableArray<int> _hashes = NameSearch.HashesIn(tree, MayStandAlone, cancellation);
        private Answer? _answer;

        public bool Mentions(NameSearch search, string joined, CancellationToken cancellation)
        {
            if (!search.MayBeAmong(_hashes))
            {
                return false;
            }

            if (_answer is not { } answer || answer.Names != joined)
            {
                _answer = answer = new Answer(joined, search.In(tree, MayStandAlone, cancellation).Any(IsUse));
            }

            return answer.IsMentioned;
        }

        private sealed record Answer(string Names, bool IsMentioned);
    }

    /// <summary>A parenthesis behind the name: a call, or the declaration itself.</summary>
    private static bool MayStandAlone(string text, int end)
    {
        while (end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end == text.Length || text[end] != '(';
    }

    private static bool IsUse(SyntaxToken token)
    {
        if (token.Parent is not SimpleNameSyntax name)
        {
            return false; // a declaration
        }

        SyntaxNode whole = name;
        while ((whole.Parent is MemberAccessExpressionSyntax access && access.Name == whole) || whole.Parent is MemberBindingExpressionSyntax)
        {
            whole = whole.Parent;
        }

        return whole.Parent switch
        {
            InvocationExpressionSyntax call => call.Expression != whole,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } => false,
            _ => true,
        };
    }
}
