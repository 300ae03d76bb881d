namespace NoInstr;

/// <summary>The interrupt flag of the processor.</summary>
public enum IrqState
{
    /// <summary>
    /// Interrupts are disabled: <c>local_irq_disable()</c> establishes it, <c>local_irq_enable()</c> tears it down.
    /// </summary>
    Disabled,
}
