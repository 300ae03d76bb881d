using Microsoft.CodeAnalysis;

namespace NoInstr.Tests.Verifiers;

internal static class FixOneByOne
{
    /// <summary>Fixes the first diagnostic that the provider offers an action for, looks again, and so on.</summary>
    public static async Task<Solution> RunAsync(OfferedFixes fix, Solution solution, int? maximum)
    {
        var limit = maximum ?? await fix.CountFixableAsync(solution);
        for (var done = 0; await fix.FirstAsync(solution) is { } offered; done++)
        {
            Assert.True(
                done < limit,
                $"Still offered after {limit} fixes: '{offered.Action.Title}' for {Report.Line(offered.Diagnostic)}. "
                    + "If it rightly takes more, set NumberOfIncrementalIterations.\n"
                    + await offered.Document.GetTextAsync());
            solution = await fix.ApplyAsync(solution, offered.Diagnostic, offered.Action);
        }

        return solution;
    }
}
