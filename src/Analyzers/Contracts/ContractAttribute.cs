using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Contracts;

/// <summary>The attributes of the public API, as the engine knows them.</summary>
internal enum ContractAttribute
{
    None,
    NoInstr,
    AlwaysInline,
    Instrumentable,
    EntryPoint,
    Requires,
    Forbids,
    Establishes,
    Ensures,
    Revokes,
    Restores,
    Asserts,
    HoldsWhen,
    Primitive,
    EntryToken,
    Consumes,
    Counted,
    ScopeRequires,
    ScopeForbids,
}

internal static class ContractAttributes
{
    public const string Namespace = "NoInstr";

    /// <summary>The type whose presence switches the analyzer on.</summary>
    public const string GateTypeName = "NoInstr.NoInstrAttribute";

    private static readonly Dictionary<string, ContractAttribute> ByTypeName = Enum.GetValues(typeof(ContractAttribute))
        .Cast<ContractAttribute>()
        .Where(static attribute => attribute != ContractAttribute.None)
        .ToDictionary(static attribute => attribute + "Attribute");

    public static IReadOnlyCollection<string> TypeNames => ByTypeName.Keys;

    /// <summary>As a source writes it, with or without the suffix.</summary>
    public static ContractAttribute Named(string name) =>
        ByTypeName.TryGetValue(name, out var kind) || ByTypeName.TryGetValue(name + "Attribute", out kind) ? kind : ContractAttribute.None;

    /// <summary>By full name, never by assembly identity: a project may carry its own internal copy of an attribute.</summary>
    public static ContractAttribute Classify(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { ContainingType: null, ContainingNamespace: { Name: Namespace } ns } type
            || !ns.ContainingNamespace.IsGlobalNamespace)
        {
            return ContractAttribute.None;
        }

        return ByTypeName.TryGetValue(type.MetadataName, out var known) ? known : ContractAttribute.None;
    }

    /// <summary>Whether its arguments are a list of states.</summary>
    public static bool IsAboutStates(this ContractAttribute attribute) => attribute
        is ContractAttribute.EntryPoint
        or ContractAttribute.Requires
        or ContractAttribute.Forbids
        or ContractAttribute.Establishes
        or ContractAttribute.Ensures
        or ContractAttribute.Revokes
        or ContractAttribute.Restores
        or ContractAttribute.Asserts
        or ContractAttribute.HoldsWhen;

    public static bool Has(this ISymbol symbol, ContractAttribute wanted)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (Classify(attribute) == wanted)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the attribute is the given framework attribute, by full name.</summary>
    public static bool Is(this AttributeData attribute, string name, params string[] namespaces)
    {
        if (attribute.AttributeClass is not { ContainingType: null } type || type.MetadataName != name)
        {
            return false;
        }

        var ns = type.ContainingNamespace;
        for (var i = namespaces.Length - 1; i >= 0; i--)
        {
            if (ns is null || ns.Name != namespaces[i])
            {
                return false;
            }

            ns = ns.ContainingNamespace;
        }

        return ns is { IsGlobalNamespace: true };
    }
}
