using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Tests.Verifiers.Specimens;

namespace NoInstr.Tests.Verifiers;

/// <summary>Analyzers that throw, or whose verdict depends on how they are run, fail whatever is expected of them.</summary>
public sealed class AnalyzerRunsTests
{
    private const string Caller = "class Entry { void DoSyscall() => Tracing.TraceEnter(); }";
    private const string Callee = "static class Tracing { public static void TraceEnter() { } }";

    [Fact]
    public Task Throwing_Fails()
        => Failing.RequireAsync(TestOf<ThrowingAnalyzer>(Callee).RunAsync(), "ThrowingAnalyzer", "InvalidOperationException: boom");

    [Fact]
    public async Task ThrowingButExpectedOrDisabled_FailsAllTheSame()
    {
        var test = TestOf<ThrowingAnalyzer>(Callee);
        test.DisabledDiagnostics.Add("AD0001");
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        await Failing.RequireAsync(test.RunAsync(), "boom");
    }

    [Fact]
    public Task StateFromOneCompilationToTheNext_Fails()
        => Failing.RequireAsync(
            TestOf<ForgetfulAnalyzer>("static class Tracing { public static void [|TraceEnter|]() { } }").RunAsync(),
            "depends on how", "without concurrency");

    [Fact]
    public Task DependsOnFileOrder_Fails()
        => Failing.RequireAsync(TestOf<FileOrderAnalyzer>(Caller, Callee).RunAsync(), "depends on how", "reverse order");

    [Fact]
    public Task ReportsInAnotherFile_Fails()
        => Failing.RequireAsync(TestOf<ForeignFileAnalyzer>(Caller, Callee).RunAsync(), "depends on how", "as in an editor");

    [Fact]
    public Task ReportsNowhere_Fails()
        => Failing.RequireAsync(TestOf<NowhereAnalyzer>(Callee).RunAsync(), "depends on how", "as in an editor");

    [Fact]
    public Task ReportsAtTheEnd_FailsUnlessTheRuleSaysSo()
        => Failing.RequireAsync(TestOf<SecretlyLateAnalyzer>(Callee).RunAsync(), "depends on how", "as in an editor");

    [Fact]
    public async Task ReportsAtTheEndAndSaysSo_Passes()
    {
        var test = TestOf<AdmittedlyLateAnalyzer>(Callee);
        test.ExpectedDiagnostics.Add(new DiagnosticResult("SPEC003"));
        await test.RunAsync();
    }

    [Fact]
    public async Task SeveralFiles_PassInAnyOrder()
    {
        var test = TestOf<ForbiddenNameAnalyzer>(Caller, Callee.Replace("TraceEnter", "[|TraceEnter|]", StringComparison.Ordinal));
        test.TestState.Sources.Add("Exit.cs", "class Exit { void [|TraceExit|]() { } }");
        test.TestState.AdditionalFiles.Add("Contracts.txt", "good\n[|bad|]");
        test.TestState.AdditionalFiles.Add("More.txt", "{|SPEC001:bad|}");
        await test.RunAsync();
    }

    [Fact]
    public async Task AdditionalFileReportedButNotMarked_Fails()
    {
        var test = TestOf<ForbiddenNameAnalyzer>(Caller.Replace("Tracing.TraceEnter()", "_ = 1", StringComparison.Ordinal));
        test.TestState.AdditionalFiles.Add("Contracts.txt", "good\nbad");
        await Failing.RequireAsync(test.RunAsync(), "/0/Contracts.txt(2,1)-(2,4)");
    }

    private static CSharpAnalyzerTest<TAnalyzer> TestOf<TAnalyzer>(params string[] sources)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerTest<TAnalyzer>();
        Array.ForEach(sources, test.TestState.Sources.Add);
        return test;
    }
}
