using NoInstr;
using Tracer.Hooks;

namespace Tracer.Mistakes;

/// <summary>Wants to see the calls that are cut, too. The logger is instrumented: the first event never ends.</summary>
internal static class LogsFirst
{
    [NoInstr, EntryPoint(AnyContext = true)]
    internal static void OnEnter(TracedThread thread, Function function)
    {
        Logger.Write(thread, function, "?"); // NOINSTR101: 'Logger.Write' // NOINSTR401: 'Logger.Write'
        if (thread.IsEntered())
        {
            thread.CountCut();
        }
    }
}
