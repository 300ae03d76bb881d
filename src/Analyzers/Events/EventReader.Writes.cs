using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>Assignments: setters that run, and writes of variables, by which what conditions have told is forgotten and a constant is learned.</summary>
internal sealed partial class EventReader
{
    private void Sets(IOperation target, IOperation? value)
    {
        if (target is IPropertyReferenceOperation or IImplicitIndexerReferenceOperation or IArrayElementReferenceOperation)
        {
            MovesToken(target.Syntax, value, to: null);
        }

        switch (target)
        {
            case IPropertyReferenceOperation or IImplicitIndexerReferenceOperation when !ReturnsReference(target):
                SetsPlace(target);
                break;
            case IFlowCaptureReferenceOperation reference when captures.Place(reference.Id) is { } place:
                SetsPlace(place);
                break;
            case IFlowCaptureReferenceOperation reference:
                WritesCaptured(reference, value);
                break;
            case IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation:
                Happens(new CallEvent(target.Syntax, CallResolver.Unknown(IndirectKind.Dynamic)));
                break;
            default:
                WritesPlace(target, value);
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
        if ((assignment.Adds ? reference.Event.AddMethod : reference.Event.RemoveMethod) is { } accessor)
        {
            Calls(reference, accessor, reference.Instance);
        }
    }

    /// <summary>An initialiser of a property assigns its field; the graph shows the property.</summary>
    private void SetsPlace(IOperation place)
    {
        if (place is IImplicitIndexerReferenceOperation indexer)
        {
            Inserts(IndexConstruct(indexer), AccessorOf(indexer.IndexerSymbol, static p => p.SetMethod), indexer.Instance, indexer.Syntax);
        }
        else if (place is IPropertyReferenceOperation { IsImplicit: false } property && AccessorOf(property.Property, static p => p.SetMethod) is { } setter)
        {
            RunsAccessor(property, setter);
        }
    }

    private void WritesThroughReferences(IMethodSymbol method, IOperation? receiver, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)
            {
                WritesPlace(argument.Value, value: null, keepsTokens: true);
            }
        }

        if (receiver is { Type.IsValueType: true } && !method.IsReadOnly && !method.ContainingType.IsReadOnly && !method.IsStatic)
        {
            WritesPlace(receiver, value: null, keepsTokens: true);
        }
    }

    private void WritesPlace(IOperation place, IOperation? value, bool keepsTokens = false)
    {
        switch (place)
        {
            case ILocalReferenceOperation local:
                Writes(place, local.Local, value, keepsTokens);
                break;
            case IParameterReferenceOperation parameter:
                Writes(place, parameter.Parameter, value, keepsTokens);
                break;
            case IFieldReferenceOperation field:
                Writes(place, field.Field, value, keepsTokens);
                break;
            case IDeclarationExpressionOperation declaration:
                WritesPlace(declaration.Expression, value, keepsTokens);
                break;
        }
    }

    private void Writes(IOperation operation, ISymbol? symbol, IOperation? value, bool keepsTokens = false)
    {
        if (symbol is not null)
        {
            var copied = value is null ? null : terms.ReadTerm(value);
            var isKnown = copied is not null || value?.ConstantValue.HasValue == true;
            var meaning = MeaningOf(value);
            Happens(new WriteEvent(operation.Syntax, terms.PlaceOf(symbol), isKnown || meaning is not null ? terms.OfVariable(symbol) : null, value?.ConstantValue ?? default, copied)
            {
                IsField = symbol is IFieldSymbol,
                KeepsTokens = keepsTokens,
                Meaning = meaning,
            });
            MovesToken(operation.Syntax, value, symbol is ILocalSymbol { IsRef: false } or IParameterSymbol { RefKind: RefKind.None } ? tokens.PlaceIn(symbol) : null);
        }
    }

    /// <summary>What a <c>ref</c> choice holds is one of several variables: each may have its new value.</summary>
    private void WritesCaptured(IFlowCaptureReferenceOperation reference, IOperation? value)
    {
        WritesCapture(reference, reference.Id, value);
        var variables = captures.Variables(reference.Id).ToList();
        foreach (var variable in variables)
        {
            WritesPlace(variable, variables.Count == 1 ? value : null);
        }
    }

    private void WritesCapture(IOperation operation, CaptureId capture, IOperation? value)
    {
        var copied = value is null ? null : terms.ReadTerm(value);
        Happens(new WriteEvent(operation.Syntax, terms.PlaceOf(capture), terms.OfCapture(capture), value?.ConstantValue ?? default, copied) { Meaning = MeaningOf(value) });
        MovesToken(operation.Syntax, value, terms.PlaceOf(capture), isAlias: true);
    }

    /// <summary>A result that tells of entry states, and whether the value is its negation.</summary>
    public StateTest? MeaningOf(IOperation? value)
    {
        var isNegated = false;
        while (true)
        {
            switch (TermReader.Strip(value))
            {
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                    isNegated = !isNegated;
                    value = not.Operand;
                    continue;
                case IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
                    when comparison.RightOperand.ConstantValue is { HasValue: true, Value: bool constant }:
                    isNegated ^= constant != (comparison.OperatorKind == BinaryOperatorKind.Equals);
                    value = comparison.LeftOperand;
                    continue;
                case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool constant } } } pattern:
                    isNegated ^= !constant;
                    value = pattern.Value;
                    continue;
                case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool constant } } } } pattern:
                    isNegated ^= constant;
                    value = pattern.Value;
                    continue;
                case IFlowCaptureReferenceOperation capture when captures.ValuesOf(capture.Id) is { Count: 1 } captured:
                    value = captured[0];
                    continue;
                case IInvocationOperation call:
                    return Meaning(resolver.Resolve(call.TargetMethod, call.Instance), isNegated);
                case IPropertyReferenceOperation { Property.GetMethod: { } getter } property:
                    return Meaning(resolver.Resolve(getter, property.Instance), isNegated);
                default:
                    return null;
            }
        }
    }

    private static StateTest? Meaning(CallTarget target, bool isNegated) =>
        target.States.Meanings.IsEmpty ? null : new StateTest(target.States.Meanings, isNegated);
}
