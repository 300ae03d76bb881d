using NoInstr.Oracle.Comparison;
using Xunit.Abstractions;

namespace NoInstr.Oracle.Snippets;

/// <summary>Every construct of the language that calls something, alone, in Debug and Release.</summary>
public class SnippetTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Names
    {
        get
        {
            var names = new TheoryData<string, string>();
            foreach (var (family, snippets) in SnippetTable.Families)
            {
                foreach (var snippet in snippets)
                {
                    names.Add(family, snippet.Name);
                }
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Events_AreTheCallsOfTheIL(string family, string name) =>
        SnippetTable.ResultOf(SnippetTable.Families[family].Single(snippet => snippet.Name == name)).RequireNone();

    [Theory]
    [MemberData(nameof(Names))]
    public void Snippet_CallsSomething(string family, string name) =>
        Assert.NotEqual(0, SnippetTable.ResultOf(SnippetTable.Families[family].Single(snippet => snippet.Name == name)).Calls);

    [Fact]
    public void Total()
    {
        var total = SnippetTable.Total();
        output.WriteLine(total.Figures);
        DifferenceFiles.Write("snippets", total);
        total.RequireNone();
    }
}
