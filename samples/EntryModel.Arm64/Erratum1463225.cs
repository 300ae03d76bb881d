namespace EntryModel.Arm64;

/// <summary>
/// arch/arm64/kernel/entry-common.c: a Cortex-A76 that single-steps over SVC may let the first instruction after the return go unstepped. A dummy
/// step exception of the kernel cures it, and is taken on purpose.
/// </summary>
internal static class Erratum1463225
{
    /// <summary>Plain static, and called from noinstr code while interrupts are masked.</summary>
    [Kernel("cortex_a76_erratum_1463225_svc_handler", "arch/arm64/kernel/entry-common.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    internal static void CortexA76Erratum1463225SvcHandler(Cpu cpu)
    {
        if (!TestThreadFlag(cpu))
            return;

        if (!ThisCpuHasCap(cpu))
            return;

        cpu.InErratum1463225Workaround = true;
        var steps = ReadSysregMdscr(cpu);
        WriteSysregMdscr(cpu, true);
        cpu.Masked &= ~Daif.Debug;
        Isb(cpu);
        WriteSysregMdscr(cpu, steps);
        cpu.InErratum1463225Workaround = false;
    }

    /// <summary>Masks debug exceptions in the context that it returns to, or the same one would come again.</summary>
    [Kernel("cortex_a76_erratum_1463225_debug_handler", "arch/arm64/kernel/entry-common.c")]
    [AlwaysInline]
    internal static bool CortexA76Erratum1463225DebugHandler(Cpu cpu, ref PtRegs regs)
    {
        if (!cpu.InErratum1463225Workaround)
            return false;

        regs.Masked |= Daif.Debug;
        return true;
    }

    private static bool TestThreadFlag(Cpu cpu) => cpu.IsSingleStepped;

    private static bool ThisCpuHasCap(Cpu cpu) => cpu.Config.Erratum1463225;

    [Kernel("read_sysreg")]
    [AlwaysInline]
    private static bool ReadSysregMdscr(Cpu cpu) => cpu.StepsKernel;

    [Kernel("write_sysreg")]
    [AlwaysInline]
    private static void WriteSysregMdscr(Cpu cpu, bool steps)
    {
        Step(cpu);
        cpu.StepsKernel = steps;
    }

    /// <summary>What has been unmasked before is taken here at the latest.</summary>
    [AlwaysInline]
    private static void Isb(Cpu cpu) => DeliverPendingStep(cpu);
}
