namespace EntryModel.Machine;

/// <summary>
/// The interrupt flag, and what lockdep and the tracer are told of it between an entry and its exit. Each local_irq_enable() takes back what the entry has
/// announced, and the next local_irq_disable() announces it again; to everybody but these two the states say that the entry was announced, and that stands.
/// So each path through them claims, where it ends, which case it was. All of these are claims, but for the two that read what was found.
/// </summary>
internal static class Announcements
{
    /// <summary>Both believe that interrupts are on, as they are. That the entry was announced, which its exit takes back, stands.</summary>
    [AlwaysInline, Primitive, Forbids(EntryState.Lockdep, EntryState.Tracing, IrqState.Disabled), Ensures(EntryState.Lockdep, EntryState.Tracing), Revokes(Owed.Announcement)]
    internal static void AnnouncementStands(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(EntryState.Lockdep, EntryState.Tracing), Establishes(Owed.Announcement)]
    internal static void OwesAnnouncement(Cpu cpu)
    {
    }

    /// <summary>Of what the flag was found to be; any other value is believed, too.</summary>
    [AlwaysInline, Primitive, HoldsWhen(true, Found.IrqsOn), HoldsWhen(false, Found.IrqsOff)]
    internal static bool WereIrqsEnabled(bool flags) => flags;

    /// <summary>local_irq_enable() has told them. A tracer that is behind has not noticed yet (<see cref="Cpu.TracerIsBehind"/>), and is not told twice.</summary>
    [AlwaysInline, Primitive, Requires(Found.IrqsOn, Owed.Announcement), Revokes(EntryState.Tracing, EntryState.Lockdep)]
    internal static void BothBelieveOn(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(Found.IrqsOn, IrqState.Disabled, EntryState.Lockdep, EntryState.Tracing), Revokes(Owed.Announcement)]
    internal static void AnnouncedAgain(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(Found.IrqsOff, IrqState.Disabled, EntryState.Lockdep, EntryState.Tracing), Revokes(Owed.Announcement)]
    internal static void AnnouncedBefore(Cpu cpu)
    {
    }

    /// <summary>local_irq_save() owes it to whoever had them on.</summary>
    [AlwaysInline, Primitive, Establishes(Owed.IrqFlag)]
    internal static void OwesIrqFlag(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(Found.IrqsOn), Forbids(IrqState.Disabled), Revokes(Owed.IrqFlag)]
    internal static void IrqsAreOnAgain(Cpu cpu)
    {
    }

    [AlwaysInline, Primitive, Requires(Found.IrqsOff, IrqState.Disabled), Revokes(Owed.IrqFlag)]
    internal static void IrqsStayOff(Cpu cpu)
    {
    }

    /// <summary>The interrupted code had them on, so whoever handles its exception may. It is owed that they are off again.</summary>
    [AlwaysInline, Primitive, Requires(Found.IrqsOn), Establishes(Owed.IrqFlag)]
    internal static void IrqsMayBeOn(Cpu cpu)
    {
    }

    /// <summary>They are off, but whoever comes after may not rely on it.</summary>
    [AlwaysInline, Primitive, Requires(Found.IrqsOff), Revokes(IrqState.Disabled), Establishes(Owed.IrqFlag)]
    internal static void IrqsGoOnOff(Cpu cpu)
    {
    }

    /// <summary>They are on, and whoever turns them on once more begins as if they were off.</summary>
    [AlwaysInline, Primitive, Requires(Found.IrqsOn, Owed.IrqFlag), Ensures(IrqState.Disabled)]
    internal static void IrqsGoOnAgain(Cpu cpu)
    {
    }

    /// <summary>They were off all along.</summary>
    [AlwaysInline, Primitive, Requires(Found.IrqsOff), Ensures(IrqState.Disabled), Revokes(Owed.IrqFlag)]
    internal static void IrqsWentOnOff(Cpu cpu)
    {
    }

    /// <summary>They were turned off again.</summary>
    [AlwaysInline, Primitive, Requires(IrqState.Disabled), Revokes(Owed.IrqFlag)]
    internal static void IrqsAreOffAgain(Cpu cpu)
    {
    }
}
