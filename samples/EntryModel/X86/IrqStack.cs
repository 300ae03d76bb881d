namespace EntryModel.X86;

/// <summary>
/// What the irqstack macros take as their function argument. A static abstract member and not a delegate: like the
/// macro argument it is bound where it is used, and no object is needed to name it.
/// </summary>
internal interface IIrqHandler
{
    [Kernel("func")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, EntryState.HardIrq, IrqState.Disabled)]
    static abstract void Handle(Cpu cpu, in PtRegs regs);
}

/// <summary>arch/x86/include/asm/irq_stack.h</summary>
internal static class IrqStack
{
    /// <summary>Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("run_irq_on_irqstack_cond", "arch/x86/include/asm/irq_stack.h")]
    [AlwaysInline, Requires(EntryState.Rcu, IrqState.Disabled)]
    internal static void RunIrqOnIrqstackCond<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IIrqHandler => CallOnIrqstackCond<THandler>(cpu, in regs);

    /// <summary>Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("run_sysvec_on_irqstack_cond", "arch/x86/include/asm/irq_stack.h")]
    [AlwaysInline, Requires(EntryState.Rcu, IrqState.Disabled)]
    internal static void RunSysvecOnIrqstackCond<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IIrqHandler => CallOnIrqstackCond<THandler>(cpu, in regs);

    /// <summary>From user mode the task's own stack is empty and will do.</summary>
    [Kernel("call_on_irqstack_cond", "arch/x86/include/asm/irq_stack.h")]
    [AlwaysInline, Requires(EntryState.Rcu, IrqState.Disabled)]
    private static void CallOnIrqstackCond<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IIrqHandler
    {
        if (UserMode(in regs) || IsIrqStackInUse(cpu))
        {
            IrqEnterRcu(cpu);
            THandler.Handle(cpu, in regs);
            IrqExitRcu(cpu);
        }
        else
        {
            TakeIrqStack(cpu);
            CallOnIrqstack(cpu);
            IrqEnterRcu(cpu);
            THandler.Handle(cpu, in regs);
            IrqExitRcu(cpu);
            LeaveIrqStack(cpu);
        }
    }

    /// <summary>
    /// Softirqs that run on their own, and not at the end of an interrupt that is on the interrupt stack already: where irq_exit() runs there, nobody calls it.
    /// That is configuration, which no state knows of: the stack is taken without asking for it.
    /// </summary>
    [Kernel("do_softirq_own_stack", "arch/x86/include/asm/irq_stack.h")]
    [AlwaysInline, Requires(EntryState.Rcu, IrqState.Disabled), Forbids(EntryState.HardIrq)]
    internal static void DoSoftirqOwnStack(Cpu cpu)
    {
        cpu.HardirqStackInuse = true;
        CallOnIrqstack(cpu);
        DoSoftirq(cpu);
        cpu.HardirqStackInuse = false;
    }

    [AlwaysInline, Primitive, HoldsWhen(true, IrqStackState.InUse, Exact = true)]
    private static bool IsIrqStackInUse(Cpu cpu) => cpu.HardirqStackInuse;

    [AlwaysInline, Primitive, Establishes(IrqStackState.InUse)]
    private static void TakeIrqStack(Cpu cpu) => cpu.HardirqStackInuse = true;

    [AlwaysInline, Primitive, Revokes(IrqStackState.InUse)]
    private static void LeaveIrqStack(Cpu cpu) => cpu.HardirqStackInuse = false;

    /// <summary>Exchanges the stack pointer; the calls that follow it run on the other stack.</summary>
    [Kernel("call_on_irqstack")]
    [AlwaysInline]
    private static void CallOnIrqstack(Cpu cpu) => Step(cpu);
}
