using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers;
using NoInstr.Analyzers.Rules;
using NoInstr.Tests.Docs;
using NoInstr.Tests.Samples;

namespace NoInstr.Tests.Rules;

/// <summary>
/// Holds together what makes a rule: catalogue entry, id, page, sample, tests, release row, presets and the table of the README.
/// With NOINSTR_UPDATE=1 in the environment the generated parts are rewritten.
/// </summary>
public partial class CatalogueTests
{
    private const string Releases = "src/Analyzers/AnalyzerReleases";

    public static TheoryData<string> Ids => [.. Catalogue.All.Select(rule => rule.Id)];

    [Fact]
    public void Rules_AreInTheOrderOfTheirIds()
    {
        var ids = Catalogue.All.Select(rule => rule.Id).ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal).Distinct(), ids);
    }

    [Fact]
    public void Rules_AreAllThatTheAnalyzerReports() => Assert.Equal(Catalogue.All, new NoInstrAnalyzer().SupportedDiagnostics);

    [Fact]
    public void EveryId_IsAConstant() =>
        Assert.Equal(
            Catalogue.All.Select(rule => rule.Id),
            typeof(RuleIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryDescriptor_IsInTheList() =>
        Assert.Equal(
            Catalogue.All.Select(rule => rule.Id),
            typeof(Catalogue).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>().Select(rule => rule.Id).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptor_IsWellFormed(string id)
    {
        var rule = Rule(id);
        var (title, message, description) = (rule.Title.ToString(), rule.MessageFormat.ToString(), rule.Description.ToString());

        Assert.Matches(IdForm(), rule.Id);
        Assert.Equal("NoInstr", rule.Category);
        Assert.True(rule.IsEnabledByDefault);
        Assert.EndsWith($"/docs/rules/{id}.md", rule.HelpLinkUri);
        Assert.Matches(TitleForm(), title);
        Assert.Matches(SentenceForm(), message);
        Assert.Matches(SentenceForm(), description);
        Assert.DoesNotContain("..", message);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_IsThere(string id)
    {
        var page = MarkdownFile.Read($"docs/rules/{id}.md");

        Assert.StartsWith($"# {id}: {Rule(id).Title}\n", page.Text);
        Repository.RequireGenerated(page.Path, page.WithPart("header", GeneratedParts.PageHeader(Rule(id), page)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Sample_ShowsTheRule(string id)
    {
        var sample = Repository.Read($"samples/Violations/{id}.cs");

        Assert.True(
            sample.Contains($"// {id}", StringComparison.Ordinal)
                || ViolationsTests.CompanionsOf(id).Any(path => Repository.Read(path).Contains($"# {id}", StringComparison.Ordinal)),
            $"Neither the sample of {id} nor a file beside it has a line that is marked with it.");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Test_MarksTheRule(string id) =>
        Assert.Contains(Repository.Files("tests/NoInstr.Tests/Rules", "*.cs"), file => Repository.Read(file).Contains($"{{|{id}:", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void ReleaseRow_IsThere(string id)
    {
        var rule = Rule(id);
        var row = Assert.Single(ReleaseRows(), row => row.StartsWith(id, StringComparison.Ordinal));

        Assert.Equal($"{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}", row);
    }

    [Fact]
    public void NothingIsLeftOfARuleThatIsGone()
    {
        var known = Catalogue.All.Select(rule => rule.Id).ToHashSet();
        var named = Repository.Files("docs/rules", "NOINSTR*.md").Concat(Repository.Files("samples/Violations", "*NOINSTR*")).Select(path => IdIn().Match(path).Value)
            .Concat(ReleaseRows().Select(row => row.Split(' ')[0]));

        Assert.Subset(known, named.ToHashSet());
    }

    [Fact]
    public void RuleTable_IsUpToDate()
    {
        var readme = MarkdownFile.Read("README.md");

        Repository.RequireGenerated(readme.Path, readme.WithPart("rules", GeneratedParts.RuleTable()));
    }

    [Theory]
    [InlineData("None")]
    [InlineData("Default")]
    [InlineData("Strict")]
    public void Preset_IsUpToDate(string mode) =>
        Repository.RequireGenerated($"src/Attributes/build/config/NoInstr.{mode}.globalconfig", GeneratedParts.Preset(mode));

    private static DiagnosticDescriptor Rule(string id) => Catalogue.All.Single(rule => rule.Id == id);

    private static IEnumerable<string> ReleaseRows() => new[] { "Shipped", "Unshipped" }
        .SelectMany(file => Repository.Read($"{Releases}.{file}.md").Split('\n'))
        .Where(line => line.StartsWith("NOINSTR", StringComparison.Ordinal));

    [GeneratedRegex(@"^NOINSTR\d{3}$")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"NOINSTR\d{3}")]
    private static partial Regex IdIn();

    /// <summary>A title is a heading: no period at its end.</summary>
    [GeneratedRegex(@"^[A-Z'\[].*[^.\s]$")]
    private static partial Regex TitleForm();

    /// <summary>Sentences, which may begin with a name that is filled in.</summary>
    [GeneratedRegex(@"^[A-Z'\[{].*\.$")]
    private static partial Regex SentenceForm();
}
