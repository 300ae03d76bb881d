namespace EntryModel.Xen;

/// <summary>
/// arch/x86/xen/enlighten_pv.c: events from the hypervisor, and the exceptions that it delivers on the stack of the interrupted task. There is no other
/// stack here that a vector of its own could use, so the entry points for these find out themselves where the exception came from.
/// </summary>
internal static class EnlightenPv
{
    /// <summary>
    /// A hypercall of a privileged tool may take long, so on a kernel that is not
    /// preemptible the event that interrupts one may reschedule, on a path of its own that never reaches irqentry_exit().
    /// </summary>
    [Kernel("xen_pv_evtchn_do_upcall", "arch/x86/xen/enlighten_pv.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void XenPvEvtchnDoUpcall(Cpu cpu, in PtRegs regs)
    {
        var state = IrqentryEnter(cpu, in regs);

        InstrumentationScope.Begin();
        RunSysvecOnIrqstackCond<Upcall>(cpu, in regs);

        var inhcall = GetAndClearInhcall(cpu);
        if (WasInHypercall(in inhcall) && !IsFromIdle(cpu, in state))
        {
            IrqentryExitCondResched(cpu);
#pragma warning disable NOINSTR408 // What it restores is an RCU that watched: where it did not, the token would say so, and this branch would not be taken.
            AnnounceReturn(cpu, state);
#pragma warning restore NOINSTR408
            InstrumentationScope.End();
            RestoreInhcall(cpu, inhcall);
        }
        else
        {
            InstrumentationScope.End();
            ForgetInhcall(cpu, inhcall);
            IrqentryExit(cpu, in regs, state);
        }
    }

    private readonly struct Upcall : IIrqHandler
    {
        [Kernel("__xen_pv_evtchn_do_upcall", "arch/x86/xen/enlighten_pv.c")]
        [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, EntryState.HardIrq, IrqState.Disabled)]
        public static void Handle(Cpu cpu, in PtRegs regs)
        {
            SetIrqRegs(cpu);
            IncIrqStat(ref cpu.Statistics.Irqs);
            XenEvtchnDoUpcall(cpu);
            SetIrqRegs(cpu);
        }
    }

    [Kernel("xenpv_exc_nmi", "arch/x86/xen/enlighten_pv.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void XenpvExcNmi(Cpu cpu, in PtRegs regs) => ExcNmi(cpu, in regs);

    [Kernel("xenpv_exc_double_fault", "arch/x86/xen/enlighten_pv.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void XenpvExcDoubleFault(Cpu cpu, in PtRegs regs) => ExcDoubleFault(cpu, in regs);

    [Kernel("xenpv_exc_debug", "arch/x86/xen/enlighten_pv.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void XenpvExcDebug(Cpu cpu, in PtRegs regs)
    {
        if (UserMode(in regs))
            NoistExcDebug(cpu, in regs);
        else
            ExcDebug(cpu, in regs);
    }

    [Kernel("xenpv_exc_machine_check", "arch/x86/xen/enlighten_pv.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void XenpvExcMachineCheck(Cpu cpu, in PtRegs regs)
    {
        if (UserMode(in regs))
            NoistExcMachineCheck(cpu, in regs);
        else
            ExcMachineCheck(cpu, in regs);
    }

    /// <summary>The hypervisor has no such trap. In the kernel the last call never returns.</summary>
    [Kernel("exc_xen_unknown_trap", "arch/x86/xen/enlighten_pv.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcXenUnknownTrap(Cpu cpu, in PtRegs regs)
    {
#pragma warning disable NOINSTR401 // Nothing is established, and nothing will be: the system dies here, and says why at any price.
        InstrumentationScope.Begin();
#pragma warning restore NOINSTR401
        PrErr(cpu);
        Warn.On(cpu, true, Violation.UnknownTrap);
        InstrumentationScope.End();
    }

    /// <summary>
    /// What irqentry_exit() would have told the tracer and lockdep. The kernel has nothing here: rescheduling and trace_hardirqs_on() were one helper
    /// once, and when the second moved to irqentry_exit() this path lost it. Every marker is in its place either way; only the entry state shows it.
    /// </summary>
    [AlwaysInline, Requires(IrqState.Disabled), Restores(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep), Revokes(Owed.Return)]
    private static void AnnounceReturn(Cpu cpu, [Consumes] IrqentryState state)
    {
        if (TellsLockdep(cpu))
        {
            TraceHardirqsOn(cpu);
            ResumesIrqsOn(cpu);
        }
        else
        {
            LosesReturn(cpu);
        }
    }

    [AlwaysInline, Primitive, HoldsWhen(false, XenState.LockdepIsForgotten)]
    private static bool TellsLockdep(Cpu cpu) => cpu.Config.XenTellsLockdep;

    /// <summary>The kernel that has lost it: whoever is returned to finds lockdep and the tracer believing that interrupts are off.</summary>
    [AlwaysInline, Primitive, Requires(XenState.LockdepIsForgotten), Revokes(Owed.Return)]
    private static void LosesReturn(Cpu cpu)
    {
    }

    /// <summary>It may be preempted where interrupts are on.</summary>
    [AlwaysInline, Primitive, HoldsWhen(true, Found.IrqsOn), HoldsWhen(false, XenState.NothingToRestore)]
    private static bool WasInHypercall(in Inhcall inhcall) => inhcall.WasSet;

    /// <summary>The idle task makes no such hypercall.</summary>
    [AlwaysInline, Primitive, HoldsWhen(false, Found.RcuWatching), HoldsWhen(true, XenState.NothingToRestore)]
    private static bool IsFromIdle(Cpu cpu, in IrqentryState state) => Warn.On(cpu, state.ExitRcu, Violation.InhcallFromIdle);

    /// <summary>Another task may run before this one goes on, and it is in no hypercall.</summary>
    [Kernel("get_and_clear_inhcall", "arch/x86/xen/enlighten_pv.c")]
    [AlwaysInline, Establishes(XenState.FlagOwed)]
    private static Inhcall GetAndClearInhcall(Cpu cpu)
    {
        if (HypercallNeedsNoFlag(cpu))
        {
            PutsNoFlagAside(cpu);
            return default;
        }

        Step(cpu);
        return new Inhcall { WasSet = ExchangeInhcall(cpu) };
    }

    [Kernel("restore_inhcall", "arch/x86/xen/enlighten_pv.c")]
    [AlwaysInline, Revokes(XenState.FlagOwed)]
    private static void RestoreInhcall(Cpu cpu, [Consumes] Inhcall inhcall)
    {
        if (HypercallNeedsNoFlag(cpu))
        {
            RestoresNoFlag(cpu);
            return;
        }

        Step(cpu);
        StoreInhcall(cpu, inhcall.WasSet);
    }

    /// <summary>The kernel has nothing here: there was no hypercall, or it has warned.</summary>
    [AlwaysInline, Primitive, Requires(XenState.NothingToRestore), Revokes(XenState.FlagOwed)]
    private static void ForgetInhcall(Cpu cpu, [Consumes] Inhcall inhcall)
    {
    }

    /// <summary>Whether a preemptible hypercall was interrupted.</summary>
    [EntryToken]
    private struct Inhcall
    {
        internal bool WasSet;
    }

    /// <summary>The tool that waits for its hypercall is woken, or preempted by somebody.</summary>
    private static void XenEvtchnDoUpcall(Cpu cpu) => Work(cpu);
}
