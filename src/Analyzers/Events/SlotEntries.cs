using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>Which slots are meant: those that are noinstr, or those that have a contract about entry states.</summary>
internal sealed record SlotKind(Func<ISymbol, bool> IsPlace, Func<ITypeSymbol?, bool> IsType)
{
    public static readonly SlotKind NoInstr = new(Slot.IsNoInstr, Slot.IsNoInstrDelegate);
}

/// <summary>A slot, and what messages call it: the slot itself, or an element of the table that it holds.</summary>
internal readonly record struct NamedSlot(ISymbol Symbol, string Text)
{
    public NamedSlot Element => this with { Text = "an element of " + Text };
}

/// <summary>A value that enters a slot; or, with no value, a slot that is handed out by reference to what is none.</summary>
internal readonly record struct SlotEntry(IOperation? Value, SyntaxNode Syntax, NamedSlot Slot)
{
    /// <summary>What is handed out is a table: by its value, which leads to its elements.</summary>
    public bool IsTable { get; init; }
}

/// <summary>
/// Where values enter noinstr slots, and conversions noinstr delegate types, by operations as the source has them (no graph): what the calls
/// through them rely on (<see cref="SlotReader"/>). It counts in instrumentable code too.
/// </summary>
internal sealed partial class SlotEntries(Func<IOperation, SlotReader> slotsAround, SlotKind kind)
{
    /// <summary>The operations that a value can enter a slot by.</summary>
    public static readonly ImmutableArray<OperationKind> Kinds =
    [
        OperationKind.SimpleAssignment,
        OperationKind.CompoundAssignment,
        OperationKind.CoalesceAssignment,
        OperationKind.DeconstructionAssignment,
        OperationKind.FieldInitializer,
        OperationKind.PropertyInitializer,
        OperationKind.ParameterInitializer,
        OperationKind.VariableDeclarator,
        OperationKind.Argument,
        OperationKind.Invocation,
        OperationKind.Return,
        OperationKind.YieldReturn,
        OperationKind.DelegateCreation,
        OperationKind.Conversion,
        OperationKind.AddressOf,
        OperationKind.EventAssignment,
        OperationKind.Loop,
    ];

    public IEnumerable<SlotEntry> Of(IOperation operation, ISymbol containing) => Entering(operation, containing).Concat(Leaving(operation, containing));

