namespace EntryModel.X86;

/// <summary>arch/x86/entry/syscall_64.c, syscall_32.c</summary>
internal static class Syscall
{
    private const int NrSyscalls = 468;
    private const int X32Bit = 0x40000000;

    /// <summary>From entry_SYSCALL_64. True: return with SYSRET; false: with IRET.</summary>
    [Kernel("do_syscall_64", "arch/x86/entry/syscall_64.c")]
    [EntryPoint(IrqState.Disabled)]
    [NoInstr]
    internal static bool DoSyscall64(Cpu cpu, in PtRegs regs, int nr)
    {
        AddRandomKstackOffset(cpu);
        nr = SyscallEnterFromUserMode(cpu, in regs, nr);

        InstrumentationScope.Begin();
        if (!DoSyscallX64(cpu, nr) && !DoSyscallX32(cpu, nr) && nr != -1)
            X64SysNiSyscall(cpu);
        InstrumentationScope.End();

        SyscallExitToUserMode(cpu, in regs);

        // In user state by now as far as anybody knows: registers and constants are all that may be looked at.
        if (cpu.Config.XenPv)
            return false;

        return regs.Cx == regs.Ip;
    }

    /// <summary>From entry_SYSCALL_compat.</summary>
    [Kernel("do_fast_syscall_32", "arch/x86/entry/syscall_32.c")]
    [EntryPoint(IrqState.Disabled)]
    [NoInstr]
    internal static bool DoFastSyscall32(Cpu cpu, in PtRegs regs)
    {
        var sysret = DoFastSyscall32Core(cpu, in regs);

        if (!sysret || cpu.Config.XenPv)
            return false;

        return regs.Cx == regs.Ip;
    }

    /// <summary>
    /// The sixth argument is on the user stack, so the entry is split around the access; when
    /// that faults there was no system call, and the way out is that of an interrupt.
    /// </summary>
    [Kernel("__do_fast_syscall_32", "arch/x86/entry/syscall_32.c")]
    [NoInstr]
    private static bool DoFastSyscall32Core(Cpu cpu, in PtRegs regs)
    {
        var nr = Syscall32Enter(in regs);
        AddRandomKstackOffset(cpu);
        SyscallEnterFromUserModePrepare(cpu, in regs);

        InstrumentationScope.Begin();
        if (!GetUser(cpu))
        {
            LocalIrqDisable(cpu);
            InstrumentationScope.End();
            IrqentryExitToUserMode(cpu);
            return false;
        }

        nr = SyscallEnterFromUserModeWork(cpu, in regs, nr);
        DoSyscall32IrqsOn(cpu, nr);
        InstrumentationScope.End();

        SyscallExitToUserMode(cpu, in regs);
        return true;
    }

    /// <summary>Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("do_syscall_x64", "arch/x86/entry/syscall_64.c")]
    [AlwaysInline]
    private static bool DoSyscallX64(Cpu cpu, int nr)
    {
        if ((uint)nr >= NrSyscalls)
            return false;

        ArrayIndexNospec(nr);
        X64SysCall(cpu);
        return true;
    }

    /// <summary>Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("do_syscall_x32", "arch/x86/entry/syscall_64.c")]
    [AlwaysInline]
    private static bool DoSyscallX32(Cpu cpu, int nr)
    {
        if ((uint)(nr - X32Bit) >= NrSyscalls)
            return false;

        ArrayIndexNospec(nr);
        X32SysCall(cpu);
        return true;
    }

    /// <summary>Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("do_syscall_32_irqs_on", "arch/x86/entry/syscall_32.c")]
    [AlwaysInline]
    private static void DoSyscall32IrqsOn(Cpu cpu, int nr)
    {
        if ((uint)nr < NrSyscalls)
        {
            ArrayIndexNospec(nr);
            Ia32SysCall(cpu);
        }
        else if (nr != -1)
        {
            Ia32SysNiSyscall(cpu);
        }
    }

    /// <summary>No speculation past the end of the table.</summary>
    [Kernel("array_index_nospec")]
    [AlwaysInline]
    private static void ArrayIndexNospec(int nr) => _ = (uint)nr % NrSyscalls;

    [Kernel("syscall_32_enter", "arch/x86/entry/syscall_32.c")]
    [AlwaysInline]
    private static int Syscall32Enter(in PtRegs regs) => regs.OrigAx;

    [Kernel("__x64_sys_ni_syscall")]
    private static void X64SysNiSyscall(Cpu cpu) => Work(cpu);

    /// <summary>False when the access faults.</summary>
    [Kernel("get_user")]
    private static bool GetUser(Cpu cpu)
    {
        Work(cpu);
        return !cpu.UserAccessFaults;
    }
}
