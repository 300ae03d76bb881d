using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>Properties and indexers, read and written: which accessor runs is decided by the use.</summary>
internal sealed partial class EventReader
{
    /// <summary>Evaluates what a place is made of (receiver, arguments), not the place itself. One that returns a reference is read to be assigned.</summary>
    private void EvaluatePlace(IOperation place)
    {
        switch (place)
        {
            case IPropertyReferenceOperation or IImplicitIndexerReferenceOperation when !ReturnsReference(place):
                EvaluateOperands(place);
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

    private void EvaluateOperands(IOperation place)
    {
        switch (place)
        {
            case IPropertyReferenceOperation { IsImplicit: true } property:
                Evaluate(IsOverIndexed(property.Syntax) ? null : Unconverted(property.Instance));
                break;
            case IImplicitIndexerReferenceOperation indexer:
                EvaluateChildren(indexer);
                Inserts(IndexConstruct(indexer), AccessorOf(indexer.LengthSymbol, static p => p.GetMethod), indexer.Instance, indexer.Syntax);
                break;
            default:
                EvaluateChildren(place);
                break;
        }
    }

    private static Construct IndexConstruct(IImplicitIndexerReferenceOperation indexer) =>
        new(indexer.IndexerSymbol is IMethodSymbol ? "range" : "index from the end", CalleeToken.Of(indexer.Syntax));

    private static bool ReturnsReference(IOperation place) => place switch
    {
        IPropertyReferenceOperation { Property: var property } => property.ReturnsByRef || property.ReturnsByRefReadonly,
        IImplicitIndexerReferenceOperation { IndexerSymbol: IPropertySymbol property } => property.ReturnsByRef || property.ReturnsByRefReadonly,
        IImplicitIndexerReferenceOperation => true,
        _ => false,
    };

    private void ExpandCompound(ICompoundAssignmentOperation compound)
    {
        if (IsConcatenation(compound))
        {
            EvaluatePlace(compound.Target);
            ReadsPlace(compound.Target);
            EvaluateText(compound.Value);
            Allocates(compound.Syntax, AllocationKind.Text, compound.Type);
        }
        else
        {
            EvaluatePlace(compound.Target);
            ReadsPlace(compound.Target);
            Inserts(Construct.Conversion(compound.Target.Syntax), compound.InConversion.MethodSymbol, receiver: null, compound.Syntax);
            Evaluate(compound.Value);
            if (compound.Target is not (IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation))
            {
                Operates(compound, compound.OperatorMethod, compound.Target, compound.Value);
            }

            Inserts(Construct.Conversion(compound.Target.Syntax), compound.OutConversion.MethodSymbol, receiver: null, compound.Syntax);
        }

        Sets(compound.Target, value: null);
    }

    private void ExpandIncrement(IIncrementOrDecrementOperation increment)
    {
        EvaluatePlace(increment.Target);
        ReadsPlace(increment.Target);
        if (increment.OperatorMethod is null && increment.Target.Type is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct } type
            && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T)
        {
            IncrementsThroughConversions(increment, type);
        }

        Operates(increment, increment.OperatorMethod, increment.Target);
        Sets(increment.Target, value: null);
    }

    /// <summary>A type without ++ that converts to a number and back: which number is in no API, but each pair of conversions that fits is one.</summary>
    private void IncrementsThroughConversions(IIncrementOrDecrementOperation increment, INamedTypeSymbol type)
    {
        var construct = Construct.Conversion(increment.Target.Syntax);
        var conversions = type.GetMembers().OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Conversion).ToList();
        var pairs =
            from reads in conversions
            where reads.Name == WellKnownMemberNames.ImplicitConversionName && !SymbolEqualityComparer.Default.Equals(reads.ReturnType, type)
            from writes in conversions
            where SymbolEqualityComparer.Default.Equals(writes.ReturnType, type) && SymbolEqualityComparer.Default.Equals(writes.Parameters[0].Type, reads.ReturnType)
            select (reads, writes);
        var found = pairs.ToList();
        if (found.Count != 1)
        {
            IsUnknown(construct, increment.Syntax);
            return;
        }

        Inserts(construct, found[0].reads, receiver: null, increment.Syntax);
        Inserts(construct, found[0].writes, receiver: null, increment.Syntax);
    }

