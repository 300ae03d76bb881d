using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Operations of a control-flow graph → events, in evaluation order: the one place that knows what C# calls. An operation expands into
/// steps, each an operand to evaluate or an event; the walk keeps its own stack, so that deep nesting cannot overflow.
/// Reported here are the calls that a token of the source names; what the compiler inserts is visited but is no event.
/// </summary>
internal sealed class EventReader(CallResolver resolver, OmittedCalls omittedCalls, Captures captures, SlotReader slots, TermReader terms)
{
    private readonly Stack<Step> _pending = new();
    private readonly List<Step> _steps = [];

    /// <summary>Spans of calls that are never emitted; their arguments may stand in other blocks.</summary>
    public List<TextSpan> Omitted { get; } = [];

    private readonly record struct Step(IOperation? Operand, Event? Event);

    public void Read(IOperation root, List<Event> events)
    {
        _pending.Push(new Step(root, null));
        while (_pending.Count > 0)
        {
            var step = _pending.Pop();
            if (step.Event is { } happened)
            {
                events.Add(happened);
                continue;
            }

            _steps.Clear();
            Expand(step.Operand!);
            for (var i = _steps.Count - 1; i >= 0; i--)
            {
                _pending.Push(_steps[i]);
            }
        }
    }

    private void Evaluate(IOperation? operand)
    {
        if (operand is not null)
        {
            _steps.Add(new Step(operand, null));
        }
    }

