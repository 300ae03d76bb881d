using NoInstr;
using Tracer.Hooks;

namespace Tracer.Mistakes;

/// <summary>Skips a function that nobody wants to see, and forgets that it has entered: the thread is never traced again.</summary>
internal static class StaysEntered
{
    [NoInstr, EntryPoint(AnyContext = true)]
    internal static void OnEnter(TracedThread thread, Function function)
    {
        if (thread.IsEntered())
        {
            return;
        }

        thread.Enter();
        if (function == Function.Sum)
        {
            return; // NOINSTR405: TracerState.Entered
        }

        using (InstrumentationScope.Open())
        {
            Logger.Write(thread, function, ">");
        }

        thread.Leave();
    }
}
