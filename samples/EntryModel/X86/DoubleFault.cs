namespace EntryModel.X86;

/// <summary>arch/x86/kernel/traps.c: #DF, and what the assembly of the entries asks for.</summary>
internal static class DoubleFault
{
    /// <summary>
    /// Either the fault of an IRET that was to return to a 16-bit stack, which goes on as the #GP that user mode should get and changes no state,
    /// or the end: the token is dropped, because nothing returns.
    /// </summary>
    [Kernel("exc_double_fault", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcDoubleFault(Cpu cpu, in PtRegs regs)
    {
        var address = ReadCr2(cpu);

        if (cpu.Config.Espfix64 && cpu.EspfixFaults && !UserMode(in regs))
        {
            // The frame is rewritten: it returns to the entry of #GP.
            cpu.EspfixFaults = false;
            return;
        }

        IrqentryNmiEnter(cpu, in regs);
        InstrumentationScope.Begin();
        NotifyDie(cpu);
        if (cpu.Config.VmapStack && GetStackGuardInfo(cpu, address))
            HandleStackOverflow(cpu);
        PrEmerg(cpu);
        Die(cpu);
        Panic(cpu);
        InstrumentationScope.End();
    }

    /// <summary>From error_entry, for what came from user mode: moves the frame to where a task's frame belongs.</summary>
    [Kernel("sync_regs", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled), Ensures(FrameState.Moved)]
    internal static PtRegs SyncRegs(Cpu cpu, [Consumes] in PtRegs regs)
    {
        var stack = CurrentTopOfStack(cpu);
        return MoveTo(stack, in regs);
    }

    /// <summary>
    /// From the entry of #VC: the next one would overwrite this one's frame on the interrupt stack table's stack. In the gap of SYSCALL the stack
    /// pointer is still the user's, and must not be followed.
    /// </summary>
    [Kernel("vc_switch_off_ist", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true), Ensures(FrameState.Moved)]
    internal static PtRegs VcSwitchOffIst(Cpu cpu, [Consumes] in PtRegs regs)
    {
        var stack = IpWithinSyscallGap(in regs) ? CurrentTopOfStack(cpu) : GetStackInfoNoinstr(in regs);
        if (stack is StackType.Entry or StackType.Exception)
            stack = StackType.Vc2;

        return MoveTo(stack, in regs);
    }

    /// <summary>From error_entry: an IRET to user mode has faulted, which is made to look as if user mode had.</summary>
    [Kernel("fixup_bad_iret", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true), Ensures(Origin.User)]
    internal static PtRegs FixupBadIret(Cpu cpu, [Consumes] in PtRegs badRegs, [Consumes] in PtRegs userRegs)
    {
        Memcpy(cpu, out var regs, in userRegs);
        BugOnKernelMode(cpu, in regs);
        return regs;
    }

    /// <summary>BUG_ON(!user_mode(regs))</summary>
    [AlwaysInline, Primitive, Asserts(Origin.User)]
    private static void BugOnKernelMode(Cpu cpu, in PtRegs regs) => Warn.On(cpu, !UserMode(in regs), Violation.NotFromUserMode);

    [AlwaysInline, Primitive, Ensures(FrameState.Moved)]
    private static PtRegs MoveTo(StackType stack, in PtRegs regs)
    {
        var moved = regs;
        moved.Stack = stack;
        return moved;
    }

    [AlwaysInline]
    private static StackType CurrentTopOfStack(Cpu cpu)
    {
        Step(cpu);
        return StackType.Task;
    }

    [AlwaysInline]
    private static bool IpWithinSyscallGap(in PtRegs regs) => regs.Ip < 0x100;

    [NoInstr]
    private static StackType GetStackInfoNoinstr(in PtRegs regs) => regs.Stack;

    /// <summary>arch/x86/lib/memcpy_64.S</summary>
    [Kernel("__memcpy")]
    [NoInstr]
    private static void Memcpy(Cpu cpu, out PtRegs to, in PtRegs from)
    {
        Step(cpu);
        to = from;
    }

    private static bool GetStackGuardInfo(Cpu cpu, ulong address)
    {
        Work(cpu);
        return address != 0 && address == cpu.StackGuard;
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private static void HandleStackOverflow(Cpu cpu) => Panic(cpu);
}