    private void EvaluateChildren(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            Evaluate(child);
        }
    }

    private void Happens(Event happened) => _steps.Add(new Step(null, happened));

    private void Expand(IOperation operation)
    {
        switch (operation)
        {
            case INameOfOperation or IAnonymousFunctionOperation or IFlowAnonymousFunctionOperation or ILocalFunctionOperation:
                break; // never evaluated, or a body of its own
            case IInvocationOperation invocation:
                ExpandInvocation(invocation);
                break;
            case IFunctionPointerInvocationOperation invocation:
                EvaluateChildren(invocation);
                Happens(new CallEvent(invocation, slots.StaysInRegion(invocation.Target)
                    ? new CallTarget(TargetKind.NoInstr, null)
                    : CallResolver.Unknown(IndirectKind.FunctionPointer)));
                break;
            case IObjectCreationOperation creation:
                EvaluateChildren(creation);
                if (creation.Constructor is { } constructor && !creation.IsImplicit && !constructor.IsImplicitlyDeclared && !IsThrown(creation.Syntax))
                {
                    Calls(creation, constructor, receiver: null);
                }

                break;
            case ITypeParameterObjectCreationOperation creation:
                EvaluateChildren(creation);
                Happens(new CallEvent(creation, CallResolver.Unknown(IndirectKind.TypeParameter)));
                break;
            case IPropertyReferenceOperation property:
                EvaluateChildren(property);
                Gets(property, property);
                break;
            case ISimpleAssignmentOperation assignment:
                EvaluatePlace(assignment.Target);
                Evaluate(assignment.Value);
                Sets(assignment.Target, assignment.Value);
                break;
            case ICompoundAssignmentOperation compound:
                ExpandUpdate(compound, compound.Target, compound.Value, compound.OperatorMethod);
                break;
            case IIncrementOrDecrementOperation increment:
                ExpandUpdate(increment, increment.Target, null, increment.OperatorMethod);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                ExpandDeconstruction(deconstruction);
                break;
            case IEventAssignmentOperation assignment:
                ExpandEventAssignment(assignment);
                break;
            case IConversionOperation conversion:
                EvaluateChildren(conversion);
                if (conversion is { OperatorMethod: { } converts, IsImplicit: false })
                {
                    Calls(conversion, converts, receiver: null);
                }
                else if (conversion is { IsImplicit: false, Operand.Type.TypeKind: TypeKind.Dynamic, Type: { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Dynamic } })
                {
                    Happens(new CallEvent(conversion, CallResolver.Unknown(IndirectKind.Dynamic)));
                }

                break;
            case IBinaryOperation binary:
                EvaluateChildren(binary);
                Operates(binary, binary.OperatorMethod, binary.LeftOperand, binary.RightOperand);
                break;
            case IUnaryOperation unary:
                EvaluateChildren(unary);
                Operates(unary, unary.OperatorMethod, unary.Operand);
                break;
            case IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation:
                EvaluateChildren(operation);
                if (operation is not IDynamicMemberReferenceOperation { Parent: IDynamicInvocationOperation })
                {
                    Happens(new CallEvent(operation, CallResolver.Unknown(IndirectKind.Dynamic)));
                }

                break;
            case IFlowCaptureOperation capture:
                ExpandCapture(capture);
                break;
            case IFlowCaptureReferenceOperation reference:
                if (captures.PropertyPlace(reference.Id) is { } place)
                {
                    Gets(reference, place);
                }

                break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared }:
                Writes(operation, declared, value: null);
                break;
            case IRecursivePatternOperation { DeclaredSymbol: var declared }:
                EvaluateChildren(operation);
                Writes(operation, declared, value: null);
                break;
            case IListPatternOperation { DeclaredSymbol: var declared }:
                EvaluateChildren(operation);
                Writes(operation, declared, value: null);
                break;
            default:
                EvaluateChildren(operation);
                break;
        }
    }

    /// <summary>The <c>new</c> inside a <c>throw</c> is part of the throw; its arguments are evaluated all the same.</summary>
    private static bool IsThrown(SyntaxNode creation) => creation.Parent switch
    {
        ThrowStatementSyntax or ThrowExpressionSyntax => true,
        ParenthesizedExpressionSyntax or CastExpressionSyntax => IsThrown(creation.Parent),
        ConditionalExpressionSyntax choice => choice.Condition != creation && IsThrown(choice),
        _ => false,
    };

    private void ExpandInvocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (omittedCalls.IsOmitted(method, invocation.Syntax))
        {
            Omitted.Add(invocation.Syntax.Span);
            return;
        }

        EvaluateChildren(invocation);
        if (ScopeMarker.Read(method) is { } opens)
        {
            Happens(new ScopeEvent(invocation, method, opens));
            return;
        }

        if (!invocation.IsImplicit && invocation.Syntax is InvocationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax)
        {
            Happens(new CallEvent(invocation, TargetOf(invocation), BoolArgumentsOf(invocation)));
        }

        WritesThroughReferences(invocation, method, invocation.Instance, invocation.Arguments);
    }

    private CallTarget TargetOf(IInvocationOperation invocation) =>
        invocation.TargetMethod.MethodKind != MethodKind.DelegateInvoke ? resolver.Resolve(invocation.TargetMethod, invocation.Instance)
        : slots.StaysInRegion(invocation.Instance) ? new CallTarget(TargetKind.NoInstr, invocation.TargetMethod)
        : CallResolver.Unknown(IndirectKind.Delegate);

    private void Calls(IOperation operation, IMethodSymbol method, IOperation? receiver) =>
        Happens(new CallEvent(operation, resolver.Resolve(method, receiver)));

    private void Operates(IOperation operation, IMethodSymbol? method, params IOperation?[] operands)
    {
        if (operation.IsImplicit)
        {
            return;
        }

        method ??= BuiltInOperators.MethodOf(operation, operands);
        if (method is not null)
        {
            Happens(new CallEvent(operation, method.MethodKind == MethodKind.BuiltinOperator
                ? new CallTarget(TargetKind.Trusted, method)
                : resolver.Resolve(method, null)));
        }
        else if (operands.Any(operand => operand?.Type?.TypeKind == TypeKind.Dynamic))
        {
            Happens(new CallEvent(operation, CallResolver.Unknown(IndirectKind.Dynamic)));
        }
    }

    /// <summary>Evaluates what a place is made of (receiver, arguments), not the place itself.</summary>
    private void EvaluatePlace(IOperation place)
    {
        switch (place)
        {
            case IPropertyReferenceOperation { Property: { ReturnsByRef: false, ReturnsByRefReadonly: false } } property:
                EvaluateChildren(property);
                break;
            case IFlowCaptureReferenceOperation:
                break; // evaluated where it was captured
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                {
                    EvaluatePlace(element);
                }

                break;
            case IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation:
                EvaluateChildren(place);
                break;
            default:
                Evaluate(place);
                break;
        }
    }

    private void ExpandUpdate(IOperation update, IOperation target, IOperation? value, IMethodSymbol? method)
    {
        EvaluatePlace(target);
        if (target is IPropertyReferenceOperation property)
        {
            Gets(property, property);
        }
        else if (target is IFlowCaptureReferenceOperation reference && captures.PropertyPlace(reference.Id) is { } place)
        {
            Gets(reference, place);
        }

        Evaluate(value);
        Operates(update, method, target, value);
        Sets(target, value: null);
    }

    private void ExpandDeconstruction(IDeconstructionAssignmentOperation deconstruction)
    {
        EvaluatePlace(deconstruction.Target);
        Evaluate(deconstruction.Value);
        SetsEach(deconstruction.Target);
    }

    private void SetsEach(IOperation target)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                {
                    SetsEach(element);
                }

                break;
            case IDeclarationExpressionOperation declaration:
                SetsEach(declaration.Expression);
                break;
            default:
                Sets(target, value: null);
                break;
        }
    }

    private void ExpandEventAssignment(IEventAssignmentOperation assignment)
    {
        if (assignment.EventReference is not IEventReferenceOperation reference)
        {
            EvaluateChildren(assignment);
            return;
        }

        Evaluate(reference.Instance);
        Evaluate(assignment.HandlerValue);
        var accessor = assignment.Adds ? reference.Event.AddMethod : reference.Event.RemoveMethod;
        if (accessor is not null)
        {
            Happens(new CallEvent(reference, resolver.Resolve(accessor, reference.Instance)));
        }
    }

    private void ExpandCapture(IFlowCaptureOperation capture)
    {
        if (captures.PropertyPlace(capture.Id) is not null)
        {
            EvaluateChildren(capture.Value);
            return;
        }

        Evaluate(capture.Value);
        WritesCapture(capture, capture.Id, capture.Value);
    }

    private void Gets(IOperation at, IPropertyReferenceOperation property)
    {
        if (property.IsImplicit || IsArrayLength(property))
        {
            return;
        }

        if (Accessor(property.Property, static p => p.GetMethod) is { } getter)
        {
            Happens(new CallEvent(property, resolver.Resolve(getter, property.Instance)));
            WritesThroughReferences(at, getter, property.Instance, []);
        }
    }

    private void Sets(IOperation target, IOperation? value)
    {
        switch (target)
        {
            case IPropertyReferenceOperation { Property: { ReturnsByRef: false, ReturnsByRefReadonly: false }, IsImplicit: false } property:
                SetsProperty(property);
                break;
            case IFlowCaptureReferenceOperation reference when captures.PropertyPlace(reference.Id) is { } place:
                SetsProperty(place);
                break;
            case IFlowCaptureReferenceOperation reference:
                WritesCapture(reference, reference.Id, value);
                break;
            case IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation:
                Happens(new CallEvent(target, CallResolver.Unknown(IndirectKind.Dynamic)));
                break;
            default:
                WritesPlace(target, value);
                break;
        }
    }

    private void SetsProperty(IPropertyReferenceOperation property)
    {
        if (Accessor(property.Property, static p => p.SetMethod) is { } setter)
        {
            Happens(new CallEvent(property, resolver.Resolve(setter, property.Instance)));
            WritesThroughReferences(property, setter, property.Instance, []);
        }
    }

    /// <summary>An override may declare only one accessor; the other is its base's.</summary>
    private static IMethodSymbol? Accessor(IPropertySymbol property, Func<IPropertySymbol, IMethodSymbol?> select)
    {
        for (IPropertySymbol? declared = property; declared is not null; declared = declared.OverriddenProperty)
        {
            if (select(declared) is { } accessor)
            {
                return accessor;
            }
        }

        return null; // a get-only auto-property that its constructor assigns: a field
    }

    private static bool IsArrayLength(IPropertyReferenceOperation property) =>
        property is { Property.Name: "Length" or "LongLength", Instance.Type: IArrayTypeSymbol { Rank: 1 } };

    private void WritesThroughReferences(IOperation call, IMethodSymbol method, IOperation? receiver, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)
            {
                WritesPlace(argument.Value, value: null);
            }
        }

        if (receiver is { Type.IsValueType: true } && !method.IsReadOnly && !method.ContainingType.IsReadOnly && !method.IsStatic)
        {
            WritesPlace(receiver, value: null);
        }
    }

    private void WritesPlace(IOperation place, IOperation? value)
    {
        switch (place)
        {
            case ILocalReferenceOperation local:
                Writes(place, local.Local, value);
                break;
            case IParameterReferenceOperation parameter:
                Writes(place, parameter.Parameter, value);
                break;
            case IFieldReferenceOperation field:
                Writes(place, field.Field, value);
                break;
            case IDeclarationExpressionOperation declaration:
                WritesPlace(declaration.Expression, value);
                break;
        }
    }

    private void Writes(IOperation operation, ISymbol? symbol, IOperation? value)
    {
        if (symbol is not null)
        {
            var copied = value is null ? null : terms.ReadTerm(value);
            var isKnown = copied is not null || value?.ConstantValue.HasValue == true;
            Happens(new WriteEvent(operation, terms.PlaceOf(symbol), isKnown ? terms.OfVariable(symbol) : null, value?.ConstantValue ?? default, copied)
            {
                IsField = symbol is IFieldSymbol,
            });
        }
    }

    private void WritesCapture(IOperation operation, CaptureId capture, IOperation? value)
    {
        var copied = value is null ? null : terms.ReadTerm(value);
        Happens(new WriteEvent(operation, terms.PlaceOf(capture), terms.OfCapture(capture), value?.ConstantValue ?? default, copied));
    }

    private ImmutableArray<BoolArgument> BoolArgumentsOf(IInvocationOperation invocation)
    {
        var bools = ImmutableArray.CreateBuilder<BoolArgument>();
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is { Type.SpecialType: SpecialType.System_Boolean, RefKind: RefKind.None } parameter)
            {
                bools.Add(new BoolArgument(parameter.Ordinal, argument.Value.ConstantValue.Value as bool?, terms.ReadTest(argument.Value)));
            }
        }

        return bools.ToImmutable();
    }
}
