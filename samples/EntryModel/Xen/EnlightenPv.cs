namespace EntryModel.Xen;

/// <summary>arch/x86/xen/enlighten_pv.c</summary>
internal static class EnlightenPv
{
    /// <summary>
    /// A hypercall of a privileged tool may take long, so on a kernel that is not
    /// preemptible the event that interrupts one may reschedule, on a path of its own that never reaches
    /// irqentry_exit(). What irqentry_exit() would have told lockdep and the tracer has to be told here: trace_hardirqs_on()
    /// was once part of the rescheduling helper, moved out of it into irqentry_exit(), and was lost for this path.
    /// Every marker is in its place either way; only the entry state shows it.
    /// </summary>
    [Kernel("xen_pv_evtchn_do_upcall", "arch/x86/xen/enlighten_pv.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr]
    internal static void XenPvEvtchnDoUpcall(Cpu cpu, in PtRegs regs)
    {
        var state = IrqentryEnter(cpu, in regs);

        InstrumentationScope.Begin();
        X86.Irq.RunSysvecOnIrqstackCond<XenPvEvtchnUpcallHandler>(cpu, in regs);

        var inhcall = GetAndClearInhcall(cpu);
        if (inhcall && !Warn.On(cpu, state.ExitRcu, Violation.InhcallFromIdle))
        {
            IrqentryExitCondResched(cpu);
            TraceHardirqsOn(cpu);
            InstrumentationScope.End();
            IrqentryState.Settle(state);
            RestoreInhcall(cpu, inhcall);
        }
        else
        {
            InstrumentationScope.End();
            IrqentryExit(cpu, in regs, state);
        }
    }

    [Kernel("__xen_pv_evtchn_do_upcall", "arch/x86/xen/enlighten_pv.c")]
    private static void XenPvEvtchnDoUpcallCore(Cpu cpu)
    {
        XenEvtchnDoUpcall(cpu);
    }

    /// <summary>Another task may run before this one goes on, and it is in no hypercall.</summary>
    [Kernel("get_and_clear_inhcall", "arch/x86/xen/enlighten_pv.c")]
    [AlwaysInline]
    private static bool GetAndClearInhcall(Cpu cpu)
    {
        if (cpu.Config.Preemption)
            return false;

        Step(cpu);
        var inhcall = cpu.XenInPreemptibleHcall;
        cpu.XenInPreemptibleHcall = false;
        return inhcall;
    }

    [Kernel("restore_inhcall", "arch/x86/xen/enlighten_pv.c")]
    [AlwaysInline]
    private static void RestoreInhcall(Cpu cpu, bool inhcall)
    {
        Step(cpu);
        cpu.XenInPreemptibleHcall = inhcall;
    }

    private readonly struct XenPvEvtchnUpcallHandler : X86.IIrqHandler
    {
        public static void Handle(Cpu cpu, in PtRegs regs) => XenPvEvtchnDoUpcallCore(cpu);
    }
}
