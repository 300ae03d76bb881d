namespace EntryModel.X86;

/// <summary>
/// arch/x86/entry/entry_64.S, entry_64_compat.S: what the hardware does at a gate and at an IRET, and the call of
/// the C function in between.
/// </summary>
[NoInstr]
internal static partial class EntryStubs
{
    /// <summary>entry_SYSCALL_64</summary>
    internal static void EntrySyscall64(Cpu cpu, int nr)
    {
        var regs = Gate(cpu, userMode: true, nr);
        DoSyscall64(cpu, in regs, nr);
        Return(cpu, in regs);
    }

    /// <summary>entry_SYSCALL_compat</summary>
    internal static void EntrySyscallCompat(Cpu cpu, int nr)
    {
        var regs = Gate(cpu, userMode: true, nr);
        DoFastSyscall32(cpu, in regs);
        Return(cpu, in regs);
    }

    /// <summary>entry_SYSENTER_compat</summary>
    internal static void EntrySysenterCompat(Cpu cpu, int nr)
    {
        var regs = Gate(cpu, userMode: true, nr);
        DoSysenter32(cpu, in regs);
        Return(cpu, in regs);
    }

    /// <summary>int80_emulation</summary>
    internal static void Int80Emulation(Cpu cpu, int nr, bool userMode = true)
    {
        var regs = Gate(cpu, userMode, nr);
        DoInt80Emulation(cpu, in regs);
        Return(cpu, in regs);
    }

    /// <summary>entry_INT80_32 of a 32-bit kernel.</summary>
    internal static void EntryInt8032(Cpu cpu, int nr)
    {
        var regs = Gate(cpu, userMode: true, nr);
        DoInt80Syscall32(cpu, in regs);
        Return(cpu, in regs);
    }

    /// <summary>
    /// ret_from_fork_asm: the child's way to user mode. The CPU comes to it from the parent's system call, by way of the scheduler, which leaves
    /// interrupts disabled.
    /// </summary>
    [Instrumentable]
    internal static void RetFromForkAsm(Cpu cpu, bool isKernelThread)
    {
        var regs = Gate(cpu, userMode: true);
        SyscallEnterFromUserModePrepare(cpu, in regs);
        LocalIrqDisable(cpu);
        RetFromFork(cpu, in regs, isKernelThread);
        Return(cpu, in regs);
    }

    /// <summary>asm_common_interrupt</summary>
    internal static void AsmCommonInterrupt(Cpu cpu, bool userMode)
    {
        var regs = Gate(cpu, userMode);
        CommonInterrupt(cpu, in regs);
        Return(cpu, in regs);
    }

    /// <summary>asm_exc_nmi</summary>
    internal static void AsmExcNmi(Cpu cpu, bool userMode)
    {
        var regs = NmiGate(cpu, userMode);
        ExcNmi(cpu, in regs);
        Return(cpu, in regs);
    }

    /// <summary>The interrupt window of a halted or a host CPU: whatever the devices raised is taken now.</summary>
    internal static void DeliverPendingInterrupt(Cpu cpu)
    {
        if (!cpu.IrqsEnabled || !cpu.GlobalInterruptFlag || (cpu.Pending & PendingEvents.Interrupt) == 0)
            return;

        cpu.Pending &= ~PendingEvents.Interrupt;
        if (cpu.Config.Fred)
            AsmFredEntrypointKernel(cpu, FredEvent.ExtInt, Vector.Device);
        else
            AsmCommonInterrupt(cpu, userMode: false);
    }

    /// <summary>An NMI within an NMI: the handler of the first has raised an exception, the IRET of which lets NMIs in again.</summary>
    internal static void DeliverNestedNmi(Cpu cpu)
    {
        if ((cpu.Pending & PendingEvents.NestedNmi) == 0)
            return;

        cpu.Pending &= ~PendingEvents.NestedNmi;
        AsmExcNmi(cpu, userMode: false);
    }

    /// <summary>The handler itself runs into a watchpoint: only that of user mode can, for that of the kernel switches them off.</summary>
    internal static void DeliverNestedDebug(Cpu cpu)
    {
        if ((cpu.Pending & PendingEvents.NestedDebug) == 0)
            return;

        cpu.Pending &= ~PendingEvents.NestedDebug;
        cpu.Dr6 = Dr6.Trap0;
        AsmExcDebug(cpu, userMode: false);
    }

    /// <summary>An interrupt gate, or SYSCALL with its flag mask: saves the interrupted context, disables interrupts.</summary>
    private static PtRegs Gate(Cpu cpu, bool userMode, int nr = -1)
    {
        var regs = new PtRegs
        {
            UserMode = userMode,
            IrqsEnabled = cpu.IrqsEnabled,
            V8086Mode = userMode && cpu.InV8086Mode,
            OrigAx = nr,
            Ip = 0x1000,
            Cx = 0x1000,
            LockdepAtGate = cpu.HardirqsEnabled,
            TracerOffAtGate = cpu.TracingIrqCpu,
            TracerWasUnsettled = cpu.TracingIrqCpu == cpu.HardirqsEnabled,
            TracerWasBehind = cpu.TracerIsBehind,
        };
        cpu.IrqsEnabled = false;
        return regs;
    }

    /// <summary>No other NMI until an IRET, be it that of an exception which the handler has raised.</summary>
    private static PtRegs NmiGate(Cpu cpu, bool userMode)
    {
        var regs = Gate(cpu, userMode);
        cpu.NmisBlocked = true;
        return regs;
    }

    private static void CheckTracer(Cpu cpu, in PtRegs regs)
    {
        var changed = cpu.TracingIrqCpu != regs.TracerOffAtGate;
        cpu.TracerIsBehind |= cpu.TracingIrqCpu && (changed ? regs.TracerWasUnsettled : regs.TracerWasBehind);
        Warn.On(cpu, changed && !cpu.TracerIsBehind && !regs.TracerWasBehind, Violation.TracerChangedAcrossReturn);
    }

    /// <summary>
    /// IRET. The interrupted context must find what it left: an entry path that forgets to tell lockdep shows here,
    /// even where its noinstr regions are in perfect order.
    /// </summary>
    private static void Return(Cpu cpu, [Consumes] in PtRegs regs)
    {
        Warn.On(cpu, cpu.IrqsEnabled, Violation.IrqsEnabled);
        Warn.On(cpu, cpu.HardirqsEnabled != regs.LockdepAtGate, Violation.LockdepChangedAcrossReturn);
        CheckTracer(cpu, in regs);
        Step(cpu);
        cpu.NmisBlocked = false;
        cpu.IrqsEnabled = regs.IrqsEnabled;
    }
}
