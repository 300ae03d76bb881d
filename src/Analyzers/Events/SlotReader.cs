using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Whether a delegate or function pointer can only hold targets that stay in the region: it is read from a noinstr slot (or a table of
/// such), is of a noinstr delegate type, is itself a noinstr target, or is a local that is only ever assigned such values.
/// </summary>
internal sealed class SlotReader(CallResolver resolver, ContractReader contracts, Captures captures, AliasedSymbols aliased, IOperation memberRoot)
{
    private readonly Dictionary<ILocalSymbol, bool> _locals = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ILocalSymbol> _asking = new(SymbolEqualityComparer.Default);

    /// <summary>Where a call of a delegate goes.</summary>
    public CallTarget Resolve(IInvocationOperation invocation)
    {
        var target = StaysInRegion(invocation.Instance) ? new CallTarget(TargetKind.NoInstr, invocation.TargetMethod) : CallResolver.Unknown(IndirectKind.Delegate);
        ImmutableArray<ISymbol> through = [invocation.TargetMethod.ContainingType, .. PlacesOf(invocation.Instance)];
        return target with { Through = through, States = resolver.StatesOf([invocation.TargetMethod.ContainingType, .. SourcesOf(invocation.Instance)]) };
    }

    /// <summary>What a value of delegate or function-pointer type is known to demand and do, by its type and the slot that it comes from.</summary>
    public StateContract StatesOf(IOperation value) => resolver.StatesOf(value.Type is { } type ? [type, .. PlacesOf(value)] : [.. PlacesOf(value)]);

    /// <summary>Where a call of a function pointer goes.</summary>
    public CallTarget Resolve(IFunctionPointerInvocationOperation invocation)
    {
        var target = StaysInRegion(invocation.Target) ? new CallTarget(TargetKind.NoInstr, null) : CallResolver.Unknown(IndirectKind.FunctionPointer);
        return target with { States = resolver.StatesOf(SourcesOf(invocation.Target)) };
    }

    public bool StaysInRegion(IOperation? value)
    {
        // A cast to a noinstr delegate type is checked where it stands, so each type on the way counts.
        for (var stripped = value; ; value = stripped)
        {
            if (Slot.IsNoInstrDelegate(value?.Type))
            {
                return true;
            }

            stripped = StripConversion(value);
            if (ReferenceEquals(stripped, value))
            {
                return value is not null && IsNoInstrValue(value);
            }
        }
    }

    private bool IsNoInstrValue(IOperation value) => value switch
    {
        IFieldReferenceOperation field => Slot.IsNoInstr(field.Field),
        IParameterReferenceOperation parameter => Slot.IsNoInstr(parameter.Parameter),
        IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType: { } type } } element when Slot.IsSpan(type) => StaysInRegion(element.Instance),
        IPropertyReferenceOperation property => Slot.IsNoInstr(property.Property),
        IInvocationOperation call when KnownStores.ReadBy(call) is { } place => StaysInRegion(place),
        IInvocationOperation call => Slot.IsNoInstr(call.TargetMethod) || (Slot.IsView(call.TargetMethod) && StaysInRegion(TableOf(call))),
        IObjectCreationOperation view when TableOf(view) is { } viewed => StaysInRegion(viewed),
        IConversionOperation { OperatorMethod: { } conversion } => Slot.IsNoInstr(conversion),
        IArrayElementReferenceOperation element => StaysInRegion(element.ArrayReference),
        IInlineArrayAccessOperation element => StaysInRegion(element.Instance) || (Slot.ElementFieldOf(element.Instance.Type) is { } field && Slot.IsNoInstr(field)),
        IImplicitIndexerReferenceOperation element => StaysInRegion(element.Instance),
        ILocalReferenceOperation { Local: { } local } => IsNoInstrLocal(local),
        IFlowCaptureReferenceOperation capture => captures.ValuesOf(capture.Id) is { Count: > 0 } held && held.All(StaysInRegion),
        IDelegateCreationOperation { Target: var target } => IsNamed(target) ? IsNoInstrTarget(target) : StaysInRegion(target),
        IAddressOfOperation { Reference: var place } => IsNamed(place) ? IsNoInstrTarget(place) : StaysInRegion(place),
        IMethodReferenceOperation method => IsNoInstrTarget(method),
        IConditionalOperation conditional => StaysInRegion(conditional.WhenTrue) && StaysInRegion(conditional.WhenFalse),
        ICoalesceOperation coalesce => StaysInRegion(coalesce.Value) && StaysInRegion(coalesce.WhenNull),
        ISwitchExpressionOperation choice => choice.Arms.All(arm => StaysInRegion(arm.Value)),
        IConditionalAccessOperation access => StaysInRegion(access.WhenNotNull),
        ISimpleAssignmentOperation assignment => StaysInRegion(assignment.Value),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.TypeKind: TypeKind.Delegate } combined => StaysInRegion(combined.LeftOperand) && StaysInRegion(combined.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, Type.TypeKind: TypeKind.Delegate } reduced => StaysInRegion(reduced.LeftOperand),
        IThrowOperation => true, // no value comes out of it
        { Kind: OperationKind.None, ChildOperations: { Count: 2 } children } => StaysInRegion(children.First()), // pointer element: table[i]
        { Kind: OperationKind.None, ChildOperations: { Count: 1 } children } when IsFixed(value) => StaysInRegion(children.First()),
        { Kind: OperationKind.None, ChildOperations: { Count: 1 } children, Syntax.RawKind: (int)SyntaxKind.PointerIndirectionExpression } => StaysInRegion(children.First()),
        _ => value.ConstantValue is { HasValue: true, Value: null } || value is IDefaultValueOperation,
    };

    /// <summary>The fields, parameters and properties that a value is read from where it is used; what a local held before is not followed.</summary>
    private IEnumerable<ISymbol> PlacesOf(IOperation? value) => value switch
    {
        IFieldReferenceOperation field => [field.Field],
        IParameterReferenceOperation parameter => [parameter.Parameter],
        IPropertyReferenceOperation property => [property.Property],
        IArrayElementReferenceOperation element => PlacesOf(element.ArrayReference),
        IInvocationOperation call when KnownStores.ReadBy(call) is { } place => PlacesOf(place),
        IFlowCaptureReferenceOperation capture => captures.ValuesOf(capture.Id) is { } held ? held.SelectMany(PlacesOf) : [],
        _ => StripConversion(value) is var inner && !ReferenceEquals(inner, value) ? PlacesOf(inner) : [],
    };

    /// <summary>What has a state contract for a value: where it is read from, or the target that it names, through a local that holds nothing else.</summary>
    private ImmutableArray<ISymbol> SourcesOf(IOperation? value)
    {
        var seen = new HashSet<ILocalSymbol>(SymbolEqualityComparer.Default);
        while (true)
        {
            switch (value)
            {
                case ILocalReferenceOperation { Local: var local } when seen.Add(local) && !aliased.Contains(local) && AssignmentsOf(local) is { Count: 1 } values:
                    value = values[0];
                    break;
                case IDelegateCreationOperation { Target: IMethodReferenceOperation { Method.MethodKind: not MethodKind.DelegateInvoke } method }:
                    return [method.Method];
                case IAddressOfOperation { Reference: IMethodReferenceOperation method }:
                    return [method.Method];
                case not null when StripConversion(value) is { } inner && !ReferenceEquals(inner, value):
                    value = inner;
                    break;
                default:
                    return [.. PlacesOf(value)];
            }
        }
    }

    /// <summary>The table that a view is of: the receiver, or the first argument of an extension.</summary>
    public static IOperation? TableOf(IInvocationOperation view) => view.Instance ?? view.Arguments.FirstOrDefault()?.Value;

    /// <summary>The table that a new span is of.</summary>
    public static IOperation? TableOf(IObjectCreationOperation view) =>
        view is { Type: { } type, Arguments: { IsEmpty: false } arguments } && Slot.IsSpan(type) ? arguments[0].Value : null;

    /// <summary><c>fixed (T* p = table)</c>: the pointer leads to the elements.</summary>
    private static bool IsFixed(IOperation value) => value.Syntax.Parent is EqualsValueClauseSyntax { Parent.Parent.Parent: FixedStatementSyntax };

    public bool IsNoInstrTarget(IOperation target) => target switch
    {
        IMethodReferenceOperation { Method.MethodKind: MethodKind.DelegateInvoke } invoke => StaysInRegion(invoke.Instance),
        IMethodReferenceOperation method => resolver.Resolve(method.Method, method.Instance).StaysInRegion,
        IAnonymousFunctionOperation lambda => contracts.Of(lambda.Symbol).Region == Region.NoInstr,
        IFlowAnonymousFunctionOperation lambda => contracts.Of(lambda.Symbol).Region == Region.NoInstr,
        _ => false,
    };

    /// <summary>Whether the source names the target itself, and not a value that holds it.</summary>
    private static bool IsNamed(IOperation target) => target is IMethodReferenceOperation or IAnonymousFunctionOperation or IFlowAnonymousFunctionOperation;

    /// <summary>Flow-insensitive: every assignment in the member counts, and one through a reference that we cannot see disqualifies.</summary>
    public bool IsNoInstrLocal(ILocalSymbol local)
    {
        if (_locals.TryGetValue(local, out var known))
        {
            return known;
        }

        if (!_asking.Add(local))
        {
            return true; // an assignment from itself says nothing new
        }

        var isSlot = !aliased.Contains(local) && AssignmentsOf(local) is { } values && values.Count > 0 && values.All(StaysInRegion);
        _asking.Remove(local);
        if (_asking.Count == 0)
        {
            _locals[local] = isSlot; // what was assumed on the way holds for the outermost question only
        }

        return isSlot;
    }

    private List<IOperation?>? AssignmentsOf(ILocalSymbol local)
    {
        var values = new List<IOperation?>();
        foreach (var operation in memberRoot.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Same(declarator.Symbol, local) && declarator.GetVariableInitializer() is { } initializer:
                    values.Add(initializer.Value);
                    break;
                case IForEachLoopOperation loop when loop.LoopControlVariable is IVariableDeclaratorOperation variable && Same(variable.Symbol, local):
                    values.Add(IsTable(loop.Collection) ? loop.Collection : null);
                    break;
                case IIsPatternOperation { Pattern: IRecursivePatternOperation { DeclaredSymbol: { } declared } } test when Same(declared, local):
                    values.Add(test.Value);
                    break;
                case IIsPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: { } declared } } test when Same(declared, local):
                    values.Add(test.Value);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Same(target.Local, local):
                    values.Add(assignment.Value);
                    break;
                case ICoalesceAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Same(target.Local, local):
                    values.Add(assignment.Value);
                    break;
                case ILocalReferenceOperation reference when Same(reference.Local, local) && IsWrittenOtherwise(reference):
                    return null;
            }
        }

        return values;
    }

    private static bool IsTable(IOperation collection) =>
        (collection.Type is { } type && Slot.ElementOf(type) is not null)
        || (StripConversion(collection) is { } inner && !ReferenceEquals(inner, collection) && IsTable(inner));

    private static bool IsWrittenOtherwise(ILocalReferenceOperation reference) => reference.Parent switch
    {
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        IAddressOfOperation or ITupleOperation or IDeclarationExpressionOperation => true,
        ISimpleAssignmentOperation { IsRef: true } => true,
        IAssignmentOperation assignment => assignment is not (ISimpleAssignmentOperation or ICoalesceAssignmentOperation) && ReferenceEquals(assignment.Target, reference),
        _ => false,
    };

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    private static IOperation? StripConversion(IOperation? value) => value switch
    {
        IParenthesizedOperation parenthesized => parenthesized.Operand,
        IConversionOperation { OperatorMethod: null } conversion => conversion.Operand,
        // An array as a span is the same table.
        IConversionOperation { OperatorMethod.ContainingType: { } type } conversion when Slot.IsSpan(type) => conversion.Operand,
        _ => value,
    };
}
