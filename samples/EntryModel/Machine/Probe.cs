namespace EntryModel.Machine;

/// <summary>Whoever watches the CPU from outside: the trace, and the explorer, which interrupts it.</summary>
internal interface IObserver
{
    /// <param name="step">The function that is about to act.</param>
    void OnStep(Cpu cpu, string step, StepKind kind);
}

/// <summary>What may happen at a step, apart from interrupts: only settled code may touch memory that is not there.</summary>
internal enum StepKind
{
    /// <summary>Noinstr code, which may run anywhere.</summary>
    NoInstr,

    /// <summary>Instrumentable code that a transition calls while it is under way.</summary>
    Hook,

    /// <summary>Any other instrumentable code.</summary>
    Work,
}

/// <summary>The points between two instructions, where the CPU can be watched and interrupted.</summary>
internal static class Probe
{
    /// <summary>Comes before each change of the state, and stands for the body of each function that has none here.</summary>
    [NoInstr(Unchecked = true, Justification = "What is called back is no kernel code: it is the hardware, or the reader of the trace.")]
    internal static void Step(Cpu cpu, [CallerMemberName] string step = "") => cpu.Observer?.OnStep(cpu, step, StepKind.NoInstr);

    /// <summary>
    /// Stands for the body of an instrumentable function that the transitions call while they are under way: RCU
    /// watches and lockdep is right, but the tracer's view may be one step behind the interrupt flag, or ahead of it.
    /// </summary>
    internal static void Hook(Cpu cpu, [CallerMemberName] string step = "")
    {
        CheckHook(cpu, step);
        cpu.Observer?.OnStep(cpu, step, StepKind.Hook);
    }

    /// <summary>Stands for the body of any other instrumentable function: here everything is established.</summary>
    internal static void Work(Cpu cpu, [CallerMemberName] string step = "")
    {
        CheckHook(cpu, step);
        Warn.On(cpu, cpu.TracingIrqCpu == cpu.IrqsEnabled && !cpu.TracerIsBehind, Violation.TracerDiffersFromHardware, step);
        cpu.Observer?.OnStep(cpu, step, StepKind.Work);
    }

    private static void CheckHook(Cpu cpu, string step)
    {
        Warn.On(cpu, !cpu.RcuWatching, Violation.InstrumentableWithoutRcu, step);
        Warn.On(cpu, cpu.HardirqsEnabled != cpu.IrqsEnabled && cpu.LockdepRecursion == 0, Violation.LockdepDiffersFromHardware, step);
    }
}
