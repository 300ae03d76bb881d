using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Analyzers.Explain;

/// <summary>Where verification stops on the way through the roots: what is called and believed, and what was not seen.</summary>
internal sealed class Boundaries
{
    private readonly SortedSet<string> _elsewhere = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _slots = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _instructions = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);

    public void Add(Event happened, ContractReader contracts)
    {
        switch (happened)
        {
            case UnknownEvent unknown:
                _unknown.Add($"{Places.Of(unknown.At)} {unknown.What}: assumed to call instrumentable code");
                break;
            case CallEvent { Target: { Kind: TargetKind.Trusted, Method: { } method } }:
                _instructions.Add(Names.Of(method));
                break;
            case CallEvent { Target: { Kind: TargetKind.NoInstr } target } call when target is { Through.IsEmpty: false } or { Method: null }:
                _slots.Add($"{SlotOf(call)}: what enters it is checked where it enters");
                break;
            case CallEvent { Target: { Kind: TargetKind.NoInstr or TargetKind.Inlined, Method: { } method } target } when !IsHere(method):
                _elsewhere.Add($"{Names.Of(method)} of {method.ContainingAssembly.Name}: {(target.Kind == TargetKind.Inlined ? "always-inline" : WhyNoInstr(target, contracts) ?? "noinstr")}");
                break;
        }
    }

    /// <summary>A part of the body is not compiled in this configuration: another one may have more than was verified.</summary>
    public void AddHidden(ISymbol unit) => _unknown.Add($"{Names.Of(unit)}: a part is not compiled in this configuration (#if, [Conditional], partial)");

    public ImmutableArray<Section> Sections =>
    [
        new("Other assemblies", "Called from a root, and verified where they are compiled, or nowhere.", [.. _elsewhere]),
        new("Slots", "Called through a delegate type or slot that is noinstr.", [.. _slots]),
        new("Instructions", "Members of the framework that the JIT compiles to instructions.", [.. _instructions]),
        new("Unknown", "What was not seen.", [.. _unknown]),
    ];

    /// <summary>What it is called through; as the source has it where no symbol stands for it.</summary>
    public static string SlotOf(CallEvent call) => call.Target.Through.IsEmpty
        ? string.Join(" ", call.Syntax.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        : Names.Slot(call.Target.Through.Last());

    /// <summary>Why a call of it stays in the region, where it is not a body that is verified here.</summary>
    public static string? WhyNoInstr(CallTarget target, ContractReader contracts)
    {
        if (target is { Through.IsEmpty: false } or { Method: null })
        {
            return "by its slot";
        }

        var contract = contracts.Of(target.Method);
        return contract.Region != Region.NoInstr ? "by a safe list"
            : contract.Unchecked ? "unchecked"
            : target.Method.IsExtern ? "extern"
            : target.Method.IsAbstract || target.Method.ContainingType?.TypeKind == TypeKind.Interface ? "by the contract of the member"
            : IsHere(target.Method) ? null
            : "verified where it is compiled";
    }

    public static bool IsHere(ISymbol? symbol) => symbol is not null && !symbol.DeclaringSyntaxReferences.IsEmpty;
}
