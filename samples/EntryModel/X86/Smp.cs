namespace EntryModel.X86;

/// <summary>arch/x86/kernel/smp.c, irq_work.c: what CPUs send each other, and themselves.</summary>
internal static class Smp
{
    [Kernel("sysvec_reboot", "arch/x86/kernel/smp.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecReboot(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<Reboot>(cpu, in regs);

    [Kernel("sysvec_call_function_single", "arch/x86/kernel/smp.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecCallFunctionSingle(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<CallFunctionSingle>(cpu, in regs);

    [Kernel("sysvec_call_function", "arch/x86/kernel/smp.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecCallFunction(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<CallFunction>(cpu, in regs);

    [Kernel("sysvec_reschedule_ipi", "arch/x86/kernel/smp.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecRescheduleIpi(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvecSimple<RescheduleIpi>(cpu, in regs);

    [Kernel("sysvec_irq_work", "arch/x86/kernel/irq_work.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecIrqWork(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<IrqWork>(cpu, in regs);

    internal readonly struct Reboot : IIrqHandler
    {
        [Kernel("__sysvec_reboot")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            ApicEoi(cpu);
            CpuEmergencyDisableVirtualization(cpu);
            StopThisCpu(cpu);
        }
    }

    internal readonly struct CallFunctionSingle : IIrqHandler
    {
        [Kernel("__sysvec_call_function_single")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            ApicEoi(cpu);
            TraceCallFunctionSingleEntry(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            GenericSmpCallFunctionSingleInterrupt(cpu);
            TraceCallFunctionSingleExit(cpu);
        }
    }

    internal readonly struct CallFunction : IIrqHandler
    {
        [Kernel("__sysvec_call_function")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            ApicEoi(cpu);
            TraceCallFunctionEntry(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            GenericSmpCallFunctionInterrupt(cpu);
            TraceCallFunctionExit(cpu);
        }
    }

    internal readonly struct RescheduleIpi : IIrqHandler
    {
        [Kernel("__sysvec_reschedule_ipi")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            ApicEoi(cpu);
            TraceRescheduleEntry(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            SchedulerIpi(cpu);
            TraceRescheduleExit(cpu);
        }
    }

    internal readonly struct IrqWork : IIrqHandler
    {
        [Kernel("__sysvec_irq_work")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            ApicEoi(cpu);
            TraceIrqWorkEntry(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            IrqWorkRun(cpu);
            TraceIrqWorkExit(cpu);
        }
    }

    /// <summary>arch/x86/include/asm/smp.h</summary>
    [AlwaysInline]
    internal static bool ArchCpuIsOffline(Cpu cpu) => cpu.IsOffline;

    /// <summary>The model's only CPU: it goes on.</summary>
    private static void StopThisCpu(Cpu cpu) => Work(cpu);

    private static void SchedulerIpi(Cpu cpu)
    {
        Work(cpu);
        cpu.ThreadFlags |= ThreadFlags.NeedResched;
    }

    private static void CpuEmergencyDisableVirtualization(Cpu cpu) => Work(cpu);

    private static void TraceCallFunctionSingleEntry(Cpu cpu) => Work(cpu);

    private static void GenericSmpCallFunctionSingleInterrupt(Cpu cpu) => Work(cpu);

    private static void TraceCallFunctionSingleExit(Cpu cpu) => Work(cpu);

    private static void TraceCallFunctionEntry(Cpu cpu) => Work(cpu);

    private static void GenericSmpCallFunctionInterrupt(Cpu cpu) => Work(cpu);

    private static void TraceCallFunctionExit(Cpu cpu) => Work(cpu);

    private static void TraceRescheduleEntry(Cpu cpu) => Work(cpu);

    private static void TraceRescheduleExit(Cpu cpu) => Work(cpu);

    private static void TraceIrqWorkEntry(Cpu cpu) => Work(cpu);

    private static void IrqWorkRun(Cpu cpu) => Work(cpu);

    private static void TraceIrqWorkExit(Cpu cpu) => Work(cpu);
}
