namespace EntryModel.X86;

/// <summary>arch/x86/include/asm/entry-common.h and its neighbours: what generic entry code asks the architecture for.</summary>
internal static class ArchEntry
{
    /// <summary>arch_enter_from_user_mode()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void ArchEnterFromUserMode(Cpu cpu, in PtRegs regs)
    {
        Trace.Record(cpu, Step.ArchEnterFromUserMode);
        Warn.On(cpu, !RawIrqsDisabled(cpu), Violation.IrqsEnabled);
        Warn.On(cpu, !regs.UserMode, Violation.NotFromUserMode);
    }

    /// <summary>arch_exit_to_user_mode_prepare()</summary>
    internal static void ArchExitToUserModePrepare(Cpu cpu, ThreadFlags work)
    {
        Trace.Enter(cpu, Step.ArchExitToUserModePrepare);
        Work(cpu, Step.FpregsAssertStateConsistent);
        if (work != 0)
            Work(cpu, Step.ArchExitWork);
        Work(cpu, Step.ChooseRandomKstackOffset);
        Trace.Leave(cpu);
    }

    /// <summary>arch_exit_to_user_mode_work(): nothing on x86.</summary>
    internal static void ArchExitToUserModeWork(Cpu cpu, ThreadFlags work)
    {
    }

    /// <summary>arch_exit_to_user_mode(): RCU no longer watches.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void ArchExitToUserMode(Cpu cpu)
    {
        Trace.Record(cpu, Step.ArchExitToUserMode);
        AmdClearDivider();
    }

    /// <summary>amd_clear_divider(): one instruction.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void AmdClearDivider()
    {
    }

    /// <summary>add_random_kstack_offset()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void AddRandomKstackOffset(Cpu cpu) => Trace.Record(cpu, Step.AddRandomKstackOffset);

    /// <summary>local_db_save(): no breakpoint may hit the code that handles one.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static ulong LocalDbSave(Cpu cpu)
    {
        Trace.Record(cpu, Step.LocalDbSave);
        var dr7 = cpu.Dr7;
        cpu.Dr7 = 0;
        return dr7;
    }

    /// <summary>local_db_restore()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void LocalDbRestore(Cpu cpu, ulong dr7)
    {
        Trace.Record(cpu, Step.LocalDbRestore);
        cpu.Dr7 = dr7;
    }

    /// <summary>kvm_set_cpu_l1tf_flush_l1d(): one raw per-CPU store, outside the region.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void KvmSetCpuL1TfFlushL1D(Cpu cpu) => cpu.L1TfFlushL1D = true;
}
