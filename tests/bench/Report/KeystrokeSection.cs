using NoInstr.Bench.Code;
using NoInstr.Bench.Editor;
using static NoInstr.Bench.Report.Target;

namespace NoInstr.Bench.Report;

/// <summary>The only times of the page.</summary>
internal static class KeystrokeSection
{
    private const double Limit = 50;

    public static string Text(IReadOnlyList<Keystrokes> keystrokes) => $"""
        A project of {Keystrokes.Files:N0} files ({Keystrokes.Files * GeneratedCode.MethodsPerFile:N0} methods, 2 % of them noinstr), analysed once; then somebody types in one file, and an editor asks
        for the diagnostics of that file: milliseconds on the machine of the run, the median and what 95 of 100 stay below.
        The compiler's own part is a new compilation after each keystroke and its errors and warnings in that file.

        {Table.Of(["a keystroke", "compiler alone", "p95", "with NoInstr", "p95", "target"], keystrokes.Select(row => new[]
        {
            row.Name, Number(row.Compiler.Median), Number(row.Compiler.P95), Number(row.WithOurs.Median), Number(row.WithOurs.P95),
            AtMost(Limit, row.WithOurs.P95, " ms").ToString(),
        }))}
        """;
}
