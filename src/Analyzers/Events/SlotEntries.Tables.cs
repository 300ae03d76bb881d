using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// A table is handed out by reference even where it is passed by value: an array, a span, a pointer. Whoever gets it, and is no slot, can store
/// any target. A local that only ever holds tables is followed, and what can only be read is no danger.
/// </summary>
internal sealed partial class SlotEntries
{
    /// <summary>Where a table leaves its slot to what is none.</summary>
    private IEnumerable<SlotEntry> Leaving(IOperation operation, ISymbol containing) => operation switch
    {
        ISimpleAssignmentOperation { IsRef: false } assignment => LeavingTo(assignment.Target, assignment.Value),
        ICoalesceAssignmentOperation assignment => LeavingTo(assignment.Target, assignment.Value),
        IDeconstructionAssignmentOperation assignment => Pairs(assignment.Target, assignment.Value).SelectMany(pair => LeavingTo(pair.Target, pair.Value)),
        IVariableDeclaratorOperation { Symbol: { IsRef: false } local } declarator when declarator.GetVariableInitializer() is { } initializer =>
            IsFollowed(local, initializer.Value) ? [] : TablesIn(initializer.Value),
        IFieldInitializerOperation initializer when !initializer.InitializedFields.Any(symbol => kind.IsPlace(symbol)) => TablesIn(initializer.Value),
        IPropertyInitializerOperation initializer when !initializer.InitializedProperties.Any(symbol => kind.IsPlace(symbol)) => TablesIn(initializer.Value),
        IInvocationOperation call when KnownStores.IntoPlace(call) is var (place, value) => LeavingTo(place, value),
        IArgumentOperation { Parameter: { RefKind: not (RefKind.Ref or RefKind.Out) } parameter } argument when !kind.IsPlace(parameter) && !IsHarmless(parameter) => TablesIn(argument.Value),
        IReturnOperation { ReturnedValue: { } value } when ResultOf(operation, containing) is { Slot: null, Function.ReturnsByRef: false } => TablesIn(value),
        _ => [],
    };

    private IEnumerable<SlotEntry> LeavingTo(IOperation target, IOperation value) => target switch
    {
        IDiscardOperation => [],
        ILocalReferenceOperation { Local: var local } when IsFollowed(local, value) => [],
        _ => SlotAt(target) is null ? TablesIn(value) : [],
    };

    /// <summary>Its elements are found again where the local is used.</summary>
    private bool IsFollowed(ILocalSymbol local, IOperation value) =>
        Slot.ElementOf(local.Type) is { } element && Slot.HoldsTargets(element) && slotsAround(value).IsNoInstrLocal(local);

    private IEnumerable<SlotEntry> TablesIn(IOperation value)
    {
        switch (value)
        {
            case { Type: { } type } when IsReadOnly(type):
                return [];
            case IParenthesizedOperation inner:
                return TablesIn(inner.Operand);
            case IConversionOperation conversion:
                return TablesIn(conversion.Operand);
            case IConditionalOperation { WhenFalse: { } whenFalse } choice:
                return TablesIn(choice.WhenTrue).Concat(TablesIn(whenFalse));
            case ICoalesceOperation choice:
                return TablesIn(choice.Value).Concat(TablesIn(choice.WhenNull));
            case ISwitchExpressionOperation choice:
                return choice.Arms.SelectMany(arm => TablesIn(arm.Value));
            case IConditionalAccessOperation access:
                return TablesIn(access.WhenNotNull);
            case ITupleOperation tuple:
                return tuple.Elements.SelectMany(TablesIn);
            case IArrayCreationOperation { Initializer: { } elements }:
                return elements.ElementValues.SelectMany(TablesIn);
            case ICollectionExpressionOperation collection:
                return collection.Elements.Where(static element => element is not ISpreadOperation).SelectMany(TablesIn);
            default:
                return IsTableOfSlots(value.Type) && Inside(value) is { } slot ? [new SlotEntry(null, value.Syntax, slot) { IsTable = true }] : [];
        }
    }

    /// <summary>Leads to the elements of another place; what its type says of each element needs no slot.</summary>
    private bool IsTableOfSlots(ITypeSymbol? type) =>
        type is IArrayTypeSymbol or IPointerTypeSymbol or INamedTypeSymbol { MetadataName: "Span`1" }
        && Slot.ElementOf(type) is { } element
        && Slot.HoldsTargets(element)
        && !IsOfSlotTypes(element);

    private bool IsOfSlotTypes(ITypeSymbol type) =>
        kind.IsType(type) || (Slot.ElementOf(type) is { } element && IsOfSlotTypes(element));

    private static bool IsReadOnly(ITypeSymbol type) =>
        (Slot.IsSpan(type) && type.MetadataName == "ReadOnlySpan`1")
        || type is INamedTypeSymbol { MetadataName: "ReadOnlyMemory`1" }
        || type.OriginalDefinition.SpecialType is SpecialType.System_Collections_IEnumerable or SpecialType.System_Collections_Generic_IEnumerable_T
            or SpecialType.System_Collections_Generic_IReadOnlyList_T or SpecialType.System_Collections_Generic_IReadOnlyCollection_T;

    private static bool IsHarmless(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { ContainingType: var type } method
        && (Slot.IsView(method) || KnownStores.Knows(method) || (type is not null && Slot.IsSpan(type)));
}
