namespace EntryModel.X86;

/// <summary>arch/x86/kernel/nmi.c, kernel/cpu/microcode: the instrumentable rest, which runs when everything is established.</summary>
internal static class NmiHandlers
{
    /// <summary>Whether somebody on this CPU knew what it was about.</summary>
    [Kernel("nmi_handle", "arch/x86/kernel/nmi.c")]
    internal static bool NmiHandle(Cpu cpu)
    {
        PerfEventNmiHandler(cpu);

        // The handler touches user memory: a page fault, and the fault address of whatever was interrupted is lost.
        cpu.Cr2++;
        if ((cpu.Pending & PendingEvents.NestedNmi) != 0)
        {
            cpu.Pending &= ~PendingEvents.NestedNmi;
            AsmExcNmi(cpu, userMode: false);
        }

        return cpu.NmiReason == NmiReason.Local;
    }

    internal static bool RawSpinTrylock(Cpu cpu)
    {
        Work(cpu);
        return true;
    }

    internal static NmiReason GetNmiReason(Cpu cpu)
    {
        Work(cpu);
        return cpu.NmiReason;
    }

    internal static void RunCrashIpiCallback(Cpu cpu) => Work(cpu);

    internal static void PciSerrError(Cpu cpu) => Work(cpu);

    internal static void IoCheckError(Cpu cpu) => Work(cpu);

    internal static void RawSpinUnlock(Cpu cpu) => Work(cpu);

    internal static void UnknownNmiError(Cpu cpu) => Work(cpu);

    internal static bool MicrocodeNmiHandler(Cpu cpu)
    {
        Work(cpu);
        return false;
    }
}
