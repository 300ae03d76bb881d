namespace EntryModel.Fred;

/// <summary>
/// arch/x86/entry/entry_fred.c: with FRED the hardware knows two entry points, one for each ring that is left, and C code dispatches by the type and the
/// vector that the frame holds. Nothing is established on the way: whoever is called at its end brings everything.
/// </summary>
internal static class EntryFred
{
    /// <summary>Called by asm_fred_entrypoint_user.</summary>
    [Kernel("fred_entry_from_user", "arch/x86/entry/entry_fred.c")]
    [NoInstr, EntryPoint(IrqState.Disabled)]
    internal static void FredEntryFromUser(Cpu cpu, in PtRegs regs)
    {
        switch (regs.FredEvent)
        {
            case FredEvent.ExtInt:
                FredExtint(cpu, in regs);
                return;
            case FredEvent.Nmi when regs.Vector == Vector.Nmi:
                FredExcNmi(cpu, in regs);
                return;
            case FredEvent.HwExc:
                FredHwexc(cpu, in regs);
                return;
            case FredEvent.SwInt:
                FredIntx(cpu, in regs);
                return;
            case FredEvent.PrivSwExc when regs.Vector == Vector.Debug:
                FredExcDebug(cpu, in regs);
                return;
            case FredEvent.SwExc:
                FredSwexc(cpu, in regs);
                return;
            case FredEvent.Other:
                FredOther(cpu, in regs);
                return;
        }

        FredBadType(cpu, in regs);
    }

