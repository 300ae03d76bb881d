namespace EntryModel.Arm64;

/// <summary>arch/arm64/kernel/syscall.c: all of it is instrumentable, and runs with interrupts enabled.</summary>
internal static class Syscall
{
    /// <summary>NR_syscalls</summary>
    private const int NrSyscalls = 463;

    [Kernel("do_el0_svc", "arch/arm64/kernel/syscall.c")]
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoEl0Svc(Cpu cpu, in PtRegs regs) => El0SvcCommon(cpu, regs.OrigAx);

    [Kernel("do_el0_svc_compat", "arch/arm64/kernel/syscall.c")]
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    internal static void DoEl0SvcCompat(Cpu cpu, in PtRegs regs) => El0SvcCommon(cpu, regs.OrigAx);

    /// <summary>An asynchronous tag fault is delivered first: the call is restarted behind the signal.</summary>
    [Kernel("el0_svc_common", "arch/arm64/kernel/syscall.c")]
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled)]
    private static void El0SvcCommon(Cpu cpu, int number)
    {
        var flags = ReadThreadFlags(cpu);

        if ((flags & ThreadFlags.MteAsyncFault) != 0)
        {
            SyscallSetReturnValue(cpu);
            return;
        }

        var hasWork = cpu.SyscallWork != 0;
        if (hasWork)
        {
            number = SyscallTraceEnter(cpu, number);
            if (number == -1)
                goto TraceExit;
        }

        InvokeSyscall(cpu, number);

        if (!hasWork && !cpu.HasRseq)
        {
            _ = ReadThreadFlags(cpu);
            if (cpu.SyscallWork == 0 && !cpu.IsSingleStepped)
                return;
        }

    TraceExit:
        SyscallTraceExit(cpu);
    }

    [Kernel("invoke_syscall", "arch/arm64/kernel/syscall.c")]
    private static void InvokeSyscall(Cpu cpu, int number)
    {
        AddRandomKstackOffset(cpu);

        if (number < NrSyscalls)
        {
            ArrayIndexNospec(cpu);
            InvokeSyscallCore(cpu);
        }
        else
        {
            DoNiSyscall(cpu);
        }

        SyscallSetReturnValue(cpu);
        ChooseRandomKstackOffset(cpu);
    }

    [Kernel("__invoke_syscall", "arch/arm64/kernel/syscall.c")]
    private static void InvokeSyscallCore(Cpu cpu) => SyscallFn(cpu);

    private static void SyscallFn(Cpu cpu) => Work(cpu);

    private static void DoNiSyscall(Cpu cpu) => Work(cpu);

    private static void SyscallSetReturnValue(Cpu cpu) => Work(cpu);

    private static int SyscallTraceEnter(Cpu cpu, int number)
    {
        Work(cpu);
        return (cpu.SyscallWork & SyscallWork.Emu) != 0 ? -1 : number;
    }

    private static void SyscallTraceExit(Cpu cpu) => Work(cpu);

    [AlwaysInline]
    private static void AddRandomKstackOffset(Cpu cpu) => Step(cpu);

    [AlwaysInline]
    private static void ArrayIndexNospec(Cpu cpu) => Step(cpu);

    [Kernel("choose_random_kstack_offset")]
    private static void ChooseRandomKstackOffset(Cpu cpu) => Work(cpu);
}