    private void ReadsPlace(IOperation target)
    {
        switch (target)
        {
            case IPropertyReferenceOperation or IImplicitIndexerReferenceOperation when !ReturnsReference(target):
                Gets(target);
                break;
            case IFlowCaptureReferenceOperation reference when captures.Place(reference.Id) is { } place:
                Gets(place);
                break;
        }
    }

    private void ExpandDeconstruction(IDeconstructionAssignmentOperation deconstruction)
    {
        EvaluatePlace(deconstruction.Target);
        Evaluate(deconstruction.Value);
        if (implied.Deconstruction(deconstruction.Syntax) is { } info)
        {
            Deconstructs(info, deconstruction.Value.Type, deconstruction.Syntax);
        }

        SetsEach(deconstruction.Target);
    }

    private void Deconstructs(Microsoft.CodeAnalysis.CSharp.DeconstructionInfo info, ITypeSymbol? type, SyntaxNode syntax)
    {
        var construct = Construct.Deconstruction(syntax);
        Inserts(construct, info.Method, receiver: null, syntax);
        if (info.Conversion is { MethodSymbol: { } converts })
        {
            Inserts(construct, converts, receiver: null, syntax);
        }
        else if (info.Conversion is { IsBoxing: true })
        {
            Allocates(syntax, AllocationKind.Box, type, construct.At);
        }

        // An extension has its receiver in front of the parts.
        var parts = info.Method?.Parameters.Select(static parameter => parameter.Type) ?? Tuple(type)?.TupleElements.Select(static element => element.Type) ?? [];
        var types = parts.Reverse().Take(info.Nested.Length).Reverse().ToList();
        for (var i = 0; i < info.Nested.Length; i++)
        {
            Deconstructs(info.Nested[i], types.ElementAtOrDefault(i), syntax);
        }
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

    private void ExpandCapture(IFlowCaptureOperation capture)
    {
        if (captures.Place(capture.Id) is not null)
        {
            EvaluateOperands(capture.Value);
            return;
        }

        Evaluate(IsTextOperand(capture.Value) ? Unboxed(capture.Value) : capture.Value);
        if (!captures.Variables(capture.Id).Any())
        {
            WritesCapture(capture, capture.Id, capture.Value);
        }
    }

    private void Gets(IOperation place)
    {
        switch (place)
        {
            case IImplicitIndexerReferenceOperation indexer:
                var read = indexer.IndexerSymbol as IMethodSymbol ?? AccessorOf(indexer.IndexerSymbol, static p => p.GetMethod);
                Inserts(IndexConstruct(indexer), read, indexer.Instance, indexer.Syntax);
                break;
            case IPropertyReferenceOperation { Property.ContainingType.IsAnonymousType: true }:
                break; // a field that the compiler reads through a getter of its own
            case IPropertyReferenceOperation property when IsArrayLength(property) || IsOverIndexed(property.Syntax, property.IsImplicit):
                break;
            case IPropertyReferenceOperation property when AccessorOf(property.Property, static p => p.GetMethod) is { } getter:
                if (property is { Property.Name: "Length" or "LongLength", Instance.Type: IArrayTypeSymbol })
                {
                    Happens(new CallEvent(property.Syntax, new CallTarget(TargetKind.Trusted, getter))); // of several dimensions: a call in the IL, and none for the JIT
                    break;
                }

                RunsAccessor(property, getter);
                break;
        }
    }

    private void RunsAccessor(IPropertyReferenceOperation property, IMethodSymbol accessor)
    {
        if (property.IsImplicit)
        {
            var receiver = Unconverted(property.Instance);
            Inserts(Construct.Of(property.Syntax), ImplementationOf(accessor, receiver?.Type), receiver, property.Syntax);
        }
        else
        {
            Calls(property, accessor, property.Instance);
        }

        WritesThroughReferences(accessor, property.Instance, []);
    }

    /// <summary>An override may declare only one accessor; the other is its base's. None: a get-only auto-property that its constructor assigns is a field.</summary>
    private static IMethodSymbol? AccessorOf(ISymbol? member, Func<IPropertySymbol, IMethodSymbol?> select)
    {
        for (var declared = member as IPropertySymbol; declared is not null; declared = declared.OverriddenProperty)
        {
            if (select(declared) is { } accessor)
            {
                return accessor;
            }
        }

        return null;
    }

    private static bool IsArrayLength(IPropertyReferenceOperation property) =>
        property is { Property.Name: "Length" or "LongLength", Instance.Type: IArrayTypeSymbol { Rank: 1 } };
}
