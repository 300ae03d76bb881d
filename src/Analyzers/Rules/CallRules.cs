using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>101–105 and 903: what a noinstr body does while no scope is open. objtool: validate_call.</summary>
internal static class CallRules
{
    /// <summary>Rules that only what happens outside of a scope can break.</summary>
    public static bool IsAboutRegion(string id) =>
        id is RuleIds.CallLeavesRegion or RuleIds.IndirectCall or RuleIds.InsertedCall or RuleIds.Allocation or RuleIds.Throw or RuleIds.UnknownConstruct;

    public static Finding? Judge(ISymbol root, Observation observation)
    {
        if (!IsSensitive(observation.Event))
        {
            return null;
        }

        var broken = observation.Paths.FindAll(static path => path.Depth.MayBeInRegion);
        if (broken.Count == 0)
        {
            return null;
        }

        var fine = observation.Paths.FindAll(static path => !path.Depth.MayBeInRegion);
        var onPath = Wording.OnPath(broken, fine, path => path.Depth.IsInRegion);
        var callee = (observation.Event as CallEvent)?.Target.Method;
        var chain = Wording.Chain(root, observation, callee);
        return Create(root, observation, onPath, chain) with
        {
            Additional = Wording.Additional(observation),
            Properties = PropertiesOf(observation, callee, chain),
        };
    }

    private static bool IsSensitive(Event happened) =>
        happened is CallEvent { Target.Kind: TargetKind.Leaves or TargetKind.Indirect } or AllocationEvent or ThrowEvent or UnknownEvent;

    private static Finding Create(ISymbol root, Observation observation, string onPath, string? chain)
    {
        var at = observation.Site.At;
        var name = Names.Of(root);
        var through = Wording.Through(chain);
        if (InitializedBy(observation) is { } initialization)
        {
            var (use, type) = initialization;
            var (does, why) = WhatInitializationDoes(observation.Event);
            return new Finding(Catalogue.InsertedCall, at, name, $"the {use} initializes the type '{Names.Of(type)}', which {does}", onPath, why, through, Policies.InitializationAdvice);
        }

        switch (observation.Event)
        {
            case CallEvent { Construct: { } construct, Target: var target }:
                var (callee, reason, advice) = Policies.OfInserted(target);
                advice = construct.Name == Construct.LockOfBody ? Policies.LockAdvice : advice;
                return new Finding(Catalogue.InsertedCall, at, name, $"{Wording.Name(construct)} calls {callee}", onPath, reason, through, advice);
            case CallEvent { Target: { Kind: TargetKind.Leaves, Method: { } method } target }:
                var called = Names.Of(method);
                return new Finding(Catalogue.CallLeavesRegion, at, name, called, onPath, Policies.WhyItLeaves(target), through, Policies.Advice(target, called));
            case CallEvent { Target: var target }:
                var (what, whyIndirect, adviceIndirect) = Policies.OfIndirect(target);
                return new Finding(Catalogue.IndirectCall, at, name, what, onPath, whyIndirect, through, adviceIndirect);
            case AllocationEvent allocation:
                return new Finding(Catalogue.Allocation, at, name, Wording.What(allocation), onPath, through, Policies.AllocationAdvice(allocation.Kind));
            case UnknownEvent unknown:
                return new Finding(Catalogue.UnknownConstruct, at, name, unknown.What, onPath, through);
            default:
                return new Finding(Catalogue.Throw, at, name, onPath, chain is null ? "" : $" through {chain}");
        }
    }

    /// <summary>The access that initialises a type, where that leads to the event: one finding, whatever the initialisation does.</summary>
    private static (string Use, ISymbol Type)? InitializedBy(Observation observation)
    {
        var type = observation.Inner?.Chain.FirstOrDefault(unit => unit is INamedTypeSymbol);
        return type is null ? null
            : observation.Site is CallEvent { Construct: { } construct } ? (construct.Name, type)
            : ("call", type);
    }

    private static (string Does, string Why) WhatInitializationDoes(Event happened)
    {
        switch (happened)
        {
            case CallEvent { Target: var target }:
                var (callee, why, _) = Policies.OfInserted(target);
                return ($"calls {callee}", why);
            case AllocationEvent allocation:
                return ($"allocates {Wording.What(allocation)}", "It runs on whichever thread comes first");
            default:
                return ("may throw", "It runs on whichever thread comes first");
        }
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(Observation observation, IMethodSymbol? callee, string? chain)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (callee?.GetDocumentationCommentId() is { } id)
        {
            properties = properties.Add(PropertyKeys.Callee, id);
        }

        if (observation is { Inner: null, Event: AllocationEvent { Kind: AllocationKind.Closure, Of: { } variable } })
        {
            properties = properties.Add(PropertyKeys.Captured, variable.Name);
        }

        return chain is null ? properties : properties.Add(PropertyKeys.Chain, chain);
    }
}
