namespace EntryModel.X86;

/// <summary>arch/x86/kernel/traps.c, cet.c: what the CPU does not allow.</summary>
internal static class TrapsProtection
{
    [Kernel("exc_general_protection", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcGeneralProtection(Cpu cpu, in PtRegs regs, ulong errorCode) =>
        DefineIdtentryErrorcode<GeneralProtection>(cpu, in regs, errorCode);

    [Kernel("exc_alignment_check", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcAlignmentCheck(Cpu cpu, in PtRegs regs, ulong errorCode) =>
        DefineIdtentryErrorcode<AlignmentCheck>(cpu, in regs, errorCode);

    [Kernel("exc_control_protection", "arch/x86/kernel/cet.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcControlProtection(Cpu cpu, in PtRegs regs, ulong errorCode) =>
        DefineIdtentryErrorcode<ControlProtection>(cpu, in regs, errorCode);

    internal readonly struct GeneralProtection : IIdtentryErrorcode
    {
        [Kernel("__exc_general_protection", "arch/x86/kernel/traps.c")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs, ulong errorCode)
        {
            if (UserMode(in regs) && TryFixupEnqcmdGp(cpu))
                return;

            CondLocalIrqEnable(cpu, in regs);

            if (cpu.Config.Umip && UserMode(in regs) && FixupUmipException(cpu))
                goto Exit;

            if (IsV8086Mode(in regs))
            {
                EnableOnceMore(cpu);
                HandleVm86Fault(cpu);
                LocalIrqDisable(cpu);
                IrqsAreOffAgain(cpu);
                return;
            }

            if (UserMode(in regs))
            {
                if (FixupIoplException(cpu) || FixupVdsoException(cpu))
                    goto Exit;

                GpUserForceSigSegv(cpu);
            }
            else
            {
                if (GpTryFixupAndNotify(cpu))
                    goto Exit;

                GetKernelGpAddress(cpu);
                DieAddr(cpu);
            }

        Exit:
            CondLocalIrqDisable(cpu, in regs);
        }
    }

    /// <summary>Of 32-bit kernels. Enabling interrupts twice is harmless, and user code had them enabled.</summary>
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, Found.IrqsOn, Owed.IrqFlag), Forbids(IrqState.Disabled)]
    private static void EnableOnceMore(Cpu cpu)
    {
        IrqsGoOnAgain(cpu);
        LocalIrqEnable(cpu);
    }

    [AlwaysInline, Primitive, Pure, HoldsWhen(true, Found.IrqsOn)]
    private static bool IsV8086Mode(in PtRegs regs) => regs.V8086Mode;

    internal readonly struct AlignmentCheck : IIdtentryErrorcode
    {
        [Kernel("__exc_alignment_check", "arch/x86/kernel/traps.c")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs, ulong errorCode)
        {
            if (NotifyDie(cpu))
                return;

            if (!UserMode(in regs))
                Die(cpu);

            LocalIrqEnable(cpu);
            if (!HandleUserSplitLock(cpu))
                DoTrap(cpu, in regs, hasCode: true);
            LocalIrqDisable(cpu);
        }
    }

    internal readonly struct ControlProtection : IIdtentryErrorcode
    {
        [Kernel("__exc_control_protection")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs, ulong errorCode)
        {
            if (UserMode(in regs))
                DoUserCpFault(cpu, in regs);
            else
                DoKernelCpFault(cpu);
        }
    }

    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    private static void DoUserCpFault(Cpu cpu, in PtRegs regs)
    {
        CondLocalIrqEnable(cpu, in regs);
        ShowSignal(cpu);
        ForceSigFault(cpu);
        CondLocalIrqDisable(cpu, in regs);
    }

    private static void DoKernelCpFault(Cpu cpu) => Work(cpu);

    private static bool TryFixupEnqcmdGp(Cpu cpu) => NoFixup(cpu);

    private static bool FixupUmipException(Cpu cpu) => NoFixup(cpu);

    private static bool FixupIoplException(Cpu cpu) => NoFixup(cpu);

    private static bool HandleUserSplitLock(Cpu cpu) => NoFixup(cpu);

    private static void HandleVm86Fault(Cpu cpu) => Work(cpu);

    private static void GpUserForceSigSegv(Cpu cpu)
    {
        Work(cpu);
        cpu.ThreadFlags |= ThreadFlags.SigPending;
    }

    private static bool GpTryFixupAndNotify(Cpu cpu)
    {
        Work(cpu);
        return cpu.HasFixup;
    }

    private static void GetKernelGpAddress(Cpu cpu) => Work(cpu);

    private static void DieAddr(Cpu cpu) => Work(cpu);

    private static bool NoFixup(Cpu cpu, [CallerMemberName] string step = "")
    {
        Work(cpu, step);
        return false;
    }
}
