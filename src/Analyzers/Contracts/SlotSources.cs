using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Analyzers.Contracts;

/// <summary>
/// Whether a compilation may know a noinstr slot or delegate type at all. What enters one has to be looked for in every body, instrumentable
/// ones too, and that has its price: whoever has no slot does not pay it. By the syntax alone, and remembered for each tree.
/// </summary>
internal static class SlotSources
{
    private const string AttributeName = "NoInstr";
    private const string AttributeAssembly = "NoInstr.Attributes";

    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> ByTree = new();

    public static bool MayExist(Compilation compilation, CancellationToken cancellation) =>
        SeesContractsOfOthers(compilation)
        || compilation.SyntaxTrees.Any(tree => ByTree.GetValue(tree, key => new StrongBox<bool>(MayDeclare(key, cancellation))).Value);

    public static bool SeesContractsOfOthers(Compilation compilation)
    {
        var defining = new HashSet<string>(compilation.GetTypesByMetadataName(ContractAttributes.GateTypeName).Select(type => type.ContainingAssembly.Name)) { AttributeAssembly };
        return compilation.SourceModule.ReferencedAssemblySymbols.Any(assembly => Uses(assembly, defining));
    }

    /// <summary>An assembly that could carry a contract: it sees the attributes, or brings its own.</summary>
    private static bool Uses(IAssemblySymbol assembly, HashSet<string> defining) =>
        assembly.Name != AttributeAssembly
        && (defining.Contains(assembly.Name) || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => defining.Contains(reference.Name))));

    private static bool MayDeclare(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!tree.GetText(cancellation).ToString().Contains(AttributeName))
        {
            return false;
        }

        var root = tree.GetRoot(cancellation);
        return root.DescendantNodes().Any(static node => node switch
        {
            UsingDirectiveSyntax { Alias: not null } alias => alias.ToString().Contains(AttributeName),
            AttributeListSyntax list => IsOnSlot(list) && list.Attributes.Any(static attribute => attribute.Name.ToString().Contains(AttributeName)),
            _ => false,
        });
    }

    private static bool IsOnSlot(AttributeListSyntax list) => list switch
    {
        { Target.Identifier.ValueText: "return" or "field" or "param" } => true,
        { Parent: BasePropertyDeclarationSyntax { Type: not PredefinedTypeSyntax } } => true,
        { Parent: FieldDeclarationSyntax or ParameterSyntax or DelegateDeclarationSyntax } => true,
        _ => false,
    };
}
