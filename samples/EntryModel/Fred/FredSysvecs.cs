namespace EntryModel.Fred;

/// <summary>A system vector's handler, as FRED calls it: the bracket is made already.</summary>
[Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
internal delegate void FredSysvecHandler(Cpu cpu, in PtRegs regs);

/// <summary>
/// arch/x86/entry/entry_fred.c, arch/x86/include/asm/idtentry.h: the table of the system vectors. It is read inside a region, and the handlers are
/// instrumentable: DEFINE_IDTENTRY_SYSVEC writes one that FRED calls beside the entry point that the IDT has.
/// </summary>
internal static class FredSysvecs
{
    [Kernel("sysvec_table")]
    internal static readonly FredSysvecHandler[] SysvecTable =
    [
        /* 0xeb */ FredHandleSpuriousInterrupt,
        /* 0xec */ FredSysvec<Apic.Timer>,
        /* 0xed */ FredSysvec<Hypervisors.HypervStimer0>,
        /* 0xee */ FredSysvec<Hypervisors.HypervReenlightenment>,
        /* 0xef */ FredHandleSpuriousInterrupt,
        /* 0xf0 */ FredSysvecSimple<Irq.PostedIntrNested>,
        /* 0xf1 */ FredSysvec<Irq.PostedIntrWakeup>,
        /* 0xf2 */ FredSysvecSimple<Irq.PostedIntr>,
        /* 0xf3 */ FredSysvec<Hypervisors.HypervCallback>,
        /* 0xf4 */ FredSysvec<MceInterrupts.DeferredError>,
        /* 0xf5 */ FredHandleSpuriousInterrupt,
        /* 0xf6 */ FredSysvec<Smp.IrqWork>,
        /* 0xf7 */ FredSysvec<Irq.PlatformIpi>,
        /* 0xf8 */ FredSysvec<Smp.Reboot>,
        /* 0xf9 */ FredSysvec<MceInterrupts.Threshold>,
        /* 0xfa */ FredSysvec<Irq.Thermal>,
        /* 0xfb */ FredSysvec<Smp.CallFunctionSingle>,
        /* 0xfc */ FredSysvec<Smp.CallFunction>,
        /* 0xfd */ FredSysvecSimple<Smp.RescheduleIpi>,
        /* 0xfe */ FredSysvec<Apic.ErrorInterrupt>,
        /* 0xff */ FredSysvec<Apic.SpuriousApic>,
    ];

    internal static bool IsUsed(byte vector) => SysvecTable[vector - Vector.FirstSystem] != FredHandleSpuriousInterrupt;

    [Kernel("fred_sysvec_*", "arch/x86/include/asm/idtentry.h")]
    [Requires(EntryState.Rcu, IrqState.Disabled)]
    private static void FredSysvec<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IIrqHandler => InstrSysvec<THandler>(cpu, in regs);

    [Kernel("fred_sysvec_*")]
    [Requires(EntryState.Rcu, IrqState.Disabled)]
    private static void FredSysvecSimple<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IIrqHandler => InstrSysvecSimple<THandler>(cpu, in regs);

    /// <summary>For the vectors that nobody has. What it calls makes a second bracket inside of the one that it is called in.</summary>
    [Kernel("fred_handle_spurious_interrupt", "arch/x86/entry/entry_fred.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void FredHandleSpuriousInterrupt(Cpu cpu, in PtRegs regs) => SpuriousInterrupt(cpu, in regs);
}
