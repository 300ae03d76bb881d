using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Robustness;

/// <summary>
/// After any sequence of edits the findings are those of a compilation that was never edited. The trees of the entry model are edited in
/// place, as an editor does: what is not edited stays the same object, and whatever is remembered by it must not tell.
/// </summary>
public class EditingTests
{
    private const int Edits = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Findings_AreThoseOfAFreshCompilation(int seed)
    {
        var random = Randomness(seed);
        var edited = Sample.EntryModel.Compilation;
        for (var edit = 0; edit < Edits; edit++)
        {
            edited = Edit(edited, random, out var what);
            var fresh = edited.RemoveAllSyntaxTrees().AddSyntaxTrees(edited.SyntaxTrees.Select(tree => AnalyzerHost.Parse(tree.ToString(), tree.FilePath)));

            Assert.True(
                Lines(await AnalyzerHost.AnalyzeAsync(fresh)).SequenceEqual(Lines(await AnalyzerHost.AnalyzeAsync(edited))),
                $"Seed {seed}, after edit {edit} ({what}): the findings are not those of a fresh compilation.");
        }
    }

    /// <summary>The file that is edited, alone, as an editor asks for it.</summary>
    [Fact]
    public async Task Findings_OfTheEditedFile_AreThoseOfTheWhole()
    {
        var random = Randomness(3);
        var edited = Sample.EntryModel.Compilation;
        for (var edit = 0; edit < Edits; edit++)
        {
            edited = Edit(edited, random, out var what, out var file);
            var (alone, exceptions) = await AnalyzerHost.AnalyzeFileAsync(edited.Clone(), file);
            var whole = await AnalyzerHost.AnalyzeAsync(edited);

            Assert.Empty(exceptions);
            Assert.True(
                Lines(whole.Where(found => found.Location.SourceTree == file)).SequenceEqual(Lines(alone.Where(found => found.Location.SourceTree == file))),
                $"After edit {edit} ({what}): the file alone has other findings.");
        }
    }

    private static CSharpCompilation Edit(CSharpCompilation compilation, Random random, out string what) => Edit(compilation, random, out what, out _);

    /// <summary>A statement repeated, removed, or moved behind its neighbour; an annotation removed. The code need not compile any more.</summary>
    private static CSharpCompilation Edit(CSharpCompilation compilation, Random random, out string what, out SyntaxTree file)
    {
        var places = compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().Where(IsEditable)).ToArray();
        var place = places[Next(random, places.Length)];
        var text = place.ToFullString();
        var kind = place is AttributeListSyntax ? 0 : Next(random, 3);
        var change = kind switch
        {
            0 => new TextChange(place.FullSpan, ""),
            1 => new TextChange(new TextSpan(place.FullSpan.End, 0), text),
            _ => Moved(place, text),
        };
        var old = place.SyntaxTree;
        what = $"'{place}' in {old.FilePath}, {(kind == 0 ? "removed" : kind == 1 ? "repeated" : "moved")}";
        file = old.WithChangedText(old.GetText().WithChanges(change));
        return compilation.ReplaceSyntaxTree(old, file);
    }

    private static TextChange Moved(SyntaxNode statement, string text)
    {
        var siblings = ((BlockSyntax)statement.Parent!).Statements;
        var next = siblings.IndexOf((StatementSyntax)statement) + 1;
        return next < siblings.Count
            ? new TextChange(TextSpan.FromBounds(statement.FullSpan.Start, siblings[next].FullSpan.End), siblings[next].ToFullString() + text)
            : new TextChange(statement.FullSpan, "");
    }

    private static bool IsEditable(SyntaxNode node) => node switch
    {
        ExpressionStatementSyntax { Parent: BlockSyntax } => true,
        AttributeListSyntax { Parent: MethodDeclarationSyntax } => true,
        _ => false,
    };

    private static List<string> Lines(IEnumerable<Diagnostic> found) => [.. found.Select(Report.Line).Order(StringComparer.Ordinal)];

    [SuppressMessage("Security", "CA5394", Justification = "A fixed seed, for a reproducible sequence.")]
    private static int Next(Random random, int count) => random.Next(count);

    private static Random Randomness(int seed) => new(seed);
}
