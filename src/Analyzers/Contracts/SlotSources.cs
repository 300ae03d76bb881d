using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Contracts;

/// <summary>
/// Whether a compilation may know a noinstr slot or delegate type at all. What enters one has to be looked for in every body, instrumentable
/// ones too, and that has its price: whoever has no slot does not pay it.
/// </summary>
internal static class SlotSources
{
    private const string AttributeAssembly = "NoInstr.Attributes";

    public static bool MayExist(Compilation compilation, IEnumerable<SourceFacts> facts) =>
        SeesContractsOfOthers(compilation) || facts.Any(static inTree => inTree.DeclaresSlot);

    public static bool SeesContractsOfOthers(Compilation compilation)
    {
        var defining = new HashSet<string>(compilation.GetTypesByMetadataName(ContractAttributes.GateTypeName).Select(type => type.ContainingAssembly.Name)) { AttributeAssembly };
        return compilation.SourceModule.ReferencedAssemblySymbols.Any(assembly => Uses(assembly, defining));
    }

    /// <summary>An assembly that could carry a contract: it sees the attributes, or brings its own.</summary>
    private static bool Uses(IAssemblySymbol assembly, HashSet<string> defining) =>
        assembly.Name != AttributeAssembly
        && (defining.Contains(assembly.Name) || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => defining.Contains(reference.Name))));
}
