namespace BareMetal.Interrupts;

/// <summary>What the processor saved when it was interrupted.</summary>
internal struct InterruptFrame
{
    public nuint ProgramCounter;
    public nuint StackPointer;
}
