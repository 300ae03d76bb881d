namespace EntryModel.X86;

/// <summary>arch/x86/kernel/traps.c: the exceptions of the floating-point unit.</summary>
internal static class TrapsFpu
{
    [Kernel("exc_device_not_available", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcDeviceNotAvailable(Cpu cpu, in PtRegs regs) => DefineIdtentry<DeviceNotAvailable>(cpu, in regs);

    [Kernel("exc_coprocessor_error", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcCoprocessorError(Cpu cpu, in PtRegs regs) => DefineIdtentry<CoprocessorError>(cpu, in regs);

    [Kernel("exc_simd_coprocessor_error", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcSimdCoprocessorError(Cpu cpu, in PtRegs regs) => DefineIdtentry<SimdCoprocessorError>(cpu, in regs);

    internal readonly struct DeviceNotAvailable : IIdtentry
    {
        [Kernel("__exc_device_not_available", "arch/x86/kernel/traps.c")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs)
        {
            var cr0 = ReadCr0(cpu);
            if (HandleXfdEvent(cpu, in regs))
                return;

            if (cpu.Config.MathEmulation)
            {
                CondLocalIrqEnable(cpu, in regs);
                MathEmulate(cpu);
                CondLocalIrqDisable(cpu, in regs);
                return;
            }

            if (Warn.On(cpu, (cr0 & Cr0.TaskSwitched) != 0, Violation.TaskSwitchedSet))
                WriteCr0(cpu, cr0 & ~Cr0.TaskSwitched);
            else
                Die(cpu);
        }
    }

    internal readonly struct CoprocessorError : IIdtentry
    {
        [Kernel("__exc_coprocessor_error", "arch/x86/kernel/traps.c")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs) => MathError(cpu, in regs);
    }

    internal readonly struct SimdCoprocessorError : IIdtentry
    {
        [Kernel("__exc_simd_coprocessor_error", "arch/x86/kernel/traps.c")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs)
        {
            if (cpu.Config.InvdBug)
            {
                TrapsProtection.GeneralProtection.Body(cpu, in regs, errorCode: 0);
                return;
            }

            MathError(cpu, in regs);
        }
    }

    [Kernel("math_error", "arch/x86/kernel/traps.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    private static void MathError(Cpu cpu, in PtRegs regs)
    {
        CondLocalIrqEnable(cpu, in regs);

        if (!UserMode(in regs))
        {
            if (!FixupException(cpu) && !NotifyDie(cpu))
                Die(cpu);
        }
        else
        {
            FpuSyncFpstate(cpu);
            FpuExceptionCode(cpu);
            if (!FixupVdsoException(cpu))
                ForceSigFault(cpu);
        }

        CondLocalIrqDisable(cpu, in regs);
    }

    /// <summary>The first use of a state that is big and rare: it is enabled for the task, or the task is not allowed to use it.</summary>
    [Kernel("handle_xfd_event", "arch/x86/kernel/traps.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    private static bool HandleXfdEvent(Cpu cpu, in PtRegs regs)
    {
        if (!IsXfdFault(cpu))
            return false;

        Rdmsrl(cpu);
        Wrmsrl(cpu);
        cpu.XfdFaults = false;
        if (Warn.On(cpu, !UserMode(in regs), Violation.NotFromUserMode))
            return false;

        LocalIrqEnable(cpu);
        switch (XfdEnableFeature(cpu))
        {
            case XfdResult.NotPermitted:
                ForceSigFault(cpu);
                break;
            case XfdResult.NoMemory:
                ForceSig(cpu);
                break;
        }

        LocalIrqDisable(cpu);
        return true;
    }

    /// <summary>MSR_IA32_XFD_ERR</summary>
    [AlwaysInline, Primitive, HoldsWhen(true, Trap.Xfd)]
    private static bool IsXfdFault(Cpu cpu) => cpu.XfdFaults;

    private static void MathEmulate(Cpu cpu) => Work(cpu);

    private static void FpuSyncFpstate(Cpu cpu) => Work(cpu);

    [Kernel("fpu__exception_code")]
    private static void FpuExceptionCode(Cpu cpu) => Work(cpu);

    [Requires(Trap.Xfd)]
    private static XfdResult XfdEnableFeature(Cpu cpu)
    {
        Work(cpu);
        return cpu.XfdResult;
    }
}
