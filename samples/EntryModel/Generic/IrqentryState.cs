namespace EntryModel.Generic;

/// <summary>
/// What an enter hands to the matching exit (irqentry_state_t, include/linux/irq-entry-common.h). In C it is a union
/// without a tag; whoever stands between enter and exit treats it as opaque.
/// </summary>
[EntryToken]
internal struct IrqentryState
{
    /// <summary>irqentry_enter() has called ct_irq_enter(): irqentry_exit() has to undo it.</summary>
    internal bool ExitRcu;

    /// <summary>irqentry_nmi_enter() found lockdep believing that interrupts were enabled.</summary>
    internal bool Lockdep;
}
