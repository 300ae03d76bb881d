using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>Members marked [Pure]: the same arguments give the same result, and nothing changes.</summary>
internal static class PureMembers
{
    public static bool Contains(ISymbol member) => IsMarked(member) || member switch
    {
        IPropertySymbol { GetMethod: { } getter } => IsMarked(getter),
        IMethodSymbol { AssociatedSymbol: { } property } => IsMarked(property),
        _ => false,
    };

    private static bool IsMarked(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (attribute.Is("PureAttribute", "System", "Diagnostics", "Contracts"))
            {
                return true;
            }
        }

        return false;
    }
}
