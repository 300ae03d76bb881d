using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Analyzers.Explain;

/// <summary>
/// The one place that writes files, and only where the project names them: an analyzer has no other way to hand anything to the build than diagnostics.
/// The targets remove what an earlier build wrote and complain where nothing is written, so a failure here is never taken for an old page.
/// </summary>
internal static class ExplainFile
{
    /// <summary>The full path of the pages, without extension; the package's targets set it, and never in an editor.</summary>
    private const string Key = "build_property._NoInstrExplainPath";

    /// <summary>The targets give it this end. A path without it has been cut off on the way, and whatever is there is not ours to overwrite.</summary>
    private const string End = ".noinstr";

    public static string? PathOf(AnalyzerConfigOptions global) =>
        global.TryGetValue(Key, out var path) && path.Trim() is var trimmed && trimmed.EndsWith(End, StringComparison.Ordinal) ? trimmed : null;

    public static void Write(string path, Compilation compilation, Verifier verifier, IEnumerable<Diagnostic> reported, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        var explanation = Explain(compilation, verifier, reported, files, cancellation);
        Save(path + ".txt", TextPage.Of(explanation));
        Save(path + ".html", HtmlPage.Of(explanation));
    }

    private static Explanation Explain(Compilation compilation, Verifier verifier, IEnumerable<Diagnostic> reported, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        var ofRoots = new HashSet<(string, Location)>(verifier.Verified!.SelectMany(static root => root.Findings).Select(static finding => (finding.Rule.Id, finding.Location)));
        var boundaries = new Boundaries();
        var trees = new RootTrees(verifier, boundaries, cancellation);
        return new Explanation(
            compilation.AssemblyName ?? "",
            [
                .. verifier.Verified!
                    .OrderBy(static root => root.Body.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
                    .ThenBy(static root => root.Body.Syntax.SpanStart)
                    .Select(trees.Of),
            ],
            [
                .. reported
                    .Where(found => found.DefaultSeverity >= DiagnosticSeverity.Warning && !ofRoots.Contains((found.Id, found.Location)))
                    .OrderBy(static found => found.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                    .ThenBy(static found => found.Location.SourceSpan.Start)
                    .Select(static found => $"{Places.Of(found.Location)} {found.Id}: {found.GetMessage()}"),
            ],
            [
                new Section("Trusted base", "Believed without a look at a body: what the project declares so.", [.. TrustedBase.Of(compilation, files, cancellation).Select(static axiom => axiom.ToString())]),
                .. boundaries.Sections,
                Suppressions.Of(compilation, cancellation),
            ]);
    }

#pragma warning disable RS1035 // Asked for by the project, see above.
    private static void Save(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // The targets see that there is no page, and say so.
        }
    }
#pragma warning restore RS1035
}
