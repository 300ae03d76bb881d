using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes;

namespace NoInstr.Tests.CodeFixes;

/// <summary>An editor asks for the same light bulb with every step of the caret.</summary>
public class LightBulbCostTests
{
    private const string Entry =
        """
        using NoInstr;

        static class Entry
        {
            [NoInstr]
            static void Enter() => Save();

            static void Save() => Step();

            static void Step()
            {
            }
        }
        """;

    /// <summary>Only what an action would make of it is new each time.</summary>
    [Fact]
    public async Task AskedAgain_UnchangedCodeIsNotAnalysedAgain()
    {
        var analyses = 0;
        using var editor = new LightBulb(Entry, _ => analyses++);
        var finding = Assert.Single(await editor.FindingsAsync(), found => found.Id == RuleIds.CallLeavesRegion);

        analyses = 0;
        var offered = await editor.ActionsAsync(new RegionFix(), finding);
        var first = analyses;
        analyses = 0;
        var again = await editor.ActionsAsync(new RegionFix(), finding);

        Assert.Equal(offered.Select(action => action.Title), again.Select(action => action.Title));
        Assert.Contains(offered, action => action.EquivalenceKey == RegionFix.MarkCallees);
        Assert.Equal(first - 2, analyses); // the file, and the project
    }
}
