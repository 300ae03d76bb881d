using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>Arrays, <c>params</c>, collection expressions, <c>fixed</c>.</summary>
internal sealed partial class EventReader
{
    private readonly Dictionary<SyntaxNode, bool> _isOverIndexed = [];

    private void Allocates(SyntaxNode syntax, AllocationKind kind, ISymbol? of, SyntaxNodeOrToken? at = null) => Happens(new AllocationEvent(syntax, kind, of, at));

    private void ExpandArrayCreation(IArrayCreationOperation creation)
    {
        EvaluateChildren(creation);
        if (!IsConstantData(creation))
        {
            Allocates(creation.Syntax, AllocationKind.Array, creation.Type);
        }
    }

    /// <summary>An array of constants that only becomes a ReadOnlySpan is never made: the span points into the image.</summary>
    private bool IsConstantData(IArrayCreationOperation creation) =>
        creation is { Initializer: { } initializer, Parent: IConversionOperation { Type: { Name: "ReadOnlySpan" } to } }
        && Slot.IsSpan(to)
        && IsImageData(((IArrayTypeSymbol)creation.Type!).ElementType)
        && initializer.ElementValues.All(static value => value.ConstantValue.HasValue);

    private bool IsImageData(ITypeSymbol element) => ((element as INamedTypeSymbol)?.EnumUnderlyingType ?? element).SpecialType switch
    {
        SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte => true,
        SpecialType.System_Char or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32
            or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double => implied.CreateSpan is not null,
        _ => false,
    };

    private void ExpandArgument(IArgumentOperation argument)
    {
        if (argument is not { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { IsImplicit: true } array })
        {
            EvaluateChildren(argument);
            return;
        }

        var elements = array.Initializer?.ElementValues ?? [];
        foreach (var element in elements)
        {
            Evaluate(element);
        }

        if (elements.IsEmpty && implied.EmptyArray is { } empty)
        {
            Inserts(new Construct("params", CalleeToken.Of(argument.Syntax)), empty, receiver: null, argument.Syntax);
        }
        else
        {
            Allocates(argument.Syntax, AllocationKind.ParamsArray, array.Type);
        }
    }

    private void SlicesArray(IArrayElementReferenceOperation element)
    {
        if (element.Indices.FirstOrDefault() is { Type: { Name: "Range", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } })
        {
            Inserts(new Construct("range", CalleeToken.Of(element.Syntax)), implied.SubArray, receiver: null, element.Syntax);
        }
    }

    private void ExpandCollection(ICollectionExpressionOperation collection)
    {
        EvaluateChildren(collection);
        StoresTokens(collection.Elements);
        if (collection.Type is not { } type)
        {
            return;
        }

        var construct = collection.Syntax is CollectionExpressionSyntax ? Construct.Of(collection.Syntax) : new Construct("params", CalleeToken.Of(collection.Syntax));
        switch (KindOf(collection, type))
        {
            case CollectionKind.OnStack or CollectionKind.ReadFromField:
                break;
            case CollectionKind.EmptyArray:
                Inserts(construct, implied.EmptyArray, receiver: null, collection.Syntax);
                break;
            case CollectionKind.Framework:
                CountsSpreads(collection);
                Allocates(collection.Syntax, AllocationKind.Collection, type, construct.At);
                break;
            case CollectionKind.Built:
                if (!collection.Elements.IsEmpty && !IsInInlineArray(collection))
                {
                    Allocates(collection.Syntax, AllocationKind.Collection, type, construct.At); // what the builder gets a span of
                }

                Inserts(construct, collection.ConstructMethod, receiver: null, collection.Syntax);
                break;
            default:
                MakesAndAdds(collection, type, construct);
                break;
        }
    }

    private enum CollectionKind
    {
        OnStack,
        ReadFromField, // ImmutableArray<T>.Empty
        EmptyArray,
        Framework,
        Built,
        Added,
    }

    private CollectionKind KindOf(ICollectionExpressionOperation collection, ITypeSymbol type)
    {
        var isEmpty = collection.Elements.IsEmpty;
        if (Slot.IsSpan(type))
        {
            return isEmpty || IsOnStack(collection, ((INamedTypeSymbol)type).TypeArguments[0]) ? CollectionKind.OnStack : CollectionKind.Framework;
        }

        var isReadOnlyView = type.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IEnumerable_T
            or SpecialType.System_Collections_Generic_IReadOnlyCollection_T or SpecialType.System_Collections_Generic_IReadOnlyList_T;
        if (isEmpty && (type is IArrayTypeSymbol || isReadOnlyView))
        {
            return implied.EmptyArray is null ? CollectionKind.Framework : CollectionKind.EmptyArray;
        }

        if (isEmpty && type.Name == "ImmutableArray" && IsFrameworkCollection(type))
        {
            return CollectionKind.ReadFromField;
        }

        if (type is IArrayTypeSymbol || type.TypeKind == TypeKind.Interface || IsFrameworkCollection(type))
        {
            return CollectionKind.Framework;
        }

        return collection.ConstructMethod is { MethodKind: MethodKind.Ordinary } ? CollectionKind.Built : CollectionKind.Added;
    }

    /// <summary>Elements without a spread live in an inline array on the stack, constants of a ReadOnlySpan in the image.</summary>
    private bool IsOnStack(ICollectionExpressionOperation collection, ITypeSymbol element) =>
        IsInInlineArray(collection)
        || (collection.Type!.Name == "ReadOnlySpan" && IsImageData(element) && collection.Elements.All(static candidate => candidate.ConstantValue.HasValue));

