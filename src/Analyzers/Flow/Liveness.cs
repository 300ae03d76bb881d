using System.Collections;
using Microsoft.CodeAnalysis.FlowAnalysis;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// Which terms are tested again on some way from a block's start before their places are written. Where paths meet, the state stays split
/// only by these: a condition that no later branch asks again tells nothing apart. A backward may-analysis over sets of terms, of which only
/// those count that two places of the body talk about: a branch that a loop comes back to is one place.
/// </summary>
internal sealed class Liveness
{
    private readonly BitArray[] _atStart;
    private readonly BitArray _isCorrelated;

    public Liveness(Body body, bool callerKnowsParameters)
    {
        var count = body.Terms.Length;
        _atStart = [.. body.Blocks.Select(_ => new BitArray(count))];
        _isCorrelated = new BitArray(Array.ConvertAll(Places(body, count, callerKnowsParameters), static number => number > 1));
        if (count == 0)
        {
            return;
        }

        if (callerKnowsParameters)
        {
            foreach (var parameter in body.Parameters.OfType<Term>())
            {
                foreach (var live in _atStart)
                {
                    live[parameter.Id] = true;
                }
            }
        }

        var successors = GraphEdges.Successors(body.Graph);
        var handlers = body.Graph.Blocks.Select(GraphEdges.HandlersOf).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var ordinal = body.Blocks.Length - 1; ordinal >= 0; ordinal--)
            {
                changed |= Update(body, ordinal, successors[ordinal], handlers[ordinal], count);
            }
        }
    }

    /// <summary>Whether two places of the body talk about the term: what one place alone learns of it is never asked.</summary>
    public bool IsCorrelated(Term term) => _isCorrelated[term.Id];

    /// <summary>Whether any condition of the body may tell what another one will say.</summary>
    public static bool HasCorrelation(Body body, bool callerKnowsParameters)
    {
        if (body.Terms.IsEmpty)
        {
            return false;
        }

        return Places(body, body.Terms.Length, callerKnowsParameters).Any(static number => number > 1);
    }

    public bool IsLive(int block, Term term) => _atStart[block][term.Id];

    private bool Update(Body body, int ordinal, List<int> successors, List<int> handlers, int count)
    {
        var live = new BitArray(count);
        var thrown = new BitArray(count);
        foreach (var handler in handlers)
        {
            thrown.Or(_atStart[handler]);
        }

        foreach (var successor in successors)
        {
            live.Or(_atStart[successor]);
        }

        live.Or(thrown);
        if (successors.Count == 0 && ordinal == body.Blocks.Length - 1)
        {
            return false; // the exit block: set once, above
        }

        var block = body.Blocks[ordinal];
        if (block.Test is { } test)
        {
            live[test.Term.Id] = _isCorrelated[test.Term.Id];
        }

        for (var i = block.Events.Length - 1; i >= 0; i--)
        {
            if (block.Events[i].CanThrow)
            {
                live.Or(thrown);
            }

            Before(block.Events[i], body, live);
        }

        if (StartsTry(body.Blocks[ordinal].Graph))
        {
            live.Or(thrown); // a handler that no event reaches is entered as the try is
        }

        var isNew = false;
        for (var id = 0; id < count; id++)
        {
            isNew |= live[id] && !_atStart[ordinal][id];
        }

        _atStart[ordinal].Or(live);
        return isNew;
    }

    /// <summary>By term: how many places of the body talk about it.</summary>
    private static int[] Places(Body body, int count, bool callerKnowsParameters)
    {
        var places = new int[count];
        foreach (var block in body.Blocks)
        {
            Count(block.Test?.Term);
            foreach (var happened in block.Events)
            {
                if (happened is WriteEvent write && (write.Constant.HasValue || write.Copied is not null || write.Meaning is not null))
                {
                    Count(write.Target);
                    Count(write.Copied);
                }
                else if (happened is CallEvent { Target.NeedsSummary: true } call)
                {
                    foreach (var argument in call.BoolArguments)
                    {
                        Count(argument.Test?.Term);
                    }
                }

                Count((happened as CallEvent)?.FirstUse);
            }
        }

        foreach (var parameter in body.Parameters)
        {
            Count(callerKnowsParameters ? parameter : null);
        }

        return places;

        void Count(Term? term)
        {
            if (term is not null)
            {
                places[term.Id]++;
            }
        }
    }

    private void Before(Event happened, Body body, BitArray live)
    {
        switch (happened)
        {
            case WriteEvent write:
                foreach (var term in body.Terms)
                {
                    if (term.Places.Contains(write.Place) || (write.IsField && term.IsFragile))
                    {
                        live[term.Id] = false;
                    }
                }

                if (write.Copied is { } copied)
                {
                    live[copied.Id] = _isCorrelated[copied.Id];
                }

                break;
            case CallEvent call:
                foreach (var term in body.Terms)
                {
                    if (term.IsFragile && !call.Target.IsPure)
                    {
                        live[term.Id] = false;
                    }
                }

                foreach (var argument in call.BoolArguments)
                {
                    if (argument.Test is { } test)
                    {
                        live[test.Term.Id] = _isCorrelated[test.Term.Id];
                    }
                }

                if (call.FirstUse is { } use)
                {
                    live[use.Id] = _isCorrelated[use.Id];
                }

                break;
        }
    }

    private static bool StartsTry(BasicBlock block)
    {
        for (var region = block.EnclosingRegion; region is not null && region.FirstBlockOrdinal == block.Ordinal; region = region.Outer())
        {
            if (region.Kind == ControlFlowRegionKind.Try)
            {
                return true;
            }
        }

        return false;
    }
}
