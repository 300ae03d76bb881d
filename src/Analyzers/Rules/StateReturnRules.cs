using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>405: on every path that returns, a body with a contract has done what it declares, and left everything else as it was.</summary>
internal static class StateReturnRules
{
    public static IEnumerable<Finding> Judge(ISymbol root, Analysis analysis)
    {
        var contract = analysis.Body.States;
        if (!contract.IsProven)
        {
            yield break;
        }

        var states = contract.States.Concat(analysis.Exits.SelectMany(static exit => exit.Paths).SelectMany(static path => path.States.Map.All).Select(static entry => entry.State))
            .Distinct()
            .OrderBy(static state => state)
            .ToList();
        foreach (var exit in analysis.Exits)
        {
            foreach (var state in states)
            {
                if (exit.Paths.Any(path => path.States.Map[state].IsSilent))
                {
                    continue; // they meet here, and silent wins
                }

                var ways = exit.Paths.Zip(exit.Returned, (path, returned) => (Path: path, IsKept: IsKept(contract, state, path, returned))).ToList();
                var broken = ways.Where(static way => !way.IsKept).Select(static way => way.Path).ToList();
                if (broken.Count > 0)
                {
                    yield return Create(root, contract, state, exit, broken, [.. ways.Where(static way => way.IsKept).Select(static way => way.Path)]);
                    break; // one construct, one finding
                }
            }
        }

        foreach (var state in states.Where(state => contract.Names(state, ContractAttribute.Restores) && IsOnlyTornDown(analysis, state)))
        {
            yield return new Finding(
                Catalogue.ContractNotKept,
                analysis.Exits.Select(static exit => exit.Location).OrderBy(static location => location.SourceSpan.Start).First(),
                Names.Of(root),
                "",
                $"'{state}' torn down on every path",
                $"it declares [Restores({state})]",
                $"Declare [Revokes({state})], which says so");
        }
    }

    /// <summary>On every path that returns there.</summary>
    public static bool IsBroken(StateContract contract, State state, ExitObservation exit) =>
        exit.Paths.Zip(exit.Returned, (path, returned) => !path.States.Map[state].IsSilent && !IsKept(contract, state, path, returned)).All(static isBroken => isBroken);

    private static bool IsKept(StateContract contract, State state, PathState path, bool? returned)
    {
        var value = path.States.Map[state];
        return contract.Names(state, ContractAttribute.Restores)
            || (contract.Names(state, ContractAttribute.Establishes) ? (state.IsCounted ? value.Count == Depth.One : value.IsOn)
                : contract.Names(state, ContractAttribute.Ensures) ? value.IsOn
                : contract.Names(state, ContractAttribute.Revokes) ? (state.IsCounted ? value.Count == Depth.MinusOne : value.IsOff)
                : value.IsAsAtStart || contract.Meanings.Any(meaning => meaning.State.Equals(state) && returned != !meaning.Result));
    }

    private static bool IsOnlyTornDown(Analysis analysis, State state)
    {
        var paths = analysis.Exits.SelectMany(static exit => exit.Paths).ToList();
        return paths.Count > 0 && paths.All(path => path.States.Map[state] is { IsSilent: false, IsCounted: false, IsOff: true });
    }

    private static Finding Create(ISymbol root, StateContract contract, State state, ExitObservation exit, IReadOnlyList<PathState> broken, IReadOnlyList<PathState> fine)
    {
        var value = broken[0].States.Map[state];
        var (left, declared, advice) = Describe(root, contract, state, value);
        return new Finding(
            Catalogue.ContractNotKept,
            exit.Location,
            Names.Of(root),
            Wording.OnPath(broken, fine, path => IsSure(contract, state, path)),
            left,
            declared,
            advice)
        {
            Additional = [.. value.EstablishedBy.Union(value.TornDownBy).Events.Select(static happened => happened.At)],
        };
    }

    private static bool IsSure(StateContract contract, State state, PathState path)
    {
        var value = path.States.Map[state];
        return contract.Names(state, ContractAttribute.Establishes) || contract.Names(state, ContractAttribute.Ensures) ? !value.MayBeOn || value.IsCounted
            : contract.Names(state, ContractAttribute.Revokes) ? !value.MayBeOff || value.IsCounted
            : value.IsCounted ? value.Count.IsExact
            : !value.Cases.Has(StateCases.AsAtStart);
    }

    private static (string Left, string Declared, string Advice) Describe(ISymbol root, StateContract contract, State state, StateValue value)
    {
        if (contract.Names(state, ContractAttribute.Establishes) || contract.Names(state, ContractAttribute.Ensures))
        {
            var attribute = contract.Names(state, ContractAttribute.Establishes) ? "Establishes" : "Ensures";
            return ($"'{state}' {(value.MayBeOn && state.IsCounted && value.Count.Max > 1 ? "established more than once" : "not established")}",
                $"it declares [{attribute}({state})]", "Establish it on every path, or correct the contract");
        }

        if (contract.Names(state, ContractAttribute.Revokes))
        {
            return ($"'{state}' {(value.MayBeOn ? "still established" : "torn down more than once")}", $"it declares [Revokes({state})]", "Tear it down on every path, or correct the contract");
        }

        var by = value.TornDownBy.IsEmpty ? value.EstablishedBy : value.TornDownBy;
        var name = by.IsEmpty ? null : StateWording.NameOf(by.Events[0]);
        var isOn = value.IsOn || (value.MayBeOn && value.TornDownBy.IsEmpty);
        var left = $"'{state}' {(isOn ? "left established" : value.MayBeOn ? "not known to be as it was" : "left torn down")}";
        left = name is null ? left : value.MayBeOn && !isOn ? $"{left} after '{name}'" : $"{left} by '{name}'";
        return contract.EntryPoint is not null
            ? (left, "an entry point returns to what it has interrupted, with everything as it was", "Put it back before the return")
            : (left, $"its contract does not say that it changes it", $"Put it back, or declare [{(value.IsOn ? "Establishes" : "Revokes")}({state})] on '{Names.Of(root)}'");
    }
}
