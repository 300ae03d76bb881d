namespace EntryModel.X86;

/// <summary>arch/x86/entry/syscall_32.c: the system calls of 32-bit programs.</summary>
internal static class Syscall32
{
    /// <summary>
    /// From int80_emulation. INT 0x80 from the kernel, or one that a device has sent, is an attack or a bug: the kernel stops, and nobody closes
    /// the region or needs the token any more.
    /// </summary>
    [Kernel("do_int80_emulation", "arch/x86/entry/syscall_32.c")]
    [NoInstr, EntryPoint(IrqState.Disabled)]
    internal static void DoInt80Emulation(Cpu cpu, in PtRegs regs)
    {
        if (!regs.UserMode)
        {
            IrqentryEnter(cpu, in regs);
            InstrumentationScope.Begin();
            Panic(cpu);
        }

        EnterFromUserMode(cpu, in regs);

        InstrumentationScope.Begin();
        AddRandomKstackOffset(cpu);
        if (Int80IsExternal(cpu))
            Panic(cpu);

        var nr = Syscall32Enter(in regs);
        LocalIrqEnable(cpu);
        nr = SyscallEnterFromUserModeWork(cpu, in regs, nr);
        DoSyscall32IrqsOn(cpu, nr);
        InstrumentationScope.End();

        SyscallExitToUserMode(cpu, in regs);
    }

    /// <summary>INT 0x80 of a 32-bit kernel.</summary>
    [Kernel("do_int80_syscall_32", "arch/x86/entry/syscall_32.c")]
    [NoInstr, EntryPoint(IrqState.Disabled)]
    internal static void DoInt80Syscall32(Cpu cpu, in PtRegs regs)
    {
        var nr = Syscall32Enter(in regs);
        AddRandomKstackOffset(cpu);
        nr = SyscallEnterFromUserMode(cpu, in regs, nr);

        InstrumentationScope.Begin();
        DoSyscall32IrqsOn(cpu, nr);
        InstrumentationScope.End();

        SyscallExitToUserMode(cpu, in regs);
    }

    /// <summary>From entry_SYSENTER_compat.</summary>
    [Kernel("do_SYSENTER_32", "arch/x86/entry/syscall_32.c")]
    [NoInstr, EntryPoint(IrqState.Disabled)]
    internal static bool DoSysenter32(Cpu cpu, in PtRegs regs) => DoFastSyscall32(cpu, in regs);

    /// <summary>From entry_SYSCALL_compat.</summary>
    [Kernel("do_fast_syscall_32", "arch/x86/entry/syscall_32.c")]
    [NoInstr, EntryPoint(IrqState.Disabled)]
    internal static bool DoFastSyscall32(Cpu cpu, in PtRegs regs)
    {
        if (!DoFastSyscall32Core(cpu, in regs))
            return false;

        if (cpu.Config.XenPv)
            return false;

        return regs.Cx == regs.Ip;
    }

    /// <summary>
    /// The sixth argument is on the user stack, so the entry is split around the access; when
    /// that faults there was no system call, and the way out is that of an interrupt.
    /// </summary>
    [Kernel("__do_fast_syscall_32", "arch/x86/entry/syscall_32.c")]
    [NoInstr, Requires(IrqState.Disabled)]
    private static bool DoFastSyscall32Core(Cpu cpu, in PtRegs regs)
    {
        var nr = Syscall32Enter(in regs);
        AddRandomKstackOffset(cpu);
        SyscallEnterFromUserModePrepare(cpu, in regs);

        InstrumentationScope.Begin();
        var isThere = !cpu.Config.Is32Bit ? GetUserCore(cpu) : GetUser(cpu);
        if (!isThere)
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
    [Kernel("do_syscall_32_irqs_on", "arch/x86/entry/syscall_32.c")]
    [AlwaysInline]
    internal static void DoSyscall32IrqsOn(Cpu cpu, int nr)
    {
        if ((uint)nr < NrSyscalls)
        {
            nr = ArrayIndexNospec(nr, NrSyscalls);
            Ia32SysCall(cpu, nr);
        }
        else if (nr != -1)
        {
            Ia32SysNiSyscall(cpu);
        }
    }

    /// <summary>The task is in a system call of a 32-bit program (TS_COMPAT).</summary>
    [Kernel("syscall_32_enter", "arch/x86/entry/syscall_32.c")]
    [AlwaysInline]
    internal static int Syscall32Enter(in PtRegs regs) => regs.OrigAx;

    /// <summary>
    /// Whether the vector is in service, which is so when a device has sent it; on Xen there is no APIC to ask. Belongs inside a region of its
    /// caller.
    /// </summary>
    [Kernel("int80_is_external", "arch/x86/entry/syscall_32.c")]
    [AlwaysInline]
    private static bool Int80IsExternal(Cpu cpu)
    {
        if (cpu.Config.XenPv)
            return false;

        ApicRead(cpu);
        return cpu.IsInt80InService;
    }

    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Forbids(IrqState.Disabled)]
    private static void Ia32SysCall(Cpu cpu, int nr) => Work(cpu);

    [Kernel("__ia32_sys_ni_syscall")]
    private static void Ia32SysNiSyscall(Cpu cpu) => Work(cpu);

    /// <summary>False when the access faults. A 32-bit pointer cannot leave the user half of a 64-bit address space: nothing to check.</summary>
    [Kernel("__get_user")]
    private static bool GetUserCore(Cpu cpu)
    {
        Work(cpu);
        return !cpu.UserAccessFaults;
    }

    private static bool GetUser(Cpu cpu)
    {
        Work(cpu);
        return !cpu.UserAccessFaults;
    }
}