    private bool IsInInlineArray(ICollectionExpressionOperation collection) =>
        implied.HasInlineArrays && !collection.Elements.Any(static candidate => candidate is ISpreadOperation);

    /// <summary>List and ImmutableArray are filled through their own array.</summary>
    private static bool IsFrameworkCollection(ITypeSymbol type) => type is INamedTypeSymbol
    {
        ContainingType: null,
        MetadataName: "List`1" or "ImmutableArray`1",
        ContainingNamespace: { Name: "Generic" or "Immutable", ContainingNamespace: { Name: "Collections", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } },
    };

    /// <summary>Where all spreads can tell their number of elements, they are asked; one sequence alone is copied.</summary>
    private void CountsSpreads(ICollectionExpressionOperation collection)
    {
        var spreads = collection.Elements.OfType<ISpreadOperation>().Select(spread => (spread.Syntax, Type: Unconverted(spread.Operand)?.Type)).ToList();
        if (!(collection.Elements.Length == 1 && spreads.Count == 1 && spreads[0].Type is { IsReferenceType: true } only && ImpliedMembers.IsSequence(only)) && spreads.TrueForAll(spread => spread.Type is { } type && (TrustedLowering.IsIndexed(type) || ImpliedMembers.Count(type) is not null)))
        {
            foreach (var (syntax, type) in spreads.Where(spread => !TrustedLowering.IsIndexed(spread.Type)))
            {
                Inserts(Construct.Of(syntax), ImpliedMembers.Count(type!), receiver: null, syntax);
            }
        }
    }

    private void MakesAndAdds(ICollectionExpressionOperation collection, ITypeSymbol type, Construct construct)
    {
        if (type.IsReferenceType)
        {
            Allocates(collection.Syntax, AllocationKind.Collection, type, construct.At);
        }

        if (collection.ConstructMethod is { } constructor && !(constructor.IsImplicitlyDeclared && type.IsValueType))
        {
            Inserts(construct, constructor, receiver: null, collection.Syntax);
        }

        if (type is ITypeParameterSymbol)
        {
            Happens(new CallEvent(collection.Syntax, CallResolver.Unknown(IndirectKind.TypeParameter), construct));
        }

        foreach (var element in collection.Elements)
        {
            var spread = element as ISpreadOperation;
            var add = implied.Add(type, spread?.ElementType ?? Unconverted(element)?.Type ?? element.Type, collection.Syntax);
            if (spread is { ElementConversion.MethodSymbol: null, ElementType: { } from } && add?.Parameters.FirstOrDefault() is { } parameter)
            {
                // The spread knows of a conversion to what the collection enumerates; Add may take another type.
                Inserts(Construct.Of(spread.Syntax), implied.Conversion(from, parameter.Type).MethodSymbol, receiver: null, element.Syntax);
            }

            InsertsOrUnknown(construct, add, element.Syntax);
        }
    }

    private void ExpandSpread(ISpreadOperation spread)
    {
        Evaluate(spread.Operand);
        var construct = Construct.Of(spread.Syntax);
        if (Unconverted(spread.Operand) is { Type: { } type } && (!TrustedLowering.IsIndexed(type) || type.SpecialType == SpecialType.System_String))
        {
            Enumerates(type, spread.Syntax, construct);
        }

        Inserts(construct, spread.ElementConversion.MethodSymbol, receiver: null, spread.Syntax);
        if (spread.GetElementConversion().IsBoxing)
        {
            Allocates(spread.Syntax, AllocationKind.Box, spread.ElementType, construct.At);
        }
    }

    private void Enumerates(ITypeSymbol type, SyntaxNode syntax, Construct construct)
    {
        var enumeration = implied.Enumeration(type, syntax);
        if (enumeration.IsEmpty && type.TypeKind != TypeKind.Error)
        {
            IsUnknown(construct, syntax);
        }

        foreach (var method in enumeration)
        {
            Inserts(construct, method, receiver: null, syntax);
        }
    }

    /// <summary>Whether the operation belongs to a foreach that needs no enumerator, although the graph shows one.</summary>
    private bool IsOverIndexed(SyntaxNode syntax, bool isImplicit = true)
    {
        if (!isImplicit || Construct.LoopOf(syntax) is not { } loop)
        {
            return false;
        }

        if (!_isOverIndexed.TryGetValue(loop, out var known))
        {
            _isOverIndexed.Add(loop, known = TrustedLowering.IsIndexed(implied.TypeOf(loop.Expression)));
        }

        return known;
    }

    /// <summary>A <c>fixed</c> statement over an object that is no array, string or span asks it for a reference to pin.</summary>
    private void Pins(IOperation operation)
    {
        if (!IsPinned(operation.Syntax) || operation.ChildOperations.FirstOrDefault() is not { Type: { } type } || operation.Syntax is PrefixUnaryExpressionSyntax
            || TrustedLowering.IsIndexed(type) || type.TypeKind == TypeKind.Pointer)
        {
            return;
        }

        var keyword = operation.Syntax.FirstAncestorOrSelf<FixedStatementSyntax>()!.FixedKeyword;
        InsertsOrUnknown(new Construct("fixed", keyword), implied.PinnableReference(type, operation.Syntax), operation.Syntax);
    }

    private static bool IsPinned(SyntaxNode syntax) =>
        syntax.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FixedStatementSyntax } };
}
