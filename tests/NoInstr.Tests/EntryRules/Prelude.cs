namespace NoInstr.Tests.EntryRules;

/// <summary>
/// What the snippets of all rules are written against: the primitives of the kernel, whose contracts are axioms, and the transitions that are built
/// from them, which prove theirs. Names as in the kernel. The order inside the transitions is that of v6.17.
/// </summary>
internal static class Prelude
{
    public const string FileName = "Kernel.cs";

    /// <summary>The prelude is part of every snippet, so every test shows too that it is clean.</summary>
    public const string Text = States + Primitives + UserTransitions + InterruptTransitions + GuestTransitions;

    private const string States = """
        global using NoInstr;
        global using System.Diagnostics.Contracts;
        global using static NoInstr.InstrumentationScope;
        global using static Kernel;

        enum GuestState { Timing, Entered }
        enum ArchState { [Counted] NmiEntered }
        enum DebugRegs { [Counted] Saved }
        enum PreemptState { Disabled }

        readonly struct PtRegs
        {
            public readonly int Cs;
            public readonly bool IrqsDisabled;
        }

        [EntryToken]
        struct IrqentryState
        {
            public bool ExitRcu;
            public bool Lockdep;
        }


        """;

    private const string Primitives = """
        static partial class Kernel
        {
            // lockdep: off and on are noinstr, the prepare step is not and takes RCU for granted
            [NoInstr, Primitive, Requires(IrqState.Disabled), Establishes(EntryState.Lockdep)] internal static void LockdepHardirqsOff() { }
            [NoInstr, Primitive, Requires(IrqState.Disabled), Revokes(EntryState.Lockdep)] internal static void LockdepHardirqsOn() { }
            [Requires(EntryState.Rcu)] internal static void LockdepHardirqsOnPrepare() { }

            // RCU and context tracking
            [NoInstr, Primitive, Requires(IrqState.Disabled), Establishes(EntryState.Rcu)] internal static void UserExitIrqoff() { }
            [NoInstr, Primitive, Requires(IrqState.Disabled), Revokes(EntryState.Rcu)] internal static void UserEnterIrqoff() { }
            [NoInstr, Primitive, Requires(IrqState.Disabled), Establishes(EntryState.Rcu)] internal static void CtIrqEnter() { }
            [NoInstr, Primitive, Requires(IrqState.Disabled), Revokes(EntryState.Rcu)] internal static void CtIrqExit() { }
            [NoInstr, Primitive, Requires(IrqState.Disabled), Ensures(EntryState.Rcu)] internal static void CtNmiEnter() { }
            [NoInstr, Primitive, Requires(IrqState.Disabled), Restores(EntryState.Rcu)] internal static void CtNmiExit() { }
            [NoInstr, Primitive, Requires(IrqState.Disabled), Establishes(EntryState.Rcu)] internal static void ContextTrackingGuestExit() { }
            [NoInstr, Primitive, Requires(IrqState.Disabled), Revokes(EntryState.Rcu)] internal static void ContextTrackingGuestEnter() { }
            [NoInstr, Primitive, HoldsWhen(false, EntryState.Rcu)] internal static bool IsIdleTask() => false;
            [Requires(EntryState.Rcu)] internal static void RcuIrqEnterCheckTick() { }

            // the tracer's view of the interrupt flag
            [Primitive, Requires(EntryState.Rcu), Establishes(EntryState.Tracing)] internal static void TraceHardirqsOffFinish() { }
            [Primitive, Requires(EntryState.Rcu), Revokes(EntryState.Tracing)] internal static void TraceHardirqsOnPrepare() { }

            // the interrupt flag; enabling and disabling is traced
            [Primitive, Requires(EntryState.Rcu), Revokes(IrqState.Disabled)] internal static void LocalIrqEnable() { }
            [Primitive, Requires(EntryState.Rcu), Ensures(IrqState.Disabled)] internal static void LocalIrqDisable() { }
            [NoInstr, Primitive, Revokes(IrqState.Disabled)] internal static void RawLocalIrqEnable() { }
            [NoInstr, Primitive, Ensures(IrqState.Disabled)] internal static void RawLocalIrqDisable() { }
            [Primitive, Revokes(PreemptState.Disabled)] internal static void PreemptEnable() { }
            [Primitive, Establishes(PreemptState.Disabled)] internal static void PreemptDisable() { }

            // preempt count
            [NoInstr, Primitive, Establishes(EntryState.Nmi)] internal static void NmiCountAdd() { }
            [NoInstr, Primitive, Revokes(EntryState.Nmi)] internal static void NmiCountSub() { }
            [Primitive, Establishes(EntryState.HardIrq)] internal static void HardirqCountAdd() { }
            [Primitive, Revokes(EntryState.HardIrq)] internal static void HardirqCountSub() { }
            [Primitive, HoldsWhen(true, EntryState.HardIrq, Exact = true)] internal static bool InHardirq() => false;

            // what the architecture does around an NMI, and around a debug exception
            [NoInstr, Primitive, Establishes(ArchState.NmiEntered)] internal static void ArchNmiEnter() { }
            [NoInstr, Primitive, Revokes(ArchState.NmiEntered)] internal static void ArchNmiExit() { }
            [NoInstr, Primitive, Establishes(DebugRegs.Saved)] internal static void LocalDbSave() { }
            [NoInstr, Primitive, Revokes(DebugRegs.Saved)] internal static void LocalDbRestore() { }

            // who was interrupted
            [NoInstr, Pure] internal static bool UserMode(in PtRegs regs) => (regs.Cs & 3) == 3;

            // instrumentable work
            [Requires(EntryState.Rcu, EntryState.Tracing), Forbids(IrqState.Disabled)] internal static void SyscallEnterFromUserModeWork() { }
            [Requires(EntryState.Rcu, EntryState.Tracing), Forbids(IrqState.Disabled)] internal static void SyscallExitWork() { }
            [Requires(EntryState.Rcu, EntryState.HardIrq)] internal static void HandleIrq() { }
            [Requires(EntryState.Rcu), Forbids(EntryState.HardIrq)] internal static void HandleSoftirqs() { }
            [Requires(EntryState.Rcu, IrqState.Disabled), Forbids(EntryState.HardIrq)] internal static void IrqentryExitCondResched() { }
            [Forbids(IrqState.Disabled, EntryState.HardIrq)] internal static void Schedule() { }
            internal static bool NeedResched() => false;
            internal static void DoSyscallX64() { }
            internal static void DefaultDoNmi() { }
            internal static void HandleDebug() { }
            internal static void TraceNote() { }
        }


        """;

