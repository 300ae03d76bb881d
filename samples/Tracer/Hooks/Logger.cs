using System;
using NoInstr;

namespace Tracer.Hooks;

/// <summary>Writes what the hook saw. It is instrumented as any other code: it may be called only where that comes to an end.</summary>
internal static class Logger
{
    private static int s_depth;

    internal static int Events { get; private set; }

    [Requires(TracerState.Entered)]
    internal static void Write(TracedThread thread, Function function, string direction)
    {
        Probe.Enter(thread, Function.LoggerWrite);
        Events++;
        s_depth -= direction == "<" ? 1 : 0;
        Console.WriteLine($"{new string(' ', 2 * s_depth)}{direction} {function}");
        s_depth += direction == ">" ? 1 : 0;
        Probe.Leave(thread, Function.LoggerWrite);
    }
}
