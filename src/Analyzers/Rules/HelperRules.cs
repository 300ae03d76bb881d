using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>307 for recursion, and 308: what an always-inline body may not do even though its callers verify it.</summary>
internal static class HelperRules
{
    /// <summary>Callers in other assemblies see no body: what may happen at the depth of the call has to be found here.</summary>
    public static Finding? JudgeVisible(IMethodSymbol helper, Observation observation)
    {
        if (!observation.Paths.Any(path => path.Depth.MayBeInRegion) || What(observation.Event) is not { } what)
        {
            return null;
        }

        var chain = Wording.Chain(helper, observation, (observation.Event as CallEvent)?.Target.Method);
        return new Finding(Catalogue.VisibleHelper, observation.Site.At, Names.Of(helper), what + (chain is null ? "" : $" (through {chain})"))
        {
            Additional = Wording.Additional(observation),
        };
    }

    /// <summary>A call that leads back to its own body: inlining it would never end.</summary>
    public static Finding? JudgeRecursion(IMethodSymbol helper, CallEvent call, IReadOnlyList<ISymbol> recursion)
    {
        if (call.Target is not { Kind: TargetKind.Inlined, Declared: Region.AlwaysInline, Method: { } callee }
            || !recursion.Contains(ContractReader.Canonical(callee), SymbolEqualityComparer.Default))
        {
            return null;
        }

        var name = Names.Of(callee);
        return new Finding(
            Catalogue.CannotInline,
            call.At,
            SymbolEqualityComparer.Default.Equals(ContractReader.Canonical(callee), ContractReader.Canonical(helper))
                ? $"'{name}' is [AlwaysInline], but calls itself here, so it cannot be a part of its callers"
                : $"'{name}' is [AlwaysInline], but this call leads back to '{Names.Of(helper)}', so neither can be a part of its callers",
            "Use a loop, or mark one of them [NoInstr]");
    }

    private static string? What(Event happened) => happened switch
    {
        CallEvent { Target: { Kind: TargetKind.Leaves or TargetKind.Indirect } target } => $"calls {Policies.OfInserted(target).Callee}",
        AllocationEvent allocation => $"allocates {Wording.What(allocation)}",
        ThrowEvent => "throws",
        UnknownEvent unknown => $"uses a construct whose calls cannot be determined ('{unknown.What}')",
        _ => null,
    };
}
