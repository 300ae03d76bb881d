using Microsoft.CodeAnalysis;

namespace NoInstr.Tests.Verifiers;

/// <summary>Texts of failures: what was expected, what came, and what came again in a form to paste into the test.</summary>
internal static class Report
{
    public static string Line(Diagnostic diagnostic)
        => $"{Place(diagnostic.Location)}: {diagnostic.Severity} {diagnostic.Id} \"{DiagnosticResult.MessageOf(diagnostic)}\"";

    public static string Lines(IEnumerable<string> lines)
        => lines.DefaultIfEmpty("(none)").Aggregate("", (all, line) => $"{all}    {line}\n").TrimEnd('\n');

    /// <summary>Fails unless expected and actual diagnostics can be paired off.</summary>
    public static void RequireSame(
        string what, IEnumerable<DiagnosticResult> expected, IReadOnlyList<Diagnostic> actual, IEnumerable<MarkedText> files)
    {
        var unexpected = actual.ToList();
        var missing = new List<DiagnosticResult>();

        // "Any rule" last, or it would take the diagnostic that an expectation with an id is waiting for.
        foreach (var result in expected.OrderBy(result => result.Id == DiagnosticResult.AnyId))
        {
            var found = unexpected.FindIndex(result.Matches);
            if (found >= 0)
            {
                unexpected.RemoveAt(found);
            }
            else
            {
                missing.Add(result);
            }
        }

        if (missing.Count + unexpected.Count > 0)
        {
            Assert.Fail($"""
                {what}: expected and actual diagnostics differ.
                Expected, but not reported:
                {Lines(missing.Select(result => result.ToString()))}
                Reported, but not expected:
                {Lines(unexpected.Select(Line))}
                All that was reported:
                {Lines(actual.Select(Line))}
                To paste, as results:
                {Lines(actual.Select(Result))}
                To paste, as markup:
                {string.Join("\n", files.Select(file => Markup(file, actual)))}
                """);
        }
    }

    private static string Place(Location location)
        => location == Location.None ? "no location" : ExpectedLocation.Print(location.GetLineSpan().Path, location.GetLineSpan().Span);

    private static string Result(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        var (start, end) = (place.StartLinePosition, place.EndLinePosition);
        var path = place.Path == SourceFileList.FirstFile ? "" : $"\"{place.Path}\", ";
        var span = diagnostic.Location == Location.None
            ? ""
            : $".WithSpan({path}{start.Line + 1}, {start.Character + 1}, {end.Line + 1}, {end.Character + 1})";
        var message = DiagnosticResult.MessageOf(diagnostic).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"Verify.Diagnostic(\"{diagnostic.Id}\"){span}.WithMessage(\"{message}\"),";
    }

    private static string Markup(MarkedText file, IEnumerable<Diagnostic> actual)
    {
        var here = actual.Where(diagnostic => diagnostic.Location.GetLineSpan().Path == file.Path).ToList();
        var text = file.Text.ToString();
        var inserts = here.Select(found => (At: found.Location.SourceSpan.Start, Closing: false, Text: $"{{|{found.Id}:"))
            .Concat(here.Select(found => (At: found.Location.SourceSpan.End, Closing: true, Text: "|}")))
            .OrderByDescending(insert => insert.At).ThenBy(insert => insert.Closing);
        foreach (var insert in inserts)
        {
            text = text.Insert(insert.At, insert.Text);
        }

        return $"--- {file.Path}\n{text}";
    }
}