    private IEnumerable<SlotEntry> Entering(IOperation operation, ISymbol containing) => operation switch
    {
        ISimpleAssignmentOperation { IsRef: true } assignment => ByReference(assignment.Target, assignment.Value),
        ISimpleAssignmentOperation assignment => Into(assignment.Target, assignment.Value),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } assignment => Into(assignment.Target, assignment.Value),
        ICoalesceAssignmentOperation assignment => Into(assignment.Target, assignment.Value),
        IDeconstructionAssignmentOperation assignment => IntoEach(assignment.Target, assignment.Value),
        IFieldInitializerOperation initializer => initializer.InitializedFields.Where(symbol => kind.IsPlace(symbol)).Select(field => new SlotEntry(initializer.Value, initializer.Syntax, Of(field))),
        IPropertyInitializerOperation initializer => initializer.InitializedProperties.Where(symbol => kind.IsPlace(symbol)).Select(property => new SlotEntry(initializer.Value, initializer.Syntax, Of(property))),
        IParameterInitializerOperation initializer when kind.IsPlace(initializer.Parameter) => [new SlotEntry(initializer.Value, initializer.Syntax, Of(initializer.Parameter))],
        IVariableDeclaratorOperation { Symbol: { IsRef: true, RefKind: RefKind.Ref } } declarator when declarator.GetVariableInitializer() is { } initializer => ByReference(null, initializer.Value),
        IInvocationOperation call when KnownStores.IntoPlace(call) is var (place, value) => Into(place, value),
        IInvocationOperation call when KnownStores.IntoTable(call) is var (table, value) => TableAt(table) is { } element ? [new SlotEntry(value, value.Syntax, element)] : [],
        IArgumentOperation argument => IntoParameter(argument),
        IReturnOperation { ReturnedValue: { } value } => IntoResult(value, operation, containing),
        IDelegateCreationOperation creation when kind.IsType(creation.Type) => [new SlotEntry(creation.Target, creation.Syntax, Of(creation.Type!))],
        IConversionOperation { OperatorMethod: null } conversion when EntersType(conversion) => [new SlotEntry(conversion.Operand, conversion.Syntax, Of(conversion.Type!))],
        IAddressOfOperation address when !EntersTable(address) => ByReference(null, address.Reference),
        IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation { Event: { AddMethod: { } adder } @event } } subscription when adder.Parameters.Any(symbol => kind.IsPlace(symbol)) =>
            [new SlotEntry(subscription.HandlerValue, subscription.HandlerValue.Syntax, new NamedSlot(@event, $"the event '{@event.Name}'"))],
        IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref } } loop when TableAt(loop.Collection) is { } element =>
            [new SlotEntry(null, loop.Collection.Syntax, element)],
        _ => [],
    };

    /// <summary>A place that holds targets by contract, and what its messages call it; null for any other.</summary>
    private NamedSlot? SlotAt(IOperation? place) => place switch
    {
        IFieldReferenceOperation { Field: var field } when kind.IsPlace(field) => Of(field),
        IParameterReferenceOperation { Parameter: var parameter } when kind.IsPlace(parameter) => Of(parameter),
        IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType: { } type } } element when Slot.IsSpan(type) => TableAt(element.Instance),
        IPropertyReferenceOperation { Property: var property } when kind.IsPlace(property) => Of(property),
        IInvocationOperation { TargetMethod: { ReturnsByRef: true } method } when kind.IsPlace(method) => new NamedSlot(method, $"the return value of '{method.Name}'"),
        IConditionalOperation { IsRef: true } choice => SlotAt(choice.WhenTrue) ?? SlotAt(choice.WhenFalse),
        IArrayElementReferenceOperation element => TableAt(element.ArrayReference),
        IInlineArrayAccessOperation { Instance: var table } when Slot.ElementFieldOf(table.Type) is { } field && kind.IsPlace(field) => Of(field).Element,
        IInlineArrayAccessOperation element => TableAt(element.Instance),
        IImplicitIndexerReferenceOperation element => TableAt(element.Instance),
        IParenthesizedOperation inner => SlotAt(inner.Operand),
        { Kind: OperationKind.None, ChildOperations: { Count: 1 or 2 } children, Syntax: ElementAccessExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PointerIndirectionExpression } } => TableAt(children.First()),
        _ => null,
    };

    private NamedSlot? TableAt(IOperation? table) => Inside(table)?.Element;

    /// <summary>A local that only ever holds a table that is a slot leads to the same elements.</summary>
    private NamedSlot? Inside(IOperation? table) => table switch
    {
        IConversionOperation conversion => Inside(conversion.Operand),
        IInvocationOperation { TargetMethod: var method } when kind.IsPlace(method) => new NamedSlot(method, $"the return value of '{method.Name}'"),
        IInvocationOperation view when Slot.IsView(view.TargetMethod) => Inside(SlotReader.TableOf(view)),
        IObjectCreationOperation view when SlotReader.TableOf(view) is { } viewed => Inside(viewed),
        IInvocationOperation read when KnownStores.ReadBy(read) is { } place => Inside(place),
        ILocalReferenceOperation { Local: { Type: var type } local } when Slot.ElementOf(type) is { } element && Slot.HoldsTargets(element) && slotsAround(table).StaysInRegion(table) => new NamedSlot(local, $"the table '{local.Name}'"),
        _ => SlotAt(table),
    };

    private static NamedSlot Of(ISymbol slot) => new(slot, slot switch
    {
        ITypeSymbol type => $"the delegate type '{type.Name}'",
        IFieldSymbol => $"the field '{slot.Name}'",
        IParameterSymbol => $"the parameter '{slot.Name}'",
        IPropertySymbol => $"the property '{slot.Name}'",
        _ => $"'{slot.Name}'",
    });

    private IEnumerable<SlotEntry> Into(IOperation target, IOperation value) =>
        SlotAt(target) is { } slot ? [new SlotEntry(value, value.Syntax, slot)] : [];

    private IEnumerable<SlotEntry> IntoEach(IOperation target, IOperation value) => Pairs(target, value).SelectMany(pair => Into(pair.Target, pair.Value));

    /// <summary>Each target of a deconstruction, and what it gets: the whole value where that is no tuple of the same form.</summary>
    private static IEnumerable<(IOperation Target, IOperation Value)> Pairs(IOperation target, IOperation value)
    {
        var targets = (target is IDeclarationExpressionOperation declaration ? declaration.Expression : target) is ITupleOperation tuple ? tuple.Elements : [target];
        while (value is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation)
        {
            value = value.ChildOperations.First();
        }

        var values = value is ITupleOperation { Elements: var elements } && elements.Length == targets.Length ? elements : default;
        for (var i = 0; i < targets.Length; i++)
        {
            var part = values.IsDefault ? value : values[i];
            foreach (var pair in targets[i] is ITupleOperation nested ? Pairs(nested, part) : [(targets[i], part)])
            {
                yield return pair;
            }
        }
    }

    private IEnumerable<SlotEntry> IntoParameter(IArgumentOperation argument)
    {
        if (argument.Parameter is not { } parameter || argument.ArgumentKind == ArgumentKind.DefaultValue)
        {
            yield break;
        }

        if (argument.Parent is IInvocationOperation call && (KnownStores.ReadBy(call) ?? KnownStores.IntoPlace(call)?.Place) == argument.Value)
        {
            yield break; // what is stored there is known
        }

        var isSlot = kind.IsPlace(parameter);
        var passed = SlotAt(argument.Value);
        if (parameter.RefKind is RefKind.Ref or RefKind.Out && passed is not null && !isSlot)
        {
            yield return new SlotEntry(null, argument.Value.Syntax, passed.Value);
        }
        else if (parameter.RefKind != RefKind.Out && isSlot && !(parameter.RefKind == RefKind.Ref && passed is not null))
        {
            yield return new SlotEntry(argument.Value, argument.Value.Syntax, Of(parameter));
        }
    }

    /// <summary>What a body gives back: a target, or the place of one to store others in.</summary>
    private IEnumerable<SlotEntry> IntoResult(IOperation value, IOperation operation, ISymbol containing) => ResultOf(operation, containing) switch
    {
        { Slot: { } slot } => [new SlotEntry(value, value.Syntax, slot)],
        { Function.ReturnsByRef: true } => ByReference(null, value),
        _ => [],
    };

    /// <summary>The function that a return leaves, and what its return value is called where that is a slot.</summary>
    private (IMethodSymbol Function, NamedSlot? Slot)? ResultOf(IOperation operation, ISymbol containing)
    {
        var around = FunctionAround(operation);
        var lambda = around as IAnonymousFunctionOperation;
        if ((lambda?.Symbol ?? (around as ILocalFunctionOperation)?.Symbol ?? containing) is not IMethodSymbol function)
        {
            return null;
        }

        var property = function is { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: IPropertySymbol associated } ? associated : null;
        var promised = lambda?.Parent is IDelegateCreationOperation { Type: INamedTypeSymbol { DelegateInvokeMethod: { } invoke } } ? invoke : null;
        var isSlot = kind.IsPlace(function) || (property is not null && kind.IsPlace(property)) || (promised is not null && kind.IsPlace(promised));
        return (function, !isSlot ? null : new NamedSlot(promised ?? function, lambda is null ? $"the return value of '{property?.Name ?? function.Name}'" : "the return value of a lambda"));
    }

    private IEnumerable<SlotEntry> ByReference(IOperation? target, IOperation value) =>
        SlotAt(value) is { } slot && (target is null || SlotAt(target) is null) ? [new SlotEntry(null, value.Syntax, slot)] : [];

    private bool EntersType(IConversionOperation conversion) =>
        kind.IsType(conversion.Type)
        && !kind.IsType(conversion.Operand.Type)
        && conversion.Operand is not (IDelegateCreationOperation or IAnonymousFunctionOperation or IMethodReferenceOperation);

    /// <summary>The address of a slot is a table of one: what takes it may be a slot itself.</summary>
    private bool EntersTable(IOperation address)
    {
        var value = address;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            IArgumentOperation { Parameter: { } parameter } => kind.IsPlace(parameter),
            ISimpleAssignmentOperation assignment => ReferenceEquals(assignment.Value, value) && SlotAt(assignment.Target) is not null,
            _ => false,
        };
    }

    /// <summary>The lambda or local function that a return leaves.</summary>
    private static IOperation? FunctionAround(IOperation operation)
    {
        var around = operation.Parent;
        while (around is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            around = around.Parent;
        }

        return around;
    }
}
