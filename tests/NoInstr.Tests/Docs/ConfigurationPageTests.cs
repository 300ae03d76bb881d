using System.Text.RegularExpressions;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.Docs;

/// <summary>The page of the configuration has every option and every kind of line that the code has, and no others.</summary>
public partial class ConfigurationPageTests
{
    private static readonly MarkdownFile s_page = MarkdownFile.Read("docs/configuration.md");

    public static TheoryData<string> Pages => [.. MarkdownFile.All];

    [Fact]
    public void OptionTable_IsThatOfTheCode() => Assert.Equal(
        EngineOptions.All.Select(option => (option.Key, string.Join(", ", option.Values.Select(value => $"`{value}`")))),
        OptionRow().Matches(s_page.Text).Select(row => (row.Groups["key"].Value, row.Groups["values"].Value)));

    /// <summary>Those whose names do not begin with an underscore, as the targets of the package read them.</summary>
    [Fact]
    public void PropertyTable_IsThatOfTheTargets()
    {
        var targets = string.Concat(Repository.Files("src/Attributes/build", "*.targets").Select(Repository.Read));
        var read = PropertyUse().Matches(targets).Select(use => use.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);
        var rows = PropertyRow().Matches(s_page.Text).ToDictionary(row => row.Groups["name"].Value, row => row.Groups["values"].Value);

        Assert.Equal(read, rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.All(Quoted().Matches(row.Value), value =>
            Assert.Matches($@"'\$\({row.Key}\)' [=!]= '{value.Groups["value"].Value}'", targets)));
    }

    [Fact]
    public void Kinds_AreThoseOfTheParser() => Assert.Equal(
        Enumerable.Range('A', 26).Select(letter => (char)letter).Where(kind => TrustList.Parse($"{kind}:Kernel").Lines.Single().Fault == LineFault.None),
        KindRow().Matches(s_page.Text).Select(row => row.Groups["kind"].Value[0]).Order());

    /// <summary>An option that a page sets is one, unless the line says that it is a mistake.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void OptionInABlock_IsOne(string path)
    {
        var pairs = MarkdownFile.Read(path).Fences.Where(fence => fence.Language == "ini").SelectMany(fence => fence.Text.Split('\n'))
            .Where(line => !line.Contains("# NOINSTR902", StringComparison.Ordinal))
            .SelectMany(line => ConfigText.Read(".globalconfig", line));

        Assert.DoesNotContain(pairs, pair => OptionMistake.Find(pair.Key, pair.Value, isGlobal: true) is not null);
    }

    [GeneratedRegex(@"^\| `(?<key>noinstr\.[^`]*)` \| (?<values>[^|]*?) \|", RegexOptions.Multiline)]
    private static partial Regex OptionRow();

    [GeneratedRegex(@"\$\((?<name>NoInstr\w+)\)")]
    private static partial Regex PropertyUse();

    [GeneratedRegex(@"^\| `(?<name>NoInstr\w+)` \| (?<values>[^|]*?) \|", RegexOptions.Multiline)]
    private static partial Regex PropertyRow();

    [GeneratedRegex("`(?<value>[^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\| `(?<kind>[A-Z]):", RegexOptions.Multiline)]
    private static partial Regex KindRow();
}
