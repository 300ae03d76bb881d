namespace EntryModel.X86;

/// <summary>arch/x86/kernel/irq.c: interrupts of devices, and those that the kernel sends itself.</summary>
internal static class Irq
{
    [Kernel("common_interrupt", "arch/x86/kernel/irq.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void CommonInterrupt(Cpu cpu, in PtRegs regs) => DefineIdtentryIrq<Common>(cpu, in regs);

    [Kernel("sysvec_x86_platform_ipi", "arch/x86/kernel/irq.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecX86PlatformIpi(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<PlatformIpi>(cpu, in regs);

    [Kernel("sysvec_kvm_posted_intr_ipi", "arch/x86/kernel/irq.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecKvmPostedIntrIpi(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvecSimple<PostedIntr>(cpu, in regs);

    [Kernel("sysvec_kvm_posted_intr_wakeup_ipi", "arch/x86/kernel/irq.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecKvmPostedIntrWakeupIpi(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<PostedIntrWakeup>(cpu, in regs);

    [Kernel("sysvec_kvm_posted_intr_nested_ipi", "arch/x86/kernel/irq.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecKvmPostedIntrNestedIpi(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvecSimple<PostedIntrNested>(cpu, in regs);

    [Kernel("sysvec_posted_msi_notification", "arch/x86/kernel/irq.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecPostedMsiNotification(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<PostedMsi>(cpu, in regs);

    [Kernel("sysvec_thermal", "arch/x86/kernel/irq.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecThermal(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<Thermal>(cpu, in regs);

    internal readonly struct Common : IIrqHandler
    {
        [Kernel("__common_interrupt", "arch/x86/kernel/irq.c")]
        [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, EntryState.HardIrq, IrqState.Disabled)]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            SetIrqRegs(cpu);
            Warn.On(cpu, !cpu.RcuWatching, Violation.RcuNotWatching);
            if (!CallIrqHandler(cpu))
                ApicEoi(cpu);
            SetIrqRegs(cpu);
        }
    }

    internal readonly struct PlatformIpi : IIrqHandler
    {
        [Kernel("__sysvec_x86_platform_ipi")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            SetIrqRegs(cpu);
            ApicEoi(cpu);
            TraceX86PlatformIpiEntry(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            X86PlatformIpiCallback(cpu);
            TraceX86PlatformIpiExit(cpu);
            SetIrqRegs(cpu);
        }
    }

    internal readonly struct PostedIntr : IIrqHandler
    {
        [Kernel("__sysvec_kvm_posted_intr_ipi")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            ApicEoi(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
        }
    }

    internal readonly struct PostedIntrWakeup : IIrqHandler
    {
        [Kernel("__sysvec_kvm_posted_intr_wakeup_ipi")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            ApicEoi(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            KvmPostedIntrWakeupHandler(cpu);
        }
    }

    internal readonly struct PostedIntrNested : IIrqHandler
    {
        [Kernel("__sysvec_kvm_posted_intr_nested_ipi")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            ApicEoi(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
        }
    }

    /// <summary>One notification for many interrupts: a second hardirq bracket, inside of the one that the macro makes.</summary>
    internal readonly struct PostedMsi : IIrqHandler
    {
        [Kernel("__sysvec_posted_msi_notification")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, EntryState.HardIrq, IrqState.Disabled)]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            SetIrqRegs(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            IrqEnter(cpu);
            HandlePendingPir(cpu);
            PiClearOn(cpu);
            HandlePendingPir(cpu);
            ApicEoi(cpu);
            IrqExit(cpu);
            SetIrqRegs(cpu);
        }
    }

    internal readonly struct Thermal : IIrqHandler
    {
        [Kernel("__sysvec_thermal")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            TraceThermalApicEntry(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            SmpThermalVector(cpu);
            TraceThermalApicExit(cpu);
            ApicEoi(cpu);
        }
    }

    /// <summary>False when nobody was there to acknowledge it. Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("call_irq_handler", "arch/x86/kernel/irq.c")]
    [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, EntryState.HardIrq)]
    private static bool CallIrqHandler(Cpu cpu)
    {
        if (!cpu.IsVectorUnassigned)
        {
            HandleIrq(cpu);
            return true;
        }

        LockVectorLock(cpu);
        var isAssigned = ReevaluateVector(cpu);
        UnlockVectorLock(cpu);
        if (!isAssigned)
            return false;

        HandleIrq(cpu);
        return true;
    }

    /// <summary>include/asm-generic/irq_regs.h</summary>
    internal static void SetIrqRegs(Cpu cpu) => Work(cpu);

    /// <summary>arch/x86/include/asm/hardirq.h: one raw per-CPU instruction.</summary>
    [AlwaysInline]
    internal static void IncIrqStat(ref int counter) => counter++;

    /// <summary>The device's driver wakes the task that waits for it.</summary>
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, EntryState.HardIrq)]
    private static void HandleIrq(Cpu cpu)
    {
        Work(cpu);
        if (cpu.IsIdleTask && cpu.IsDeviceAwaited)
            cpu.ThreadFlags |= ThreadFlags.NeedResched;
        cpu.IsDeviceAwaited = false;
    }

    private static void LockVectorLock(Cpu cpu) => Work(cpu);

    private static bool ReevaluateVector(Cpu cpu)
    {
        Work(cpu);
        return !cpu.IsVectorUnassigned;
    }

    private static void UnlockVectorLock(Cpu cpu) => Work(cpu);

    private static void TraceX86PlatformIpiEntry(Cpu cpu) => Work(cpu);

    private static void X86PlatformIpiCallback(Cpu cpu) => Work(cpu);

    private static void TraceX86PlatformIpiExit(Cpu cpu) => Work(cpu);

    private static void KvmPostedIntrWakeupHandler(Cpu cpu) => Work(cpu);

    private static void HandlePendingPir(Cpu cpu) => Work(cpu);

    private static void PiClearOn(Cpu cpu) => Work(cpu);

    private static void TraceThermalApicEntry(Cpu cpu) => Work(cpu);

    private static void SmpThermalVector(Cpu cpu) => Work(cpu);

    private static void TraceThermalApicExit(Cpu cpu) => Work(cpu);
}
