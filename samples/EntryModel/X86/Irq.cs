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
    /// <summary>common_interrupt(), as DEFINE_IDTENTRY_IRQ spells it out.</summary>
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr, MethodImpl(NoInlining)]
    internal static void CommonInterrupt(Cpu cpu, in PtRegs regs)
    {
        Trace.Enter(cpu, Step.CommonInterrupt);
        var state = IrqentryEnter(cpu, in regs);

        KvmSetCpuL1TfFlushL1D(cpu);

        InstrumentationBegin(cpu);
        RunIrqOnIrqstackCond<CommonInterruptHandler>(cpu, in regs);
        InstrumentationEnd(cpu);

        IrqentryExit(cpu, in regs, state);
        Trace.Leave(cpu);
    }

    /// <summary>__common_interrupt()</summary>
    private static void CommonInterruptCore(Cpu cpu)
    {
        Trace.Enter(cpu, Step.CommonInterruptCore);
        Warn.On(cpu, !ContextTracking.Rcu.RcuIsWatchingCurrCpu(cpu), Violation.RcuNotWatching);
        Work(cpu, Step.HandleIrq);
        if (cpu.IsIdleTask)
            cpu.ThreadFlags |= ThreadFlags.NeedResched;
        Work(cpu, Step.ApicEoi);
        Trace.Leave(cpu);
    }

    /// <summary>run_irq_on_irqstack_cond(). Calls instrumentable code: belongs inside a region of its caller.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void RunIrqOnIrqstackCond<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IIrqHandler => CallOnIrqstackCond<THandler>(cpu, in regs);

    /// <summary>run_sysvec_on_irqstack_cond(). Calls instrumentable code: belongs inside a region of its caller.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    internal static void RunSysvecOnIrqstackCond<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IIrqHandler => CallOnIrqstackCond<THandler>(cpu, in regs);

    /// <summary>call_on_irqstack_cond(): from user mode the task's own stack is empty and will do.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
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
            Trace.Record(cpu, Step.CallOnIrqstack);
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
