using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Contracts;

/// <summary>Why a callee without an annotation stays in the region.</summary>
internal enum Trust
{
    None,

    /// <summary>The JIT compiles it to instructions: nothing is called, nothing is thrown, nothing changes but what its arguments name.</summary>
    Intrinsic,

    /// <summary>On a list of the project: as good as [NoInstr], and no better. It may throw, and may change anything.</summary>
    Listed,
}

/// <summary>
/// Which callees are trusted without an annotation: the embedded Intrinsics.txt, unless the project turns it off, and the safe lists of the
/// project. A withdrawal in a safe list beats every grant, wherever either stands; one in Intrinsics.txt is an exception from a grant of
/// Intrinsics.txt and says nothing about a project's own. One instance per compilation; the resolver asks once per callee.
/// </summary>
internal sealed class TrustedCallees(ImmutableArray<TrustList> safeLists, bool trustsIntrinsics)
{
    private static readonly Lazy<TrustList> Embedded = new(ReadIntrinsics);

    private readonly TrustList _intrinsics = trustsIntrinsics ? Embedded.Value : TrustList.Empty;

    public static TrustedCallees IntrinsicsOnly { get; } = new([], trustsIntrinsics: true);

    public static TrustedCallees Of(ImmutableArray<AdditionalText> files, EngineOptions options) =>
        new([.. files.Where(SafeLists.IsSafeList).Select(SafeLists.Read)], options.TrustsIntrinsics);

    /// <param name="method">The callee.</param>
    /// <param name="home">What this assembly declares under the name of an intrinsic, as a core library of one's own does, has a body like other code: the embedded list is about the framework.</param>
    public Trust Of(IMethodSymbol method, IAssemblySymbol? home = null)
    {
        method = ContractReader.Canonical(method);
        if (IsAlwaysTrusted(method))
        {
            return Trust.Intrinsic;
        }

        var ids = IdsOf(method);
        if (safeLists.Any(list => list.Withdraws(ids)))
        {
            return Trust.None;
        }

        var isOurs = home?.Equals(method.ContainingAssembly, SymbolEqualityComparer.Default) == true;
        return !isOurs && _intrinsics.Grants(ids) && !_intrinsics.Withdraws(ids) ? Trust.Intrinsic
            : safeLists.Any(list => list.Grants(ids)) ? Trust.Listed
            : Trust.None;
    }

    /// <summary>
    /// The constructor of object: on no list, so that nothing turns it off. Its body is empty, every constructor ends in it, and no source
    /// can leave it out. (The four methods of InstrumentationScope are no calls but markers; they never come here.)
    /// </summary>
    public static bool IsAlwaysTrusted(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Constructor, ContainingType.SpecialType: SpecialType.System_Object };

    public static TrustList ReadIntrinsics()
    {
        using var stream = typeof(TrustedCallees).Assembly.GetManifestResourceStream("Intrinsics.txt")!;
        using var reader = new StreamReader(stream);
        return TrustList.Parse(reader.ReadToEnd());
    }

    /// <summary>The ids by which a list may name the method: its own, that of its property or event, of the types and namespaces around it.</summary>
    private static List<string> IdsOf(IMethodSymbol method)
    {
        var ids = new List<string>();
        for (ISymbol? symbol = method; symbol is IMethodSymbol or INamedTypeSymbol or INamespaceSymbol { IsGlobalNamespace: false }; symbol = symbol.ContainingSymbol)
        {
            Add(symbol);
        }

        if (method.AssociatedSymbol is { } associated)
        {
            Add(associated);
        }

        if (ExtensionMembers.Implementation(method) is { } implementation)
        {
            Add(implementation);
        }

        return ids;

        void Add(ISymbol symbol)
        {
            if (symbol.GetDocumentationCommentId() is { } id)
            {
                ids.Add(id);
            }
        }
    }
}
