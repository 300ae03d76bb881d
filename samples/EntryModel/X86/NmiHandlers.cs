namespace EntryModel.X86;

/// <summary>arch/x86/kernel/nmi.c, kernel/cpu/microcode: the instrumentable rest, which runs when everything is established.</summary>
internal static class NmiHandlers
{
    /// <summary>Whether somebody on this CPU knew what it was about.</summary>
    [Kernel("nmi_handle", "arch/x86/kernel/nmi.c")]
    [Requires(EntryState.Nmi, EntryState.Rcu)]
    internal static bool NmiHandle(Cpu cpu)
    {
        Work(cpu);

        // The handler touches user memory: a page fault, and the fault address of whatever was interrupted is lost.
        cpu.Cr2++;
        DeliverNestedNmi(cpu);
        return cpu.NmiReason == NmiReason.Local;
    }

    internal static bool RawSpinTrylock(Cpu cpu)
    {
        Work(cpu);
        return true;
    }

    [Kernel("x86_platform.get_nmi_reason")]
    internal static NmiReason GetNmiReason(Cpu cpu)
    {
        Work(cpu);
        return cpu.NmiReason;
    }

    internal static void RunCrashIpiCallback(Cpu cpu) => Work(cpu);

    internal static void CpuRelax(Cpu cpu) => Work(cpu);

    internal static void PciSerrError(Cpu cpu) => Work(cpu);

    internal static void IoCheckError(Cpu cpu) => Work(cpu);

    internal static void ReassertNmi(Cpu cpu) => Work(cpu);

    internal static void RawSpinUnlock(Cpu cpu) => Work(cpu);

    internal static void UnknownNmiError(Cpu cpu) => Work(cpu);

    internal static bool MicrocodeNmiHandler(Cpu cpu)
    {
        Work(cpu);
        return false;
    }
}
