using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Tests.Verifiers.Specimens;

namespace NoInstr.Tests.Verifiers;

using Verify = CSharpCodeFixVerifier<ForbiddenNameAnalyzer, RenamingFix>;

public sealed class CodeFixVerifierTests
{
    private const string Before = "class Entry { void [|TraceEnter|]() { } void [|TraceExit|]() { } }";
    private const string After = "class Entry { void LogEnter() { } void LogExit() { } }";

    [Fact]
    public Task FixedAsExpected_Passes() => Verify.VerifyCodeFixAsync(Before, After);

    [Fact]
    public Task FixedAsExpectedWithResults_Passes()
        => Verify.VerifyCodeFixAsync(
            "class Entry { void {|#0:TraceEnter|}() { } }", Verify.Diagnostic().WithLocation(0), "class Entry { void LogEnter() { } }");

    [Fact]
    public Task OtherText_Fails()
        => Failing.RequireAsync(Verify.VerifyCodeFixAsync(Before, After + "\n"), "Fixes one by one", "/0/Test0.cs is not as expected");

    [Fact]
    public Task ExpectedToRemainButFixed_Fails() => Failing.RequireAsync(Verify.VerifyCodeFixAsync(Before, Before), "line 1");

    [Fact]
    public Task NothingOfferedAndNothingChanged_Passes() => TestOf<SilentFix>(Before, Before).RunAsync();

    [Fact]
    public Task RemainsButNotExpectedTo_Fails()
        => Failing.RequireAsync(
            TestOf<SilentFix>(Before, "class Entry { void TraceEnter() { } void TraceExit() { } }").RunAsync(), "FixedState", "SPEC001");

    [Fact]
    public Task FixThrows_Fails()
        => Failing.RequireAsync(TestOf<ThrowingFix>(Before, After).RunAsync(), "ThrowingFix threw when 'Call it Log'", "boom");

    [Fact]
    public Task OfferThrows_Fails()
        => Failing.RequireAsync(TestOf<ThrowingOfferFix>(Before, After).RunAsync(), "ThrowingOfferFix threw when offering", "boom");

    [Fact]
    public Task FixedCodeDoesNotCompile_Fails()
        => Failing.RequireAsync(
            TestOf<BreakingFix>("class Entry { void [|TraceEnter|]() { } }", "class Entry { void 1Enter() { } }").RunAsync(),
            "FixedState", "CS1519");

    [Fact]
    public Task NeverDone_Fails() => Failing.RequireAsync(TestOf<EndlessFix>(Before, After).RunAsync(), "Still offered after 2 fixes");

    [Fact]
    public Task ChangesNothing_Fails() => Failing.RequireAsync(TestOf<IdleFix>(Before, After).RunAsync(), "changes nothing");

    [Fact]
    public async Task OtherAction_IsTakenByIndexOrKey()
    {
        var after = After.Replace("Log", "Note", StringComparison.Ordinal);
        var byIndex = TestOf<RenamingFix>(Before, after);
        byIndex.CodeActionIndex = 1;
        await byIndex.RunAsync();

        var byKey = TestOf<RenamingFix>(Before, after);
        byKey.CodeActionEquivalenceKey = "Note";
        await byKey.RunAsync();

        byKey.CodeActionIndex = 1;
        await Failing.RequireAsync(byKey.RunAsync(), "No action 1", "Call it Log, Call it Note");
    }

    [Fact]
    public async Task ChangedAndAddedFilesOfAllProjects_AreCompared()
    {
        const string table = "public static class Table { public static void Lookup() { } }";
        const string after = "class Entry { void Log() => Table.Lookup(); }";
        var test = TestOf<WholeSolutionFix>("class Entry { void [|TraceEnter|]() => Table.Lookup(); }", after);
        test.TestState.AdditionalProjectReferences.Add("Library");
        test.TestState.AdditionalProjects["Library"].Sources.Add(table);
        await Failing.RequireAsync(test.RunAsync(), "/Library/Test0.cs is not as expected");

        test.FixedState.AdditionalProjects["Library"].Sources.Add(table + " // seen");
        await Failing.RequireAsync(test.RunAsync(), "files nobody expects: /0/Added.cs");

        test.FixedState.Sources.Add("Added.cs", "class Added;");
        await test.RunAsync();
    }

    private static CSharpCodeFixTest<ForbiddenNameAnalyzer, TFix> TestOf<TFix>(string before, string after)
        where TFix : CodeFixProvider, new()
        => new() { TestCode = before, FixedCode = after };
}
