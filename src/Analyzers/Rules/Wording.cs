using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>The parts of messages that say on which path, and by which chain.</summary>
internal static class Wording
{
    /// <summary>Empty when it is so on every path; "when 'f' is true" when a split tells; else "on some path".</summary>
    public static string OnPath(IReadOnlyList<PathState> broken, IReadOnlyList<PathState> fine, Func<PathState, bool> isBrokenForSure)
    {
        if (fine.Count == 0 && broken.All(isBrokenForSure))
        {
            return "";
        }

        var first = broken[0];
        if (fine.Count == 0 || !isBrokenForSure(first) || !fine.All(path => path.Facts.Excludes(first.Facts)))
        {
            return " on some path";
        }

        return " when " + Telling(first.Facts, fine);
    }

    /// <summary>The first single fact that tells the sides apart, or all of them together.</summary>
    private static Facts Telling(Facts facts, IReadOnlyList<PathState> fine)
    {
        foreach (var (term, _) in facts.All)
        {
            var alone = facts.OnlyAbout(candidate => candidate == term);
            if (fine.All(path => path.Facts.Excludes(alone)))
            {
                return alone;
            }
        }

        return facts;
    }

    /// <summary>"DoSyscall → ExitWork → TraceSysExit"; null when the call stands in the root itself.</summary>
    public static string? Chain(ISymbol root, Observation observation, ISymbol? callee)
    {
        if (observation.Inner is not { } inner)
        {
            return null;
        }

        var names = inner.Chain.Select(Names.Short).Prepend(Names.Short(root));
        return string.Join(" → ", callee is null ? names : names.Append(Names.Short(callee)));
    }

    /// <summary>"'foreach'", "the first use of 'Table'": keywords and operators are quoted, descriptions are not.</summary>
    public static string Name(Construct construct) => construct.Name.Split(' ').All(IsToken) ? $"'{construct.Name}'" : "the " + construct.Name;

    private static bool IsToken(string word) =>
        !word.Any(char.IsLetter) || SyntaxFacts.GetKeywordKind(word) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(word) != SyntaxKind.None;

    public static string What(AllocationEvent allocation)
    {
        var of = allocation.Of is { } symbol ? Names.Of(symbol) : "";
        return allocation.Kind switch
        {
            AllocationKind.Object => $"an object of type '{of}'",
            AllocationKind.AnonymousObject => "an object of an anonymous type",
            AllocationKind.Array => $"an array of type '{of}'",
            AllocationKind.ParamsArray => $"the 'params' array of type '{of}'",
            AllocationKind.Collection => $"a collection of type '{of}'",
            AllocationKind.Box => $"a box for a value of type '{of}'",
            AllocationKind.Delegate => $"a delegate of type '{of}'",
            AllocationKind.Closure => $"a closure for the captured variable '{of}'",
            AllocationKind.ExpressionTree => "an expression tree",
            AllocationKind.StateMachine => $"the state machine of '{of}'",
            _ => "a string",
        };
    }

    public static string Through(string? chain) => chain is null ? "" : $", and is reached through {chain}";

    public static ImmutableArray<Location> Additional(Observation observation) =>
        observation.Inner is { } inner ? [inner.Event.At] : [];
}
