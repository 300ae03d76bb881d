using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>Local functions are part of the body around them, and so are the scopes that they open.</summary>
internal sealed partial class Verifier
{
    private const int MostDepths = 8;

    /// <summary>
    /// A local function's findings are inside it, for each depth that it is called with; it is part of the root. Given back are those that are only
    /// called where no scope is open: of a scope of any other, one caller does not know what another relies on.
    /// </summary>
    private List<Analysis> VerifyLocalFunctions(
        ISymbol root, Analysis analysis, Findings findings, Func<Body, Depth, Analysis> interpret, Action<Analysis> judge, CancellationToken cancellation)
    {
        if (analysis.LocalEntries.Count == 0)
        {
            return [];
        }

        var pending = new Queue<(IMethodSymbol Function, Depth Depth)>(analysis.LocalEntries);
        var seen = new Dictionary<Body, HashSet<Depth>>();
        var functions = new List<Analysis>();
        while (pending.Count > 0)
        {
            var (function, depth) = pending.Dequeue();
            if (_bodies.Of(function, cancellation) is not { } body)
            {
                continue;
            }

            if (!seen.TryGetValue(body, out var depths))
            {
                seen.Add(body, depths = []);
            }

            // A recursion that begins and never ends calls it with every depth there is: then one interpretation stands for all.
            depth = depths.Count < MostDepths ? depth : Depth.Any.AtLeastZero();
            if (!depths.Add(depth))
            {
                continue;
            }

            var inner = interpret(body, depth);
            judge(inner);
            functions.Add(inner);
            foreach (var conflict in Summaries.Of(function, cancellation).Conflicts)
            {
                findings.Add(ScopeRules.JudgeConflict(root, conflict));
            }

            foreach (var entry in inner.LocalEntries)
            {
                pending.Enqueue(entry);
            }
        }

        functions.RemoveAll(inner => !seen[inner.Body].SetEquals([Depth.Zero]));
        return functions;
    }

    /// <summary>205 and 206, in the body and its local functions: whether an exception that leaves one of those goes on is for its callers to say.</summary>
    private void JudgeScopes(ISymbol root, Analysis analysis, List<Analysis> functions, Findings findings, CancellationToken cancellation)
    {
        Judge(analysis, analysis.LeftOpenFrom);
        var escaped = functions.Any(function => function.LeftOpenFrom.Count > 0) ? ScopeUseRules.EscapedFrom(analysis, functions, Lookup) : [];
        foreach (var function in functions)
        {
            Judge(function, escaped.Contains(function.Body.Owner) ? function.LeftOpenFrom : []);
        }

        void Judge(Analysis judged, HashSet<int> leftOpenFrom)
        {
            var extents = new ScopeExtents(judged.Body, Lookup);
            foreach (var opened in judged.Observations.Where(ScopeUseRules.OpensScope))
            {
                findings.Add(ScopeUseRules.Judge(root, judged, opened, extents, leftOpenFrom));
            }
        }

        Summary Lookup(ISymbol unit) => Summaries.Of(unit, cancellation);
    }
}
