namespace EntryModel.X86;

/// <summary>arch/x86/kernel/nmi.c, kernel/cpu/microcode: the instrumentable rest, which runs when everything is established.</summary>
internal static class NmiHandlers
{
    /// <summary>nmi_handle(): whether somebody on this CPU knew what it was about.</summary>
    internal static bool NmiHandle(Cpu cpu)
    {
        Trace.Enter(cpu, Step.NmiHandle);
        Work(cpu, Step.PerfEventNmiHandler);

        // The handler touches user memory: a page fault, and the fault address of whatever was interrupted is lost.
        cpu.Cr2++;
        if ((cpu.Pending & PendingEvents.NestedNmi) != 0)
        {
            cpu.Pending &= ~PendingEvents.NestedNmi;
            AsmExcNmi(cpu, userMode: false);
        }

        Trace.Leave(cpu);
        return cpu.NmiReason == NmiReason.Local;
    }

    internal static bool RawSpinTrylock(Cpu cpu)
    {
        Work(cpu, Step.RawSpinTrylock);
        return true;
    }

    internal static NmiReason GetNmiReason(Cpu cpu)
    {
        Work(cpu, Step.GetNmiReason);
        return cpu.NmiReason;
    }

    internal static void RunCrashIpiCallback(Cpu cpu) => Work(cpu, Step.RunCrashIpiCallback);

    internal static void PciSerrError(Cpu cpu) => Work(cpu, Step.PciSerrError);

    internal static void IoCheckError(Cpu cpu) => Work(cpu, Step.IoCheckError);

    internal static void RawSpinUnlock(Cpu cpu) => Work(cpu, Step.RawSpinUnlock);

    internal static void UnknownNmiError(Cpu cpu) => Work(cpu, Step.UnknownNmiError);

    internal static bool MicrocodeNmiHandler(Cpu cpu)
    {
        Work(cpu, Step.MicrocodeNmiHandler);
        return false;
    }
}
