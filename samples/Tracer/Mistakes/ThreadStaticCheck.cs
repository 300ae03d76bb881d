using System;
using NoInstr;
using Tracer.Hooks;

namespace Tracer.Mistakes;

/// <summary>Keeps the flag where it need not be handed on. The runtime allocates it at the first use on each thread, which is in the hook.</summary>
internal static class ThreadStaticCheck
{
    [ThreadStatic]
    private static bool t_entered;

    [NoInstr, HoldsWhen(true, TracerState.Entered, Exact = true)]
    internal static bool IsEntered() => t_entered; // NOINSTR103: 't_entered'

    [NoInstr, Primitive, Establishes(TracerState.Entered)]
    internal static void Enter() => t_entered = true; // NOINSTR103: 't_entered'
}
