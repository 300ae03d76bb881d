using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Analyzers.Explain;

/// <summary>What a step is called, and what kind of step it is.</summary>
internal static class StepText
{
    public static (string Name, string Kind) Of(Event happened, ContractReader contracts) => happened switch
    {
        ScopeEvent scope => (Names.Of(scope.Marker), scope.Opens ? "a scope begins" : "a scope ends"),
        AllocationEvent allocation => (Wording.What(allocation), "allocation"),
        ThrowEvent => ("throw", "exception"),
        UnknownEvent unknown => (unknown.What, "unknown construct, assumed to call instrumentable code"),
        CallEvent call => (NameOf(call), KindOf(call.Target, contracts)),
        _ => (happened.GetType().Name, ""),
    };

    private static string NameOf(CallEvent call)
    {
        var name = call.Target switch
        {
            { Method: { } method } => Names.Of(method),
            { Unit: { } unit } => Names.Short(unit),
            _ => Boundaries.SlotOf(call),
        };
        return call.Construct is { } construct ? $"{construct.Name}: {name}" : name;
    }

    private static string KindOf(CallTarget target, ContractReader contracts) => target.Kind switch
    {
        TargetKind.NoInstr => Boundaries.WhyNoInstr(target, contracts) is { } why ? "noinstr, " + why : "noinstr",
        TargetKind.Trusted => "instructions",
        TargetKind.Inlined when target.Declared == Region.AlwaysInline => Boundaries.IsHere(target.Unit) ? "always-inline" : "always-inline, verified where it is compiled",
        TargetKind.Inlined when target.Method is null => "initialization",
        TargetKind.Inlined => "looked into",
        TargetKind.LocalFunction => "local function",
        TargetKind.Leaves => target.Declared == Region.Instrumentable ? "instrumentable, declared so" : "instrumentable",
        TargetKind.Indirect => "not known statically",
        _ => target.Kind.ToString(),
    };
}
