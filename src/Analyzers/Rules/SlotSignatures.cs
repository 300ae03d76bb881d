using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Rules;

/// <summary>
/// Slots in the signature of a member (301) or delegate (302), and in that of what stands for it: who calls through the one relies on what it gives
/// back, and passes whatever its parameters allow. So the other gives back noinstr targets where that one does, and asks for them only where it does.
/// </summary>
internal static class SlotSignatures
{
    /// <summary>What does not fit, and what to do; null where everything fits.</summary>
    public static (string Why, string Advice)? Mismatch(IMethodSymbol called, string calledName, IMethodSymbol runs, string runsName)
    {
        // What a lambda gives back is checked in it.
        if (runs.MethodKind != MethodKind.AnonymousFunction && Slot.IsNoInstr(called) && !Slot.IsNoInstr(runs))
        {
            return ("whose return value is a noinstr slot, but its own is not", $"mark {Part("the return value", runs, runsName)} [NoInstr]");
        }

        foreach (var (asked, taken) in called.Parameters.Zip(runs.Parameters, static (asked, taken) => (asked, taken)))
        {
            if (asked.RefKind != RefKind.Out && Slot.IsNoInstr(taken) && !Slot.IsNoInstr(asked))
            {
                return ($"whose parameter '{asked.Name}' is no noinstr slot, but its own is", $"mark {Part("the parameter", called, calledName)} [NoInstr] too");
            }

            if (asked.RefKind is RefKind.Out or RefKind.Ref && Slot.IsNoInstr(asked) && !Slot.IsNoInstr(taken))
            {
                return ($"whose parameter '{asked.Name}' gives back a noinstr slot, but its own does not", $"mark {Part("the parameter", runs, runsName)} [NoInstr] too");
            }
        }

        return null;
    }

    /// <summary>A property is marked as a whole.</summary>
    private static string Part(string part, IMethodSymbol method, string name) => method.AssociatedSymbol is IPropertySymbol ? name : $"{part} of {name}";
}
