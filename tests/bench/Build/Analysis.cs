using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NoInstr.Bench.Build;

/// <summary>
/// What a run took: all of it; what the driver counted as the analyzers' own (the figure of <c>/reportanalyzer</c>), and the bytes allocated.
/// </summary>
internal sealed record Cost(TimeSpan Whole, TimeSpan Own, long Bytes)
{
    public static readonly Cost Unknown = new(TimeSpan.MaxValue, TimeSpan.MaxValue, long.MaxValue);

    /// <summary>The least of two runs of the same work: whatever disturbs a run only makes it longer.</summary>
    public Cost Least(Cost other) => new(
        Whole < other.Whole ? Whole : other.Whole, Own < other.Own ? Own : other.Own, Math.Min(Bytes, other.Bytes));
}

/// <summary>One run, of the compiler or of analyzers, over a compilation that has bound nothing yet.</summary>
internal static class Analysis
{
    /// <summary>What a build does without any analyzer: all diagnostics, and the code.</summary>
    public static Cost Compile(CSharpCompilation compilation)
    {
        var (start, before) = Start(compilation);
        var emitted = compilation.Emit(Stream.Null);
        var cost = new Cost(Stopwatch.GetElapsedTime(start), default, GC.GetTotalAllocatedBytes(precise: true) - before);
        return emitted.Success ? cost : throw new InvalidOperationException($"The code does not compile: {emitted.Diagnostics.First(found => found.Severity == DiagnosticSeverity.Error)}");
    }

    /// <summary>The diagnostics of the compiler and of the analyzers. With these two methods only does the driver say what was whose.</summary>
    public static Cost Measure(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions? options = null)
    {
        var (start, before) = Start(compilation);
        var result = Driver(compilation, analyzers, options, isLogging: true).GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        var whole = Stopwatch.GetElapsedTime(start);
        var own = TimeSpan.FromTicks(result.AnalyzerTelemetryInfo.Values.Sum(telemetry => telemetry.ExecutionTime.Ticks));
        return new Cost(whole, own, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    public static ImmutableArray<Diagnostic> Run(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions? options = null) =>
        Driver(compilation, analyzers, options, isLogging: false).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    /// <summary>Not concurrent: with concurrency the figures contain lock waits. An analyzer that crashes would be a fast one: its exception ends the run.</summary>
    private static CompilationWithAnalyzers Driver(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions? options, bool isLogging) =>
        new(compilation, analyzers, new CompilationWithAnalyzersOptions(
            options ?? new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("The analyzer crashed.", exception),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: isLogging));

    /// <summary>
    /// The garbage of the run before is not this one's. To read the references is the compiler's work, which is charged to whoever asks first for
    /// anything in them.
    /// </summary>
    private static (long Timestamp, long Bytes) Start(Compilation compilation)
    {
        _ = compilation.Assembly;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(precise: true));
    }
}
