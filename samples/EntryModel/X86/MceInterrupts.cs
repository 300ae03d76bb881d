namespace EntryModel.X86;

/// <summary>arch/x86/kernel/cpu/mce/threshold.c, amd.c: machine checks that can wait, and so are interrupts.</summary>
internal static class MceInterrupts
{
    [Kernel("sysvec_threshold", "arch/x86/kernel/cpu/mce/threshold.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecThreshold(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<Threshold>(cpu, in regs);

    [Kernel("sysvec_deferred_error", "arch/x86/kernel/cpu/mce/amd.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecDeferredError(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<DeferredError>(cpu, in regs);

    internal readonly struct Threshold : IIrqHandler
    {
        [Kernel("__sysvec_threshold")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            TraceThresholdApicEntry(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            MceThresholdVector(cpu);
            TraceThresholdApicExit(cpu);
            ApicEoi(cpu);
        }
    }

    internal readonly struct DeferredError : IIrqHandler
    {
        [Kernel("__sysvec_deferred_error")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            TraceDeferredErrorApicEntry(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            DeferredErrorIntVector(cpu);
            TraceDeferredErrorApicExit(cpu);
            ApicEoi(cpu);
        }
    }

    private static void TraceThresholdApicEntry(Cpu cpu) => Work(cpu);

    private static void MceThresholdVector(Cpu cpu) => Work(cpu);

    private static void TraceThresholdApicExit(Cpu cpu) => Work(cpu);

    private static void TraceDeferredErrorApicEntry(Cpu cpu) => Work(cpu);

    private static void DeferredErrorIntVector(Cpu cpu) => Work(cpu);

    private static void TraceDeferredErrorApicExit(Cpu cpu) => Work(cpu);
}
