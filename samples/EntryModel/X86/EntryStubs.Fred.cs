namespace EntryModel.X86;

/// <summary>arch/x86/entry/entry_64_fred.S: the two entry points that FRED has, one for each ring.</summary>
internal static partial class EntryStubs
{
    /// <param name="longMode">Whether the interrupted code was 64 bit code; for an event that has a number, nr is that of the system call.</param>
    [Kernel("asm_fred_entrypoint_user", "arch/x86/entry/entry_64_fred.S")]
    internal static void AsmFredEntrypointUser(Cpu cpu, FredEvent type, byte vector, int nr = -1, bool longMode = true, ulong errorCode = 0)
    {
        var regs = FredFrame(cpu, userMode: true, type, vector, nr);
        regs.LongMode = longMode;
        regs.ErrorCode = errorCode;
        FredEntryFromUser(cpu, in regs);
        FredReturn(cpu, in regs);
    }

    [Kernel("asm_fred_entrypoint_kernel", "arch/x86/entry/entry_64_fred.S")]
    internal static void AsmFredEntrypointKernel(Cpu cpu, FredEvent type, byte vector, byte stackLevel = 0)
    {
        var regs = FredFrame(cpu, userMode: false, type, vector);
        regs.StackLevel = stackLevel;
        FredEntryFromKernel(cpu, in regs);
        FredReturn(cpu, in regs);
    }

    /// <summary>KVM builds the frame that the hardware would have built.</summary>
    [Kernel("asm_fred_entry_from_kvm", "arch/x86/entry/entry_64_fred.S")]
    internal static void AsmFredEntryFromKvm(Cpu cpu, FredEvent type, byte vector)
    {
        var regs = FredFrame(cpu, userMode: false, type, vector);
        FredEntryFromKvmCore(cpu, in regs);
        FredReturn(cpu, in regs);
    }

    /// <summary>The event's data are what CR2 and DR6 would hold.</summary>
    private static PtRegs FredFrame(Cpu cpu, bool userMode, FredEvent type, byte vector, int nr = -1)
    {
        var regs = type == FredEvent.Nmi ? NmiGate(cpu, userMode) : Gate(cpu, userMode, nr);
        regs.FredEvent = type;
        regs.Vector = vector;
        if (type == FredEvent.HwExc && vector == Vector.PageFault)
        {
            regs.EventData = cpu.Cr2;
        }
        else if (type is FredEvent.HwExc or FredEvent.PrivSwExc && vector == Vector.Debug)
        {
            regs.EventData = (ulong)cpu.Dr6;
            cpu.Dr6 = Dr6.None;
        }

        return regs;
    }

    /// <summary>ERETU, ERETS: unlike IRET, they let NMIs in again only where the frame says so, which is that of an NMI.</summary>
    private static void FredReturn(Cpu cpu, [Consumes] in PtRegs regs)
    {
        var areBlocked = cpu.NmisBlocked && regs.FredEvent != FredEvent.Nmi;
        Return(cpu, in regs);
        cpu.NmisBlocked = areBlocked;
    }
}
