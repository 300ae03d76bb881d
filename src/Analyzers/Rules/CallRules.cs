using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>101 and 102: what a noinstr body calls while no scope is open. objtool: validate_call.</summary>
internal static class CallRules
{
    public static Finding? Judge(ISymbol root, Observation observation)
    {
        if (observation.Event is not CallEvent { Target: { Kind: TargetKind.Leaves or TargetKind.Indirect } target })
        {
            return null;
        }

        var broken = observation.Paths.Where(path => path.Depth.MayBeInRegion).ToList();
        if (broken.Count == 0)
        {
            return null;
        }

        var fine = observation.Paths.Where(path => !path.Depth.MayBeInRegion).ToList();
        var onPath = Wording.OnPath(broken, fine, depth => depth.IsInRegion);
        var callee = target.Method is { } method ? Names.Of(method) : "";
        var chain = Wording.Chain(root, observation, target.Method);
        return Create(root, observation, target, callee, onPath, chain) with
        {
            Additional = Wording.Additional(observation),
            Properties = PropertiesOf(target, chain),
        };
    }

    private static Finding Create(ISymbol root, Observation observation, CallTarget target, string callee, string onPath, string? chain)
    {
        var location = CalleeToken.Of(observation.Site.Syntax);
        if (target.Kind == TargetKind.Leaves)
        {
            return new Finding(Catalogue.CallLeavesRegion, location, Names.Of(root), callee, onPath, Policies.WhyItLeaves(target), Wording.Through(chain), Policies.Advice(target, callee));
        }

        var (what, why, advice) = Policies.OfIndirect(target);
        return new Finding(Catalogue.IndirectCall, location, Names.Of(root), what, onPath, why, Wording.Through(chain), advice);
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(CallTarget target, string? chain)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (target.Method?.GetDocumentationCommentId() is { } id)
        {
            properties = properties.Add(PropertyKeys.Callee, id);
        }

        return chain is null ? properties : properties.Add(PropertyKeys.Chain, chain);
    }
}
