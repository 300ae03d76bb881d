namespace EntryModel.Fred;

/// <summary>
/// The exceptions that FRED enters otherwise than the IDT (DEFINE_FREDENTRY_*), of arch/x86/kernel/nmi.c, traps.c, cpu/mce/core.c and
/// entry/syscall_32.c. One entry point each for either origin: the frame says which it was. They are entered
/// as the IDT's are, but by the dispatcher.
/// </summary>
internal static class FredExceptions
{
    /// <summary>NMIs stay blocked until ERETS unblocks them, whatever faults and returns in between: no second one has to be latched.</summary>
    [Kernel("fred_exc_nmi", "arch/x86/kernel/nmi.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void FredExcNmi(Cpu cpu, in PtRegs regs)
    {
        if (cpu.IsOffline)
        {
            if (MicrocodeNmiHandlerEnabled(cpu))
                MicrocodeOfflineNmiHandler(cpu);
            return;
        }

        var cr2 = SaveCr2(cpu);

        var state = IrqentryNmiEnter(cpu, in regs);

        IncIrqStat(ref cpu.Statistics.Nmis);
        DefaultDoNmi(cpu);

        IrqentryNmiExit(cpu, in regs, state);

        RestoreCr2(cpu, cr2);
    }

    /// <summary>The debug status is in the frame, and no debug register needs to be reset.</summary>
    [Kernel("fred_exc_debug", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void FredExcDebug(Cpu cpu, in PtRegs regs)
    {
        var dr6 = (Dr6)FredEventData(in regs);

        if (UserMode(in regs))
#pragma warning disable NOINSTR402 // User mode has none of the states, but no contract of user_mode() can say what does not hold.
            ExcDebugUser(cpu, in regs, dr6);
#pragma warning restore NOINSTR402
        else
            ExcDebugKernel(cpu, in regs, dr6);
    }

    [Kernel("fred_exc_machine_check", "arch/x86/kernel/cpu/mce/core.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void FredExcMachineCheck(Cpu cpu, in PtRegs regs)
    {
        var dr7 = LocalDbSave(cpu);
        if (UserMode(in regs))
#pragma warning disable NOINSTR402 // User mode has none of the states, but no contract of user_mode() can say what does not hold.
            ExcMachineCheckUser(cpu, in regs);
#pragma warning restore NOINSTR402
        else
            ExcMachineCheckKernel(cpu, in regs);
        LocalDbRestore(cpu, dr7);
    }

    /// <summary>FRED tells INT 0x80 from a device's interrupt with that vector, so nobody has to ask the APIC.</summary>
    [Kernel("fred_int80_emulation", "arch/x86/entry/syscall_32.c")]
    [NoInstr, EntryPoint(IrqState.Disabled)]
    internal static void FredInt80Emulation(Cpu cpu, in PtRegs regs)
    {
        EnterFromUserMode(cpu, in regs);

        InstrumentationScope.Begin();
        AddRandomKstackOffset(cpu);
        var nr = Syscall32Enter(in regs);
        LocalIrqEnable(cpu);
        nr = SyscallEnterFromUserModeWork(cpu, in regs, nr);
        DoSyscall32IrqsOn(cpu, nr);
        InstrumentationScope.End();

        SyscallExitToUserMode(cpu, in regs);
    }
}
