using Microsoft.CodeAnalysis;

namespace NoInstr.CodeFixes.Refactorings;

/// <summary>What the contract of the body around a place says of the region, as far as names tell.</summary>
internal enum CoveredBody
{
    Instrumentable,
    NoInstr,
    AlwaysInline,

    /// <summary>A lambda without an annotation: it is noinstr where it enters a noinstr slot, and the analyzer knows the slots.</summary>
    Unknown,
}

internal static class CoveredBodies
{
    /// <summary>The nearest annotation wins: member, property or event, types from the inside out, module, assembly. A local function is a part of the body around it.</summary>
    public static CoveredBody At(int position, SemanticModel model)
    {
        for (var symbol = model.GetEnclosingSymbol(position); symbol is not null; symbol = Around(symbol))
        {
            if (Declared(symbol) is { } declared)
            {
                return declared;
            }
            if (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction })
            {
                return CoveredBody.Unknown;
            }
        }
        return CoveredBody.Instrumentable;
    }

    private static ISymbol? Around(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } local => local.ContainingSymbol,
        IMethodSymbol { AssociatedSymbol: { } member } => member,
        IModuleSymbol module => module.ContainingAssembly,
        IAssemblySymbol => null,
        _ => (ISymbol?)symbol.ContainingType ?? symbol.ContainingModule,
    };

    private static CoveredBody? Declared(ISymbol symbol)
    {
        var names = symbol.GetAttributes()
            .Select(attribute => attribute.AttributeClass)
            .Where(type => type?.ContainingNamespace is { Name: "NoInstr", ContainingNamespace.IsGlobalNamespace: true })
            .Select(type => type!.Name)
            .ToList();
        return names.Contains("NoInstrAttribute") ? CoveredBody.NoInstr
            : names.Contains("AlwaysInlineAttribute") ? CoveredBody.AlwaysInline
            : names.Contains("InstrumentableAttribute") ? CoveredBody.Instrumentable
            : null;
    }
}
