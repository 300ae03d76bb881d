namespace EntryModel.X86;

/// <summary>arch/x86/kernel/traps.c: the exceptions whose whole bracket a macro makes, and what most of them do.</summary>
internal static class Traps
{
    [Kernel("exc_divide_error", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcDivideError(Cpu cpu, in PtRegs regs) => DefineIdtentry<DivideError>(cpu, in regs);

    [Kernel("exc_overflow", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcOverflow(Cpu cpu, in PtRegs regs) => DefineIdtentry<Overflow>(cpu, in regs);

    [Kernel("exc_bounds", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcBounds(Cpu cpu, in PtRegs regs) => DefineIdtentry<Bounds>(cpu, in regs);

    [Kernel("exc_coproc_segment_overrun", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcCoprocSegmentOverrun(Cpu cpu, in PtRegs regs) => DefineIdtentry<CoprocSegmentOverrun>(cpu, in regs);

    [Kernel("exc_spurious_interrupt_bug", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcSpuriousInterruptBug(Cpu cpu, in PtRegs regs) => DefineIdtentry<SpuriousInterruptBug>(cpu, in regs);

    [Kernel("exc_invalid_tss", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcInvalidTss(Cpu cpu, in PtRegs regs, ulong errorCode) =>
        DefineIdtentryErrorcode<InvalidTss>(cpu, in regs, errorCode);

    [Kernel("exc_segment_not_present", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcSegmentNotPresent(Cpu cpu, in PtRegs regs, ulong errorCode) =>
        DefineIdtentryErrorcode<SegmentNotPresent>(cpu, in regs, errorCode);

    [Kernel("exc_stack_segment", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcStackSegment(Cpu cpu, in PtRegs regs, ulong errorCode) =>
        DefineIdtentryErrorcode<StackSegment>(cpu, in regs, errorCode);

    [Kernel("iret_error", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void IretError(Cpu cpu, in PtRegs regs) => DefineIdtentry<BadIret>(cpu, in regs);

    internal readonly struct DivideError : IIdtentry
    {
        [Kernel("__exc_divide_error", "arch/x86/kernel/traps.c")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs) => DoErrorTrap(cpu, in regs, hasCode: true);
    }

    internal readonly struct Overflow : IIdtentry
    {
        [Kernel("__exc_overflow", "arch/x86/kernel/traps.c")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs) => DoErrorTrap(cpu, in regs, hasCode: false);
    }

    internal readonly struct Bounds : IIdtentry
    {
        [Kernel("__exc_bounds", "arch/x86/kernel/traps.c")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs)
        {
            if (NotifyDie(cpu))
                return;

            CondLocalIrqEnable(cpu, in regs);
            if (!UserMode(in regs))
                Die(cpu);
            DoTrap(cpu, in regs, hasCode: false);
            CondLocalIrqDisable(cpu, in regs);
        }
    }

    internal readonly struct CoprocSegmentOverrun : IIdtentry
    {
        [Kernel("__exc_coproc_segment_overrun", "arch/x86/kernel/traps.c")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs) => DoErrorTrap(cpu, in regs, hasCode: false);
    }

    /// <summary>An erratum: nothing has happened.</summary>
    internal readonly struct SpuriousInterruptBug : IIdtentry
    {
        [Kernel("__exc_spurious_interrupt_bug", "arch/x86/kernel/traps.c")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs)
        {
        }
    }

    internal readonly struct InvalidTss : IIdtentryErrorcode
    {
        [Kernel("__exc_invalid_tss", "arch/x86/kernel/traps.c")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs, ulong errorCode) => DoErrorTrap(cpu, in regs, hasCode: false);
    }

    internal readonly struct SegmentNotPresent : IIdtentryErrorcode
    {
        [Kernel("__exc_segment_not_present", "arch/x86/kernel/traps.c")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs, ulong errorCode) => DoErrorTrap(cpu, in regs, hasCode: false);
    }

    internal readonly struct StackSegment : IIdtentryErrorcode
    {
        [Kernel("__exc_stack_segment", "arch/x86/kernel/traps.c")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs, ulong errorCode) => DoErrorTrap(cpu, in regs, hasCode: false);
    }

    /// <summary>An IRET that faulted. Of 32-bit kernels.</summary>
    internal readonly struct BadIret : IIdtentry
    {
        [Kernel("__iret_error", "arch/x86/kernel/traps.c")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs)
        {
            LocalIrqEnable(cpu);
            if (!NotifyDie(cpu))
                DoTrap(cpu, in regs, hasCode: true);
            LocalIrqDisable(cpu);
        }
    }

    [Kernel("do_error_trap", "arch/x86/kernel/traps.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    internal static void DoErrorTrap(Cpu cpu, in PtRegs regs, bool hasCode)
    {
        Warn.On(cpu, !cpu.RcuWatching, Violation.RcuNotWatching);
        if (!NotifyDie(cpu))
        {
            CondLocalIrqEnable(cpu, in regs);
            DoTrap(cpu, in regs, hasCode);
            CondLocalIrqDisable(cpu, in regs);
        }
    }

    /// <param name="hasCode">The signal says more than its number (si_code).</param>
    [Kernel("do_trap", "arch/x86/kernel/traps.c")]
    [Requires(EntryState.Rcu)]
    internal static void DoTrap(Cpu cpu, in PtRegs regs, bool hasCode)
    {
        if (DoTrapNoSignal(cpu, in regs))
            return;

        ShowSignal(cpu);
        if (!hasCode)
            ForceSig(cpu);
        else
            ForceSigFault(cpu);
    }

    /// <summary>
    /// As far as the interrupted code had interrupts enabled: whoever comes after may rely neither on the one nor on the other.
    /// </summary>
    [Kernel("cond_local_irq_enable")]
    [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(IrqState.Disabled), Establishes(Owed.IrqFlag)]
    internal static void CondLocalIrqEnable(Cpu cpu, in PtRegs regs)
    {
        if (!RegsIrqsDisabled(in regs))
        {
            IrqsMayBeOn(cpu);
            LocalIrqEnable(cpu);
        }
        else
        {
            IrqsGoOnOff(cpu);
        }
    }

    [Kernel("cond_local_irq_disable")]
    [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Ensures(IrqState.Disabled), Revokes(Owed.IrqFlag)]
    internal static void CondLocalIrqDisable(Cpu cpu, in PtRegs regs)
    {
        if (!RegsIrqsDisabled(in regs))
        {
            LocalIrqDisable(cpu);
            IrqsAreOffAgain(cpu);
        }
        else
        {
            IrqsWentOnOff(cpu);
        }
    }

    /// <summary>In the kernel there is nobody to send a signal to: either the code has a fixup, or its task ends.</summary>
    private static bool DoTrapNoSignal(Cpu cpu, in PtRegs regs)
    {
        Work(cpu);
        if (UserMode(in regs))
            return false;

        if (!FixupException(cpu))
            Die(cpu);
        return true;
    }
}
