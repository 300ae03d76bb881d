namespace EntryModel.Generic;

/// <summary>include/linux/irqflags.h: the interrupt flag, and everybody who keeps an eye on it.</summary>
internal static class IrqFlags
{
    /// <summary>local_irq_enable(): whoever watches is told before it happens.</summary>
    internal static void LocalIrqEnable(Cpu cpu)
    {
        Trace.Enter(cpu, Step.LocalIrqEnable);
        TraceHardirqsOn(cpu);
        RawLocalIrqEnable(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>local_irq_disable(): whoever watches is told after it has happened.</summary>
    internal static void LocalIrqDisable(Cpu cpu)
    {
        Trace.Enter(cpu, Step.LocalIrqDisable);
        var wasDisabled = RawIrqsDisabled(cpu);
        RawLocalIrqDisable(cpu);
        if (!wasDisabled)
            TraceHardirqsOff(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>local_irq_enable_exit_to_user()</summary>
    internal static void LocalIrqEnableExitToUser(Cpu cpu) => LocalIrqEnable(cpu);

    /// <summary>local_irq_disable_exit_to_user()</summary>
    internal static void LocalIrqDisableExitToUser(Cpu cpu) => LocalIrqDisable(cpu);
}
