namespace NoInstr.Tests.EntryRules;

/// <summary>Rules 33 to 42: NMIs and what is like them.</summary>
internal static class NmiRules
{
    private const string CleanNmi = """
        [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
        static void ExcNmi(in PtRegs regs)
        {
            ArchNmiEnter();
            var state = IrqentryNmiEnter(regs);
            Begin();
            DefaultDoNmi();
            End();
            IrqentryNmiExit(regs, state);
            ArchNmiExit();
        }
        """;

    public static readonly EntryRule[] All =
    [
        new(
            33,
            "#DB and #MC: from user mode like an interrupt, from kernel mode like an NMI, a matching pair on each branch",
            "the pairs' contracts, `[EntryToken]`",
            ["NOINSTR405", "NOINSTR407"],
            """
            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void ExcDebug(in PtRegs regs)
            {
                if (UserMode(regs))
                {
                    var state = IrqentryEnter(regs);
                    Begin();
                    HandleDebug();
                    End();
                    IrqentryExit(regs, state);
                }
                else
                {
                    ArchNmiEnter();
                    var state = IrqentryNmiEnter(regs);
                    Begin();
                    HandleDebug();
                    End();
                    IrqentryNmiExit(regs, state);
                    ArchNmiExit();
                }
            }
            """,
            """
            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void ExcDebug(in PtRegs regs)
            {
                ArchNmiEnter();
                var state = IrqentryNmiEnter(regs);
                IrqentryExit(regs, state);
                ArchNmiExit();
            {|NOINSTR405:}|}

            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void ExcMachineCheck(in PtRegs regs)
            {
                var state = default(IrqentryState);
                if (UserMode(regs))
                    state = {|NOINSTR407:IrqentryEnter|}(regs);
            {|NOINSTR405:}|}
            """),
        new(
            34,
            "Other exceptions like an NMI take one path, whatever was interrupted",
            "",
            [],
            CleanNmi,
            null),
        new(
            35,
            "NMI entry: preempt count, then lockdep, then RCU and context tracking, then tracing",
            "`[Establishes(Nmi)]`, `[Ensures(Lockdep, Rcu, Tracing)]`",
            ["NOINSTR404"],
            CleanNmi,
            """
            [NoInstr, Requires(IrqState.Disabled), Establishes(EntryState.Nmi), Ensures(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)]
            static void RcuBeforeLockdep()
            {
                NmiCountAdd();
                {|NOINSTR404:CtNmiEnter|}();
                LockdepHardirqsOff();
                Begin();
                TraceHardirqsOffFinish();
                End();
            }
            """)
        {
            Lockdep = "nothing: it skips its checks in an NMI",
            Rcu = "in part: warnings about the nesting of NMIs",
        },
        new(
            36,
            "NMI exit is the exact reverse",
            "`[Restores(Tracing, Rcu, Lockdep)]`, `[Revokes(Nmi)]`",
            ["NOINSTR404"],
            CleanNmi,
            """
            [NoInstr, Requires(IrqState.Disabled), Restores(EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep), Revokes(EntryState.Nmi)]
            static void LockdepBeforeRcu([Consumes] IrqentryState state)
            {
                if (state.Lockdep)
                    {|NOINSTR404:LockdepHardirqsOn|}();
                CtNmiExit();
                NmiCountSub();
            }
            """)
        {
            Rcu = "in part: warnings about the nesting of NMIs",
        },
        new(
            37,
            "The preempt count comes first on enter and last on exit",
            "`EntryState` declares `Nmi` first",
            ["NOINSTR404"],
            CleanNmi,
            """
            [NoInstr, Requires(IrqState.Disabled), Establishes(EntryState.Nmi), Ensures(EntryState.Lockdep, EntryState.Rcu)]
            static void CountIsLateOnEnter()
            {
                {|NOINSTR404:LockdepHardirqsOff|}();
                NmiCountAdd();
                CtNmiEnter();
            }

            [NoInstr, Requires(IrqState.Disabled), Restores(EntryState.Rcu), Revokes(EntryState.Nmi)]
            static void CountIsEarlyOnExit()
            {
                {|NOINSTR404:NmiCountSub|}();
                CtNmiExit();
            }
            """),
        new(
            38,
            "The preempt count of an NMI is changed without tracing",
            "`[NoInstr]`",
            ["NOINSTR101"],
            CleanNmi,
            """
            [Primitive, Establishes(EntryState.Nmi)] static void PreemptCountAdd() { }
            [NoInstr, Establishes(EntryState.Nmi)] static void NmiEnter() => {|NOINSTR101:PreemptCountAdd|}();
            """),
        new(
            39,
            "The architecture's NMI entry, and saving the debug registers, come before any change of state",
            "own enums: `[Requires(ArchState.NmiEntered)]`, `[Requires(DebugRegs.Saved)]`",
            ["NOINSTR401"],
            """
            [NoInstr, Requires(IrqState.Disabled, ArchState.NmiEntered, DebugRegs.Saved)]
            static void ExcDebugKernel(in PtRegs regs) { var state = IrqentryNmiEnter(regs); IrqentryNmiExit(regs, state); }

            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void ExcDebug(in PtRegs regs)
            {
                LocalDbSave();
                ArchNmiEnter();
                ExcDebugKernel(regs);
                ArchNmiExit();
                LocalDbRestore();
            }
            """,
            """
            [NoInstr, Requires(IrqState.Disabled, ArchState.NmiEntered, DebugRegs.Saved)]
            static void ExcDebugKernel(in PtRegs regs) { var state = IrqentryNmiEnter(regs); IrqentryNmiExit(regs, state); }

            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void ExcDebug(in PtRegs regs)
            {
                ArchNmiEnter();
                {|NOINSTR401:ExcDebugKernel|}(regs);
                ArchNmiExit();
            }

            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void ExcNmi(in PtRegs regs)
            {
                var state = {|NOINSTR401:IrqentryNmiEnter|}(regs);
                ArchNmiEnter();
                ArchNmiExit();
                IrqentryNmiExit(regs, state);
            }
            """),
        new(
            40,
            "On exit from an NMI lockdep's interrupt state is switched on only if it was on",
            "`[EntryPoint(AnyContext = true)]`; `[Restores(Lockdep)]` with the token",
            ["NOINSTR405"],
            CleanNmi,
            """
            [NoInstr, Requires(IrqState.Disabled), Revokes(EntryState.Tracing, EntryState.Lockdep), Restores(EntryState.Rcu), Revokes(EntryState.Nmi)]
            static void NmiExitAlwaysOn([Consumes] IrqentryState state)
            {
                Begin();
                TraceHardirqsOnPrepare();
                LockdepHardirqsOnPrepare();
                End();
                CtNmiExit();
                LockdepHardirqsOn();
                NmiCountSub();
            }

            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void ExcNmi(in PtRegs regs)
            {
                ArchNmiEnter();
                var state = IrqentryNmiEnter(regs);
                NmiExitAlwaysOn(state);
                ArchNmiExit();
            {|NOINSTR405:}|}
            """),
        new(
            41,
            "Handlers run inside a scope between enter and exit",
            "`[NoInstr]`",
            ["NOINSTR101"],
            CleanNmi,
            """
            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void ExcNmi(in PtRegs regs)
            {
                ArchNmiEnter();
                var state = IrqentryNmiEnter(regs);
                {|NOINSTR101:DefaultDoNmi|}();
                IrqentryNmiExit(regs, state);
                ArchNmiExit();
            }
            """)
        {
            Objtool = "yes: \"call to … leaves .noinstr.text section\"",
        },
        new(
            42,
            "NMI entry is re-entrant",
            "`Nmi` is `[Counted]`",
            [],
            """
            // exc_nmi() starts again when another NMI was latched, with a fresh token each time; a breakpoint in the handler nests
            [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
            static void ExcNmi(in PtRegs regs, int latched)
            {
                for (var i = 0; i < latched; i++)
                {
                    ArchNmiEnter();
                    var outer = IrqentryNmiEnter(regs);
                    var inner = IrqentryNmiEnter(regs);
                    Begin();
                    DefaultDoNmi();
                    End();
                    IrqentryNmiExit(regs, inner);
                    IrqentryNmiExit(regs, outer);
                    ArchNmiExit();
                }
            }
            """,
            null),
    ];
}
