namespace EntryModel.Fred;

/// <summary>arch/x86/include/asm/fred.h</summary>
internal static class FredHeader
{
    [Kernel("fred_entry_from_kvm", "arch/x86/include/asm/fred.h")]
    [AlwaysInline]
    internal static void FredEntryFromKvm(Cpu cpu, FredEvent type, byte vector) => AsmFredEntryFromKvm(cpu, type, vector);

    /// <summary>The hardware takes the stack of an entry from user mode from a register, which is written as late as it can be.</summary>
    [Kernel("fred_update_rsp0", "arch/x86/include/asm/fred.h")]
    [AlwaysInline]
    internal static void FredUpdateRsp0(Cpu cpu)
    {
        if (cpu.Config.Fred && cpu.FredRsp0 != cpu.TaskStack)
        {
            Wrmsrns(cpu);
            cpu.FredRsp0 = cpu.TaskStack;
        }
    }

    /// <summary>What CR2 and DR6 hold elsewhere, the frame holds here.</summary>
    [AlwaysInline]
    internal static ulong FredEventData(in PtRegs regs) => regs.EventData;

    /// <summary>regs->fred_ss.vector == X86_TRAP_PF</summary>
    [AlwaysInline, Primitive, Pure, HoldsWhen(true, Trap.PageFault)]
    internal static bool IsPageFault(in PtRegs regs) => regs.Vector == Vector.PageFault;

    [AlwaysInline]
    private static void Wrmsrns(Cpu cpu) => Step(cpu);
}