    private const string UserTransitions = """
        static partial class Kernel
        {
            [NoInstr, Requires(IrqState.Disabled), Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            internal static void EnterFromUserMode()
            {
                LockdepHardirqsOff();
                UserExitIrqoff();
                Begin();
                TraceHardirqsOffFinish();
                End();
            }

            [NoInstr, Requires(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
            internal static void ExitToUserMode()
            {
                Begin();
                TraceHardirqsOnPrepare();
                LockdepHardirqsOnPrepare();
                End();
                UserEnterIrqoff();
                LockdepHardirqsOn();
            }

            [Requires(EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
            internal static void ExitToUserModePrepare()
            {
                while (NeedResched())
                {
                    LocalIrqEnable();
                    Schedule();
                    LocalIrqDisable();
                }
            }
        }


        """;

    private const string InterruptTransitions = """
        static partial class Kernel
        {
            [NoInstr, Requires(IrqState.Disabled), Ensures(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            internal static IrqentryState IrqentryEnter(in PtRegs regs)
            {
                var state = default(IrqentryState);
                if (UserMode(regs))
                {
                    EnterFromUserMode();
                    return state;
                }

                LockdepHardirqsOff();
                if (IsIdleTask())
                {
                    CtIrqEnter();
                    Begin();
                    TraceHardirqsOffFinish();
                    End();
                    state.ExitRcu = true;
                    return state;
                }

                Begin();
                RcuIrqEnterCheckTick();
                TraceHardirqsOffFinish();
                End();
                return state;
            }

            [NoInstr, Requires(IrqState.Disabled), Forbids(EntryState.HardIrq), Restores(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep)]
            internal static void IrqentryExit(in PtRegs regs, [Consumes] IrqentryState state)
            {
                if (UserMode(regs))
                {
                    Begin();
                    ExitToUserModePrepare();
                    End();
                    ExitToUserMode();
                }
                else if (!regs.IrqsDisabled)
                {
                    Begin();
                    if (!state.ExitRcu)
                        IrqentryExitCondResched();
                    TraceHardirqsOnPrepare();
                    LockdepHardirqsOnPrepare();
                    End();
                    if (state.ExitRcu)
                        CtIrqExit();
                    LockdepHardirqsOn();
                }
                else if (state.ExitRcu)
                {
                    CtIrqExit();
                }
            }

            [Requires(EntryState.Rcu), Establishes(EntryState.HardIrq)] internal static void IrqEnterRcu() => HardirqCountAdd();

            [Requires(EntryState.Rcu), Revokes(EntryState.HardIrq)]
            internal static void IrqExitRcu()
            {
                HardirqCountSub();
                if (!InHardirq())
                    HandleSoftirqs();
            }

            [NoInstr, Requires(IrqState.Disabled, ArchState.NmiEntered), Establishes(EntryState.Nmi), Ensures(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            internal static IrqentryState IrqentryNmiEnter(in PtRegs regs)
            {
                var state = default(IrqentryState);
                state.Lockdep = !regs.IrqsDisabled;
                NmiCountAdd();
                LockdepHardirqsOff();
                CtNmiEnter();
                Begin();
                TraceHardirqsOffFinish();
                End();
                return state;
            }

            [NoInstr, Requires(IrqState.Disabled), Restores(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep), Revokes(EntryState.Nmi)]
            internal static void IrqentryNmiExit(in PtRegs regs, [Consumes] IrqentryState state)
            {
                Begin();
                if (state.Lockdep)
                {
                    TraceHardirqsOnPrepare();
                    LockdepHardirqsOnPrepare();
                }

                End();
                CtNmiExit();
                if (state.Lockdep)
                    LockdepHardirqsOn();
                NmiCountSub();
            }
        }


        """;

