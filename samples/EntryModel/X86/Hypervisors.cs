namespace EntryModel.X86;

/// <summary>arch/x86/kernel/cpu/mshyperv.c, acrn.c, hyperv/hv_init.c, xen/enlighten_hvm.c: what hypervisors send their guests.</summary>
internal static class Hypervisors
{
    [Kernel("sysvec_hyperv_callback", "arch/x86/kernel/cpu/mshyperv.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecHypervCallback(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<HypervCallback>(cpu, in regs);

    [Kernel("sysvec_hyperv_stimer0", "arch/x86/kernel/cpu/mshyperv.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecHypervStimer0(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<HypervStimer0>(cpu, in regs);

    [Kernel("sysvec_hyperv_reenlightenment", "arch/x86/hyperv/hv_init.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecHypervReenlightenment(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<HypervReenlightenment>(cpu, in regs);

    [Kernel("sysvec_acrn_hv_callback", "arch/x86/kernel/cpu/acrn.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecAcrnHvCallback(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<AcrnHvCallback>(cpu, in regs);

    [Kernel("sysvec_xen_hvm_callback", "arch/x86/xen/enlighten_hvm.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void SysvecXenHvmCallback(Cpu cpu, in PtRegs regs) => DefineIdtentrySysvec<XenHvmCallback>(cpu, in regs);

    internal readonly struct HypervCallback : IIrqHandler
    {
        [Kernel("__sysvec_hyperv_callback")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            SetIrqRegs(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            VmbusHandler(cpu);
            ApicEoi(cpu);
            SetIrqRegs(cpu);
        }
    }

    internal readonly struct HypervStimer0 : IIrqHandler
    {
        [Kernel("__sysvec_hyperv_stimer0")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            SetIrqRegs(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            HvStimer0Handler(cpu);
            AddInterruptRandomness(cpu);
            ApicEoi(cpu);
            SetIrqRegs(cpu);
        }
    }

    internal readonly struct HypervReenlightenment : IIrqHandler
    {
        [Kernel("__sysvec_hyperv_reenlightenment")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            ApicEoi(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            ScheduleDelayedWork(cpu);
        }
    }

    internal readonly struct AcrnHvCallback : IIrqHandler
    {
        [Kernel("__sysvec_acrn_hv_callback")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            SetIrqRegs(cpu);
            ApicEoi(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            AcrnIntrHandler(cpu);
            SetIrqRegs(cpu);
        }
    }

    internal readonly struct XenHvmCallback : IIrqHandler
    {
        [Kernel("__sysvec_xen_hvm_callback")]
        [AlwaysInline]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            SetIrqRegs(cpu);
            ApicEoi(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            XenEvtchnDoUpcall(cpu);
            SetIrqRegs(cpu);
        }
    }

    private static void VmbusHandler(Cpu cpu) => Work(cpu);

    private static void HvStimer0Handler(Cpu cpu) => Work(cpu);

    private static void AddInterruptRandomness(Cpu cpu) => Work(cpu);

    private static void ScheduleDelayedWork(Cpu cpu) => Work(cpu);

    private static void AcrnIntrHandler(Cpu cpu) => Work(cpu);

    private static void XenEvtchnDoUpcall(Cpu cpu) => Work(cpu);
}
