using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Members marked [Pure]: the same arguments give the same result, and nothing changes. The attribute is conditional, so hardly a library is
/// compiled with it; where an editor shows the library as source, it does not count either.
/// </summary>
internal sealed class PureMembers(Compilation compilation)
{
    /// <summary>What [Pure] is conditional on.</summary>
    private const string Symbol = "CONTRACTS_FULL";

    public bool Contains(ISymbol member) => IsMarked(member) || member switch
    {
        IPropertySymbol { GetMethod: { } getter } => IsMarked(getter),
        IMethodSymbol { AssociatedSymbol: { } property } => IsMarked(property),
        _ => false,
    };

    private bool IsMarked(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (attribute.Is("PureAttribute", "System", "Diagnostics", "Contracts") && IsCompiled(member))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>By the place of the member: that of the attribute is not known where a project is for another framework.</summary>
    private bool IsCompiled(ISymbol member) =>
        member.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree is not { } tree
        || compilation.ContainsSyntaxTree(tree)
        || tree.Options.PreprocessorSymbolNames.Contains(Symbol);
}
