using EntryModel.ContextTracking;

namespace EntryModel.Arm64;

/// <summary>One way into the kernel and out again: what the CPU is like before, and what happens to it.</summary>
internal sealed record Scenario(string Name, Action<Cpu> Context, Action<Cpu> Event)
{
    /// <summary>What was violated, and whether the CPU was left as it was found.</summary>
    public IEnumerable<string> Run()
    {
        var cpu = Arm64Cpu();
        Context(cpu);
        var before = (Snapshot.Of(cpu), cpu.Masked);
        var panicked = false;
        try
        {
            Event(cpu);
        }
        catch (KernelPanicException)
        {
            panicked = true;
        }

        var violations = cpu.Violations.All.Select(violation => $"{violation.What} in {violation.Where}").Distinct();
        return before == (Snapshot.Of(cpu), cpu.Masked) || panicked ? violations : violations.Append("the CPU is not left as it was found");
    }

    private static Cpu Arm64Cpu()
    {
        var cpu = new Cpu();
        cpu.Config.GenericEntry = false;
        cpu.Config.PreemptDynamicCall = false;
        cpu.Config.PreemptDynamicKey = true;
        cpu.Config.IrqExitOnIrqStack = false;
        return cpu;
    }
}

internal static class Scenarios
{
    private static readonly Action<Cpu> InKernel = _ => { };
    private static readonly Action<Cpu> InUser = cpu => (cpu.CtState, cpu.RcuWatching, cpu.CtNesting, cpu.CtNmiNesting) = (CtState.User, false, 0, 0);
    private static readonly Action<Cpu> InIdle = cpu => cpu.IsIdleTask = true;
    private static readonly Action<Cpu> IrqsOff = cpu =>
    {
        LocalIrqDisable(cpu);
        cpu.Masked = Daif.ProcessContextNoIrq;
    };

    /// <summary>Where RCU does not watch and nobody believes anything but that interrupts are enabled: the idle task waits.</summary>
    private static readonly Action<Cpu> InWfi = InIdle + (cpu =>
    {
        LocalIrqDisable(cpu);
        cpu.Masked = Daif.ProcessContextNoIrq;
        TraceHardirqsOnPrepare(cpu);
        LockdepHardirqsOnPrepare(cpu);
        CtIdleEnter(cpu);
        LockdepHardirqsOn(cpu);
    });

    private static readonly Action<Cpu> PseudoNmi = cpu => cpu.Config.PseudoNmi = true;
    private static readonly Action<Cpu> NeedsResched = cpu => cpu.ThreadFlags |= ThreadFlags.NeedResched;
    private static readonly Action<Cpu> WithSoftirq = cpu => cpu.SoftirqPending = true;

    private static readonly Action<Cpu> WithInterrupt = cpu => cpu.Pending = PendingEvents.Interrupt;

    private static readonly Action<Cpu> WithWork = cpu =>
        cpu.ThreadFlags |= ThreadFlags.NeedResched | ThreadFlags.MteAsyncFault | ThreadFlags.ForeignFpstate | ThreadFlags.NotifyResume | ThreadFlags.Uprobe;

    private static readonly Action<Cpu> WithErratum = cpu =>
    {
        cpu.Config.Erratum1463225 = true;
        cpu.IsSingleStepped = true;
    };

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("svc", InUser, cpu => El0t64Sync(cpu, ExceptionClass.Svc, 172)),
        new("svc-work", InUser + WithWork, cpu => El0t64Sync(cpu, ExceptionClass.Svc, 172)),
        new("svc-traced", InUser + (cpu => cpu.SyscallWork = SyscallWork.Trace), cpu => El0t64Sync(cpu, ExceptionClass.Svc, 172)),
        new("svc-erratum", InUser + WithErratum, cpu => El0t64Sync(cpu, ExceptionClass.Svc, 172)),
        new("svc-compat", InUser, cpu => El0t32Sync(cpu, ExceptionClass.Svc, 20)),
        .. Enum.GetValues<ExceptionClass>().Select(about => new Scenario($"el0-64-{about}", InUser, cpu => El0t64Sync(cpu, about))),
        .. Enum.GetValues<ExceptionClass>().Select(about => new Scenario($"el0-32-{about}", InUser, cpu => El0t32Sync(cpu, about))),
        .. Enum.GetValues<ExceptionClass>().Select(about => new Scenario($"el1-{about}", InKernel, cpu => El1h64Sync(cpu, about))),
        .. Enum.GetValues<ExceptionClass>().Select(about => new Scenario($"el1-irqs-off-{about}", IrqsOff, cpu => El1h64Sync(cpu, about))),
        new("el1-brk-wfi", InWfi, cpu => El1h64Sync(cpu, ExceptionClass.Brk64)),

        new("irq-user", InUser + NeedsResched, El0t64Irq),
        new("irq-user-32", InUser + WithSoftirq, El0t32Irq),
        new("fiq-user", InUser, El0t64Fiq),
        new("fiq-user-32", InUser, El0t32Fiq),
        new("irq-kernel", InKernel + NeedsResched + WithSoftirq, El1h64Irq),
        new("irq-idle", InIdle, El1h64Irq),
        new("fiq-kernel", InKernel, El1h64Fiq),
        new("pnmi-irqs-off", IrqsOff + PseudoNmi, El1h64Irq),
        new("pnmi-wfi", InWfi + PseudoNmi, El1h64Irq),

        new("error-user", InUser, El0t64Error),
        new("error-user-32", InUser, El0t32Error),
        new("error-kernel", InKernel, El1h64Error),
        new("error-irqs-off", IrqsOff, El1h64Error),
        new("error-wfi", InWfi, El1h64Error),

        new("sdei-user", InUser, cpu => SdeiAsmHandler(cpu, userMode: true)),
        new("sdei-kernel", InKernel, cpu => SdeiAsmHandler(cpu, userMode: false)),
        new("sdei-wfi", InWfi, cpu => SdeiAsmHandler(cpu, userMode: false)),

        new("idle", InIdle + WithInterrupt, IdleOnce),
        new("guest", WithInterrupt, KvmArchVcpuIoctlRun),
        new("el1t-sync", InKernel, El1t64Sync),
        new("el1t-irq", InKernel, El1t64Irq),
        new("el1t-fiq", InKernel, El1t64Fiq),
        new("el1t-error", InKernel, El1t64Error),
        new("bad-stack", InKernel, BadStack),
    ];

    public static string[] Run() => [.. All.SelectMany(scenario => scenario.Run().Select(violation => $"{scenario.Name}: {violation}"))];

    /// <summary>A pending interrupt ends the wait, and is taken when it is unmasked again.</summary>
    private static void IdleOnce(Cpu cpu)
    {
        LocalIrqDisable(cpu);
        DefaultIdleCall(cpu);
        DeliverPendingInterrupt(cpu);
    }
}
