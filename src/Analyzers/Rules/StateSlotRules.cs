using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Rules;

/// <summary>
/// 302 for entry states: a target that enters a delegate type or slot with a state contract demands no more than that says, and does the same. So do
/// targets of noinstr slots that say nothing about states. Who calls through the slot sees its contract alone.
/// </summary>
internal sealed class StateSlotRules(Verifier verifier)
{
    private readonly SlotEntries _entries = new(verifier.SlotsOf, new SlotKind(
        symbol => HoldsTargets(symbol) && (!verifier.Contracts.States.OfSlot(symbol).Clauses.IsEmpty || Slot.IsNoInstr(symbol)),
        type => type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } && (!verifier.Contracts.States.Of(type).Clauses.IsEmpty || Slot.IsNoInstrDelegate(type))));

    public void Check(IOperation operation, ISymbol containing, Action<Diagnostic> report)
    {
        if (!verifier.KnowsStates)
        {
            return;
        }

        SlotReader? slots = null;
        foreach (var entry in _entries.Of(operation, containing))
        {
            if (entry.Value is null)
            {
                continue; // handed out by reference: reported where the slot is noinstr
            }

            slots ??= verifier.SlotsOf(operation);
            foreach (var leaf in SlotRules.LeavesOf(entry.Value))
            {
                CheckTarget(SlotRules.TargetOf(leaf), entry.Slot, slots, report);
            }
        }
    }

    private static bool HoldsTargets(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => Slot.HoldsTargets(field.Type),
        IPropertySymbol property => Slot.HoldsTargets(property.Type),
        IParameterSymbol parameter => Slot.HoldsTargets(parameter.Type),
        IMethodSymbol method => Slot.HoldsTargets(method.ReturnType),
        _ => false,
    };

    private void CheckTarget(IOperation target, NamedSlot slot, SlotReader slots, Action<Diagnostic> report)
    {
        var promised = StateContract.Union([verifier.Contracts.States.OfSlot(slot.Symbol), TypeOf(slot.Symbol) is { } type ? verifier.Contracts.States.Of(type) : StateContract.None]);
        var runs = target switch
        {
            IMethodReferenceOperation { Method: var method } => method,
            IAnonymousFunctionOperation { Symbol: var lambda } => lambda,
            _ => null,
        };
        if (runs is not { MethodKind: MethodKind.AnonymousFunction } && IsNoInstr(slot.Symbol) && !(runs is null ? slots.StaysInRegion(target) : slots.IsNoInstrTarget(target)))
        {
            return; // not noinstr at all: one construct, one finding
        }

        if (runs is null)
        {
            if (!promised.Clauses.IsEmpty && !IsNull(target) && !slots.StatesOf(target).IsSame(promised))
            {
                Report(target.Syntax, "A value", slot, promised, "it does not come from a slot with the same contract, so it may hold any target", "Read it from a slot with that contract, or name the target here", report);
            }

            return;
        }

        var isLambda = runs.MethodKind == MethodKind.AnonymousFunction;
        if ((isLambda || slots.IsNoInstrTarget(target) || !promised.Clauses.IsEmpty)
            && verifier.Signatures.Mismatch(promised, runs, isLambda ? "the lambda" : $"'{Names.Of(runs)}'", looksInside: true) is var (why, advice))
        {
            Report(CalleeToken.Of(target.Syntax), isLambda ? "A lambda" : $"'{Names.Of(runs)}'", slot, why, char.ToUpperInvariant(advice[0]) + advice.Substring(1), report);
        }
    }

    private static bool IsNoInstr(ISymbol slot) => Slot.IsNoInstr(slot) || Slot.IsNoInstrDelegate(slot as ITypeSymbol ?? TypeOf(slot));

    private static bool IsNull(IOperation value) => value is IDefaultValueOperation || value.ConstantValue is { HasValue: true, Value: null };

    private static ITypeSymbol? TypeOf(ISymbol slot) => slot switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IParameterSymbol parameter => parameter.Type,
        IMethodSymbol method => method.ReturnType,
        ILocalSymbol local => local.Type,
        _ => null,
    };

    private static void Report(SyntaxNodeOrToken at, string what, NamedSlot slot, StateContract promised, string why, string advice, Action<Diagnostic> report) =>
        report(Diagnostic.Create(Catalogue.SlotTarget, at.GetLocation(), $"{what} enters {slot.Text}", $"whose contract speaks of {StateWording.List([.. promised.States.Distinct()])}, but {why}", advice));

    private static void Report(SyntaxNodeOrToken at, string what, NamedSlot slot, string why, string advice, Action<Diagnostic> report) =>
        report(Diagnostic.Create(Catalogue.SlotTarget, at.GetLocation(), $"{what} enters {slot.Text}", why, advice));
}
