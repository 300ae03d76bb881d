using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Tests.Verifiers;

/// <summary>What a fix leaves behind, as text.</summary>
internal static class FixedText
{
    /// <summary>
    /// The changed solution with all changed files parsed anew: a fix can build a tree whose text means something else, and what the
    /// user gets is the text.
    /// </summary>
    public static async Task<Solution> ReparseAsync(string title, Solution before, Solution after)
    {
        var isChanged = false;
        foreach (var project in after.GetChanges(before).GetProjectChanges())
        {
            foreach (var id in project.GetChangedDocuments().Concat(project.GetAddedDocuments()))
            {
                var text = (await after.GetDocument(id)!.GetTextAsync()).ToString();
                isChanged |= before.GetDocument(id) is not { } old || (await old.GetTextAsync()).ToString() != text;
                after = after.WithDocumentText(id, SourceText.From(text, Encoding.UTF8));
            }

            isChanged |= project.GetChangedAdditionalDocuments().Any() || project.GetAddedAdditionalDocuments().Any();
            isChanged |= project.GetRemovedDocuments().Any();
        }

        Assert.True(isChanged, $"The fix '{title}' changes nothing.");
        return after;
    }

    public static async Task RequireSameAsync(string what, ParsedState expected, Solution actual)
    {
        var left = new Dictionary<string, string>();
        foreach (var document in actual.Projects.SelectMany(project => project.Documents.Concat(project.AdditionalDocuments)))
        {
            left.Add(document.FilePath ?? "/0/" + document.Name, (await document.GetTextAsync()).ToString());
        }

        foreach (var file in expected.Projects.SelectMany(project => project.Sources.Concat(project.AdditionalFiles)))
        {
            Assert.True(left.Remove(file.Path, out var text), $"{what}: no file {file.Path} is left.");
            if (text != file.Text.ToString())
            {
                Assert.Fail($"""
                    {what}: {file.Path} is not as expected, from line {FirstDifference(file.Text.ToString(), text)} on.
                    --- expected
                    {file.Text}
                    --- actual
                    {text}
                    """);
            }
        }

        Assert.True(left.Count == 0, $"{what}: files nobody expects: {string.Join(", ", left.Keys)}");
    }

    private static int FirstDifference(string expected, string actual)
        => 1 + expected.Split('\n').Zip(actual.Split('\n')).TakeWhile(lines => lines.First == lines.Second).Count();
}