    private const string GuestTransitions = """
        static partial class Kernel
        {
            [Primitive, Requires(EntryState.Rcu, IrqState.Disabled), Establishes(GuestState.Timing)] internal static void GuestTimingEnterIrqoff() { }
            [Primitive, Requires(EntryState.Rcu, IrqState.Disabled), Revokes(GuestState.Timing)] internal static void GuestTimingExitIrqoff() { }
            [NoInstr, Primitive, Establishes(GuestState.Entered)] internal static void GuestStateAdd() { }
            [NoInstr, Primitive, Revokes(GuestState.Entered)] internal static void GuestStateSub() { }

            [NoInstr, Requires(IrqState.Disabled, GuestState.Timing), Revokes(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep), Establishes(GuestState.Entered)]
            internal static void GuestStateEnterIrqoff()
            {
                Begin();
                TraceHardirqsOnPrepare();
                LockdepHardirqsOnPrepare();
                End();
                ContextTrackingGuestEnter();
                LockdepHardirqsOn();
                GuestStateAdd();
            }

            [NoInstr, Requires(IrqState.Disabled), Revokes(GuestState.Entered), Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            internal static void GuestStateExitIrqoff()
            {
                GuestStateSub();
                LockdepHardirqsOff();
                ContextTrackingGuestExit();
                Begin();
                TraceHardirqsOffFinish();
                End();
            }

            [NoInstr, Requires(GuestState.Entered)] internal static void VmxVcpuRun() { }
            [Requires(EntryState.Rcu), Forbids(IrqState.Disabled, PreemptState.Disabled)] internal static void XferToGuestModeHandleWork() { }
        }
        """;
}
