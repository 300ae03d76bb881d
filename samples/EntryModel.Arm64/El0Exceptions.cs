namespace EntryModel.Arm64;

/// <summary>arch/arm64/kernel/entry-common.c: synchronous exceptions of user mode.</summary>
internal static class El0Exceptions
{
    [Kernel("el0_da", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Da(Cpu cpu)
    {
        _ = ReadSysregFar(cpu);

        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoMemAbort(cpu);
        ExitToUserMode(cpu);
    }

    /// <summary>While nothing is established: before preemption could move the task away from the CPU whose predictor was trained.</summary>
    [Kernel("el0_ia", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Ia(Cpu cpu)
    {
        var far = ReadSysregFar(cpu);

        if ((far & Bit55) != 0)
            Arm64ApplyBpHardening(cpu);

        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoMemAbort(cpu);
        ExitToUserMode(cpu);
    }

    [Kernel("el0_fpsimd_acc", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0FpsimdAcc(Cpu cpu)
    {
        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoFpsimdAcc(cpu);
        ExitToUserMode(cpu);
    }

    [Kernel("el0_sve_acc", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0SveAcc(Cpu cpu)
    {
        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoSveAcc(cpu);
        ExitToUserMode(cpu);
    }

    [Kernel("el0_sme_acc", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0SmeAcc(Cpu cpu)
    {
        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoSmeAcc(cpu);
        ExitToUserMode(cpu);
    }

    [Kernel("el0_fpsimd_exc", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0FpsimdExc(Cpu cpu)
    {
        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoFpsimdExc(cpu);
        ExitToUserMode(cpu);
    }

    [Kernel("el0_sys", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Sys(Cpu cpu)
    {
        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoEl0Sys(cpu);
        ExitToUserMode(cpu);
    }

    [Kernel("el0_pc", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Pc(Cpu cpu)
    {
        var far = ReadSysregFar(cpu);

        if ((far & Bit55) != 0)
            Arm64ApplyBpHardening(cpu);

        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoSpPcAbort(cpu);
        ExitToUserMode(cpu);
    }

    [Kernel("el0_sp", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Sp(Cpu cpu)
    {
        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoSpPcAbort(cpu);
        ExitToUserMode(cpu);
    }

    [Kernel("el0_undef", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Undef(Cpu cpu)
    {
        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoEl0Undef(cpu);
        ExitToUserMode(cpu);
    }

    [Kernel("el0_bti", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Bti(Cpu cpu)
    {
        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoEl0Bti(cpu);
        ExitToUserMode(cpu);
    }

    [Kernel("el0_mops", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Mops(Cpu cpu)
    {
        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoEl0Mops(cpu);
        ExitToUserMode(cpu);
    }

    [Kernel("el0_gcs", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Gcs(Cpu cpu)
    {
        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoEl0Gcs(cpu);
        ExitToUserMode(cpu);
    }

    [Kernel("el0_inv", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Inv(Cpu cpu)
    {
        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        BadEl0Sync(cpu);
        ExitToUserMode(cpu);
    }

    [Kernel("el0_fpac", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Fpac(Cpu cpu)
    {
        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoEl0Fpac(cpu);
        ExitToUserMode(cpu);
    }

    [Kernel("el0_cp15", "arch/arm64/kernel/entry-common.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    internal static void El0Cp15(Cpu cpu)
    {
        EnterFromUserMode(cpu);
        LocalDaifRestoreProcctx(cpu);
        DoEl0Cp15(cpu);
        ExitToUserMode(cpu);
    }
}
