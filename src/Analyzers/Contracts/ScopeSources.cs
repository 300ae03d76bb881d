using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Contracts;

/// <summary>
/// Whether a compilation may open an instrumentation scope at all: some file has to write the name of its type, be it in a <c>using static</c>
/// or an alias for all others. By the text alone, and remembered for each tree.
/// </summary>
internal sealed class ScopeSources(Compilation compilation)
{
    private const string TypeName = "InstrumentationScope";

    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> ByTree = new();

    private readonly Lazy<bool> _mayExist = new(() => compilation.SyntaxTrees.Any(tree => ByTree.GetValue(tree, Mentions).Value));

    /// <summary>Asked late, and for the whole compilation: most never get so far.</summary>
    public bool MayExist => _mayExist.Value;

    private static StrongBox<bool> Mentions(SyntaxTree tree) => new(tree.GetText().ToString().Contains(TypeName));
}
