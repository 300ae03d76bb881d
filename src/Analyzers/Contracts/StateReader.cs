using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Contracts;

/// <summary>
/// Symbol → state contract. Nothing covers a body from outside, and nothing is inherited. A list that cannot be read (304, or code that does not
/// compile) counts for what can be read of it. One instance per compilation; reads are cached and may come from any thread.
/// </summary>
internal sealed class StateReader
{
    private readonly ConcurrentDictionary<ISymbol, StateContract> _contracts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, ImmutableArray<State>> _enums = new(SymbolEqualityComparer.Default);

    /// <summary>Of a method (its parts unite, and a bool property says what its getter's result means), a delegate type, or a slot.</summary>
    public StateContract Of(ISymbol symbol) =>
        _contracts.GetOrAdd(symbol is IMethodSymbol method ? ContractReader.Canonical(method) : symbol.OriginalDefinition, Read);

    /// <summary>Of what a slot holds: of a method, that is the contract of its return value.</summary>
    public StateContract OfSlot(ISymbol slot) => slot is IMethodSymbol method ? Read(method.OriginalDefinition.GetReturnTypeAttributes()) : Of(slot);

    /// <summary>The members of the enum that a scope requires or forbids.</summary>
    public IEnumerable<State> ScopeStatesOf(INamedTypeSymbol type) =>
        StatesOf(type).Where(static state => state.IsRequiredByScopes || state.IsForbiddenByScopes);

    private StateContract Read(ISymbol symbol) => Read(AttributesOf(symbol));

    private StateContract Read(IEnumerable<AttributeData> attributes)
    {
        var clauses = new List<StateClause>();
        var meanings = new List<StateMeaning>();
        var orders = new List<ImmutableArray<State>>();
        ImmutableArray<State>? entryPoint = null;
        var isAnyContext = false;
        foreach (var attribute in attributes)
        {
            var kind = ContractAttributes.Classify(attribute);
            if (!kind.IsAboutStates())
            {
                continue;
            }

            var states = Listed(attribute);
            switch (kind)
            {
                case ContractAttribute.EntryPoint:
                    entryPoint = [.. entryPoint ?? [], .. states];
                    isAnyContext |= Flag(attribute, "AnyContext");
                    break;
                case ContractAttribute.HoldsWhen:
                    var result = attribute.ConstructorArguments.FirstOrDefault().Value is true;
                    meanings.AddRange(states.Select(state => new StateMeaning(result, state, Flag(attribute, "Exact"))));
                    break;
                default:
                    // What 304 reports means nothing: a counted state has no way to be ensured.
                    states = kind == ContractAttribute.Ensures ? states.RemoveAll(static state => state.IsCounted) : states;
                    clauses.AddRange(states.Select(state => new StateClause(kind, state)));
                    if (kind is ContractAttribute.Establishes or ContractAttribute.Ensures && states.Length > 1)
                    {
                        orders.Add(states);
                    }
                    else if (kind is ContractAttribute.Revokes or ContractAttribute.Restores && states.Length > 1)
                    {
                        orders.Add([.. states.Reverse()]);
                    }

                    break;
            }
        }

        return clauses.Count == 0 && meanings.Count == 0 && entryPoint is null
            ? StateContract.None
            : new StateContract
            {
                Clauses = [.. clauses.OrderBy(static clause => clause.Kind)],
                Meanings = [.. meanings],
                Orders = [.. orders],
                EntryPoint = entryPoint,
                IsAnyContext = isAnyContext,
            };
    }

    private static IEnumerable<AttributeData> AttributesOf(ISymbol symbol)
    {
        if (symbol is not IMethodSymbol method)
        {
            return symbol.GetAttributes();
        }

        // The compiler gives a part the attributes of the other one already: the same objects.
        var ofPart = method.PartialImplementationPart?.GetAttributes() ?? [];
        return method.GetAttributes().Union(ofPart).Concat(method.AssociatedSymbol is IPropertySymbol property ? OfProperty(property, method) : []);
    }

    /// <summary>A contract on a property is that of its accessors; where it holds targets, it is that of the slot. A result is the getter's.</summary>
    private static IEnumerable<AttributeData> OfProperty(IPropertySymbol property, IMethodSymbol accessor) => property.GetAttributes().Where(attribute =>
        ContractAttributes.Classify(attribute) == ContractAttribute.HoldsWhen ? accessor.MethodKind == MethodKind.PropertyGet : !Slot.HoldsTargets(property.Type));

    private ImmutableArray<State> Listed(AttributeData attribute)
    {
        var list = attribute.ConstructorArguments.FirstOrDefault(static argument => argument.Kind == TypedConstantKind.Array);
        return list.Kind != TypedConstantKind.Array || list.IsNull ? [] : [.. list.Values.Select(Of).OfType<State>()];
    }

    private State? Of(TypedConstant value)
    {
        if (value is not { Kind: TypedConstantKind.Enum, IsNull: false, Type: INamedTypeSymbol type })
        {
            return null;
        }

        var member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, value.Value));
        return member is null ? null : StatesOf(type).First(state => state.Name == member.Name);
    }

    private ImmutableArray<State> StatesOf(INamedTypeSymbol type) => _enums.GetOrAdd(
        type, static key => [.. key.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue).Select(static field => new State(field))]);

    private static bool Flag(AttributeData attribute, string name) =>
        attribute.NamedArguments.Any(argument => argument.Key == name && argument.Value.Value is true);
}
