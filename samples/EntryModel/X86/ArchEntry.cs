namespace EntryModel.X86;

/// <summary>arch/x86/include/asm/entry-common.h and its neighbours: what generic entry code asks the architecture for.</summary>
internal static class ArchEntry
{
    [Kernel("arch_enter_from_user_mode", "include/linux/irq-entry-common.h")]
    [AlwaysInline]
    internal static void ArchEnterFromUserMode(Cpu cpu, in PtRegs regs)
    {
        Step(cpu);
        Warn.On(cpu, !RawIrqsDisabled(cpu), Violation.IrqsEnabled);
        Warn.On(cpu, !regs.UserMode, Violation.NotFromUserMode);
    }

    [Kernel("arch_exit_to_user_mode_prepare", "include/linux/irq-entry-common.h")]
    internal static void ArchExitToUserModePrepare(Cpu cpu, ThreadFlags work)
    {
        FpregsAssertStateConsistent(cpu);
        if (work != 0)
            ArchExitWork(cpu);
        ChooseRandomKstackOffset(cpu);
    }

    /// <summary>Nothing on x86.</summary>
    [Kernel("arch_exit_to_user_mode_work", "include/linux/irq-entry-common.h")]
    internal static void ArchExitToUserModeWork(Cpu cpu, ThreadFlags work)
    {
    }

    /// <summary>RCU no longer watches.</summary>
    [Kernel("arch_exit_to_user_mode", "include/linux/irq-entry-common.h")]
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

    [Kernel("add_random_kstack_offset")]
    [AlwaysInline]
    internal static void AddRandomKstackOffset(Cpu cpu) => Step(cpu);

    /// <summary>No breakpoint may hit the code that handles one.</summary>
    [Kernel("local_db_save")]
    [AlwaysInline]
    internal static ulong LocalDbSave(Cpu cpu)
    {
        Step(cpu);
        var dr7 = cpu.Dr7;
        cpu.Dr7 = 0;
        return dr7;
    }

    [Kernel("local_db_restore")]
    [AlwaysInline]
    internal static void LocalDbRestore(Cpu cpu, ulong dr7)
    {
        Step(cpu);
        cpu.Dr7 = dr7;
    }

    /// <summary>One raw per-CPU store, outside the region.</summary>
    [Kernel("kvm_set_cpu_l1tf_flush_l1d")]
    [AlwaysInline]
    internal static void KvmSetCpuL1TfFlushL1D(Cpu cpu) => cpu.L1TfFlushL1D = true;
}
