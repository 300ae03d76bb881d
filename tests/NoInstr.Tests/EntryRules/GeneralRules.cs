namespace NoInstr.Tests.EntryRules;

/// <summary>Rules 1 to 7: what is not instrumented, and where it may call out.</summary>
internal static class GeneralRules
{
    public static readonly EntryRule[] All =
    [
        new(
            1,
            "No instrumentation before RCU watches on entry, nor after it stops on exit",
            "`Rcu` is `[ScopeRequires]`",
            ["NOINSTR401", "NOINSTR408"],
            """
            [NoInstr, EntryPoint(IrqState.Disabled)]
            static void DoSyscall64()
            {
                EnterFromUserMode();
                Begin();
                DoSyscallX64();
                End();
                ExitToUserMode();
            }
            """,
            """
            // handle_bug() on x86: the region is opened for the report before irqentry_enter(), so RCU may be off
            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void ExcInvalidOp(in PtRegs regs)
            {
                {|NOINSTR401:Begin|}();
                TraceNote();
                End();
                var state = IrqentryEnter(regs);
                IrqentryExit(regs, state);
            }

            [NoInstr, EntryPoint(IrqState.Disabled)]
            static void DoSyscall64()
            {
                EnterFromUserMode();
                Begin();
                DoSyscallX64();
                {|NOINSTR408:ExitToUserMode|}();
                End();
            }
            """)
        {
            Objtool = "in part: it knows sections, not whether RCU watches; it believes every begin",
            Rcu = "\"suspicious RCU usage\"; ftrace warns only with `FTRACE_VALIDATE_RCU_IS_WATCHING`",
        },
        new(
            2,
            "Entry functions are noinstr",
            "`[EntryPoint]` needs `[NoInstr]`",
            ["NOINSTR304"],
            """
            [NoInstr, EntryPoint(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
            static void AsmExitToUserMode() => ExitToUserMode();
            """,
            """
            // x86 v6.17: ret_from_fork() is not noinstr, yet exit_to_user_mode() is inlined into it
            [{|NOINSTR304:EntryPoint(IrqState.Disabled)|}, Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
            static void RetFromFork() => ExitToUserMode();
            """),
        new(
            3,
            "Outside a scope, everything that is called is noinstr or always inlined",
            "`[NoInstr]`, `[AlwaysInline]`",
            ["NOINSTR101", "NOINSTR102", "NOINSTR103", "NOINSTR104", "NOINSTR105"],
            """
            [AlwaysInline] static bool IsFromUser(in PtRegs regs) => UserMode(regs);
            [NoInstr] static bool SyncRegs(in PtRegs regs) => IsFromUser(regs) && !IsIdleTask();
            """,
            """
            struct Vector { public static implicit operator Vector(int number) => default; }
            [NoInstr] static void Traced() => {|NOINSTR101:TraceNote|}();
            [NoInstr] static void Dispatched(System.Action handler) => {|NOINSTR102:handler|}();
            [NoInstr] static Vector Converted(int number) => {|NOINSTR103:number|};
            [NoInstr] static int[] Allocated() => {|NOINSTR104:new|} int[8];
            [NoInstr] static void Thrown(System.Exception error) { {|NOINSTR105:throw|} error; }
            """)
        {
            Objtool = "yes: \"call to … leaves .noinstr.text section\"",
        },
        new(
            4,
            "The instrumentable parts of a noinstr function stand between begin and end",
            "`[NoInstr]`, `InstrumentationScope`",
            ["NOINSTR101", "NOINSTR201", "NOINSTR202", "NOINSTR203"],
            """
            [NoInstr, Requires(EntryState.Rcu)]
            static void DoMachineCheck(bool isFatal)
            {
                Begin();
                TraceNote();
                if (isFatal)
                    TraceNote();
                End();
            }
            """,
            """
            [NoInstr, Requires(EntryState.Rcu)] static void NotYetOpen() { {|NOINSTR101:TraceNote|}(); Begin(); TraceNote(); End(); }
            [NoInstr, Requires(EntryState.Rcu)] static void StillOpen(bool isFatal) { Begin(); TraceNote(); if (isFatal) {|NOINSTR201:return|}; End(); }
            [NoInstr, Requires(EntryState.Rcu)] static void NeverOpened() { Begin(); TraceNote(); End(); {|NOINSTR202:End|}(); }

            // ct_nmi_enter() opens its region on three branches and closes it once: here one branch does not
            [NoInstr, Requires(EntryState.Rcu)]
            static void OpenedOnOneBranch(bool wasIdle)
            {
                if (wasIdle)
                    Begin();
                {|NOINSTR203:NmiCountAdd|}();
                NmiCountSub();
                End();
            }
            """)
        {
            Objtool = "in part: a missing end is \"return with instrumentation enabled\"; an end too many is not seen, and where paths meet the first one decides",
        },
        new(
            5,
            "Instrumentable code may call noinstr code",
            "",
            [],
            """
            static bool IsIdle(in PtRegs regs) { TraceNote(); return !UserMode(regs) && IsIdleTask(); }
            """,
            null)
        {
            Objtool = "yes: nothing is reported",
        },
        new(
            6,
            "Everything around the RCU transitions runs with interrupts disabled",
            "RCU and lockdep primitives have `[Requires(IrqState.Disabled)]`",
            ["NOINSTR401"],
            """
            [NoInstr, Requires(IrqState.Disabled, GuestState.Timing, EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            static void SvmVcpuEnterExit()
            {
                GuestStateEnterIrqoff();
                RawLocalIrqEnable();
                VmxVcpuRun();
                RawLocalIrqDisable();
                GuestStateExitIrqoff();
            }
            """,
            """
            // svm_vcpu_enter_exit(): the raw enable follows guest_state_enter_irqoff(), the raw disable comes before guest_state_exit_irqoff(); here they are swapped
            [NoInstr, Requires(IrqState.Disabled, GuestState.Timing, EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            static void SvmVcpuEnterExit()
            {
                GuestStateEnterIrqoff();
                RawLocalIrqEnable();
                VmxVcpuRun();
                {|NOINSTR401:GuestStateExitIrqoff|}();
                RawLocalIrqDisable();
            }

            [NoInstr, EntryPoint] static void DoSysenter32() { {|NOINSTR401:EnterFromUserMode|}(); ExitToUserMode(); }
            """)
        {
            Lockdep = "`lockdep_assert_irqs_disabled()`, `DEBUG_LOCKS_WARN_ON(!irqs_disabled())`",
        },
        new(
            7,
            "The first C code after the assembly is noinstr",
            "`[EntryPoint]`, `[NoInstr]`",
            ["NOINSTR101", "NOINSTR304"],
            """
            [NoInstr, EntryPoint(IrqState.Disabled)] static void FixupBadIret() { EnterFromUserMode(); ExitToUserMode(); }
            """,
            """
            [{|NOINSTR304:EntryPoint(IrqState.Disabled)|}] static void VcSwitchOffIst() { TraceNote(); }
            [NoInstr, EntryPoint(IrqState.Disabled)] static void FixupBadIret() { {|NOINSTR101:TraceNote|}(); EnterFromUserMode(); ExitToUserMode(); }
            """)
        {
            Objtool = "in part: calls from assembly, in code that is built in",
        },
    ];
}
