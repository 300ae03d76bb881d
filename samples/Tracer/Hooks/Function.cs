namespace Tracer.Hooks;

/// <summary>What is instrumented. A compiler that inserts probes numbers them so.</summary>
internal enum Function
{
    Run,
    Fibonacci,
    Sum,
    LoggerWrite,
}
