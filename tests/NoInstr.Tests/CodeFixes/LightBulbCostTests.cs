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

    /// <summary>A demand is heard of everywhere: the file, and then the project, is compared with what it says now.</summary>
    [Fact]
    public async Task DemandThatIsDeclared_IsJudgedInItsFileFirst()
    {
        var (offered, first, again) = await AskTwiceAsync("[NoInstr] public static void Read() => ReadTick();", RuleIds.UndeclaredRequirement);

        Assert.Equal(["Declare the inferred contract"], offered);
        Assert.Equal((4, 2), (first, again));
    }

    [Fact]
    public async Task EditThatDoesNotHelpInItsFile_IsNotJudgedInTheProject()
    {
        var (offered, first, again) = await AskTwiceAsync("[NoInstr] static void Leave() { RcuExit(); ReadTick(); }", RuleIds.StateNotEstablished);

        Assert.Empty(offered);
        Assert.Equal((2, 1), (first, again));
    }

    private static async Task<(IEnumerable<string> Offered, int First, int Again)> AskTwiceAsync(string member, string rule)
    {
        var analyses = 0;
        using var editor = new LightBulb(
            $$"""
            using NoInstr;

            public static class Entry
            {
                {{member}}

                [NoInstr, Requires(EntryState.Rcu)] static void ReadTick() { }

                [NoInstr, Primitive, Revokes(EntryState.Rcu)] static void RcuExit() { }
            }
            """,
            _ => analyses++);
        var finding = Assert.Single(await editor.FindingsAsync(), found => found.Id == rule);

        analyses = 0;
        var offered = await editor.ActionsAsync(new StateFix(), finding);
        var first = analyses;
        analyses = 0;
        await editor.ActionsAsync(new StateFix(), finding);
        return (offered.Select(static action => action.Title), first, analyses);
    }
}
