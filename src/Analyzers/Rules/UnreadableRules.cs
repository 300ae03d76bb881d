using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Rules;

/// <summary>904: the body relies on a contract of which only the name is known. Unknown means report, inside of a scope too: states matter there.</summary>
internal sealed class UnreadableRules(UnreadableContracts contracts)
{
    public Finding? JudgeCall(CallEvent call) =>
        ((call.Target.Method is { } method ? contracts.Of(method) : null) ?? OfSlots(call.Target.Through)) is { } contract
            ? Create(contract, call.At)
            : null;

    /// <summary>An override or implementation cannot be held to what is unknown.</summary>
    public Finding? JudgeOrigin(ISymbol origin, Location place) => contracts.Of(origin) is { } contract ? Create(contract, place) : null;

    private UnreadableContract? OfSlots(ImmutableArray<ISymbol> slots)
    {
        foreach (var slot in slots)
        {
            if (contracts.Of(slot) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Finding Create(UnreadableContract contract, Location place) =>
        new(Catalogue.UnreadableContract, place, Names.Of(contract.Of), contract.Attribute, contract.Missing);
}
