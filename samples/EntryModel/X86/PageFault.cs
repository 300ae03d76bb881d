namespace EntryModel.X86;

/// <summary>arch/x86/mm/fault.c</summary>
internal static class PageFault
{
    internal const ulong FirstKernelAddress = 1UL << 47;

    /// <summary>The address first: whatever comes next may fault itself.</summary>
    [Kernel("exc_page_fault", "arch/x86/mm/fault.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true), Requires(Trap.PageFault)]
    internal static void ExcPageFault(Cpu cpu, in PtRegs regs, ulong errorCode)
    {
        var address = cpu.Config.Fred ? FredEventData(in regs) : ReadCr2(cpu);

        // A host's message in the guise of a page fault makes a bracket of its own.
        if (KvmHandleAsyncPf(cpu, in regs))
            return;

        var state = IrqentryEnter(cpu, in regs);
        InstrumentationScope.Begin();
        HandlePageFault(cpu, in regs, errorCode, address);
        InstrumentationScope.End();
        IrqentryExit(cpu, in regs, state);
    }

    /// <summary>
    /// Whatever do_user_addr_fault() has made of the interrupt flag, it is clear again at the end. Calls instrumentable code: belongs inside a
    /// region of its caller.
    /// </summary>
    [Kernel("handle_page_fault", "arch/x86/mm/fault.c")]
    [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    private static void HandlePageFault(Cpu cpu, in PtRegs regs, ulong errorCode, ulong address)
    {
        TracePageFaultEntries(cpu, in regs);
        if (KmmioFault(cpu))
            return;

        if (address >= FirstKernelAddress)
        {
            DoKernAddrFault(cpu);
        }
        else
        {
            DoUserAddrFault(cpu, in regs);
            LocalIrqDisable(cpu);
            IrqsAreOffAgain(cpu);
        }
    }

    /// <summary>Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("trace_page_fault_entries", "arch/x86/mm/fault.c")]
    [AlwaysInline]
    private static void TracePageFaultEntries(Cpu cpu, in PtRegs regs)
    {
        if (UserMode(in regs))
            TracePageFaultUser(cpu);
        else
            TracePageFaultKernel(cpu);
    }

    /// <summary>It may sleep until the page is there, so it enables interrupts; a fault where they were disabled is a bug, and does not.</summary>
    [Kernel("do_user_addr_fault", "arch/x86/mm/fault.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled), Revokes(IrqState.Disabled), Establishes(Owed.IrqFlag)]
    private static void DoUserAddrFault(Cpu cpu, in PtRegs regs)
    {
        if (RegsIrqsDisabled(in regs))
        {
            BadAreaNosemaphore(cpu);
            IrqsGoOnOff(cpu);
            return;
        }

        IrqsMayBeOn(cpu);
        LocalIrqEnable(cpu);
        LockVmaUnderRcu(cpu);
        HandleMmFault(cpu);
    }

    private static void TracePageFaultUser(Cpu cpu) => Work(cpu);

    private static void TracePageFaultKernel(Cpu cpu) => Work(cpu);

    private static bool KmmioFault(Cpu cpu)
    {
        Work(cpu);
        return false;
    }

    private static void DoKernAddrFault(Cpu cpu)
    {
        Work(cpu);
        if (!FixupException(cpu))
            Die(cpu);
    }

    private static void BadAreaNosemaphore(Cpu cpu) => Work(cpu);

    private static void LockVmaUnderRcu(Cpu cpu) => Work(cpu);

    private static void HandleMmFault(Cpu cpu) => Work(cpu);
}
