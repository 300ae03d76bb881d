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
            var text = comment.ToString();
            if (!Mention().IsMatch(text))
            {
                continue;
            }

            var line = comment.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            var match = Grammar().Match(text);
            Assert.True(match.Success, $"{tree.FilePath}({line}): '{text}' names a rule, but is no expectation. Write '// NOINSTR101' or '// NOINSTR101: part of the message'.");
            expected.AddRange(match.Groups["one"].Captures.Select(one => Parse(one.Value, line)));
        }

        return expected;
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
        var parts = comment["// ".Length..].Split(": ", 2);
        return new ExpectedFinding(parts[0], line, parts is [_, var fragment] ? fragment : "");
    }

    [GeneratedRegex(@"NOINSTR\d")]
    private static partial Regex Mention();

    [GeneratedRegex(@"^(?<one>// NOINSTR\d{3}(: .+?)?)( (?<one>// NOINSTR\d{3}(: .+?)?))*$")]
    private static partial Regex Grammar();
}
