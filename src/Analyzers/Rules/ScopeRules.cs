using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>201–204: scopes that are not closed, not open, or open twice. objtool knows only the first: validate_return.</summary>
internal static class ScopeRules
{
    public static Finding? JudgeMarker(ISymbol root, Observation observation) => observation.Event switch
    {
        ScopeEvent { Opens: true } => JudgeBegin(root, observation),
        ScopeEvent { Opens: false } => JudgeEnd(root, observation),
        _ => null,
    };

    /// <summary>At one return: paths that nothing tells apart have been reported as a conflict where they meet.</summary>
    public static Finding? JudgeReturn(ISymbol root, ExitObservation exit)
    {
        var broken = exit.Paths.FindAll(static path => path.Depth is { Min: > 0, IsSilenced: false });
        if (broken.Count == 0 || ConflictAt(exit) is not null)
        {
            return null;
        }

        var fine = exit.Paths.Except(broken).ToList();
        return new Finding(Catalogue.ReturnWithScopeOpen, exit.Location, Names.Of(root), Wording.OnPath(broken, fine, path => path.Depth.Min > 0));
    }

    /// <summary>Several ways to the same return, such as the closing brace, meet there.</summary>
    public static Conflict? ConflictAt(ExitObservation exit)
    {
        if (!exit.IsMeeting)
        {
            return null;
        }

        var paths = exit.Paths.ConvertAll(static path => path with { Facts = Facts.None });
        foreach (var one in paths)
        {
            foreach (var other in paths)
            {
                if (Paths.Conflict(one, other))
                {
                    return new Conflict(exit.Location, one.Depth, other.Depth);
                }
            }
        }

        return null;
    }

    public static Finding JudgeConflict(ISymbol root, Conflict conflict) => new(
        Catalogue.DepthDiffers, conflict.Location, Names.Of(root), Min(conflict.One, conflict.Other), Max(conflict.One, conflict.Other), conflict.IsUncertain ? "may have" : "have");

    private static Finding? JudgeEnd(ISymbol root, Observation observation)
    {
        var broken = observation.Paths.FindAll(static path => path.Depth is { Max: <= 0, IsSilenced: false });
        if (broken.Count == 0)
        {
            return null;
        }

        var fine = observation.Paths.Except(broken).ToList();
        return Create(Catalogue.EndWithoutBegin, root, observation, Wording.OnPath(broken, fine, path => path.Depth.Max <= 0));
    }

    private static Finding? JudgeBegin(ISymbol root, Observation observation)
    {
        var broken = observation.Paths.FindAll(static path => path.Depth is { Min: > 0, IsSilenced: false });
        if (broken.Count == 0)
        {
            return null;
        }

        var fine = observation.Paths.Except(broken).ToList();
        return Create(Catalogue.NestedScope, root, observation, Wording.OnPath(broken, fine, path => path.Depth.Min > 0));
    }

    private static Finding Create(DiagnosticDescriptor rule, ISymbol root, Observation observation, string onPath)
    {
        var chain = Wording.Chain(root, observation, callee: null);
        return new Finding(rule, observation.Site.At, Names.Of(root), chain is null ? "" : $" through {chain}", onPath)
        {
            Additional = Wording.Additional(observation),
        };
    }

    private static Depth Min(Depth one, Depth other) => one.Min + one.Max <= other.Min + other.Max ? one : other;

    private static Depth Max(Depth one, Depth other) => one.Min + one.Max <= other.Min + other.Max ? other : one;
}
