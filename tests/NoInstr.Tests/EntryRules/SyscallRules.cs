namespace NoInstr.Tests.EntryRules;

/// <summary>Rules 8 to 17: system calls, and everything else that comes from user mode.</summary>
internal static class SyscallRules
{
    private const string CleanSyscall = """
        [NoInstr, EntryPoint(IrqState.Disabled)]
        static void DoSyscall64()
        {
            EnterFromUserMode();
            Begin();
            LocalIrqEnable();
            SyscallEnterFromUserModeWork();
            DoSyscallX64();
            SyscallExitWork();
            LocalIrqDisable();
            ExitToUserModePrepare();
            End();
            ExitToUserMode();
        }
        """;

    public static readonly EntryRule[] All =
    [
        new(
            8,
            "enter_from_user_mode() comes before anything that needs the state",
            "`[Requires(…)]` on what needs it",
            ["NOINSTR401"],
            CleanSyscall,
            """
            [NoInstr, Requires(EntryState.Rcu)] static void GetUserArg6() { }

            // v4.4: do_fast_syscall_32() could touch user memory while context tracking still said user
            [NoInstr, EntryPoint(IrqState.Disabled)]
            static void DoFastSyscall32()
            {
                {|NOINSTR401:GetUserArg6|}();
                EnterFromUserMode();
                ExitToUserMode();
            }
            """)
        {
            Rcu = "in part: `CT_WARN_ON(ct_state != USER)`",
        },
        new(
            9,
            "Entry from user mode: lockdep, then RCU and context tracking, then tracing",
            "`[Establishes(Lockdep, Rcu, Tracing)]`",
            ["NOINSTR404", "NOINSTR405"],
            """
            [NoInstr, Requires(IrqState.Disabled), Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            static void IrqentryEnterFromUserMode() => EnterFromUserMode();
            """,
            """
            [NoInstr, Requires(IrqState.Disabled), Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            static void RcuBeforeLockdep()
            {
                {|NOINSTR404:UserExitIrqoff|}();
                LockdepHardirqsOff();
                Begin();
                TraceHardirqsOffFinish();
                End();
            }

            [NoInstr, Requires(IrqState.Disabled), Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            static void TracingForgotten(bool isTraced)
            {
                LockdepHardirqsOff();
                UserExitIrqoff();
                if (!isTraced)
                    {|NOINSTR405:return|};
                Begin();
                TraceHardirqsOffFinish();
                End();
            }
            """)
        {
            Lockdep = "in part: its checks of the interrupt state",
            Rcu = "in part: `CT_WARN_ON`, and a splat if tracing ran too early",
        },
        new(
            10,
            "ptrace, seccomp, audit and syscall tracing only after the state is established",
            "`[Requires(Rcu, Tracing)]`",
            ["NOINSTR401"],
            CleanSyscall,
            """
            [Requires(EntryState.Rcu, EntryState.Tracing)] static void PtraceReportSyscallEntry() { }

            [NoInstr, EntryPoint(IrqState.Disabled)]
            static void DoSyscall64()
            {
                LockdepHardirqsOff();
                UserExitIrqoff();
                Begin();
                {|NOINSTR401:PtraceReportSyscallEntry|}();
                TraceHardirqsOffFinish();
                End();
                ExitToUserMode();
            }
            """),
        new(
            11,
            "Interrupts are enabled only after the state is established, and entry work needs them enabled",
            "enabling has `[Requires(Rcu)]`; work has `[Forbids(IrqState.Disabled)]`",
            ["NOINSTR101", "NOINSTR401", "NOINSTR406"],
            CleanSyscall,
            """
            // arm64: el1h_64_error_handler() restores DAIF, which traces, before its NMI bracket
            [NoInstr, EntryPoint(IrqState.Disabled)]
            static void El1h64Error()
            {
                {|NOINSTR101:{|NOINSTR401:LocalIrqEnable|}|}();
                RawLocalIrqDisable();
            }

            [NoInstr, EntryPoint(IrqState.Disabled)]
            static void DoSyscall64()
            {
                EnterFromUserMode();
                Begin();
                {|NOINSTR406:SyscallEnterFromUserModeWork|}();
                DoSyscallX64();
                End();
                ExitToUserMode();
            }
            """),
        new(
            12,
            "The syscall body is inside a scope that ends before the exit",
            "`[NoInstr]`; `Rcu` is `[ScopeRequires]`",
            ["NOINSTR101", "NOINSTR201", "NOINSTR408"],
            CleanSyscall,
            """
            [NoInstr, EntryPoint(IrqState.Disabled)]
            static void DoSyscall64()
            {
                EnterFromUserMode();
                {|NOINSTR101:DoSyscallX64|}();
                ExitToUserMode();
            }

            [NoInstr, EntryPoint(IrqState.Disabled)]
            static void DoInt80Syscall32()
            {
                EnterFromUserMode();
                Begin();
                DoSyscallX64();
                {|NOINSTR408:ExitToUserMode|}();
            {|NOINSTR201:}|}
            """)
        {
            Objtool = "in part: the call, and the scope that is still open at a return",
        },
        new(
            13,
            "All exit work is done before exit_to_user_mode(), which is the last call",
            "`[Requires(…)]` on the work",
            ["NOINSTR401"],
            CleanSyscall,
            """
            [NoInstr, Requires(EntryState.Rcu)] static void FpsimdSyscallExit() { }

            // arm64: el0_svc() calls fpsimd_syscall_exit() after the full exit
            [NoInstr, EntryPoint(IrqState.Disabled)]
            static void El0Svc()
            {
                EnterFromUserMode();
                Begin();
                DoSyscallX64();
                End();
                ExitToUserMode();
                {|NOINSTR401:FpsimdSyscallExit|}();
            }
            """)
        {
            Lockdep = "`lockdep_sys_exit()`: locks still held",
        },
        new(
            14,
            "Exit to user mode: tracing, then RCU and context tracking, then lockdep; the prepare steps inside a scope, lockdep on at the very end",
            "`[Revokes(Tracing, Rcu, Lockdep)]`",
            ["NOINSTR404", "NOINSTR405", "NOINSTR408"],
            """
            [NoInstr, Requires(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
            static void IrqentryExitToUserMode()
            {
                Begin();
                ExitToUserModePrepare();
                End();
                ExitToUserMode();
            }
            """,
            """
            [NoInstr, Requires(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
            static void LockdepBeforeRcu()
            {
                Begin();
                TraceHardirqsOnPrepare();
                LockdepHardirqsOnPrepare();
                End();
                {|NOINSTR404:LockdepHardirqsOn|}();
                UserEnterIrqoff();
            }

            [NoInstr, Requires(IrqState.Disabled), {|NOINSTR404:Revokes(EntryState.Rcu, EntryState.Tracing)|}, Revokes(EntryState.Lockdep)]
            static void DeclaredTheWrongWayRound() => ExitToUserMode();

            [NoInstr, Requires(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
            static void LockdepForgotten()
            {
                Begin();
                TraceHardirqsOnPrepare();
                LockdepHardirqsOnPrepare();
                End();
                UserEnterIrqoff();
            {|NOINSTR405:}|}

            [NoInstr, Requires(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
            static void ScopeEndsTooLate()
            {
                Begin();
                TraceHardirqsOnPrepare();
                LockdepHardirqsOnPrepare();
                {|NOINSTR408:UserEnterIrqoff|}();
                End();
                LockdepHardirqsOn();
            }
            """)
        {
            Lockdep = "in part: the lock chain must be the same at prepare and at on, and interrupts off",
        },
        new(
            15,
            "Interrupts are disabled from exit-prepare on; the work loop may enable them, and returns with them disabled",
            "`[Requires(IrqState.Disabled)]`, which the loop must keep",
            ["NOINSTR401", "NOINSTR405"],
            """
            static bool SignalPending() => false;

            [Requires(EntryState.Rcu, IrqState.Disabled)]
            static void ExitToUserModeLoop()
            {
                while (NeedResched())
                {
                    LocalIrqEnable();
                    Schedule();
                    LocalIrqDisable();
                    if (SignalPending())
                        return;
                }
            }
            """,
            """
            static bool SignalPending() => false;

            [Requires(EntryState.Rcu, IrqState.Disabled)]
            static void ExitToUserModeLoop()
            {
                while (NeedResched())
                {
                    LocalIrqEnable();
                    Schedule();
                    if (SignalPending())
                        {|NOINSTR405:return|};
                    LocalIrqDisable();
                }
            }

            [NoInstr, EntryPoint(IrqState.Disabled)]
            static void DoSyscall64()
            {
                EnterFromUserMode();
                Begin();
                LocalIrqEnable();
                DoSyscallX64();
                {|NOINSTR401:ExitToUserModePrepare|}();
                End();
                ExitToUserMode();
            }
            """)
        {
            Lockdep = "`lockdep_assert_irqs_disabled()` before and after the loop",
        },
        new(
            16,
            "A system call does not reach the exit work with interrupts off",
            "exit work has `[Forbids(IrqState.Disabled)]`",
            ["NOINSTR406"],
            CleanSyscall,
            """
            [Requires(EntryState.Rcu), Ensures(IrqState.Disabled)] static void SysForgetsToEnable() => LocalIrqDisable();

            [NoInstr, EntryPoint(IrqState.Disabled)]
            static void DoSyscall64()
            {
                EnterFromUserMode();
                Begin();
                LocalIrqEnable();
                SyscallEnterFromUserModeWork();
                SysForgetsToEnable();
                {|NOINSTR406:SyscallExitWork|}();
                LocalIrqDisable();
                ExitToUserModePrepare();
                End();
                ExitToUserMode();
            }
            """)
        {
            Lockdep = "\"syscall … left IRQs disabled\", with `PROVE_LOCKING`",
        },
        new(
            17,
            "No nested syscall entry",
            "`[Establishes(Lockdep, Rcu, Tracing)]`",
            ["NOINSTR402"],
            CleanSyscall,
            """
            [NoInstr, EntryPoint(IrqState.Disabled)]
            static void DoSyscall64()
            {
                EnterFromUserMode();
                {|NOINSTR402:EnterFromUserMode|}();
                ExitToUserMode();
            }
            """)
        {
            Rcu = "context tracking warns",
        },
    ];
}
