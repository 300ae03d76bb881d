namespace EntryModel.Arm64;

/// <summary>arch/arm64/kernel/entry-common.c: what a synchronous exception of user mode is about.</summary>
internal static class El0Sync
{
    [Kernel("el0t_64_sync_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled)]
    [NoInstr]
    internal static void El0t64SyncHandler(Cpu cpu, ref PtRegs regs)
    {
        var esr = ReadSysregEsr(cpu);

        switch (esr)
        {
            case ExceptionClass.Svc:
                El0Svc64(cpu, in regs);
                break;
            case ExceptionClass.DataAbort:
                El0Da(cpu);
                break;
            case ExceptionClass.InstructionAbort:
                El0Ia(cpu);
                break;
            case ExceptionClass.FpAsimd:
                El0FpsimdAcc(cpu);
                break;
            case ExceptionClass.Sve:
                El0SveAcc(cpu);
                break;
            case ExceptionClass.Sme:
                El0SmeAcc(cpu);
                break;
            case ExceptionClass.FpException:
                El0FpsimdExc(cpu);
                break;
            case ExceptionClass.SysInstruction:
                El0Sys(cpu);
                break;
            case ExceptionClass.SpAlignment:
                El0Sp(cpu);
                break;
            case ExceptionClass.PcAlignment:
                El0Pc(cpu);
                break;
            case ExceptionClass.Undefined:
                El0Undef(cpu);
                break;
            case ExceptionClass.Bti:
                El0Bti(cpu);
                break;
            case ExceptionClass.Mops:
                El0Mops(cpu);
                break;
            case ExceptionClass.Gcs:
                El0Gcs(cpu);
                break;
            case ExceptionClass.Breakpoint:
                El0Breakpt(cpu, in regs);
                break;
            case ExceptionClass.SoftStep:
                El0Softstp(cpu, in regs);
                break;
            case ExceptionClass.Watchpoint:
                El0Watchpt(cpu);
                break;
            case ExceptionClass.Brk64:
                El0Brk64(cpu);
                break;
            case ExceptionClass.Fpac:
                El0Fpac(cpu);
                break;
            default:
                El0Inv(cpu);
                break;
        }
    }

    [Kernel("el0t_32_sync_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled)]
    [NoInstr]
    internal static void El0t32SyncHandler(Cpu cpu, ref PtRegs regs)
    {
        var esr = ReadSysregEsr(cpu);

        switch (esr)
        {
            case ExceptionClass.Svc:
                El0SvcCompat(cpu, in regs);
                break;
            case ExceptionClass.DataAbort:
                El0Da(cpu);
                break;
            case ExceptionClass.InstructionAbort:
                El0Ia(cpu);
                break;
            case ExceptionClass.FpAsimd:
                El0FpsimdAcc(cpu);
                break;
            case ExceptionClass.FpException:
                El0FpsimdExc(cpu);
                break;
            case ExceptionClass.PcAlignment:
                El0Pc(cpu);
                break;
            case ExceptionClass.Undefined:
                El0Undef(cpu);
                break;
            case ExceptionClass.Cp15:
                El0Cp15(cpu);
                break;
            case ExceptionClass.Breakpoint:
                El0Breakpt(cpu, in regs);
                break;
            case ExceptionClass.SoftStep:
                El0Softstp(cpu, in regs);
                break;
            case ExceptionClass.Watchpoint:
                El0Watchpt(cpu);
                break;
            case ExceptionClass.Bkpt32:
                El0Bkpt32(cpu);
                break;
            default:
                El0Inv(cpu);
                break;
        }
    }
}
