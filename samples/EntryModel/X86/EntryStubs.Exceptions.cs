namespace EntryModel.X86;

/// <summary>The exceptions that the idtentry macro makes a stub for, as the interrupt descriptor table lists them.</summary>
internal enum ExceptionVector : byte
{
    DivideError,
    Overflow,
    Bounds,
    InvalidOp,
    DeviceNotAvailable,
    CoprocSegmentOverrun,
    InvalidTss,
    SegmentNotPresent,
    StackSegment,
    GeneralProtection,
    PageFault,
    SpuriousInterruptBug,
    CoprocessorError,
    AlignmentCheck,
    SimdCoprocessorError,
    VirtualizationException,
    ControlProtection,
    Int3,
    IretError,
}

/// <summary>arch/x86/entry/entry_64.S: idtentry and its variants for the vectors that have a stack of their own.</summary>
internal static partial class EntryStubs
{
    /// <summary>idtentry, idtentry_body</summary>
    internal static void Idtentry(Cpu cpu, ExceptionVector vector, bool userMode, ulong errorCode = 0)
    {
        var regs = ErrorEntry(cpu, userMode);
        Dispatch(cpu, vector, in regs, errorCode);
        Return(cpu, in regs);
    }

    /// <summary>asm_exc_page_fault</summary>
    internal static void AsmExcPageFault(Cpu cpu, bool userMode) => Idtentry(cpu, ExceptionVector.PageFault, userMode);

    /// <summary>asm_exc_debug: idtentry_mce_db, which calls one C function for either origin.</summary>
    [NoInstr(Unchecked = true, Justification = "Assembly: the kernel is entered anew, and what was established for the interrupted code is not asked for.")]
    internal static void AsmExcDebug(Cpu cpu, bool userMode)
    {
        var regs = ErrorEntry(cpu, userMode);
        if (userMode)
            NoistExcDebug(cpu, in regs);
        else
            ExcDebug(cpu, in regs);
        Return(cpu, in regs);
    }

    /// <summary>asm_exc_machine_check: idtentry_mce_db.</summary>
    internal static void AsmExcMachineCheck(Cpu cpu, bool userMode)
    {
        var regs = ErrorEntry(cpu, userMode);
        if (userMode)
            NoistExcMachineCheck(cpu, in regs);
        else
            ExcMachineCheck(cpu, in regs);
        Return(cpu, in regs);
    }

    /// <summary>asm_exc_double_fault: idtentry_df.</summary>
    internal static void AsmExcDoubleFault(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: false);
        ExcDoubleFault(cpu, in regs);
        Return(cpu, in regs);
    }

    /// <summary>asm_exc_vmm_communication: idtentry_vc. From kernel mode it leaves the stack of the vector at once.</summary>
    internal static void AsmExcVmmCommunication(Cpu cpu, bool userMode, ulong errorCode = 0)
    {
        var regs = ErrorEntry(cpu, userMode);
        if (userMode)
        {
            UserExcVmmCommunication(cpu, in regs, errorCode);
        }
        else
        {
            regs = VcSwitchOffIst(cpu, in regs);
            KernelExcVmmCommunication(cpu, in regs, errorCode);
        }

        Return(cpu, in regs);
    }

    /// <summary>error_entry, for an IRET to user mode that has faulted: the #GP becomes one of user mode.</summary>
    internal static void AsmExcBadIret(Cpu cpu)
    {
        var userRegs = Gate(cpu, userMode: true);
        var badRegs = Gate(cpu, userMode: false);
        var regs = FixupBadIret(cpu, in badRegs, in userRegs);
        regs = SyncRegs(cpu, in regs);
        ExcGeneralProtection(cpu, in regs, errorCode: 0);
        Return(cpu, in regs);
    }

    /// <summary>error_entry: from user mode the frame moves to the task's stack.</summary>
    private static PtRegs ErrorEntry(Cpu cpu, bool userMode)
    {
        var regs = Gate(cpu, userMode);
        return userMode ? SyncRegs(cpu, in regs) : regs;
    }

    /// <summary>The table.</summary>
    private static void Dispatch(Cpu cpu, ExceptionVector vector, in PtRegs regs, ulong errorCode)
    {
        switch (vector)
        {
            case ExceptionVector.DivideError:
                ExcDivideError(cpu, in regs);
                break;
            case ExceptionVector.Overflow:
                ExcOverflow(cpu, in regs);
                break;
            case ExceptionVector.Bounds:
                ExcBounds(cpu, in regs);
                break;
            case ExceptionVector.InvalidOp:
                ExcInvalidOp(cpu, in regs);
                break;
            case ExceptionVector.DeviceNotAvailable:
                ExcDeviceNotAvailable(cpu, in regs);
                break;
            case ExceptionVector.CoprocSegmentOverrun:
                ExcCoprocSegmentOverrun(cpu, in regs);
                break;
            case ExceptionVector.InvalidTss:
                ExcInvalidTss(cpu, in regs, errorCode);
                break;
            case ExceptionVector.SegmentNotPresent:
                ExcSegmentNotPresent(cpu, in regs, errorCode);
                break;
            case ExceptionVector.StackSegment:
                ExcStackSegment(cpu, in regs, errorCode);
                break;
            case ExceptionVector.GeneralProtection:
                ExcGeneralProtection(cpu, in regs, errorCode);
                break;
            case ExceptionVector.PageFault:
                ExcPageFault(cpu, in regs, errorCode);
                break;
            case ExceptionVector.SpuriousInterruptBug:
                ExcSpuriousInterruptBug(cpu, in regs);
                break;
            case ExceptionVector.CoprocessorError:
                ExcCoprocessorError(cpu, in regs);
                break;
            case ExceptionVector.AlignmentCheck:
                ExcAlignmentCheck(cpu, in regs, errorCode);
                break;
            case ExceptionVector.SimdCoprocessorError:
                ExcSimdCoprocessorError(cpu, in regs);
                break;
            case ExceptionVector.VirtualizationException:
                ExcVirtualizationException(cpu, in regs);
                break;
            case ExceptionVector.ControlProtection:
                ExcControlProtection(cpu, in regs, errorCode);
                break;
            case ExceptionVector.Int3:
                ExcInt3(cpu, in regs);
                break;
            case ExceptionVector.IretError:
                IretError(cpu, in regs);
                break;
        }
    }
}
