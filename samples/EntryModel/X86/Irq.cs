namespace EntryModel.X86;

/// <summary>
/// What the irqstack macros take as their function argument. A static abstract member and not a delegate: like the
/// macro argument it is bound where it is used, and no object is needed to name it.
/// </summary>
internal interface IIrqHandler
{
    static abstract void Handle(Cpu cpu, in PtRegs regs);
}

/// <summary>arch/x86/kernel/irq.c, arch/x86/include/asm/irq_stack.h</summary>
internal static class Irq
{
    /// <summary>As DEFINE_IDTENTRY_IRQ spells it out.</summary>
    [Kernel("common_interrupt", "arch/x86/kernel/irq.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr]
    internal static void CommonInterrupt(Cpu cpu, in PtRegs regs)
    {
        var state = IrqentryEnter(cpu, in regs);

        KvmSetCpuL1TfFlushL1D(cpu);

        InstrumentationScope.Begin();
        RunIrqOnIrqstackCond<CommonInterruptHandler>(cpu, in regs);
        InstrumentationScope.End();

        IrqentryExit(cpu, in regs, state);
    }

    [Kernel("__common_interrupt", "arch/x86/kernel/irq.c")]
    private static void CommonInterruptCore(Cpu cpu)
    {
        Warn.On(cpu, !ContextTracking.Rcu.RcuIsWatchingCurrCpu(cpu), Violation.RcuNotWatching);
        HandleIrq(cpu);
        if (cpu.IsIdleTask)
            cpu.ThreadFlags |= ThreadFlags.NeedResched;
        ApicEoi(cpu);
    }

    /// <summary>Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("run_irq_on_irqstack_cond", "arch/x86/include/asm/irq_stack.h")]
    [AlwaysInline]
    internal static void RunIrqOnIrqstackCond<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IIrqHandler => CallOnIrqstackCond<THandler>(cpu, in regs);

    /// <summary>Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("run_sysvec_on_irqstack_cond", "arch/x86/include/asm/irq_stack.h")]
    [AlwaysInline]
    internal static void RunSysvecOnIrqstackCond<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IIrqHandler => CallOnIrqstackCond<THandler>(cpu, in regs);

    /// <summary>From user mode the task's own stack is empty and will do.</summary>
    [Kernel("call_on_irqstack_cond", "arch/x86/include/asm/irq_stack.h")]
    [AlwaysInline]
    private static void CallOnIrqstackCond<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IIrqHandler
    {
        if (regs.UserMode || cpu.HardirqStackInuse)
        {
            IrqEnterRcu(cpu);
            THandler.Handle(cpu, in regs);
            IrqExitRcu(cpu);
        }
        else
        {
            cpu.HardirqStackInuse = true;
            Step(cpu);
            IrqEnterRcu(cpu);
            THandler.Handle(cpu, in regs);
            IrqExitRcu(cpu);
            cpu.HardirqStackInuse = false;
        }
    }

    private readonly struct CommonInterruptHandler : IIrqHandler
    {
        public static void Handle(Cpu cpu, in PtRegs regs) => CommonInterruptCore(cpu);
    }
}
