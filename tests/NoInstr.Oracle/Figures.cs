using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using NoInstr.Oracle.Comparison;
using NoInstr.Oracle.Corpora;
using NoInstr.Oracle.Snippets;

namespace NoInstr.Oracle;

/// <summary>The figures of a whole run as a page shows them.</summary>
internal static class Figures
{
    /// <summary>What the figures depend on, besides the snippets: the installed framework, and the compiler.</summary>
    public static string Setting { get; } =
        $"SDK {BuildFacts.SdkVersion}, runtime {Environment.Version}, Roslyn {typeof(Compilation).Assembly.GetName().Version!.ToString(3)}";

    public static string Table()
    {
        var framework = new ComparisonResult();
        foreach (var assembly in FrameworkCorpus.Assemblies)
        {
            framework.Add(FrameworkCorpus.ResultOf(assembly));
        }

        var library = CoreLibrary.Result;
        return new StringBuilder($"Made with {Setting}.\n\n")
            .Append("| code | calls in the IL | edges | missed | phantom | misplaced |\n|---|---|---|---|---|---|\n")
            .Append(Row($"{SnippetTable.Families.Values.Sum(family => family.Length)} snippets, in Debug and Release", SnippetTable.Total()))
            .Append(Row($"{FrameworkCorpus.Assemblies.Count} assemblies of the framework, decompiled", framework))
            .Append(string.Create(CultureInfo.InvariantCulture, $"\nOf the core library, {library.Functions:N0} functions in {library.Files:N0} files were read without an exception.\n"))
            .ToString();
    }

    private static string Row(string code, ComparisonResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {code} | {result.Calls:N0} | {result.Edges:N0} | {result.Count(DifferenceKind.Missed)} | {result.Count(DifferenceKind.Phantom)} | {result.Count(DifferenceKind.Misplaced)} |\n");
}
