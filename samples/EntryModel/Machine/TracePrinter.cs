namespace EntryModel.Machine;

/// <summary>Prints a trace after the fact. Ordinary code: may allocate, and may be traced.</summary>
internal static class TracePrinter
{
    internal const string Legend =
        """
        Each line is a step, with the state that it finds:
          I  interrupts are enabled        L  lockdep believes so    T  the tracer believes so
          R  RCU watches this CPU          H  in a hardirq           N  in an NMI
          │  noinstr region                ░  in an instrumentation scope, or in instrumentable code
        """;

    private const string Letters = "ILTRHN";

    internal static void Print(TraceBuffer trace)
    {
        for (var i = 0; i < trace.Count; i++)
        {
            ref readonly var record = ref trace.Records[i];
            var gutter = record.Instrumentable ? '░' : '│';
            var indent = new string(' ', record.Depth * 2);
            Console.WriteLine($"  {State(record.State)} {gutter} {indent}{Name(record.Step)}");
        }
    }

    private static string State(StateBits state) =>
        string.Concat(Letters.Select((letter, bit) => ((int)state >> bit & 1) != 0 ? letter : '·'));

    private static string Name(Step step) => step switch
    {
        Step.InstrumentationBegin => "BEGIN",
        Step.InstrumentationEnd => "END",
        _ => step.ToString(),
    };
}
