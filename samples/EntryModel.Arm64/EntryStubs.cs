namespace EntryModel.Arm64;

/// <summary>
/// arch/arm64/kernel/entry.S: the vectors. What the hardware does on an exception and on ERET, and the call of the C function in between.
/// </summary>
[NoInstr]
internal static class EntryStubs
{
    internal static void El1h64Sync(Cpu cpu, ExceptionClass about)
    {
        cpu.Esr = about;
        var regs = Gate(cpu, userMode: false);
        El1h64SyncHandler(cpu, ref regs);
        Eret(cpu, in regs);
    }

    internal static void El1h64Irq(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: false);
        El1h64IrqHandler(cpu, ref regs);
        Eret(cpu, in regs);
    }

    internal static void El1h64Fiq(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: false);
        El1h64FiqHandler(cpu, ref regs);
        Eret(cpu, in regs);
    }

    internal static void El1h64Error(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: false);
        El1h64ErrorHandler(cpu, ref regs);
        Eret(cpu, in regs);
    }

    internal static void El1t64Sync(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: false);
        El1t64SyncHandler(cpu, ref regs);
        Eret(cpu, in regs);
    }

    internal static void El1t64Irq(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: false);
        El1t64IrqHandler(cpu, ref regs);
        Eret(cpu, in regs);
    }

    internal static void El1t64Fiq(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: false);
        El1t64FiqHandler(cpu, ref regs);
        Eret(cpu, in regs);
    }

    internal static void El1t64Error(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: false);
        El1t64ErrorHandler(cpu, ref regs);
        Eret(cpu, in regs);
    }

    internal static void El0t64Sync(Cpu cpu, ExceptionClass about, int number = -1)
    {
        cpu.Esr = about;
        var regs = Gate(cpu, userMode: true, number);
        El0t64SyncHandler(cpu, ref regs);
        RetToUser(cpu, in regs);
    }

    internal static void El0t64Irq(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: true);
        El0t64IrqHandler(cpu, ref regs);
        RetToUser(cpu, in regs);
    }

    internal static void El0t64Fiq(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: true);
        El0t64FiqHandler(cpu, ref regs);
        RetToUser(cpu, in regs);
    }

    internal static void El0t64Error(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: true);
        El0t64ErrorHandler(cpu, ref regs);
        RetToUser(cpu, in regs);
    }

    internal static void El0t32Sync(Cpu cpu, ExceptionClass about, int number = -1)
    {
        cpu.Esr = about;
        var regs = Gate(cpu, userMode: true, number);
        El0t32SyncHandler(cpu, ref regs);
        RetToUser(cpu, in regs);
    }

    internal static void El0t32Irq(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: true);
        El0t32IrqHandler(cpu, ref regs);
        RetToUser(cpu, in regs);
    }

    internal static void El0t32Fiq(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: true);
        El0t32FiqHandler(cpu, ref regs);
        RetToUser(cpu, in regs);
    }

    internal static void El0t32Error(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: true);
        El0t32ErrorHandler(cpu, ref regs);
        RetToUser(cpu, in regs);
    }

    /// <summary>__bad_stack</summary>
    internal static void BadStack(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: false);
        HandleBadStack(cpu, ref regs);
    }

    /// <summary>__sdei_asm_handler: the firmware calls it as if it were an exception.</summary>
    internal static void SdeiAsmHandler(Cpu cpu, bool userMode)
    {
        var regs = Gate(cpu, userMode);
        SdeiHandler(cpu, ref regs);
        Eret(cpu, in regs);
    }

    /// <summary>ret_from_fork: a new user task leaves the kernel without ever having entered it.</summary>
    internal static void RetFromFork(Cpu cpu)
    {
        var regs = new PtRegs { UserMode = true, IrqsEnabled = true, LockdepAtGate = true };
        AsmExitToUserMode(cpu);
        RetToUser(cpu, in regs);
    }

    /// <summary>call_on_irq_stack. Assembly, but no noinstr: may be called from where everything is established only.</summary>
    [Instrumentable]
    internal static void CallOnIrqStack<THandler>(Cpu cpu)
        where THandler : IArchHandler
    {
        cpu.HardirqStackInuse = true;
        THandler.Handle(cpu);
        cpu.HardirqStackInuse = false;
    }

    /// <summary>arch/arm64/kernel/irq.c: on the interrupt stack, where irq_exit_rcu() does not run.</summary>
    [Instrumentable]
    internal static void DoSoftirqOwnStack(Cpu cpu)
    {
        cpu.HardirqStackInuse = true;
        DoSoftirq(cpu);
        cpu.HardirqStackInuse = false;
    }

    /// <summary>A device interrupt that waits is taken as soon as interrupts are unmasked.</summary>
    internal static void DeliverPendingInterrupt(Cpu cpu)
    {
        if (!cpu.IrqsEnabled || (cpu.Pending & PendingEvents.Interrupt) == 0)
            return;

        cpu.Pending &= ~PendingEvents.Interrupt;
        El1h64Irq(cpu);
    }

    /// <summary>And so is a single step of the kernel.</summary>
    internal static void DeliverPendingStep(Cpu cpu)
    {
        if (cpu.StepsKernel && (cpu.Masked & Daif.Debug) == 0)
            El1h64Sync(cpu, ExceptionClass.SoftStep);
    }

    /// <summary>The hardware masks everything that can be masked, whatever the exception is.</summary>
    private static PtRegs Gate(Cpu cpu, bool userMode, int number = -1)
    {
        var regs = new PtRegs
        {
            UserMode = userMode,
            IrqsEnabled = cpu.IrqsEnabled,
            Masked = cpu.Masked,
            OrigAx = number,
            Ip = 0x1000,
            LockdepAtGate = cpu.HardirqsEnabled,
            TracerOffAtGate = cpu.TracingIrqCpu,
        };
        cpu.Masked = Daif.All;
        cpu.IrqsEnabled = false;
        return regs;
    }

    /// <summary>ret_to_user</summary>
    private static void RetToUser(Cpu cpu, [Consumes] in PtRegs regs)
    {
        Warn.On(cpu, !regs.UserMode, Violation.NotFromUserMode);
        Eret(cpu, in regs);
    }

    private static void Eret(Cpu cpu, [Consumes] in PtRegs regs)
    {
        Warn.On(cpu, cpu.IrqsEnabled, Violation.IrqsEnabled);
        Warn.On(cpu, cpu.HardirqsEnabled != regs.LockdepAtGate, Violation.LockdepChangedAcrossReturn);
        Warn.On(cpu, cpu.TracingIrqCpu != regs.TracerOffAtGate, Violation.TracerChangedAcrossReturn);
        Step(cpu);
        cpu.Masked = regs.Masked;
        cpu.IrqsEnabled = regs.IrqsEnabled;
    }
}
