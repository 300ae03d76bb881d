using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>Writes of variables: what conditions over them have told is forgotten, and a constant is learned.</summary>
internal sealed partial class EventReader
{
    private void WritesThroughReferences(IMethodSymbol method, IOperation? receiver, ImmutableArray<IArgumentOperation> arguments)
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
            Happens(new WriteEvent(operation.Syntax, terms.PlaceOf(symbol), isKnown ? terms.OfVariable(symbol) : null, value?.ConstantValue ?? default, copied)
            {
                IsField = symbol is IFieldSymbol,
            });
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
        Happens(new WriteEvent(operation.Syntax, terms.PlaceOf(capture), terms.OfCapture(capture), value?.ConstantValue ?? default, copied));
    }
}
