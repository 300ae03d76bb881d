namespace EntryModel.Arm64;

/// <summary>What handle_arch_irq and handle_arch_fiq point to: bound where it is used, so that no object is needed to name it.</summary>
internal interface IArchHandler
{
    [Kernel("handler")]
    static abstract void Handle(Cpu cpu);
}

/// <summary>arch/arm64/kernel/entry-common.c: interrupts that hit the kernel, and what they share with those that hit user mode.</summary>
internal static class Interrupts
{
    [Kernel("el1h_64_irq_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr]
    internal static void El1h64IrqHandler(Cpu cpu, ref PtRegs regs)
    {
        El1Interrupt<HandleArchIrq>(cpu, ref regs);
    }

    [Kernel("el1h_64_fiq_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr]
    internal static void El1h64FiqHandler(Cpu cpu, ref PtRegs regs)
    {
        El1Interrupt<HandleArchFiq>(cpu, ref regs);
    }

    /// <summary>What comes although interrupts were disabled has a priority that is not masked: a pseudo-NMI.</summary>
    [Kernel("el1_interrupt", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void El1Interrupt<THandler>(Cpu cpu, ref PtRegs regs)
        where THandler : IArchHandler
    {
        WriteSysregDaifNoIrq(cpu);

        if (cpu.Config.PseudoNmi && !InterruptsEnabled(in regs))
            El1Pnmi<THandler>(cpu, ref regs);
        else
            El1Irq<THandler>(cpu, ref regs);
    }

    [Kernel("__el1_pnmi", "arch/arm64/kernel/entry-common.c")]
    [AlwaysInline, Requires(IrqState.Disabled)]
    private static void El1Pnmi<THandler>(Cpu cpu, ref PtRegs regs)
        where THandler : IArchHandler
    {
        Arm64EnterNmi(cpu, ref regs);
        InstrumentationScope.Begin();
        DoInterruptHandler<THandler>(cpu);
        InstrumentationScope.End();
        Arm64ExitNmi(cpu, in regs);
    }

    [Kernel("__el1_irq", "arch/arm64/kernel/entry-common.c")]
    [AlwaysInline, Requires(IrqState.Disabled)]
    private static void El1Irq<THandler>(Cpu cpu, ref PtRegs regs)
        where THandler : IArchHandler
    {
        EnterFromKernelMode(cpu, ref regs);

        InstrumentationScope.Begin();
        IrqEnterRcu(cpu);
        DoInterruptHandler<THandler>(cpu);
        IrqExitRcu(cpu);

        Arm64PreemptScheduleIrq(cpu);
        InstrumentationScope.End();

        ExitToKernelMode(cpu, in regs);
    }

    [Kernel("need_irq_preemption", "arch/arm64/kernel/entry-common.c", IsMacro = true)]
    [AlwaysInline]
    private static bool NeedIrqPreemption(Cpu cpu) =>
        cpu.Config.PreemptDynamicKey ? cpu.Config.CondReschedIsPatchedIn : cpu.Config.Preemption;

    /// <summary>Before exit_to_kernel_mode(), and for interrupts only. With priority masking, what DAIF masks is a pseudo-NMI's context.</summary>
    [Kernel("arm64_preempt_schedule_irq", "arch/arm64/kernel/entry-common.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled), Forbids(EntryState.HardIrq)]
    private static void Arm64PreemptScheduleIrq(Cpu cpu)
    {
        if (!NeedIrqPreemption(cpu))
            return;

        if (!PreemptCountIsZero(cpu) || !NeedResched(cpu))
            return;

        if (cpu.Config.PseudoNmi && cpu.Masked != Daif.ProcessContext)
            return;

        if (cpu.Config.SystemCapabilitiesFinalized)
            PreemptScheduleIrq(cpu);
    }

    /// <summary>On the interrupt stack, unless that is where the CPU is already.</summary>
    [Kernel("do_interrupt_handler", "arch/arm64/kernel/entry-common.c")]
    [Requires(EntryState.Rcu, IrqState.Disabled)]
    internal static void DoInterruptHandler<THandler>(Cpu cpu)
        where THandler : IArchHandler
    {
        SetIrqRegs(cpu);

        if (!cpu.HardirqStackInuse)
            CallOnIrqStack<THandler>(cpu);
        else
            THandler.Handle(cpu);

        SetIrqRegs(cpu);
    }

    private static void SetIrqRegs(Cpu cpu) => Hook(cpu);

    internal readonly struct HandleArchIrq : IArchHandler
    {
        public static void Handle(Cpu cpu) => Work(cpu, "handle_arch_irq");
    }

    internal readonly struct HandleArchFiq : IArchHandler
    {
        public static void Handle(Cpu cpu) => Work(cpu, "handle_arch_fiq");
    }
}
