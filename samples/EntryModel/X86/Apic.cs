namespace EntryModel.X86;

/// <summary>arch/x86/kernel/apic/apic.c: the interrupts that the local APIC raises itself.</summary>
internal static class Apic
{
    [Kernel("spurious_interrupt", "arch/x86/kernel/apic/apic.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SpuriousInterrupt(Cpu cpu, in PtRegs regs) => DefineIdtentryIrq<Spurious>(cpu, in regs);

    [Kernel("sysvec_spurious_apic_interrupt", "arch/x86/kernel/apic/apic.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecSpuriousApicInterrupt(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<SpuriousApic>(cpu, in regs);

    [Kernel("sysvec_error_interrupt", "arch/x86/kernel/apic/apic.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecErrorInterrupt(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<ErrorInterrupt>(cpu, in regs);

    [Kernel("sysvec_apic_timer_interrupt", "arch/x86/kernel/apic/apic.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecApicTimerInterrupt(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<Timer>(cpu, in regs);

    internal readonly struct Spurious : IIrqHandler
    {
        [Kernel("__spurious_interrupt")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs) => HandleSpuriousInterrupt(cpu);
    }

    internal readonly struct SpuriousApic : IIrqHandler
    {
        [Kernel("__sysvec_spurious_apic_interrupt")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs) => HandleSpuriousInterrupt(cpu);
    }

    internal readonly struct ErrorInterrupt : IIrqHandler
    {
        [Kernel("__sysvec_error_interrupt")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            TraceErrorApicEntry(cpu);
            ApicRead(cpu);
            ApicEoi(cpu);
            TraceErrorApicExit(cpu);
        }
    }

    internal readonly struct Timer : IIrqHandler
    {
        [Kernel("__sysvec_apic_timer_interrupt")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            SetIrqRegs(cpu);
            ApicEoi(cpu);
            TraceLocalTimerEntry(cpu);
            LocalApicTimerInterrupt(cpu);
            TraceLocalTimerExit(cpu);
            SetIrqRegs(cpu);
        }
    }

    /// <summary>arch/x86/include/asm/apic.h</summary>
    internal static void ApicEoi(Cpu cpu) => Work(cpu);

    /// <inheritdoc cref="ApicEoi"/>
    internal static void ApicRead(Cpu cpu) => Work(cpu);

    private static void HandleSpuriousInterrupt(Cpu cpu) => Work(cpu);

    private static void TraceErrorApicEntry(Cpu cpu) => Work(cpu);

    private static void TraceErrorApicExit(Cpu cpu) => Work(cpu);

    private static void TraceLocalTimerEntry(Cpu cpu) => Work(cpu);

    private static void LocalApicTimerInterrupt(Cpu cpu) => Work(cpu);

    private static void TraceLocalTimerExit(Cpu cpu) => Work(cpu);
}
