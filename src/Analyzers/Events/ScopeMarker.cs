using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>The four methods of InstrumentationScope, by full name.</summary>
internal static class ScopeMarker
{
    /// <summary>True: opens a scope. False: closes one. Null: not a marker.</summary>
    public static bool? Read(IMethodSymbol method)
    {
        if (method.ContainingType is not
            {
                Name: "InstrumentationScope",
                ContainingType: null,
                ContainingNamespace: { Name: ContractAttributes.Namespace, ContainingNamespace.IsGlobalNamespace: true },
            })
        {
            return null;
        }

        return method.Name switch
        {
            "Begin" or "Open" => true,
            "End" or "Dispose" => false,
            _ => null,
        };
    }
}
