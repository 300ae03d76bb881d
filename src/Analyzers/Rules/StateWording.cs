using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>The parts of messages about entry states: which, established or lost where, and what to do.</summary>
internal static class StateWording
{
    /// <summary>"'EntryState.Lockdep' and 'EntryState.Rcu'".</summary>
    public static string List(IReadOnlyList<State> states, string conjunction = "and")
    {
        var names = states.Select(static state => $"'{state}'").ToList();
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} {conjunction} {names[names.Count - 1]}";
    }

    public static string NameOf(Event happened) => happened switch
    {
        CallEvent { Target.Method: null or { MethodKind: MethodKind.DelegateInvoke }, Syntax: InvocationExpressionSyntax call } => call.Expression.ToString(),
        CallEvent { Target.Method: { } method } => Names.Of(method),
        ScopeEvent scope => Names.Of(scope.Marker),
        _ => happened.Syntax.ToString(),
    };

    public static string Does(Event happened) => happened is ScopeEvent ? "opens an instrumentation scope" : $"calls '{NameOf(happened)}'";

    /// <param name="observations">Of one call and one fault: one for each state.</param>
    public static string WhyOff(ImmutableArray<StateObservation> observations)
    {
        var (value, it) = (ValueIn(observations[0]), It(observations));
        return value.TornDownBy.IsEmpty
            ? $"nothing establishes {it} before"
            : $"'{NameOf(value.TornDownBy.Events[0])}' has torn {it} down";
    }

    /// <param name="observations">Of one call and one fault: one for each state.</param>
    public static string WhyOn(ImmutableArray<StateObservation> observations)
    {
        var (value, it) = (ValueIn(observations[0]), It(observations));
        return !value.EstablishedBy.IsEmpty ? $"'{NameOf(value.EstablishedBy.Events[0])}' has established {it}"
            : observations.Length == 1 ? $"it {(value.IsOn ? "is" : "may be")} established"
            : $"they {(value.IsOn ? "are" : "may be")} established";
    }

    private static StateValue ValueIn(StateObservation observation) => observation.Broken[0].States.Map[observation.State];

    private static string It(ImmutableArray<StateObservation> observations) => observations.Length == 1 ? "it" : "them";

    public static string AdviceForOn(StateObservation observation) => observation switch
    {
        { Site: ScopeEvent } when ValueIn(observation).TornDownBy is { IsEmpty: false } by => $"Open and close the scope before '{NameOf(by.Events[0])}' is called",
        { Site: ScopeEvent } => $"Open the scope after the call that establishes '{observation.State}'",
        _ => $"Establish '{observation.State}' before the call",
    };

    public static string AdviceForOff(StateObservation observation) => observation switch
    {
        { Site: ScopeEvent } => $"Open the scope after the call that tears '{observation.State}' down",
        _ => $"Tear '{observation.State}' down before the call, or do without it",
    };

    public static string ChangeOf(State state) =>
        state.IsRequiredByScopes ? $"tears '{state}' down, which instrumentation requires" : $"establishes '{state}', which instrumentation forbids";

    public static string Through(ISymbol root, StateObservation observation)
    {
        if (observation.Inner is not { } inner || IsInLocalFunction(observation))
        {
            return "";
        }

        var names = inner.Chain.Select(Names.Short).Prepend(Names.Short(root));
        var last = inner.Event is ScopeEvent ? "an instrumentation scope" : inner.Event is CallEvent { Target.Method: { } method } ? Names.Short(method) : NameOf(inner.Event);
        return $" (through {string.Join(" → ", names.Append(last))})";
    }

    /// <summary>A local function is part of the body around it: what happens in it is shown there, not where it is called.</summary>
    public static bool IsInLocalFunction(StateObservation observation) =>
        observation.Inner is { } inner && inner.Chain.All(static unit => unit is IMethodSymbol { MethodKind: MethodKind.LocalFunction });

    /// <summary>Where it is demanded inside a callee, and where the state was established or lost.</summary>
    public static ImmutableArray<Location> Places(StateObservation observation)
    {
        var value = ValueIn(observation);
        var changed = observation.Fault is StateFault.NotEstablished or StateFault.NotStanding ? value.TornDownBy : value.EstablishedBy;
        var demanded = observation.Inner is { } inner ? [inner.Event.At] : ImmutableArray<Location>.Empty;
        return [.. demanded, .. observation.Fault == StateFault.UnderScope ? [] : changed.Events.Select(static happened => happened.At)];
    }
}
