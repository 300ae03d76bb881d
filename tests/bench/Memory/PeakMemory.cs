using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using NoInstr.Bench.Code;
using NoInstr.Bench.Subjects;

namespace NoInstr.Bench.Memory;

/// <summary>
/// The most memory that a compilation needs, with an analyzer and with one that does nothing. A process never gives its peak back, so each
/// compilation has a process of its own: this program, with an option that its usage does not show.
/// </summary>
internal static class PeakMemory
{
    public const string Option = "--compile";

    private const string Ours = "NoInstr";
    private const string Without = "idle";
    private const string Walk = "walk";

    /// <summary>How many times the memory a compilation takes that has NoInstr, or, to compare with, an analyzer that walks all operations.</summary>
    public static (double Ours, double Walk) RatiosAt(int percent, int files, int runs)
    {
        var peaks = Enumerable.Range(0, runs)
            .SelectMany(_ => new[] { Without, Ours, Walk })
            .Select(analyzer => (Analyzer: analyzer, Peak: PeakOfChild(percent, files, analyzer)))
            .ToLookup(run => run.Analyzer, run => run.Peak);
        return (Median(peaks[Ours]) / Median(peaks[Without]), Median(peaks[Walk]) / Median(peaks[Without]));
    }

    /// <summary>The child: parses, analyses and emits as a build does, with all processors, and says what the most memory was.</summary>
    public static int Compile(int percent, int files, string analyzer)
    {
        var annotations = Annotations.Of(percent);
        var compilation = GeneratedCode.Compile(annotations, GeneratedCode.Trees(annotations, files), isConcurrent: true);
        var driver = new CompilationWithAnalyzers(
            compilation,
            [analyzer switch { Ours => new NoInstrAnalyzer(), Walk => new OperationWalk(), _ => new Idle() }],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("The analyzer crashed.", exception),
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false));
        var found = driver.GetAllDiagnosticsAsync().GetAwaiter().GetResult();
        var emitted = compilation.Emit(Stream.Null);
        GC.KeepAlive(driver); // as in the compiler, where the analyzers are still there when the code is made
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{PeakOfThisProcess()} {found.Length}"));
        return emitted.Success ? 0 : 1;
    }

    private static double PeakOfChild(int percent, int files, string analyzer)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(PeakMemory).Assembly.Location);
        }

        foreach (var argument in new[] { Option, percent.ToString(CultureInfo.InvariantCulture), files.ToString(CultureInfo.InvariantCulture), analyzer })
        {
            start.ArgumentList.Add(argument);
        }

        using var child = Process.Start(start)!;
        var said = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? double.Parse(said.Split(' ')[0], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The compilation at {percent} % with {analyzer} failed: {said}");
    }

    /// <summary>Linux alone keeps the peak where the process can read it for sure: elsewhere the runtime asks the system.</summary>
    private static long PeakOfThisProcess()
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status))
        {
            return Process.GetCurrentProcess().PeakWorkingSet64;
        }

        var line = File.ReadLines(Status).Single(entry => entry.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
