using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Rules;

/// <summary>304 for the lists of states: empty, null, or with what is no enum member. Only the list of [EntryPoint] may be empty.</summary>
internal static class StateLists
{
    public static void Check(ImmutableArray<AttributeData> attributes, ISymbol symbol, Action<Diagnostic> report)
    {
        foreach (var attribute in attributes)
        {
            var kind = ContractAttributes.Classify(attribute);
            if (ListOf(attribute, kind) is { } list && Mistake(list, kind) is var (what, advice))
            {
                AnnotationRules.Report(attribute, $"The state list of [{kind}] on '{Names.Of(symbol)}' {what}", advice, report);
            }
        }
    }

    /// <summary>The <c>params object[]</c> argument. None where the code does not compile.</summary>
    private static TypedConstant? ListOf(AttributeData attribute, ContractAttribute kind)
    {
        var index = kind switch
        {
            ContractAttribute.EntryPoint or ContractAttribute.Requires or ContractAttribute.Forbids or ContractAttribute.Establishes
                or ContractAttribute.Ensures or ContractAttribute.Revokes or ContractAttribute.Restores or ContractAttribute.Asserts => 0,
            ContractAttribute.HoldsWhen => 1,
            _ => -1,
        };
        return index >= 0 && index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index].Kind == TypedConstantKind.Array
            ? attribute.ConstructorArguments[index]
            : null;
    }

    private static (string What, string Advice)? Mistake(TypedConstant list, ContractAttribute kind)
    {
        if (list.IsNull)
        {
            return ("is null", "Name at least one member of an enum");
        }

        if (list.Values.IsEmpty && kind != ContractAttribute.EntryPoint)
        {
            return ("is empty", "Name at least one member of an enum, or remove the attribute");
        }

        foreach (var value in list.Values)
        {
            if (value.Kind == TypedConstantKind.Error)
            {
                return null;
            }

            if (MemberOf(value) is not { } member)
            {
                return (value.IsNull ? "has a null" : "has an element that is no enum member", "States are members of enums, such as EntryState.Rcu");
            }

            if (kind == ContractAttribute.Ensures && member.Has(ContractAttribute.Counted))
            {
                return ($"has the counted state '{member.Name}'", "A counted state is established as often as it is torn down: use [Establishes]");
            }
        }

        return null;
    }

    private static IFieldSymbol? MemberOf(TypedConstant value) =>
        value is { Kind: TypedConstantKind.Enum, IsNull: false, Type: INamedTypeSymbol type }
            ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, value.Value))
            : null;
}
