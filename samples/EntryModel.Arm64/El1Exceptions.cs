namespace EntryModel.Arm64;

/// <summary>arch/arm64/kernel/entry-common.c: synchronous exceptions of the kernel.</summary>
internal static class El1Exceptions
{
    [Kernel("el1h_64_sync_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr]
    internal static void El1h64SyncHandler(Cpu cpu, ref PtRegs regs)
    {
        var esr = ReadSysregEsr(cpu);

        switch (esr)
        {
            case ExceptionClass.DataAbort:
            case ExceptionClass.InstructionAbort:
                El1Abort(cpu, ref regs);
                break;
            case ExceptionClass.PcAlignment:
                El1Pc(cpu, ref regs);
                break;
            case ExceptionClass.SysInstruction:
            case ExceptionClass.Undefined:
                El1Undef(cpu, ref regs);
                break;
            case ExceptionClass.Bti:
                El1Bti(cpu, ref regs);
                break;
            case ExceptionClass.Gcs:
                El1Gcs(cpu, ref regs);
                break;
            case ExceptionClass.Mops:
                El1Mops(cpu, ref regs);
                break;
            case ExceptionClass.Breakpoint:
                El1Breakpt(cpu, ref regs);
                break;
            case ExceptionClass.SoftStep:
                El1Softstp(cpu, ref regs);
                break;
            case ExceptionClass.Watchpoint:
                El1Watchpt(cpu, ref regs);
                break;
            case ExceptionClass.Brk64:
                El1Brk64(cpu, ref regs);
                break;
            case ExceptionClass.Fpac:
                El1Fpac(cpu, ref regs);
                break;
            default:
                PanicUnhandled(cpu, ref regs);
                break;
        }
    }

    [Kernel("el1_abort", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void El1Abort(Cpu cpu, ref PtRegs regs)
    {
        _ = ReadSysregFar(cpu);

        EnterFromKernelMode(cpu, ref regs);
        LocalDaifInherit(cpu, in regs);
        DoMemAbort(cpu);
        LocalDaifMask(cpu);
        ExitToKernelMode(cpu, in regs);
    }

    [Kernel("el1_pc", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void El1Pc(Cpu cpu, ref PtRegs regs)
    {
        _ = ReadSysregFar(cpu);

        EnterFromKernelMode(cpu, ref regs);
        LocalDaifInherit(cpu, in regs);
        DoSpPcAbort(cpu);
        LocalDaifMask(cpu);
        ExitToKernelMode(cpu, in regs);
    }

    [Kernel("el1_undef", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void El1Undef(Cpu cpu, ref PtRegs regs)
    {
        EnterFromKernelMode(cpu, ref regs);
        LocalDaifInherit(cpu, in regs);
        DoEl1Undef(cpu);
        LocalDaifMask(cpu);
        ExitToKernelMode(cpu, in regs);
    }

    [Kernel("el1_bti", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void El1Bti(Cpu cpu, ref PtRegs regs)
    {
        EnterFromKernelMode(cpu, ref regs);
        LocalDaifInherit(cpu, in regs);
        DoEl1Bti(cpu);
        LocalDaifMask(cpu);
        ExitToKernelMode(cpu, in regs);
    }

    [Kernel("el1_gcs", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void El1Gcs(Cpu cpu, ref PtRegs regs)
    {
        EnterFromKernelMode(cpu, ref regs);
        LocalDaifInherit(cpu, in regs);
        DoEl1Gcs(cpu);
        LocalDaifMask(cpu);
        ExitToKernelMode(cpu, in regs);
    }

    [Kernel("el1_mops", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void El1Mops(Cpu cpu, ref PtRegs regs)
    {
        EnterFromKernelMode(cpu, ref regs);
        LocalDaifInherit(cpu, in regs);
        DoEl1Mops(cpu);
        LocalDaifMask(cpu);
        ExitToKernelMode(cpu, in regs);
    }

    [Kernel("el1_fpac", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static void El1Fpac(Cpu cpu, ref PtRegs regs)
    {
        EnterFromKernelMode(cpu, ref regs);
        LocalDaifInherit(cpu, in regs);
        DoEl1Fpac(cpu);
        LocalDaifMask(cpu);
        ExitToKernelMode(cpu, in regs);
    }
}
