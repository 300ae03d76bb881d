using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Samples;

/// <summary>
/// What a comment expects of its line: <c>// NOINSTR101</c>, with a part of the message <c>// NOINSTR101: TraceSysEnter</c>, and several
/// on one line <c>// NOINSTR203 // NOINSTR101: on some path</c>. Every finding has a comment, and every comment a finding.
/// </summary>
internal sealed partial record ExpectedFinding(string Id, int Line, string Fragment)
{
    public static IReadOnlyList<ExpectedFinding> ReadAll(SyntaxTree tree)
    {
        var expected = new List<ExpectedFinding>();
        foreach (var comment in tree.GetRoot().DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)))
        {
            expected.AddRange(Read(tree.FilePath, comment.GetLocation().GetLineSpan().StartLinePosition.Line + 1, comment.ToString()));
        }

        return expected;
    }

    /// <summary>In a file that is no source a comment begins with <c>#</c>: <c># NOINSTR901: names nothing</c>.</summary>
    public static IReadOnlyList<ExpectedFinding> ReadAll(string path, string text) =>
    [
        .. text.Split('\n').SelectMany((line, index) => line.IndexOf("# ", StringComparison.Ordinal) is >= 0 and var start ? Read(path, index + 1, line[start..]) : []),
    ];

    private static IEnumerable<ExpectedFinding> Read(string path, int line, string comment)
    {
        if (!Mention().IsMatch(comment))
        {
            return [];
        }

        var match = Grammar().Match(comment);
        Assert.True(match.Success, $"{path}({line}): '{comment}' names a rule, but is no expectation. Write '// NOINSTR101' or '// NOINSTR101: part of the message'.");
        return match.Groups["one"].Captures.Select(one => Parse(one.Value, line));
    }

    /// <summary>Null when each finding has its comment and each comment its finding; else what is wrong.</summary>
    public static string? Compare(IEnumerable<ExpectedFinding> expected, IEnumerable<Diagnostic> actual)
    {
        var unexpected = actual.ToList();
        var missing = new List<ExpectedFinding>();
        foreach (var comment in expected.OrderByDescending(comment => comment.Fragment.Length))
        {
            var found = unexpected.FindIndex(comment.Matches);
            if (found < 0)
            {
                missing.Add(comment);
            }
            else
            {
                unexpected.RemoveAt(found);
            }
        }

        return missing.Count + unexpected.Count == 0 ? null : $"""
            Commented, but not reported:
            {Report.Lines(missing.Select(comment => $"line {comment.Line}: {comment.Id} {comment.Fragment}"))}
            Reported, but without a comment:
            {Report.Lines(unexpected.Select(Report.Line))}
            """;
    }

    private bool Matches(Diagnostic diagnostic) =>
        diagnostic.Id == Id
        && diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1 == Line
        && DiagnosticResult.MessageOf(diagnostic).Contains(Fragment, StringComparison.Ordinal);

    private static ExpectedFinding Parse(string comment, int line)
    {
        var parts = comment.Split(' ', 2)[1].Split(": ", 2);
        return new ExpectedFinding(parts[0], line, parts is [_, var fragment] ? fragment : "");
    }

    [GeneratedRegex(@"NOINSTR\d")]
    private static partial Regex Mention();

    [GeneratedRegex(@"^(?<one>(//|#) NOINSTR\d{3}(: .+?)?)( (?<one>(//|#) NOINSTR\d{3}(: .+?)?))*$")]
    private static partial Regex Grammar();
}
