using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>The attributes that would say what a body asks of its callers: in words for the message, and by ids for the fix.</summary>
internal sealed class InferredContract
{
    private static readonly InferredContract None = new([]);

    private readonly ImmutableArray<(ContractAttribute Kind, State State)> _clauses;

    private InferredContract(IEnumerable<(ContractAttribute Kind, State State)> clauses) =>
        _clauses = [.. clauses.Distinct().OrderBy(static clause => clause.State)];

    /// <summary>"requires 'EntryState.Rcu' and forbids 'IrqState.Disabled'".</summary>
    public string Demands => string.Join(" and ", _clauses
        .GroupBy(static clause => WantsOn(clause.Kind) ? "requires" : "forbids")
        .OrderByDescending(static group => group.Key, StringComparer.Ordinal)
        .Select(static group => $"{group.Key} {StateWording.List([.. group.Select(static clause => clause.State)])}"));

    /// <summary>"Requires(EntryState.Rcu), Forbids(IrqState.Disabled)": as it stands between brackets.</summary>
    public string Attributes => string.Join(", ", Lists().Select(static list => $"{list.Kind}({string.Join(", ", list.States)})"));

    /// <summary>A state that the body also changes, on every path, is established or revoked rather than required.</summary>
    public static InferredContract Of(IEnumerable<StateDemand> demands, ImmutableArray<StateMap> atReturns) =>
        new(demands.Select(demand => (KindOf(demand, [.. atReturns.Select(states => states[demand.State])]), demand.State)));

    /// <summary>What would make a broken demand the caller's. An entry point has none.</summary>
    public static InferredContract ThatMeets(ISymbol root, ImmutableArray<StateObservation> observations) => observations[0].Fault switch
    {
        _ when root is not IMethodSymbol || root.Has(ContractAttribute.EntryPoint) => None,
        StateFault.NotEstablished => new(observations.Select(static observation => (ContractAttribute.Requires, observation.State))),
        StateFault.Forbidden => new(observations.Select(static observation => (ContractAttribute.Forbids, observation.State))),
        _ => None,
    };

    /// <summary>What callers are promised, and what stands for the member does not say.</summary>
    public static InferredContract Missing(StateContract promised, StateContract kept) =>
        new(promised.Clauses.Where(clause => !kept.Names(clause.State, clause.Kind)).Select(static clause => (clause.Kind, clause.State)));

    /// <inheritdoc cref="PropertyKeys.Declare"/>
    public ImmutableDictionary<string, string?> ToProperties() => _clauses.IsEmpty
        ? ImmutableDictionary<string, string?>.Empty
        : ImmutableDictionary<string, string?>.Empty.Add(PropertyKeys.Declare, string.Join("\n", Lists().Select(static list => string.Join(" ", list.States.Select(IdOf).Prepend(list.Kind.ToString())))));

    private static ContractAttribute KindOf(StateDemand demand, List<StateValue> atReturns) => demand.WantsOn
        ? IsEverywhere(atReturns, static value => value.IsCounted ? value.Count == Depth.MinusOne : value is { IsAsAtStart: false, IsOff: true }) ? ContractAttribute.Revokes : ContractAttribute.Requires
        : IsEverywhere(atReturns, static value => value is { IsCounted: false, IsAsAtStart: false, IsOn: true }) ? ContractAttribute.Establishes : ContractAttribute.Forbids;

    private static bool IsEverywhere(List<StateValue> atReturns, Predicate<StateValue> holds) => atReturns.Count > 0 && atReturns.TrueForAll(holds);

    private static bool WantsOn(ContractAttribute kind) => kind is ContractAttribute.Requires or ContractAttribute.Revokes;

    /// <summary>Canonical order, which is the reverse one for what is torn down.</summary>
    private IEnumerable<(ContractAttribute Kind, ImmutableArray<State> States)> Lists() =>
        from clause in _clauses
        group clause.State by clause.Kind into list
        orderby list.Key is not ContractAttribute.Requires, list.Key is not ContractAttribute.Forbids
        select (list.Key, list.Key is ContractAttribute.Revokes or ContractAttribute.Restores ? list.Reverse().ToImmutableArray() : [.. list]);

    private static string IdOf(State state) => state.Enum.GetMembers(state.Name)[0].GetDocumentationCommentId()!;
}
