using NoInstr;
using Tracer.Hooks;

namespace Tracer.Mistakes;

/// <summary>Opens the scope around everything, the check included: what is instrumentable there calls the hook before anything cuts it.</summary>
internal static class OpensFirst
{
    [NoInstr, EntryPoint(AnyContext = true)]
    internal static void OnEnter(TracedThread thread, Function function)
    {
        using (InstrumentationScope.Open()) // NOINSTR401: 'TracerState.Entered'
        {
            if (thread.IsEntered())
            {
                return;
            }

            thread.Enter();
            Logger.Write(thread, function, ">");
        }

        thread.Leave();
    }
}
