using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Analyzers;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.EntryModel.Arm64;

/// <summary>What the code fixes make of the native files, once the functions that need a hand have got it.</summary>
internal static class Arm64Repair
{
    /// <summary>
    /// A call in an always-inline body is found in the callers, and a scope there would be far too wide: it would open before RCU watches. So the bodies
    /// are looked at as roots of their own while the fixes work.
    /// </summary>
    private const string AsRoot = "[/* inline */ NoInstr";
    private const string Inline = "[AlwaysInline";

    /// <summary>The texts of the native project's own files, by path.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> RunAsync(IReadOnlyDictionary<string, string> sources)
    {
        var runs = new AnalyzerRuns([new NoInstrAnalyzer()]);
        using var workspace = new AdhocWorkspace();
        var project = Arm64Project.Native.InWorkspace(workspace, runs);
        var own = project.Documents.Where(document => sources.ContainsKey(document.FilePath!)).ToDictionary(document => document.Id, document => document.FilePath!);
        var solution = own.Aggregate(project.Solution, (changed, file) => changed.WithDocumentText(file.Key, SourceText.From(sources[file.Value].Replace(Inline, AsRoot, StringComparison.Ordinal))));

        var fix = new OfferedFixes(runs, new RegionFix(), index: 0, RegionFix.WrapBeginEnd);
        while (await fix.FirstAsync(solution) is not null)
        {
            solution = await FixAll.RunAsync(fix, solution, FixAllScope.Project, iterations: 1);
        }

        var repaired = new Dictionary<string, string>();
        foreach (var (id, path) in own)
        {
            repaired.Add(path, (await solution.GetDocument(id)!.GetTextAsync()).ToString().Replace(AsRoot, Inline, StringComparison.Ordinal));
        }

        return repaired;
    }

    /// <summary>The file with the named functions as another file has them. Functions that only the other file has come behind the ones they are behind there.</summary>
    public static string WithFunctionsOf(string text, string other, IReadOnlyCollection<string> names)
    {
        var theirs = FunctionsOf(other);
        foreach (var function in theirs.Where(function => names.Contains(function.Identifier.ValueText)))
        {
            var ours = FunctionsOf(text);
            var old = ours.SingleOrDefault(method => method.Identifier.ValueText == function.Identifier.ValueText);
            var before = theirs[theirs.IndexOf(function) - 1].Identifier.ValueText;
            text = old is not null
                ? text[..old.FullSpan.Start] + function.ToFullString() + text[old.FullSpan.End..]
                : text.Insert(ours.Single(method => method.Identifier.ValueText == before).FullSpan.End, function.ToFullString());
        }

        return text;
    }

    private static List<MethodDeclarationSyntax> FunctionsOf(string text) => [.. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()];
}
