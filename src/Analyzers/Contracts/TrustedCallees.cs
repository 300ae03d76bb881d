using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Contracts;

/// <summary>Which callees are trusted without an annotation: the curated intrinsics of Intrinsics.txt. One instance per compilation.</summary>
internal sealed class TrustedCallees
{
    private static readonly Lazy<TrustList> Intrinsics = new(ReadIntrinsics);

    private readonly ConcurrentDictionary<IMethodSymbol, bool> _answers = new(SymbolEqualityComparer.Default);

    public bool Contains(IMethodSymbol method) =>
        _answers.GetOrAdd(ContractReader.Canonical(method), static canonical => Intrinsics.Value.Trusts(IdsOf(canonical)));

    public static TrustList ReadIntrinsics()
    {
        using var stream = typeof(TrustedCallees).Assembly.GetManifestResourceStream("Intrinsics.txt")!;
        using var reader = new StreamReader(stream);
        return TrustList.Parse(reader);
    }

    private static List<string> IdsOf(IMethodSymbol method)
    {
        var ids = new List<string>();
        for (ISymbol? symbol = method; symbol is not null and not INamespaceSymbol { IsGlobalNamespace: true }; symbol = symbol.ContainingSymbol)
        {
            if (symbol is IModuleSymbol or IAssemblySymbol)
            {
                break;
            }

            if (symbol.GetDocumentationCommentId() is { } id)
            {
                ids.Add(id);
            }
        }

        if (method.AssociatedSymbol?.GetDocumentationCommentId() is { } associated)
        {
            ids.Add(associated);
        }

        return ids;
    }
}
