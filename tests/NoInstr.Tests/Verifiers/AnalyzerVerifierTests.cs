using Microsoft.CodeAnalysis;
using NoInstr.Tests.Verifiers.Specimens;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Tests.Verifiers.Specimens.ForbiddenNameAnalyzer>;

namespace NoInstr.Tests.Verifiers;

/// <summary>The harness must fail where a test is wrong: a test for each way in which it can be, and one that is right.</summary>
public sealed class AnalyzerVerifierTests
{
    [Fact]
    public Task NothingExpectedAndNothingReported_Passes() => Verify.VerifyAnalyzerAsync("class Entry;");

    [Theory]
    [InlineData("class Entry { void [|TraceEnter|]() { } }")]
    [InlineData("class Entry { void {|SPEC001:TraceEnter|}() { } }")]
    [InlineData("class Entry { void [|TraceEnter|]() { } void {|SPEC001:TraceExit|}() { } }")]
    [InlineData("class Entry { void {|CS0161:{|SPEC001:TraceEnter|}|}() { } }", "int")]
    public Task ReportedWhereMarked_Passes(string source, string returnType = "void")
        => Verify.VerifyAnalyzerAsync(source.Replace("void", returnType, StringComparison.Ordinal));

    [Fact]
    public Task Missing_Fails()
        => Failing.RequireAsync(
            Verify.VerifyAnalyzerAsync("class Entry { void [|Log|]() { } }"), "not reported", "/0/Test0.cs(1,20)-(1,23): SPEC001");

    [Fact]
    public Task Unexpected_FailsWithTextToPaste()
        => Failing.RequireAsync(
            Verify.VerifyAnalyzerAsync("class Entry { void TraceEnter() { } }"),
            "not expected",
            """Verify.Diagnostic("SPEC001").WithSpan(1, 20, 1, 30).WithMessage("'TraceEnter' is a forbidden name")""",
            "void {|SPEC001:TraceEnter|}()");

    [Theory]
    [InlineData("class Entry { void {|SPEC009:TraceEnter|}() { } }")]
    [InlineData("class Entry { void [|TraceEnte|]r() { } }")]
    [InlineData("class Entry { [|void TraceEnter|]() { } }")]
    [InlineData("class Entry { void [|[|TraceEnter|]|]() { } }")]
    public Task OtherIdSpanOrNumber_Fails(string source)
        => Failing.RequireAsync(Verify.VerifyAnalyzerAsync(source), "TestState: expected and actual");

    [Theory]
    [InlineData("class Entry { void [|TraceEnter() { } }", "never closed")]
    [InlineData("class Entry { void TraceEnter|]() { } }", "without an opening")]
    [InlineData("class Entry { void {|TraceEnter|}() { } } // a colon: far away", "without 'ID:'")]
    public Task UnbalancedMarkup_Fails(string source, string says) => Failing.RequireAsync(Verify.VerifyAnalyzerAsync(source), says);

    [Theory]
    [InlineData("x = {|A:[|}1];", "x = [1];", 4)]
    [InlineData("x = {|A:{|B:[|}|}1];", "x = [1];", 4)]
    [InlineData("int[] x = {|A:{|} 1 };", "int[] x = { 1 };", 10)]
    [InlineData("{ {|A:}|} [|}|]", "{ } }", 2)]
    public void Bracket_CanBeMarked(string marked, string plain, int start)
    {
        var text = MarkedText.Parse("Entry.cs", marked);

        Assert.Equal(plain, text.Text.ToString());
        Assert.Equal(start, text.Marks[0].Span.Start);
        Assert.All(text.Marks, mark => Assert.Equal(1, mark.Span.Length));
    }

    [Fact]
    public Task DoesNotCompile_Fails()
        => Failing.RequireAsync(Verify.VerifyAnalyzerAsync("class Entry { Missing _x; }"), "CS0246");

    [Fact]
    public async Task CompilerDiagnostics_CountAsMuchAsAsked()
    {
        const string warns = "class Entry { int _neverUsed; }";
        await Verify.VerifyAnalyzerAsync(warns);
        await Failing.RequireAsync(Test(warns, CompilerDiagnostics.Warnings).RunAsync(), "CS0169");
        await Test("class Entry { Missing _x; }", CompilerDiagnostics.None).RunAsync();
        await Verify.VerifyAnalyzerAsync("class Entry { {|CS0246:Missing|} _x; }");
        await Verify.VerifyAnalyzerAsync("class Entry { {|#0:Missing|} _x; }", DiagnosticResult.CompilerError("CS0246").WithLocation(0));
    }

    [Fact]
    public async Task Results_CompareAllThatTheyState()
    {
        const string source = "class Entry { void {|#0:TraceEnter|}() { } }";
        var here = Verify.Diagnostic().WithLocation(0);
        await Verify.VerifyAnalyzerAsync(source, here);
        await Verify.VerifyAnalyzerAsync(source, here.WithArguments("TraceEnter").WithSeverity(DiagnosticSeverity.Warning));
        await Verify.VerifyAnalyzerAsync(source, Verify.Diagnostic("SPEC001").WithSpan(1, 20, 1, 30));
        await Verify.VerifyAnalyzerAsync(source, Verify.Diagnostic().WithLocation(1, 20).WithMessage("'TraceEnter' is a forbidden name"));

        await Failing.RequireAsync(Verify.VerifyAnalyzerAsync(source, here.WithArguments("Log")));
        await Failing.RequireAsync(Verify.VerifyAnalyzerAsync(source, here.WithMessage("Log")));
        await Failing.RequireAsync(Verify.VerifyAnalyzerAsync(source, here.WithSeverity(DiagnosticSeverity.Error)));
        await Failing.RequireAsync(Verify.VerifyAnalyzerAsync(source, here.WithLocation(0)));
        await Failing.RequireAsync(Verify.VerifyAnalyzerAsync(source, Verify.Diagnostic().WithLocation(1, 21)));
        await Failing.RequireAsync(Verify.VerifyAnalyzerAsync(source, Verify.Diagnostic().WithLocation(7)), "{|#7:…|}");
        Assert.Throws<ArgumentException>(() => Verify.Diagnostic("SPEC009"));
    }

    [Fact]
    public async Task SeveralRules_NeedADefaultForBareMarkup()
    {
        const string source = "class [|TraceEntry|] { }";
        await Failing.RequireAsync(CSharpAnalyzerVerifier<TwoRuleAnalyzer>.VerifyAnalyzerAsync(source), "DefaultId");
        await new CSharpAnalyzerTest<TwoRuleAnalyzer> { TestCode = source, DefaultId = "SPEC002" }.RunAsync();
        await new CSharpAnalyzerTest<TwoRuleAnalyzer> { TestCode = source, DefaultId = DiagnosticResult.AnyId }.RunAsync();
        var other = new CSharpAnalyzerTest<TwoRuleAnalyzer> { TestCode = source, DefaultId = "SPEC001" };
        await Failing.RequireAsync(other.RunAsync(), "SPEC002");
    }

    private static CSharpAnalyzerTest<ForbiddenNameAnalyzer> Test(string source, CompilerDiagnostics level)
        => new() { TestCode = source, CompilerDiagnostics = level };
}
