using EntryModel.ContextTracking;

namespace EntryModel.Running;

/// <summary>One way into the kernel and out again: what the CPU is like before, and what happens to it.</summary>
internal sealed record Scenario(string Name, string Description, Action<Cpu> Context, Action<Cpu> Event)
{
    /// <summary>It shows a defect that a kernel had: something is violated, or must be.</summary>
    public bool IsBroken { get; init; }

    private static readonly IReadOnlyList<Scenario> Common =
    [
        new("syscall", "do_syscall_64() with ptrace, seccomp, audit and exit work",
            InUser + WithSyscallWork, cpu => EntrySyscall64(cpu, 39)),
        new("syscall-untracked", "do_syscall_64() on a CPU without context tracking",
            InUser + Untracked, cpu => EntrySyscall64(cpu, 39)),
        new("syscall-32", "do_fast_syscall_32(): the entry is split around a user access",
            InUser, cpu => EntrySyscallCompat(cpu, 20)),
        new("syscall-32-fault", "the same, and the access faults",
            InUser + (cpu => cpu.UserAccessFaults = true), cpu => EntrySyscallCompat(cpu, 20)),

        new("irq-user", "common_interrupt() from user mode",
            InUser + WithResched, cpu => AsmCommonInterrupt(cpu, userMode: true)),
        new("irq-kernel", "common_interrupt() from the kernel, preempts it",
            InKernel + WithResched, cpu => AsmCommonInterrupt(cpu, userMode: false)),
        new("irq-softirq", "common_interrupt() from the kernel, with softirqs",
            InKernel + WithSoftirq, cpu => AsmCommonInterrupt(cpu, userMode: false)),
        new("irq-idle", "do_idle(): common_interrupt() ends the halt",
            InIdle + WithIrq, DoIdle),

        new("nmi-user", "exc_nmi() from user mode",
            InUser, cpu => AsmExcNmi(cpu, userMode: true)),
        new("nmi-kernel", "exc_nmi() from the kernel",
            InKernel, cpu => AsmExcNmi(cpu, userMode: false)),
        new("nmi-irqs-off", "exc_nmi() where interrupts are disabled, a bus error",
            InIrqsOff + WithBusError, cpu => AsmExcNmi(cpu, userMode: false)),
        new("nmi-nested", "exc_nmi() during exc_nmi(): latched, then handled",
            InKernel + WithNestedNmi, cpu => AsmExcNmi(cpu, userMode: false)),
        new("nmi-offline", "exc_nmi() on an offline CPU: nothing is established",
            InIrqsOff + Offline, cpu => AsmExcNmi(cpu, userMode: false)),

        new("debug-user", "noist_exc_debug(): #DB in user mode, single step",
            InUser + WithStep, cpu => AsmExcDebug(cpu, userMode: true)),
        new("debug-kernel", "exc_debug(): #DB in the kernel, a watchpoint",
            InKernel + WithWatchpoint, cpu => AsmExcDebug(cpu, userMode: false)),
        new("debug-nested", "noist_exc_debug(): its handler hits a watchpoint",
            InUser + WithStep + (cpu => cpu.Pending = PendingEvents.NestedDebug), cpu => AsmExcDebug(cpu, userMode: true)),

        new("rseq", "an interrupt in a restartable sequence: the exit to user mode restarts it by its descriptor",
            InUser + InRseq(Rseq.RseqAbi.Descriptor), cpu => AsmCommonInterrupt(cpu, userMode: true)),
        new("rseq-2015", "the same with the table of the first proposal",
            InUser + InRseq(Rseq.RseqAbi.LookupTable), cpu => AsmCommonInterrupt(cpu, userMode: true)),
        new("rseq-2016", "the same with the register of the second",
            InUser + InRseq(Rseq.RseqAbi.Register), cpu => AsmCommonInterrupt(cpu, userMode: true)),

        new("ct-on-stack", "an exception between the fifth and the sixth step to user mode, where context tracking is on the stack",
            InUser + (cpu => cpu.Config.CtUserOffstack = false), ExceptionOnTheWayToUser),
    ];

