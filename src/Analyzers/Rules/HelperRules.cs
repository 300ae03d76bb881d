using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>307 for recursion and use as a delegate, and 308: what an always-inline body may not do even though its callers verify it.</summary>
internal static class HelperRules
{
    /// <summary>What stays a call is found by whoever calls it.</summary>
    public static bool IsJudgedForOthers(IMethodSymbol helper) => Visibility.IsVisible(helper) && CallResolver.CanBeExpanded(helper);

    /// <summary>
    /// Callers in other assemblies see no body: what may happen at the depth of the call has to be found here. What happens in an initialiser, which may be
    /// in another file, is shown on the name of the constructor that runs it.
    /// </summary>
    public static Finding? JudgeVisible(IMethodSymbol helper, Observation observation, SyntaxNode body)
    {
        if (observation.Site is CallEvent { Target.Kind: TargetKind.LocalFunction })
        {
            return null; // found inside it
        }

        if (!observation.Paths.Any(path => path.Depth.MayBeInRegion) || What(observation.Event) is not { } what)
        {
            return null;
        }

        var chain = Wording.Chain(helper, observation, (observation.Event as CallEvent)?.Target.Method);
        var isInitializer = observation.Site is CallEvent { Target: { IsExpanded: true, Unit: IFieldSymbol or IPropertySymbol or IEventSymbol } };
        return new Finding(
            Catalogue.VisibleHelper,
            isInitializer ? MemberName.Of(body) : observation.Site.At,
            Names.Of(helper),
            what + (chain is null ? "" : $" (through {chain})"))
        {
            Additional = isInitializer ? [observation.Event.At] : Wording.Additional(observation),
        };
    }

    /// <summary>The target of a delegate or function pointer is called where nobody can inline it, or verify it as a part of its caller.</summary>
    public static void CheckUse(IMethodReferenceOperation use, ContractReader contracts, Action<Diagnostic> report)
    {
        if (contracts.Of(use.Method).Region != Region.AlwaysInline || use.Parent is INameOfOperation)
        {
            return;
        }

        var isPointer = use.Parent is IAddressOfOperation;
        report(Diagnostic.Create(
            Catalogue.CannotInline,
            CalleeToken.Of(use.Syntax).GetLocation(),
            $"'{Names.Of(use.Method)}' is [AlwaysInline], but is the target of a {(isPointer ? "function pointer" : "delegate")} here, so it is called and cannot be a part of its caller",
            "Use a method that calls it, or mark it [NoInstr] instead"));
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
