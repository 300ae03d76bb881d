namespace NoInstr.Tests.EntryRules;

/// <summary>Rules 23 to 32: interrupts and regular exceptions.</summary>
internal static class InterruptRules
{
    private const string CleanInterrupt = """
        [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
        static void CommonInterrupt(in PtRegs regs)
        {
            var state = IrqentryEnter(regs);
            Begin();
            IrqEnterRcu();
            HandleIrq();
            IrqExitRcu();
            End();
            IrqentryExit(regs, state);
        }
        """;

    public static readonly EntryRule[] All =
    [
        new(
            23,
            "Interrupt from kernel mode: lockdep and tracing are always updated, RCU only where it was not watching",
            "`[Ensures(Lockdep, Rcu, Tracing)]`",
            ["NOINSTR405"],
            CleanInterrupt,
            """
            [NoInstr, Requires(IrqState.Disabled), Ensures(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            static void IrqentryEnterWithoutTracing()
            {
                LockdepHardirqsOff();
                if (IsIdleTask())
                {
                    CtIrqEnter();
                    Begin();
                    TraceHardirqsOffFinish();
                    End();
                }
            {|NOINSTR405:}|}
            """)
        {
            Rcu = "`RCU_LOCKDEP_WARN` in `__rcu_irq_enter_check_tick()`",
        },
        new(
            24,
            "irqentry_enter() only from user mode, idle, or kernel code with RCU watching",
            "`is_idle_task()` has `[HoldsWhen(false, Rcu)]`",
            ["NOINSTR401", "NOINSTR405"],
            CleanInterrupt,
            """
            [NoInstr, Requires(IrqState.Disabled), Ensures(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            static void RcuIsAssumedToWatch()
            {
                LockdepHardirqsOff();
                {|NOINSTR401:Begin|}();
                TraceHardirqsOffFinish();
                End();
            }

            [NoInstr, Requires(IrqState.Disabled), Ensures(EntryState.Lockdep, EntryState.Rcu)]
            static void RcuIsForgotten() { LockdepHardirqsOff(); {|NOINSTR405:}|}
            """)
        {
            Rcu = "`RCU_LOCKDEP_WARN` in `__rcu_irq_enter_check_tick()`",
        },
        new(
            25,
            "The token that enter returns reaches the matching exit, once",
            "`[EntryToken]`, `[Consumes]`",
            ["NOINSTR405", "NOINSTR407"],
            """
            [NoInstr, Requires(IrqState.Disabled), Ensures(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            static IrqentryState Wrapped(in PtRegs regs) => IrqentryEnter(regs);

            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void ExcDivideError(in PtRegs regs) { var state = Wrapped(regs); IrqentryExit(regs, state); }
            """,
            """
            // Xen PV: the inhcall branch of xen_pv_evtchn_do_upcall() never calls irqentry_exit(), so lockdep and the tracer go on saying that interrupts are off
            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void XenPvEvtchnDoUpcall(in PtRegs regs, bool inhcall)
            {
                var state = {|NOINSTR407:IrqentryEnter|}(regs);
                if (inhcall && !state.ExitRcu)
                {
                    Begin();
                    IrqentryExitCondResched();
                    End();
                    {|NOINSTR405:return|};
                }

                IrqentryExit(regs, state);
            }

            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void ExcDivideError(in PtRegs regs)
            {
                var state = IrqentryEnter(regs);
                IrqentryExit(regs, state);
                {|NOINSTR407:IrqentryExit|}(regs, state);
            }
            """),
        new(
            26,
            "The handler runs between irq_enter_rcu() and irq_exit_rcu(), both inside the scope",
            "`[Establishes(HardIrq)]`, `[Revokes(HardIrq)]`; the handler has `[Requires(HardIrq)]`",
            ["NOINSTR101", "NOINSTR401"],
            CleanInterrupt,
            """
            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void SysvecApicTimerInterrupt(in PtRegs regs)
            {
                var state = IrqentryEnter(regs);
                Begin();
                IrqEnterRcu();
                IrqExitRcu();
                {|NOINSTR401:HandleIrq|}();
                End();
                IrqentryExit(regs, state);
            }

            // arm64: no scope around irq_enter_rcu() and the handler
            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void El1Interrupt(in PtRegs regs)
            {
                var state = IrqentryEnter(regs);
                {|NOINSTR101:IrqEnterRcu|}();
                {|NOINSTR101:HandleIrq|}();
                {|NOINSTR101:IrqExitRcu|}();
                IrqentryExit(regs, state);
            }
            """),
        new(
            27,
            "Before irq_enter_rcu() nobody relies on in_hardirq()",
            "`[Requires(HardIrq)]` on who does",
            ["NOINSTR401"],
            CleanInterrupt,
            """
            [Requires(EntryState.HardIrq)] static void AccountHardirq() { }

            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void CommonInterrupt(in PtRegs regs)
            {
                var state = IrqentryEnter(regs);
                Begin();
                {|NOINSTR401:AccountHardirq|}();
                IrqEnterRcu();
                HandleIrq();
                IrqExitRcu();
                End();
                IrqentryExit(regs, state);
            }
            """),
        new(
            28,
            "irq_exit_rcu() drops the hardirq count before softirqs run",
            "softirqs have `[Forbids(HardIrq)]`",
            ["NOINSTR406"],
            CleanInterrupt,
            """
            [Requires(EntryState.Rcu), Revokes(EntryState.HardIrq)]
            static void SoftirqsFirst()
            {
                {|NOINSTR406:HandleSoftirqs|}();
                HardirqCountSub();
            }
            """),
        new(
            29,
            "The hardirq count is gone before irqentry_exit(), which may schedule",
            "irqentry_exit() has `[Forbids(HardIrq)]`",
            ["NOINSTR406"],
            CleanInterrupt,
            """
            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void CommonInterrupt(in PtRegs regs)
            {
                var state = IrqentryEnter(regs);
                Begin();
                IrqEnterRcu();
                HandleIrq();
                End();
                {|NOINSTR406:IrqentryExit|}(regs, state);
            }
            """)
        {
            Rcu = "`rcu_irq_exit_check_preempt()`",
        },
        new(
            30,
            "No preemption on exit when RCU was entered for idle, or interrupts were off",
            "preemption has `[Requires(Rcu)]`; the token's field tells the paths apart",
            ["NOINSTR401"],
            """
            [NoInstr, Requires(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Lockdep), Restores(EntryState.Rcu)]
            static void IrqentryExitToKernelMode([Consumes] IrqentryState state)
            {
                Begin();
                TraceHardirqsOnPrepare();
                LockdepHardirqsOnPrepare();
                if (!state.ExitRcu)
                    IrqentryExitCondResched();
                End();
                if (state.ExitRcu)
                    CtIrqExit();
                LockdepHardirqsOn();
            }
            """,
            """
            [NoInstr, Requires(EntryState.Rcu, IrqState.Disabled)] static void PreemptScheduleIrq() { }

            [NoInstr, Requires(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Lockdep), Restores(EntryState.Rcu)]
            static void IrqentryExitToKernelMode([Consumes] IrqentryState state)
            {
                Begin();
                TraceHardirqsOnPrepare();
                LockdepHardirqsOnPrepare();
                End();
                if (state.ExitRcu)
                    CtIrqExit();
                {|NOINSTR401:PreemptScheduleIrq|}();
                LockdepHardirqsOn();
            }
            """),
        new(
            31,
            "After the final exit helper, straight back to the interrupted context",
            "`[NoInstr]`; `Rcu` is `[ScopeRequires]`",
            ["NOINSTR101", "NOINSTR401"],
            CleanInterrupt,
            """
            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void ExcDivideError(in PtRegs regs)
            {
                var state = IrqentryEnter(regs);
                IrqentryExit(regs, state);
                {|NOINSTR101:TraceNote|}();
            }

            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void ExcOverflow(in PtRegs regs)
            {
                var state = IrqentryEnter(regs);
                IrqentryExit(regs, state);
                {|NOINSTR401:Begin|}();
                TraceNote();
                End();
            }
            """),
        new(
            32,
            "Interrupts may nest once they are enabled",
            "",
            [],
            """
            [Requires(EntryState.Rcu, IrqState.Disabled), Forbids(EntryState.HardIrq)]
            static void DoSoftirq()
            {
                LocalIrqEnable();
                TraceNote();
                LocalIrqDisable();
            }

            [Requires(EntryState.Rcu)]
            static void NestedDeviceInterrupts()
            {
                IrqEnterRcu();
                IrqEnterRcu();
                HandleIrq();
                HardirqCountSub();
                HandleIrq();
                HardirqCountSub();
            }
            """,
            null),
    ];
}
