namespace EntryModel.Machine;

/// <summary>xen_in_preemptible_hcall: each function is a load, a store or a claim, and what it means for the entry state.</summary>
internal static class XenWords
{
    [AlwaysInline, Primitive, HoldsWhen(true, XenState.NeedsNoFlag)]
    internal static bool HypercallNeedsNoFlag(Cpu cpu) => cpu.Config.Preemption;

    [AlwaysInline, Primitive, Establishes(XenState.FlagOwed)]
    internal static bool ExchangeInhcall(Cpu cpu)
    {
        var wasSet = cpu.XenInPreemptibleHcall;
        cpu.XenInPreemptibleHcall = false;
        return wasSet;
    }

    [AlwaysInline, Primitive, Revokes(XenState.FlagOwed)]
    internal static void StoreInhcall(Cpu cpu, bool wasSet) => cpu.XenInPreemptibleHcall = wasSet;

    [AlwaysInline, Primitive, Requires(XenState.NeedsNoFlag), Establishes(XenState.FlagOwed)]
    internal static void PutsNoFlagAside(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(XenState.NeedsNoFlag), Revokes(XenState.FlagOwed)]
    internal static void RestoresNoFlag(Cpu cpu)
    {
    }
}
