namespace EntryModel.X86;

/// <summary>arch/x86/entry/syscall_64.c</summary>
internal static class Syscall
{
    internal const int NrSyscalls = 468;
    private const int X32Bit = 0x40000000;
    private const int Getpid = 39;

    /// <summary>From entry_SYSCALL_64. True: return with SYSRET; false: with IRET.</summary>
    [Kernel("do_syscall_64", "arch/x86/entry/syscall_64.c")]
    [NoInstr, EntryPoint(IrqState.Disabled)]
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

    /// <summary>Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("do_syscall_x64", "arch/x86/entry/syscall_64.c")]
    [AlwaysInline]
    private static bool DoSyscallX64(Cpu cpu, int nr)
    {
        if ((uint)nr >= NrSyscalls)
            return false;

        nr = ArrayIndexNospec(nr, NrSyscalls);
        X64SysCall(cpu, nr);
        return true;
    }

    /// <summary>Calls instrumentable code: belongs inside a region of its caller.</summary>
    [Kernel("do_syscall_x32", "arch/x86/entry/syscall_64.c")]
    [AlwaysInline]
    private static bool DoSyscallX32(Cpu cpu, int nr)
    {
        nr -= X32Bit;
        if ((uint)nr >= NrSyscalls)
            return false;

        nr = ArrayIndexNospec(nr, NrSyscalls);
        X32SysCall(cpu, nr);
        return true;
    }

    [Kernel("x64_sys_call", "arch/x86/entry/syscall_64.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Forbids(IrqState.Disabled)]
    private static void X64SysCall(Cpu cpu, int nr)
    {
        switch (nr)
        {
            case Getpid:
                X64SysGetpid(cpu);
                break;
            default:
                X64SysNiSyscall(cpu);
                break;
        }
    }

    /// <summary>include/linux/nospec.h: no speculation past the end of a table, by arithmetic alone.</summary>
    [AlwaysInline]
    internal static int ArrayIndexNospec(int index, int size) => index & (index - size) >> 31;

    private static void X64SysGetpid(Cpu cpu) => Work(cpu);

    [Kernel("__x64_sys_ni_syscall")]
    private static void X64SysNiSyscall(Cpu cpu) => Work(cpu);

    private static void X32SysCall(Cpu cpu, int nr) => Work(cpu);
}