    /// <summary>Called by asm_fred_entrypoint_kernel.</summary>
    [Kernel("fred_entry_from_kernel", "arch/x86/entry/entry_fred.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void FredEntryFromKernel(Cpu cpu, in PtRegs regs)
    {
        switch (regs.FredEvent)
        {
            case FredEvent.ExtInt:
                FredExtint(cpu, in regs);
                return;
            case FredEvent.Nmi when regs.Vector == Vector.Nmi:
                FredExcNmi(cpu, in regs);
                return;
            case FredEvent.HwExc:
                FredHwexc(cpu, in regs);
                return;
            case FredEvent.PrivSwExc when regs.Vector == Vector.Debug:
                FredExcDebug(cpu, in regs);
                return;
            case FredEvent.SwExc:
                FredSwexc(cpu, in regs);
                return;
        }

        FredBadType(cpu, in regs);
    }

    /// <summary>Called by asm_fred_entry_from_kvm, while the guest's context may still be the one that is tracked.</summary>
    [Kernel("__fred_entry_from_kvm", "arch/x86/entry/entry_fred.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void FredEntryFromKvmCore(Cpu cpu, in PtRegs regs)
    {
        switch (regs.FredEvent)
        {
            case FredEvent.ExtInt:
                FredExtint(cpu, in regs);
                return;
            case FredEvent.Nmi:
                FredExcNmi(cpu, in regs);
                return;
            default:
                Warn.On(cpu, true, Violation.UnknownTrap);
                return;
        }
    }

    /// <summary>Nobody knows what the CPU means. From the kernel's own stack the task may be given up, from any other one the system.</summary>
    [Kernel("fred_bad_type", "arch/x86/entry/entry_fred.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void FredBadType(Cpu cpu, in PtRegs regs)
    {
        var state = IrqentryNmiEnter(cpu, in regs);
        InstrumentationScope.Begin();

        if (regs.StackLevel > 0)
        {
            PrEmerg(cpu);
            Die(cpu);
            Panic(cpu);
        }
        else
        {
            OopsBegin(cpu);
            PrAlert(cpu);
            DieCore(cpu);
            OopsEnd(cpu);
        }

        InstrumentationScope.End();
        IrqentryNmiExit(cpu, in regs, state);
    }

    /// <summary>INT n, which without FRED is one gate per vector.</summary>
    [Kernel("fred_intx", "arch/x86/entry/entry_fred.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void FredIntx(Cpu cpu, in PtRegs regs)
    {
        switch (regs.Vector)
        {
            case Vector.Int3:
                ExcInt3(cpu, in regs);
                return;
            case Vector.Overflow:
                ExcOverflow(cpu, in regs);
                return;
            case Vector.Ia32Syscall:
                FredInt80Emulation(cpu, in regs);
                return;
            default:
                ExcGeneralProtection(cpu, in regs, 0);
                return;
        }
    }

    /// <summary>SYSCALL and SYSENTER are events, too.</summary>
    [Kernel("fred_other", "arch/x86/entry/entry_fred.c")]
    [AlwaysInline, Requires(IrqState.Disabled)]
    private static void FredOther(Cpu cpu, in PtRegs regs)
    {
        if (regs.Vector == Vector.FredSyscall && regs.LongMode)
            DoSyscall64(cpu, in regs, regs.OrigAx);
        else if (regs.Vector == Vector.FredSysenter && !regs.LongMode)
            DoFastSyscall32(cpu, in regs);
        else
            ExcInvalidOp(cpu, in regs);
    }

    /// <summary>
    /// A system vector's handler finds its bracket made, once for all of them; a device's brings its own. A vector that none can have is refused
    /// before anything is established.
    /// </summary>
    [Kernel("fred_extint", "arch/x86/entry/entry_fred.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void FredExtint(Cpu cpu, in PtRegs regs)
    {
        var index = ArrayIndexNospec(regs.Vector - Vector.FirstSystem, Vector.SystemCount);

        if (Warn.On(cpu, regs.Vector < Vector.FirstExternal, Violation.UnknownTrap))
            return;

        if (regs.Vector >= Vector.FirstSystem)
        {
            var state = IrqentryEnter(cpu, in regs);
            InstrumentationScope.Begin();
            FredSysvecs.SysvecTable[index](cpu, in regs);
            InstrumentationScope.End();
            IrqentryExit(cpu, in regs, state);
        }
        else
        {
            CommonInterrupt(cpu, in regs);
        }
    }

    [Kernel("fred_hwexc", "arch/x86/entry/entry_fred.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void FredHwexc(Cpu cpu, in PtRegs regs)
    {
        // First, because nothing else is as frequent.
        if (IsPageFault(in regs))
        {
            ExcPageFault(cpu, in regs, regs.ErrorCode);
            return;
        }

        switch (regs.Vector)
        {
            case Vector.DivideError:
                ExcDivideError(cpu, in regs);
                return;
            case Vector.Debug:
                FredExcDebug(cpu, in regs);
                return;
            case Vector.Bounds:
                ExcBounds(cpu, in regs);
                return;
            case Vector.InvalidOp:
                ExcInvalidOp(cpu, in regs);
                return;
            case Vector.DeviceNotAvailable:
                ExcDeviceNotAvailable(cpu, in regs);
                return;
            case Vector.DoubleFault:
                ExcDoubleFault(cpu, in regs);
                return;
            case Vector.InvalidTss:
                ExcInvalidTss(cpu, in regs, regs.ErrorCode);
                return;
            case Vector.SegmentNotPresent:
                ExcSegmentNotPresent(cpu, in regs, regs.ErrorCode);
                return;
            case Vector.StackSegment:
                ExcStackSegment(cpu, in regs, regs.ErrorCode);
                return;
            case Vector.GeneralProtection:
                ExcGeneralProtection(cpu, in regs, regs.ErrorCode);
                return;
            case Vector.CoprocessorError:
                ExcCoprocessorError(cpu, in regs);
                return;
            case Vector.AlignmentCheck:
                ExcAlignmentCheck(cpu, in regs, regs.ErrorCode);
                return;
            case Vector.SimdCoprocessorError:
                ExcSimdCoprocessorError(cpu, in regs);
                return;
            case Vector.MachineCheck:
                FredExcMachineCheck(cpu, in regs);
                return;
            case Vector.Virtualization:
                ExcVirtualizationException(cpu, in regs);
                return;
            case Vector.ControlProtection:
                ExcControlProtection(cpu, in regs, regs.ErrorCode);
                return;
            default:
                FredBadType(cpu, in regs);
                return;
        }
    }

    /// <summary>INT3 and INTO, which have opcodes of their own.</summary>
    [Kernel("fred_swexc", "arch/x86/entry/entry_fred.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void FredSwexc(Cpu cpu, in PtRegs regs)
    {
        switch (regs.Vector)
        {
            case Vector.Int3:
                ExcInt3(cpu, in regs);
                return;
            case Vector.Overflow:
                ExcOverflow(cpu, in regs);
                return;
            default:
                FredBadType(cpu, in regs);
                return;
        }
    }

    private static void OopsBegin(Cpu cpu) => Work(cpu);

    private static void PrAlert(Cpu cpu) => Work(cpu);

    [Kernel("__die")]
    private static void DieCore(Cpu cpu) => Work(cpu);

    private static void OopsEnd(Cpu cpu) => Work(cpu);
}
