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
            else
            {
                CheckOrder(attribute, kind, symbol, report);
            }
        }
    }

    /// <summary>404: states are established in the order in which their enum declares them, and torn down in the reverse one.</summary>
    private static void CheckOrder(AttributeData attribute, ContractAttribute kind, ISymbol symbol, Action<Diagnostic> report)
    {
        var isTeardown = kind is ContractAttribute.Revokes or ContractAttribute.Restores;
        if (!(isTeardown || kind is ContractAttribute.Establishes or ContractAttribute.Ensures) || attribute.ApplicationSyntaxReference is not { } reference || ListOf(attribute, kind) is not { } list)
        {
            return;
        }

        var states = list.Values.Select(MemberOf).OfType<IFieldSymbol>().Select(static member => new State(member)).ToList();
        for (var i = 0; i < states.Count; i++)
        {
            for (var j = i + 1; j < states.Count; j++)
            {
                var (earlier, later) = isTeardown ? (states[j], states[i]) : (states[i], states[j]);
                if (later.IsBefore(earlier))
                {
                    report(Diagnostic.Create(
                        Catalogue.StateOrder,
                        reference.SyntaxTree.GetLocation(reference.Span),
                        $"[{kind}] on '{Names.Of(symbol)}'",
                        $"lists '{states[i]}' before '{states[j]}', but '{later.Enum.Name}' declares that '{later.Name}' is established first{(isTeardown ? ", and torn down last" : "")}",
                        $"Put '{states[j].Name}' in front of '{states[i].Name}'"));
                    return;
                }
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
