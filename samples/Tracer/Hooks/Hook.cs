using NoInstr;

namespace Tracer.Hooks;

/// <summary>What every probe calls while tracing is on. It comes from anywhere, the logger not excepted.</summary>
internal static class Hook
{
    [NoInstr, EntryPoint(AnyContext = true)]
    internal static void OnEnter(TracedThread thread, Function function) => Record(thread, function, ">");

    [NoInstr, EntryPoint(AnyContext = true)]
    internal static void OnLeave(TracedThread thread, Function function) => Record(thread, function, "<");

    [NoInstr]
    private static void Record(TracedThread thread, Function function, string direction)
    {
        if (thread.IsEntered())
        {
            thread.CountCut();
            return;
        }

        thread.Enter();
        try
        {
            using var scope = InstrumentationScope.Open();
            Logger.Write(thread, function, direction);
        }
        finally
        {
            thread.Leave();
        }
    }
}