    internal static readonly IReadOnlyList<Scenario> All =
        [.. Common.Concat(IdleScenarios.All).Concat(GuestScenarios.All).Concat(XenScenarios.All).Concat(FredScenarios.All).Concat(X86Scenarios.All)];

    /// <summary>The scenario of that name, or all of them.</summary>
    internal static IReadOnlyList<Scenario> Named(string name) => name == "all" ? All : [.. All.Where(scenario => scenario.Name == name)];

    internal static Action<Cpu> InUser => cpu => Become(cpu, CtState.User);

    internal static Action<Cpu> InKernel => _ => { };

    internal static Action<Cpu> InIdle => cpu => cpu.IsIdleTask = true;

    internal static Action<Cpu> InIrqsOff => LocalIrqDisable;

    /// <summary>RCU watches such a CPU even in user mode; its context is never anything but the kernel's.</summary>
    internal static Action<Cpu> Untracked => cpu =>
    {
        Become(cpu, CtState.Kernel);
        cpu.CtEnabled = false;
        cpu.CtActive = false;
    };

    internal static Action<Cpu> WithSyscallWork => cpu =>
    {
        cpu.SyscallWork = SyscallWork.Trace | SyscallWork.Seccomp | SyscallWork.Tracepoint | SyscallWork.Audit;
        cpu.ThreadFlags = ThreadFlags.NeedResched | ThreadFlags.SigPending | ThreadFlags.NotifyResume;
    };

    internal static Action<Cpu> WithResched => cpu => cpu.ThreadFlags |= ThreadFlags.NeedResched;

    private static Action<Cpu> WithSoftirq => cpu => cpu.SoftirqPending = true;

    internal static Action<Cpu> WithIrq => cpu => cpu.Pending = PendingEvents.Interrupt;

    private static Action<Cpu> WithNestedNmi => cpu => cpu.Pending = PendingEvents.NestedNmi;

    private static Action<Cpu> WithBusError => cpu => cpu.NmiReason = NmiReason.SystemError;

    internal static Action<Cpu> Offline => cpu =>
    {
        cpu.IsOffline = true;
        cpu.MicrocodeUpdates = true;
    };

    internal static Action<Cpu> WithStep => cpu => cpu.Dr6 = Dr6.Step;

    internal static Action<Cpu> WithWatchpoint => cpu =>
    {
        cpu.Dr6 = Dr6.Trap0;
        cpu.Dr7 = 0x401;
        cpu.DebuggerStops = true;
    };

    /// <summary>
    /// To user mode it is six steps: work, interrupts off, the tracer, lockdep's first step, context tracking, lockdep's second. An exception between the last two
    /// finds RCU off and the context "user": exception_enter() keeps that on the stack of the exception, and exception_exit() puts it back.
    /// </summary>
    private static void ExceptionOnTheWayToUser(Cpu cpu)
    {
        var regs = new PtRegs { UserMode = true, IrqsEnabled = true };
        cpu.IrqsEnabled = false;
        EnterFromUserMode(cpu, in regs);
        ExitToUserModePrepare(cpu);
        TraceHardirqs.TraceHardirqsOnPrepare(cpu);
        LockdepHardirqsOnPrepare(cpu);
        UserEnterIrqoff(cpu);

        var previous = ExceptionEnter(cpu);
        KmsanUnpoisonEntryRegs(cpu);
        ExceptionExit(cpu, previous);

        LockdepHardirqsOn(cpu);
        cpu.IrqsEnabled = true;
    }

    private static Action<Cpu> InRseq(Rseq.RseqAbi abi) => cpu =>
    {
        cpu.Config.RseqAbi = abi;
        cpu.HasRseq = true;
        cpu.InRseqSection = true;
        cpu.ThreadFlags |= ThreadFlags.NotifyResume;
    };

    private static void Become(Cpu cpu, CtState state)
    {
        var inKernel = state == CtState.Kernel;
        cpu.CtState = state;
        cpu.RcuWatching = inKernel;
        cpu.CtNesting = inKernel ? 1 : 0;
        cpu.CtNmiNesting = inKernel ? CtKernel.NestingIrqNonIdle : 0;
    }
}
