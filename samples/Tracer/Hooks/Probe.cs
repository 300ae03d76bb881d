using NoInstr;

namespace Tracer.Hooks;

/// <summary>What an instrumented function calls first and last. Off, it is a comparison; on, it goes through a slot that takes noinstr hooks only.</summary>
internal static unsafe class Probe
{
    [NoInstr]
    private static delegate*<TracedThread, Function, void> s_onEnter;

    [NoInstr]
    private static delegate*<TracedThread, Function, void> s_onLeave;

    internal static void Attach(
        [NoInstr] delegate*<TracedThread, Function, void> onEnter, [NoInstr] delegate*<TracedThread, Function, void> onLeave)
    {
        s_onEnter = onEnter;
        s_onLeave = onLeave;
    }

    internal static void Detach()
    {
        s_onEnter = null;
        s_onLeave = null;
    }

    internal static void Enter(TracedThread thread, Function function)
    {
        if (s_onEnter != null)
        {
            s_onEnter(thread, function);
        }
    }

    internal static void Leave(TracedThread thread, Function function)
    {
        if (s_onLeave != null)
        {
            s_onLeave(thread, function);
        }
    }
}
