namespace EntryModel.X86;

/// <summary>arch/x86/entry/syscall_64.c, syscall_32.c</summary>
internal static class Syscall
{
    private const int NrSyscalls = 468;
    private const int X32Bit = 0x40000000;

    /// <summary>do_syscall_64(), from entry_SYSCALL_64. True: return with SYSRET; false: with IRET.</summary>
    [EntryPoint(IrqState.Disabled)]
    [NoInstr, MethodImpl(NoInlining)]
    internal static bool DoSyscall64(Cpu cpu, in PtRegs regs, int nr)
    {
        Trace.Enter(cpu, Step.DoSyscall64);
        AddRandomKstackOffset(cpu);
        nr = SyscallEnterFromUserMode(cpu, in regs, nr);

        InstrumentationBegin(cpu);
        if (!DoSyscallX64(cpu, nr) && !DoSyscallX32(cpu, nr) && nr != -1)
            X64SysNiSyscall(cpu);
        InstrumentationEnd(cpu);

        SyscallExitToUserMode(cpu, in regs);
        Trace.Leave(cpu);

        // In user state by now as far as anybody knows: registers and constants are all that may be looked at.
        if (cpu.Config.XenPv)
            return false;

        return regs.Cx == regs.Ip;
    }

    /// <summary>do_fast_syscall_32(), from entry_SYSCALL_compat.</summary>
    [EntryPoint(IrqState.Disabled)]
    [NoInstr, MethodImpl(NoInlining)]
    internal static bool DoFastSyscall32(Cpu cpu, in PtRegs regs)
    {
        Trace.Enter(cpu, Step.DoFastSyscall32);
        var sysret = DoFastSyscall32Core(cpu, in regs);
        Trace.Leave(cpu);

        if (!sysret || cpu.Config.XenPv)
            return false;

        return regs.Cx == regs.Ip;
    }

    /// <summary>
    /// __do_fast_syscall_32(): the sixth argument is on the user stack, so the entry is split around the access; when
    /// that faults there was no system call, and the way out is that of an interrupt.
    /// </summary>
    [NoInstr, MethodImpl(NoInlining)]
    private static bool DoFastSyscall32Core(Cpu cpu, in PtRegs regs)
    {
        Trace.Enter(cpu, Step.DoFastSyscall32Core);
        var nr = Syscall32Enter(in regs);
        AddRandomKstackOffset(cpu);
        SyscallEnterFromUserModePrepare(cpu, in regs);

        InstrumentationBegin(cpu);
        if (!GetUser(cpu))
        {
            LocalIrqDisable(cpu);
            InstrumentationEnd(cpu);
            IrqentryExitToUserMode(cpu);
            Trace.Leave(cpu);
            return false;
        }

        nr = SyscallEnterFromUserModeWork(cpu, in regs, nr);
        DoSyscall32IrqsOn(cpu, nr);
        InstrumentationEnd(cpu);

        SyscallExitToUserMode(cpu, in regs);
        Trace.Leave(cpu);
        return true;
    }

    /// <summary>do_syscall_x64(). Calls instrumentable code: belongs inside a region of its caller.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static bool DoSyscallX64(Cpu cpu, int nr)
    {
        if ((uint)nr >= NrSyscalls)
            return false;

        ArrayIndexNospec(nr);
        Work(cpu, Step.X64SysCall);
        return true;
    }

    /// <summary>do_syscall_x32(). Calls instrumentable code: belongs inside a region of its caller.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static bool DoSyscallX32(Cpu cpu, int nr)
    {
        if ((uint)(nr - X32Bit) >= NrSyscalls)
            return false;

        ArrayIndexNospec(nr);
        Work(cpu, Step.X32SysCall);
        return true;
    }

    /// <summary>do_syscall_32_irqs_on(). Calls instrumentable code: belongs inside a region of its caller.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static void DoSyscall32IrqsOn(Cpu cpu, int nr)
    {
        if ((uint)nr < NrSyscalls)
        {
            ArrayIndexNospec(nr);
            Work(cpu, Step.Ia32SysCall);
        }
        else if (nr != -1)
        {
            Work(cpu, Step.Ia32SysNiSyscall);
        }
    }

    /// <summary>array_index_nospec(): no speculation past the end of the table.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static void ArrayIndexNospec(int nr) => _ = (uint)nr % NrSyscalls;

    /// <summary>syscall_32_enter()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static int Syscall32Enter(in PtRegs regs) => regs.OrigAx;

    /// <summary>__x64_sys_ni_syscall()</summary>
    private static void X64SysNiSyscall(Cpu cpu) => Work(cpu, Step.X64SysNiSyscall);

    /// <summary>get_user(): false when the access faults.</summary>
    private static bool GetUser(Cpu cpu)
    {
        Work(cpu, Step.GetUser);
        return !cpu.UserAccessFaults;
    }
}
