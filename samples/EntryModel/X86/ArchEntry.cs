namespace EntryModel.X86;

/// <summary>arch/x86/include/asm/entry-common.h and its neighbours: what generic entry code asks the architecture for.</summary>
internal static class ArchEntry
{
    [Kernel("arch_enter_from_user_mode", "arch/x86/include/asm/entry-common.h")]
    [AlwaysInline]
    internal static void ArchEnterFromUserMode(Cpu cpu, in PtRegs regs)
    {
        if (!cpu.Config.DebugEntry)
            return;

        var irqsEnabled = NativeSaveFl(cpu);
        Warn.On(cpu, irqsEnabled, Violation.IrqsEnabled);
        Warn.On(cpu, !UserMode(in regs), Violation.NotFromUserMode);
        Warn.On(cpu, cpu.HardirqStackInuse, Violation.NotOnThreadStack);
        Warn.On(cpu, regs.Stack != StackType.Task, Violation.NotTaskPtRegs);
    }

    [Kernel("arch_exit_to_user_mode_prepare", "arch/x86/include/asm/entry-common.h")]
    [Requires(EntryState.Rcu, IrqState.Disabled)]
    internal static void ArchExitToUserModePrepare(Cpu cpu, ThreadFlags work)
    {
        FpregsAssertStateConsistent(cpu);
        if (work != 0)
            ArchExitWork(cpu);
        FredUpdateRsp0(cpu);
        ChooseRandomKstackOffset(cpu);
    }

    [Kernel("arch_exit_work", "arch/x86/include/asm/entry-common.h")]
    [Requires(EntryState.Rcu, IrqState.Disabled)]
    private static void ArchExitWork(Cpu cpu)
    {
        if (cpu.Config.UserReturnNotify)
            FireUserReturnNotifiers(cpu);
        if (cpu.Config.IoBitmap)
            TssUpdateIoBitmap(cpu);
        if (cpu.Config.NeedFpuLoad)
            SwitchFpuReturn(cpu);
    }

    /// <summary>Nothing on x86.</summary>
    [Kernel("arch_exit_to_user_mode_work", "include/linux/irq-entry-common.h")]
    internal static void ArchExitToUserModeWork(Cpu cpu, ThreadFlags work)
    {
    }

    /// <summary>RCU no longer watches.</summary>
    [Kernel("arch_exit_to_user_mode", "arch/x86/include/asm/entry-common.h")]
    [AlwaysInline]
    internal static void ArchExitToUserMode(Cpu cpu)
    {
        Step(cpu);
        AmdClearDivider();
    }

    /// <summary>One instruction.</summary>
    [Kernel("amd_clear_divider")]
    [AlwaysInline]
    internal static void AmdClearDivider()
    {
    }

    [AlwaysInline]
    internal static void AddRandomKstackOffset(Cpu cpu) => Step(cpu);

    /// <summary>pushf</summary>
    [AlwaysInline]
    private static bool NativeSaveFl(Cpu cpu)
    {
        Step(cpu);
        return cpu.IrqsEnabled;
    }

    private static void FpregsAssertStateConsistent(Cpu cpu) => Work(cpu);

    private static void FireUserReturnNotifiers(Cpu cpu) => Work(cpu);

    private static void TssUpdateIoBitmap(Cpu cpu) => Work(cpu);

    private static void SwitchFpuReturn(Cpu cpu) => Work(cpu);

    private static void ChooseRandomKstackOffset(Cpu cpu) => Work(cpu);
}
