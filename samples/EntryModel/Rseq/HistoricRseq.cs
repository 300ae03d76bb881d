namespace EntryModel.Rseq;

/// <summary>How user code says where a section that was disturbed goes on.</summary>
internal enum RseqAbi : byte
{
    /// <summary>Mainline: a descriptor in user memory, behind a signature.</summary>
    Descriptor,

    /// <summary>The proposal of 2015: the kernel looks the section up in a table of the task.</summary>
    LookupTable,

    /// <summary>The proposal of 2016: user code has loaded the address into rcx before it entered the section.</summary>
    Register,
}

/// <summary>The two proposals that preceded rseq. Both hung on the work before user mode, as it does.</summary>
internal static class HistoricRseq
{
    /// <summary>
    /// A kernel that can be preempted in the entry code cannot trust the registers that it finds when it switches tasks, so it always looks again on
    /// the way out.
    /// </summary>
    [Kernel("arch_rseq_needs_notify_resume")]
    [Requires(EntryState.Rcu)]
    internal static bool ArchRseqNeedsNotifyResume(Cpu cpu) => cpu.Config.Preemption || ArchRseqInCritSection(cpu);

    [Kernel("arch_rseq_handle_notify_resume")]
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void ArchRseqHandleNotifyResume(Cpu cpu)
    {
        if (!PutUser(cpu))
            ForceSig(cpu);
        ArchRseqCheckCriticalSection(cpu);
    }

    [Kernel("arch_rseq_check_critical_section")]
    private static void ArchRseqCheckCriticalSection(Cpu cpu)
    {
        if (ArchRseqInCritSection(cpu))
            RestartAt(cpu, cpu.Config.RseqAbi == RseqAbi.Register ? cpu.UserCx : cpu.RseqTableIp);
    }

    private static bool ArchRseqInCritSection(Cpu cpu) => cpu.InRseqSection;

    /// <summary>The number of the CPU, where the task has asked for it.</summary>
    private static bool PutUser(Cpu cpu)
    {
        Work(cpu);
        return !cpu.UserAccessFaults;
    }

    private static void ForceSig(Cpu cpu)
    {
        Work(cpu);
        cpu.ThreadFlags |= ThreadFlags.SigPending;
    }

    private static void RestartAt(Cpu cpu, ulong ip)
    {
        Work(cpu);
        cpu.UserIp = ip;
        cpu.InRseqSection = false;
    }
}
