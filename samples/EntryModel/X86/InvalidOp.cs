namespace EntryModel.X86;

/// <summary>arch/x86/kernel/traps.c: #UD and #BP, which the kernel raises itself: a warning is one, a probe the other.</summary>
internal static class InvalidOp
{
    [Kernel("exc_invalid_op", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcInvalidOp(Cpu cpu, in PtRegs regs)
    {
        if (!UserMode(in regs) && HandleBug(cpu, in regs))
            return;

        var state = IrqentryEnter(cpu, in regs);
        InstrumentationScope.Begin();
        HandleInvalidOp(cpu, in regs);
        InstrumentationScope.End();
        IrqentryExit(cpu, in regs, state);
    }

    [Kernel("exc_int3", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcInt3(Cpu cpu, in PtRegs regs)
    {
        if (PokeInt3Handler(cpu))
            return;

        if (UserMode(in regs))
        {
            Int3FromUserMode(cpu, in regs);
            return;
        }

        var state = IrqentryNmiEnter(cpu, in regs);
        InstrumentationScope.Begin();
        if (!DoInt3(cpu))
            Die(cpu);
        InstrumentationScope.End();
        IrqentryNmiExit(cpu, in regs, state);
    }

    /// <summary>A part of exc_int3(), with a contract that says what user_mode() cannot: nothing is established yet.</summary>
    [NoInstr, EntryPoint(IrqState.Disabled, Origin.User), Requires(IrqState.Disabled, Origin.User)]
    private static void Int3FromUserMode(Cpu cpu, in PtRegs regs)
    {
        IrqentryEnterFromUserMode(cpu, in regs);
        InstrumentationScope.Begin();
        DoInt3User(cpu, in regs);
        InstrumentationScope.End();
        IrqentryExitToUserMode(cpu);
    }

    /// <summary>
    /// A warning of noinstr code must get out, so the report is made before anything is established: lockdep has not been told of the exception,
    /// and RCU may not watch. The markers are there for the sake of the calls alone. The contract is what exc_invalid_op() knows when it comes
    /// from kernel mode, so that whatever the rules do not allow is seen, and suppressed, here.
    /// </summary>
    [Kernel("handle_bug", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, Origin.Kernel, AnyContext = true), Requires(IrqState.Disabled, Origin.Kernel)]
    private static bool HandleBug(Cpu cpu, in PtRegs regs)
    {
        var type = DecodeBug(cpu);
        if (!IsBug(type))
            return false;

#pragma warning disable NOINSTR401 // A warning is reported wherever it is raised: RCU may not watch there, and lockdep has not been told, neither that they are off nor, below, on.
        InstrumentationScope.Begin();
        KmsanUnpoisonEntryRegs(cpu);
#pragma warning restore NOINSTR401
        if (!RegsIrqsDisabled(in regs))
            RawLocalIrqEnable(cpu);

        switch (type)
        {
            case BugType.Ud2:
                ReportBug(cpu);
                break;
            case BugType.Cfi:
                HandleCfiFailure(cpu);
                break;
            default:
                ReportUbsanFailure(cpu);
                break;
        }

        if (!RegsIrqsDisabled(in regs))
            RawLocalIrqDisable(cpu);
        InstrumentationScope.End();
        return true;
    }

    /// <summary>Reads the instruction, and decides by nothing else.</summary>
    [Kernel("decode_bug", "arch/x86/kernel/traps.c")]
    [AlwaysInline]
    private static BugType DecodeBug(Cpu cpu) => cpu.BugAtIp;

    [AlwaysInline, Primitive, Pure, HoldsWhen(true, Trap.Bug)]
    private static bool IsBug(BugType type) => type != BugType.None;

    [Kernel("handle_invalid_op", "arch/x86/kernel/traps.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    private static void HandleInvalidOp(Cpu cpu, in PtRegs regs) => DoErrorTrap(cpu, in regs, hasCode: true);

    /// <summary>
    /// arch/x86/kernel/alternative.c: while an instruction is patched, a breakpoint stands in its place, and any code may hit it, noinstr code too.
    /// </summary>
    [Kernel("poke_int3_handler", "arch/x86/kernel/alternative.c")]
    [NoInstr]
    private static bool PokeInt3Handler(Cpu cpu)
    {
        Step(cpu);
        return cpu.IsPokingText;
    }

    [Kernel("do_int3", "arch/x86/kernel/traps.c")]
    [Requires(EntryState.Rcu)]
    private static bool DoInt3(Cpu cpu)
    {
        if (cpu.Config.Kgdb && KgdbLlTrap(cpu))
            return true;
        if (cpu.Config.Kprobes && KprobeInt3Handler(cpu))
            return true;
        return NotifyDie(cpu);
    }

    [Kernel("do_int3_user", "arch/x86/kernel/traps.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    private static void DoInt3User(Cpu cpu, in PtRegs regs)
    {
        if (DoInt3(cpu))
            return;

        CondLocalIrqEnable(cpu, in regs);
        DoTrap(cpu, in regs, hasCode: false);
        CondLocalIrqDisable(cpu, in regs);
    }

    [Requires(Trap.Bug)]
    private static void ReportBug(Cpu cpu) => Hook(cpu);

    [Requires(Trap.Bug)]
    private static void HandleCfiFailure(Cpu cpu) => Hook(cpu);

    [Requires(Trap.Bug)]
    private static void ReportUbsanFailure(Cpu cpu) => Hook(cpu);

    private static bool KgdbLlTrap(Cpu cpu)
    {
        Work(cpu);
        return false;
    }

    private static bool KprobeInt3Handler(Cpu cpu)
    {
        Work(cpu);
        return false;
    }
}
