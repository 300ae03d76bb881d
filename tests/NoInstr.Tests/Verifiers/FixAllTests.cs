using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Tests.Verifiers.Specimens;

namespace NoInstr.Tests.Verifiers;

public sealed class FixAllTests
{
    private const string Before = "class Entry { void [|TraceEnter|]() { } }";
    private const string After = "class Entry { void LogEnter() { } }";

    [Fact]
    public Task SeveralFilesAndProjects_PassInEachScope()
    {
        var test = TestOf<RenamingFix>();
        test.TestState.Sources.Add("class Exit { void [|TraceExit|]() { } }");
        test.FixedState.Sources.Add("class Exit { void LogExit() { } }");
        test.TestState.AdditionalProjects["Library"].Sources.Add("class Table { void [|TraceLookup|]() { } }");
        test.FixedState.AdditionalProjects["Library"].Sources.Add("class Table { void LogLookup() { } }");
        return test.RunAsync();
    }

    [Fact]
    public Task DiffersFromSingleFixes_Fails()
        => Failing.RequireAsync(TestOf<HastyFixAllFix>().RunAsync(), "Fix All in Document", "is not as expected");

    [Fact]
    public Task DiffersWithAReason_Passes()
    {
        var test = TestOf<HastyFixAllFix>();
        test.SkipFixAllBecause = "this fix is hasty";
        return test.RunAsync();
    }

    [Fact]
    public Task DiffersAsStated_Passes()
    {
        var test = TestOf<HastyFixAllFix>();
        test.BatchFixedCode = "class Gone;";
        return test.RunAsync();
    }

    [Fact]
    public async Task OneCallPerEquivalenceKey_IsForTheTestToSay()
    {
        var test = TestOf<KeyPerNameFix>();
        test.TestState.Sources.Add("class Exit { void [|TraceExit|]() { } }");
        test.FixedState.Sources.Add("class Exit { void LogExit() { } }");
        await Failing.RequireAsync(test.RunAsync(), "Fix All in Project (1 iteration(s))");
        test.NumberOfFixAllIterations = 2;
        await test.RunAsync();
    }

    [Fact]
    public Task Throws_Fails()
        => Failing.RequireAsync(TestOf<ThrowingFixAllFix>().RunAsync(), "ThrowingFixAllFix", "boom");

    private static CSharpCodeFixTest<ForbiddenNameAnalyzer, TFix> TestOf<TFix>()
        where TFix : CodeFixProvider, new()
        => new() { TestCode = Before, FixedCode = After };
}
