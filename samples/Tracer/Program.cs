using System;
using Tracer.Hooks;
using Tracer.Workload;

var thread = new TracedThread();
Console.WriteLine($"Not traced: the result is {Arithmetic.Run(thread)}.");
Trace(thread);
Console.WriteLine($"{Logger.Events} events. Writing them called the hook {thread.Cut} times, and each time was cut.");
return thread.Cut == 2 * Logger.Events ? 0 : 1;

static unsafe void Trace(TracedThread thread)
{
    Probe.Attach(&Hook.OnEnter, &Hook.OnLeave);
    var result = Arithmetic.Run(thread);
    Probe.Detach();
    Console.WriteLine($"Traced: the result is {result}.");
}
