using System;
using Tracer.Hooks;

namespace Tracer.Mistakes;

/// <summary>A hook for debugging the tracer, which would trace itself.</summary>
internal static unsafe class UntrustedHook
{
    internal static void Attach() => Probe.Attach(&Print, &Hook.OnLeave); // NOINSTR302: 'UntrustedHook.Print'

    private static void Print(TracedThread thread, Function function) => Console.WriteLine(function);
}
