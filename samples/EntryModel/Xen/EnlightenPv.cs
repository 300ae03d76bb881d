namespace EntryModel.Xen;

/// <summary>arch/x86/xen/enlighten_pv.c</summary>
internal static class EnlightenPv
{
    /// <summary>
    /// xen_pv_evtchn_do_upcall(). A hypercall of a privileged tool may take long, so on a kernel that is not
    /// preemptible the event that interrupts one may reschedule, on a path of its own that never reaches
    /// irqentry_exit(). What irqentry_exit() would have told lockdep and the tracer has to be told here: trace_hardirqs_on()
    /// was once part of the rescheduling helper, moved out of it into irqentry_exit(), and was lost for this path.
    /// Every marker is in its place either way; only the entry state shows it.
    /// </summary>
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr, MethodImpl(NoInlining)]
    internal static void XenPvEvtchnDoUpcall(Cpu cpu, in PtRegs regs)
    {
        Trace.Enter(cpu, Step.XenPvEvtchnDoUpcall);
        var state = IrqentryEnter(cpu, in regs);

        InstrumentationBegin(cpu);
        X86.Irq.RunSysvecOnIrqstackCond<XenPvEvtchnUpcallHandler>(cpu, in regs);

        var inhcall = GetAndClearInhcall(cpu);
        if (inhcall && !Warn.On(cpu, state.ExitRcu, Violation.InhcallFromIdle))
        {
            IrqentryExitCondResched(cpu);
            TraceHardirqsOn(cpu);
            InstrumentationEnd(cpu);
            IrqentryState.Settle(state);
            RestoreInhcall(cpu, inhcall);
        }
        else
        {
            InstrumentationEnd(cpu);
            IrqentryExit(cpu, in regs, state);
        }

        Trace.Leave(cpu);
    }

    /// <summary>__xen_pv_evtchn_do_upcall()</summary>
    private static void XenPvEvtchnDoUpcallCore(Cpu cpu)
    {
        Trace.Enter(cpu, Step.XenPvEvtchnDoUpcallCore);
        Work(cpu, Step.XenEvtchnDoUpcall);
        Trace.Leave(cpu);
    }

    /// <summary>get_and_clear_inhcall(): another task may run before this one goes on, and it is in no hypercall.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static bool GetAndClearInhcall(Cpu cpu)
    {
        if (cpu.Config.Preemption)
            return false;

        Trace.Record(cpu, Step.GetAndClearInhcall);
        var inhcall = cpu.XenInPreemptibleHcall;
        cpu.XenInPreemptibleHcall = false;
        return inhcall;
    }

    /// <summary>restore_inhcall()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static void RestoreInhcall(Cpu cpu, bool inhcall)
    {
        Trace.Record(cpu, Step.RestoreInhcall);
        cpu.XenInPreemptibleHcall = inhcall;
    }

    private readonly struct XenPvEvtchnUpcallHandler : X86.IIrqHandler
    {
        public static void Handle(Cpu cpu, in PtRegs regs) => XenPvEvtchnDoUpcallCore(cpu);
    }
}
