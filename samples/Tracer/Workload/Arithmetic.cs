using Tracer.Hooks;

namespace Tracer.Workload;

/// <summary>Something to trace. The probes are written by hand; a compiler or a rewriter would insert them.</summary>
internal static class Arithmetic
{
    internal static int Run(TracedThread thread)
    {
        Probe.Enter(thread, Function.Run);
        var result = Sum(thread, 3);
        Probe.Leave(thread, Function.Run);
        return result;
    }

    private static int Sum(TracedThread thread, int numbers)
    {
        Probe.Enter(thread, Function.Sum);
        var sum = 0;
        for (var number = 0; number <= numbers; number++)
        {
            sum += Fibonacci(thread, number);
        }

        Probe.Leave(thread, Function.Sum);
        return sum;
    }

    private static int Fibonacci(TracedThread thread, int number)
    {
        Probe.Enter(thread, Function.Fibonacci);
        var result = number < 2 ? number : Fibonacci(thread, number - 1) + Fibonacci(thread, number - 2);
        Probe.Leave(thread, Function.Fibonacci);
        return result;
    }
}
