namespace EntryModel.Generic;

/// <summary>
/// include/linux/irqflags.h: the interrupt flag, and everybody who keeps an eye on it. What local_irq_enable() tells lockdep and the tracer is
/// undone by the next local_irq_disable(): that the entry has been announced to them, which is what the states say, it leaves as it is.
/// </summary>
internal static class IrqFlags
{
    /// <summary>Whoever watches is told before it happens.</summary>
    [Kernel("local_irq_enable", "include/linux/irqflags.h")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(IrqState.Disabled)]
    internal static void LocalIrqEnable(Cpu cpu)
    {
        OwesAnnouncement(cpu);
        TraceHardirqsOn(cpu);
        RawLocalIrqEnable(cpu);
        AnnouncementStands(cpu);
    }

    /// <summary>Whoever watches is told after it has happened.</summary>
    [Kernel("local_irq_disable", "include/linux/irqflags.h")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Ensures(IrqState.Disabled)]
    internal static void LocalIrqDisable(Cpu cpu)
    {
        OwesAnnouncement(cpu);
        var flags = !RawIrqsDisabled(cpu);
        RawLocalIrqDisable(cpu);
        if (WereIrqsEnabled(flags))
        {
            BothBelieveOn(cpu);
            TraceHardirqsOff(cpu);
            AnnouncedAgain(cpu);
        }
        else
        {
            AnnouncedBefore(cpu);
        }
    }

    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Ensures(IrqState.Disabled), Establishes(Owed.IrqFlag)]
    internal static bool LocalIrqSave(Cpu cpu)
    {
        var flags = !RawIrqsDisabled(cpu);
        LocalIrqDisable(cpu);
        OwesIrqFlag(cpu);
        return flags;
    }

    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Restores(IrqState.Disabled), Revokes(Owed.IrqFlag)]
    internal static void LocalIrqRestore(Cpu cpu, bool flags)
    {
        if (WereIrqsEnabled(flags))
        {
            LocalIrqEnable(cpu);
            IrqsAreOnAgain(cpu);
        }
        else
        {
            IrqsStayOff(cpu);
        }
    }

    [Kernel("local_irq_enable_exit_to_user", "include/linux/irq-entry-common.h")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Revokes(IrqState.Disabled)]
    internal static void LocalIrqEnableExitToUser(Cpu cpu) => LocalIrqEnable(cpu);

    [Kernel("local_irq_disable_exit_to_user", "include/linux/irq-entry-common.h")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing), Ensures(IrqState.Disabled)]
    internal static void LocalIrqDisableExitToUser(Cpu cpu) => LocalIrqDisable(cpu);
}
