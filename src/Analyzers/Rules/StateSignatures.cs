using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>
/// What a member demands of entry states and does to them, and whether what stands for it (301), or enters a slot (302), demands no more and does the same. What
/// only the opening of a scope demands does not count, save where the contract promises the opposite: then no caller can meet it.
/// </summary>
internal sealed class StateSignatures(StateReader contracts, Func<IMethodSymbol, Summary?> summaries)
{
    /// <summary>What does not fit, and what to do; null where everything fits.</summary>
    /// <param name="promised">The contract that callers see.</param>
    public (string Why, string Advice)? Mismatch(StateContract promised, IMethodSymbol kept, string keptName, bool looksInside)
    {
        var contract = contracts.Of(kept);
        var summary = looksInside || contract.IsProven ? summaries(kept) : null;
        foreach (var (state, wantsOn) in DemandsOf(contract).Concat(DemandsOf(summary)).Distinct().OrderBy(static demand => demand.State))
        {
            if (!DemandsOf(promised).Contains((state, wantsOn)))
            {
                var attribute = wantsOn ? "Requires" : "Forbids";
                return ($"which does not {(wantsOn ? "require" : "forbid")} '{state}', but {keptName} does", $"declare [{attribute}({state})] there too, or do without it in {keptName}");
            }
        }

        foreach (var (state, wantsOn) in ScopesOf(summary))
        {
            if (DemandsOf(promised).Contains((state, !wantsOn)))
            {
                var (there, needed) = wantsOn ? ("not established", "is") : ("established", "is not");
                return ($"which is called where '{state}' is {there}, but {keptName} opens an instrumentation scope, which may be open only where it {needed}", $"do without the scope in {keptName}");
            }
        }

        var effects = EffectsOf(contract, summary);
        foreach (var state in EffectsOf(promised, summary: null).Keys.Concat(effects.Keys).Distinct().OrderBy(static state => state))
        {
            var (theirs, own) = (EffectOn(state, EffectsOf(promised, summary: null)), EffectOn(state, effects));
            if (theirs != own && !IsNoLess(promised, state, theirs, own))
            {
                return ($"which {theirs} '{state}', but {keptName} {own} it", "make both do the same, and say so in both contracts");
            }
        }

        return null;
    }

    /// <summary>To ensure a state is to establish it where it was off, and nothing where it was on.</summary>
    private static bool IsNoLess(StateContract promised, State state, string theirs, string own) =>
        own == "ensures" && (theirs == "establishes" || (theirs == "leaves" && promised.Names(state, ContractAttribute.Requires)));

    private static string EffectOn(State state, Dictionary<State, string> effects) => effects.TryGetValue(state, out var effect) ? effect : "leaves";

    private static IEnumerable<(State State, bool WantsOn)> DemandsOf(StateContract contract) => contract.Clauses
        .Where(static clause => clause.Kind switch
        {
            ContractAttribute.Ensures or ContractAttribute.Asserts => false,
            ContractAttribute.Establishes => !clause.State.IsCounted,
            _ => true,
        })
        .Select(static clause => (clause.State, clause.Kind is not (ContractAttribute.Forbids or ContractAttribute.Establishes)));

    private static IEnumerable<(State State, bool WantsOn)> DemandsOf(Summary? summary) => summary is null
        ? []
        : summary.Demands.Where(static demand => demand is { IsFromScope: false, IsBroken: false, Fault: not StateFault.UnderScope }).Select(static demand => (demand.State, demand.WantsOn));

    private static IEnumerable<(State State, bool WantsOn)> ScopesOf(Summary? summary) => summary is null
        ? []
        : summary.Demands.Where(static demand => demand is { IsFromScope: true, IsBroken: false }).Select(static demand => (demand.State, demand.WantsOn)).OrderBy(static scope => scope.State);

    private static Dictionary<State, string> EffectsOf(StateContract contract, Summary? summary)
    {
        var effects = new Dictionary<State, string>();
        foreach (var clause in contract.Clauses)
        {
            if (clause.Kind is ContractAttribute.Establishes or ContractAttribute.Ensures or ContractAttribute.Revokes or ContractAttribute.Restores)
            {
                effects[clause.State] = clause.Kind.ToString().ToLowerInvariant();
            }
        }

        if (summary is not null && !contract.IsProven)
        {
            foreach (var (state, value) in summary.Outcomes.SelectMany(static outcome => outcome.States.All).Where(static entry => !entry.Value.IsAsAtStart))
            {
                effects[state] = EffectOf(value) is var effect && (!effects.TryGetValue(state, out var known) || known == effect) ? effect : "changes";
            }
        }

        return effects;
    }

    private static string EffectOf(StateValue value) => value switch
    {
        { IsCounted: true } => value.Count == Depth.One ? "establishes" : value.Count == Depth.MinusOne ? "revokes" : "changes",
        { IsOn: true } => value.Cases == StateCases.TurnedOn ? "establishes" : "ensures",
        { IsOff: true } => "revokes",
        _ => "changes",
    };
}
