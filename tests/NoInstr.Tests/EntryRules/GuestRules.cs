namespace NoInstr.Tests.EntryRules;

/// <summary>Rules 18 to 22: into a guest and out of it.</summary>
internal static class GuestRules
{
    private const string CleanRun = """
        [NoInstr, Requires(IrqState.Disabled, EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
        static void VcpuEnterGuest()
        {
            Begin();
            GuestTimingEnterIrqoff();
            End();
            GuestStateEnterIrqoff();
            VmxVcpuRun();
            GuestStateExitIrqoff();
            Begin();
            GuestTimingExitIrqoff();
            End();
        }
        """;

    public static readonly EntryRule[] All =
    [
        new(
            18,
            "Guest entry is in the order of the exit to user mode, guest exit in that of the entry from it, both with interrupts off",
            "`[Requires(IrqState.Disabled)]`, `[Revokes(Tracing, Rcu, Lockdep)]`, `[Establishes(Lockdep, Rcu, Tracing)]`",
            ["NOINSTR401", "NOINSTR404"],
            CleanRun,
            """
            [NoInstr, Requires(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
            static void GuestEnterLockdepFirst()
            {
                Begin();
                TraceHardirqsOnPrepare();
                LockdepHardirqsOnPrepare();
                End();
                {|NOINSTR404:LockdepHardirqsOn|}();
                ContextTrackingGuestEnter();
            }

            [NoInstr, Requires(IrqState.Disabled), Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            static void GuestExitRcuFirst()
            {
                {|NOINSTR404:ContextTrackingGuestExit|}();
                LockdepHardirqsOff();
                Begin();
                TraceHardirqsOffFinish();
                End();
            }

            [NoInstr, Requires(GuestState.Timing, EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Forbids(IrqState.Disabled)]
            static void VcpuEnterGuestWithInterruptsOn()
            {
                {|NOINSTR401:GuestStateEnterIrqoff|}();
                RawLocalIrqDisable();
                GuestStateExitIrqoff();
                RawLocalIrqEnable();
            }
            """)
        {
            Objtool = "in part: the calls that leave the region, on x86",
            Lockdep = "in part, as for 9 and 14",
            Rcu = "in part, as for 9",
        },
        new(
            19,
            "Between guest enter and exit: no RCU, no tracing, no lockdep",
            "`[NoInstr]`; `Rcu` is `[ScopeRequires]`",
            ["NOINSTR101", "NOINSTR401"],
            CleanRun,
            """
            // vmx_vcpu_enter_exit() forwards an NMI before guest_state_exit_irqoff(), while context tracking says guest
            [NoInstr, Requires(IrqState.Disabled, GuestState.Timing, EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            static void VmxVcpuEnterExit(bool isNmi)
            {
                GuestStateEnterIrqoff();
                VmxVcpuRun();
                if (isNmi)
                    {|NOINSTR101:DefaultDoNmi|}();
                GuestStateExitIrqoff();
            }

            [NoInstr, Requires(IrqState.Disabled, GuestState.Timing, EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            static void SvmVcpuEnterExit()
            {
                GuestStateEnterIrqoff();
                {|NOINSTR401:Begin|}();
                TraceNote();
                End();
                VmxVcpuRun();
                GuestStateExitIrqoff();
            }
            """)
        {
            Objtool = "in part: the call, on x86; a scope that is opened there is believed",
            Rcu = "in part: \"suspicious RCU usage\"",
        },
        new(
            20,
            "Guest timing starts before guest state is entered",
            "own enum: `[Requires(GuestState.Timing)]`",
            ["NOINSTR401"],
            CleanRun,
            """
            [NoInstr, Requires(IrqState.Disabled, EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Forbids(GuestState.Timing)]
            static void VcpuEnterGuest()
            {
                {|NOINSTR401:GuestStateEnterIrqoff|}();
                VmxVcpuRun();
                GuestStateExitIrqoff();
            }
            """),
        new(
            21,
            "Guest task work runs at the edge of the vcpu loop, with interrupts and preemption enabled",
            "`[Forbids(IrqState.Disabled, PreemptState.Disabled)]`",
            ["NOINSTR406"],
            """
            [Requires(EntryState.Rcu), Forbids(IrqState.Disabled, PreemptState.Disabled)]
            static void VcpuRun()
            {
                PreemptDisable();
                LocalIrqDisable();
                LocalIrqEnable();
                PreemptEnable();
                XferToGuestModeHandleWork();
            }
            """,
            """
            [Requires(EntryState.Rcu), Forbids(IrqState.Disabled, PreemptState.Disabled)]
            static void WorkWithInterruptsOff()
            {
                LocalIrqDisable();
                {|NOINSTR406:XferToGuestModeHandleWork|}();
                LocalIrqEnable();
            }

            [Requires(EntryState.Rcu), Forbids(IrqState.Disabled, PreemptState.Disabled)]
            static void WorkWithoutPreemption()
            {
                PreemptDisable();
                {|NOINSTR406:XferToGuestModeHandleWork|}();
                PreemptEnable();
            }
            """),
        new(
            22,
            "No nested guest transition",
            "own enum: `[Establishes(GuestState.Entered)]`, `[Revokes(GuestState.Entered)]`",
            ["NOINSTR402", "NOINSTR403"],
            CleanRun,
            """
            [NoInstr, Requires(IrqState.Disabled, GuestState.Timing, EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            static void EnteredTwice()
            {
                GuestStateEnterIrqoff();
                {|NOINSTR402:{|NOINSTR403:GuestStateEnterIrqoff|}|}();
                GuestStateExitIrqoff();
            }

            [NoInstr, Requires(IrqState.Disabled, GuestState.Timing, EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            static void LeftTwice()
            {
                GuestStateEnterIrqoff();
                GuestStateExitIrqoff();
                {|NOINSTR402:{|NOINSTR403:GuestStateExitIrqoff|}|}();
            }
            """),
    ];
}
