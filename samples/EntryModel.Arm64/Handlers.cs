namespace EntryModel.Arm64;

/// <summary>What handles the exceptions when everything is established (arch/arm64/kernel/traps.c, debug-monitors.c, fpsimd.c, arch/arm64/mm/fault.c).</summary>
internal static class Handlers
{
    [Requires(EntryState.Rcu)]
    internal static void DoMemAbort(Cpu cpu) => Work(cpu);

    [Requires(EntryState.Rcu)]
    internal static void DoSpPcAbort(Cpu cpu) => Work(cpu);

    [Requires(EntryState.Rcu)]
    internal static void DoEl1Undef(Cpu cpu) => Work(cpu);

    [Requires(EntryState.Rcu)]
    internal static void DoEl1Bti(Cpu cpu) => Work(cpu);

    [Requires(EntryState.Rcu)]
    internal static void DoEl1Gcs(Cpu cpu) => Work(cpu);

    [Requires(EntryState.Rcu)]
    internal static void DoEl1Mops(Cpu cpu) => Work(cpu);

    [Requires(EntryState.Rcu)]
    internal static void DoEl1Fpac(Cpu cpu) => Work(cpu);

    // Debug exceptions.
    [Requires(EntryState.Rcu, PreemptState.Disabled)]
    internal static void DoBreakpoint(Cpu cpu) => Work(cpu);

    [Requires(EntryState.Rcu, PreemptState.Disabled)]
    internal static void DoWatchpoint(Cpu cpu) => Work(cpu);

    [Requires(EntryState.Rcu, IrqState.Disabled, PreemptState.Disabled)]
    internal static void DoEl1Softstep(Cpu cpu) => Work(cpu);

    [Requires(EntryState.Rcu, IrqState.Disabled, PreemptState.Disabled)]
    internal static void DoEl1Brk64(Cpu cpu) => Work(cpu);

    [Requires(EntryState.Rcu, IrqState.Disabled)]
    internal static bool TryStepSuspendedBreakpoints(Cpu cpu)
    {
        Work(cpu);
        return false;
    }

    // System errors, which are NMIs.
    [Requires(EntryState.Nmi, EntryState.Rcu)]
    internal static void DoSerror(Cpu cpu) => Work(cpu);

    // On behalf of user mode: these may sleep.
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoFpsimdAcc(Cpu cpu) => Signal(cpu);

    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoSveAcc(Cpu cpu) => Signal(cpu);

    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoSmeAcc(Cpu cpu) => Signal(cpu);

    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoFpsimdExc(Cpu cpu) => Signal(cpu);

    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoEl0Sys(Cpu cpu) => Signal(cpu);

    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoEl0Undef(Cpu cpu) => Signal(cpu);

    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoEl0Bti(Cpu cpu) => Signal(cpu);

    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoEl0Mops(Cpu cpu) => Signal(cpu);

    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoEl0Gcs(Cpu cpu) => Signal(cpu);

    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void BadEl0Sync(Cpu cpu) => Signal(cpu);

    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoEl0Fpac(Cpu cpu) => Signal(cpu);

    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoEl0Cp15(Cpu cpu) => Signal(cpu);

    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoEl0Softstep(Cpu cpu) => Signal(cpu);

    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoEl0Brk64(Cpu cpu) => Signal(cpu);

    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoBkpt32(Cpu cpu) => Signal(cpu);

    private static void Signal(Cpu cpu, [CallerMemberName] string step = "")
    {
        Work(cpu, step);
        cpu.ThreadFlags |= ThreadFlags.SigPending;
    }
}
