using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.EntryRules;

/// <summary>For each rule of the entry path: code that follows it is clean, and code that breaks it is reported.</summary>
public class EntryRuleTests
{
    internal static readonly EntryRule[] All = [.. GeneralRules.All, .. SyscallRules.All, .. GuestRules.All, .. InterruptRules.All, .. NmiRules.All];

    public static TheoryData<int, string> Rules => Named(All);

    public static TheoryData<int, string> Restrictions => Named(All.Where(rule => !rule.IsPermission));

    [Fact]
    public void Rules_AreNumberedWithoutAGap() => Assert.Equal(Enumerable.Range(1, 42), All.Select(rule => rule.Number));

    [Theory]
    [MemberData(nameof(Rules))]
    public Task CodeThatFollowsTheRule_IsClean(int number, string rule) => VerifyAsync(number, rule, All[number - 1].Clean);

    [Theory]
    [MemberData(nameof(Restrictions))]
    public async Task CodeThatBreaksTheRule_IsReported(int number, string rule)
    {
        var broken = All[number - 1].Broken!;
        await VerifyAsync(number, rule, broken);
        Assert.Equal(All[number - 1].Ids, MarkedText.Parse("", broken).Marks.Select(mark => mark.Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Table_IsUpToDate() => Repository.RequireGenerated(EntryRuleTable.Path, EntryRuleTable.Of(All));

    private static TheoryData<int, string> Named(IEnumerable<EntryRule> rules)
    {
        var data = new TheoryData<int, string>();
        foreach (var rule in rules)
        {
            data.Add(rule.Number, rule.Text);
        }

        return data;
    }

    private static Task VerifyAsync(int number, string rule, string members)
    {
        Assert.Equal(All[number - 1].Text, rule);
        var test = new CSharpAnalyzerTest<NoInstrAnalyzer> { TestCode = $"static class Entry\n{{\n{members}\n}}\n" };
        test.TestState.Sources.Add(Prelude.FileName, Prelude.Text);
        return test.RunAsync();
    }
}
