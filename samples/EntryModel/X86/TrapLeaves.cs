namespace EntryModel.X86;

/// <summary>What the exceptions call once everything is established: the notifiers, the exception table, signals, and the end of a task.</summary>
internal static class TrapLeaves
{
    /// <summary>kernel/notifier.c: whether somebody, a debugger for one, says that it is his (NOTIFY_STOP).</summary>
    internal static bool NotifyDie(Cpu cpu)
    {
        Work(cpu);
        return cpu.DebuggerStops;
    }

    /// <summary>arch/x86/kernel/dumpstack.c: the task does not survive this, the CPU does.</summary>
    internal static void Die(Cpu cpu) => Work(cpu);

    /// <summary>arch/x86/mm/extable.c</summary>
    internal static bool FixupException(Cpu cpu)
    {
        Work(cpu);
        return cpu.HasFixup;
    }

    /// <summary>arch/x86/entry/vdso/extable.c</summary>
    internal static bool FixupVdsoException(Cpu cpu)
    {
        Work(cpu);
        return false;
    }

    /// <summary>kernel/signal.c: the signal is delivered by the exit work.</summary>
    internal static void ForceSigFault(Cpu cpu)
    {
        Work(cpu);
        cpu.ThreadFlags |= ThreadFlags.SigPending;
    }

    /// <inheritdoc cref="ForceSigFault"/>
    internal static void ForceSig(Cpu cpu)
    {
        Work(cpu);
        cpu.ThreadFlags |= ThreadFlags.SigPending;
    }

    internal static void ShowSignal(Cpu cpu) => Work(cpu);

    internal static void ShowRegs(Cpu cpu) => Work(cpu);

    internal static void PrErr(Cpu cpu) => Work(cpu);

    internal static void PrEmerg(Cpu cpu) => Work(cpu);
}
