using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>Always-inline callees count as part of each caller; local functions are part of the body around them.</summary>
public class AlwaysInlineTests
{
    [Theory]
    [InlineData("Clean();")]
    [InlineData("BringsItsOwnScope();")]
    [InlineData("CpuIdleExit(); Trace(); CpuIdleEnter();")]
    [InlineData("CpuIdleExit(); Bound(); CpuIdleEnter();")]
    [InlineData("CpuIdleExit(); Trace(); Ends();")]
    [InlineData("Open(true); Trace(); CpuIdleEnter(); Open(false);")]
    [InlineData("Open(user); Enter(); if (user) CpuIdleEnter();")]
    [InlineData("Open(!user); Enter(); Close(!user);")]
    [InlineData("if (user) Open(user); Enter(); Close(user);")]
    [InlineData("Recursive(3);")]
    public Task Helper_CountsAsPartOfItsCaller(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("{|NOINSTR101:Bound|}();")]
    [InlineData("{|NOINSTR101:Nested|}();")]
    [InlineData("CpuIdleExit(); Trace(); {|NOINSTR201:return|};")]
    [InlineData("{|NOINSTR202:CpuIdleEnter|}();")]
    [InlineData("CpuIdleExit(); {|NOINSTR204:BringsItsOwnScope|}(); CpuIdleEnter();")]
    [InlineData("{|NOINSTR203:Open|}(Next()); Enter();")]
    [InlineData("{|NOINSTR101:Wrapper|} = 1;")]
    [InlineData("Elsewhere.{|NOINSTR101:Bound|}();")]
    [InlineData("{|NOINSTR101:OnlyWhen|}(true); OnlyWhen(false);")]
    [InlineData("if (user) OnlyWhen(!user);")]
    [InlineData("{|NOINSTR101:OnlyWhen|}(user);")]
    public Task WhatAHelperDoes_IsReportedAtTheCall(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("void Local() { {|NOINSTR101:Trace|}(); } Local();")]
    [InlineData("void Local() { Trace(); } Begin(); Local(); End();")]
    [InlineData("void Local() { {|NOINSTR101:Trace|}(); } Begin(); Local(); End(); Local();")]
    [InlineData("void Local() { Trace(); }")]
    [InlineData("void Opens() => Begin(); Opens(); Trace(); End();")]
    [InlineData("void Opens() => Begin(); Opens(); Trace(); {|NOINSTR201:return|};")]
    [InlineData("void Local() { if (user) Begin(); {|NOINSTR203:}|} Local(); Enter();")]
    [InlineData("void Down(int n) { if (n > 0) Down(n - 1); {|NOINSTR101:Trace|}(); } Down(3);")]
    [InlineData("void Outer() { void Inner() { {|NOINSTR101:Trace|}(); } Inner(); } Outer();")]
    [InlineData("[NoInstr] void Own() { {|NOINSTR101:Trace|}(); } Own();")]
    [InlineData("[Instrumentable] void Log() { Trace(); } {|NOINSTR101:Log|}();")]
    [InlineData("[AlwaysInline] void Helper() { Trace(); } {|NOINSTR101:Helper|}();")]
    [InlineData("System.Action lambda = () {|NOINSTR104:=>|} Trace();")]
    [InlineData("System.Action lambda = [NoInstr] () {|NOINSTR104:=>|} {|NOINSTR101:Trace|}(); lambda();")]
    [InlineData("System.Action lambda = () {|NOINSTR104:=>|} { void Local() => Trace(); [NoInstr] void Own() => {|NOINSTR101:Trace|}(); };")]
    public Task NestedFunction_IsJudgedInPlace(string body) => VerifyAsync(body);

    [Fact]
    public Task Finding_NamesTheChain() => VerifyAsync(
        "{|#0:Nested|}();",
        Verify.Diagnostic("NOINSTR101").WithLocation(0).WithMessage(
            "'Entry.M' is noinstr, but calls 'Entry.Trace' outside of an instrumentation scope. 'Entry.Trace' is neither [NoInstr] nor [AlwaysInline], and is reached through M → Nested → Bound → Trace. Wrap the call in InstrumentationScope.Begin() and End(), or mark 'Entry.Trace' [NoInstr]."));

    [Theory]
    [InlineData("[AlwaysInline] void H(bool on) { if (on) Begin(); }")]
    [InlineData("[AlwaysInline] void H() { if (Next()) Begin(); {|NOINSTR203:}|}")]
    [InlineData("[AlwaysInline] void H() { if (Next()) { Begin(); return; } {|NOINSTR203:}|}")]
    [InlineData("[AlwaysInline] void H() { if (Next()) Begin(); {|NOINSTR203:Enter|}(); }")]
    [InlineData("[AlwaysInline] void H() { Begin(); Begin(); Trace(); }")]
    [InlineData("[AlwaysInline] void H() { End(); Trace(); End(); }")]
    [InlineData("[AlwaysInline] void H() { Local(); void Local() { if (Next()) Begin(); {|NOINSTR203:}|} }")]
    [InlineData("[AlwaysInline] void H(int n) { if (n > 0) {|NOINSTR307:H|}(n - 1); {|NOINSTR203:Begin|}(); }")]
    [InlineData("[AlwaysInline] void H(int n) { if (n > 0) {|NOINSTR307:G|}(n - 1); } [AlwaysInline] void G(int n) { Enter(); {|NOINSTR307:H|}(n); }")]
    public Task HelperOnItsOwn_IsReportedForDifferingPathsOnly(string member) => VerifyAsync("", member);

    private static Task VerifyAsync(string body, params Verifiers.DiagnosticResult[] expected) => VerifyAsync(body, "", expected);

    private static Task VerifyAsync(string body, string member, params Verifiers.DiagnosticResult[] expected)
    {
        var test = new Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>();
        test.TestState.Sources.Add($$"""
            #pragma warning disable CS8321, CS0219
            using NoInstr;
            using static NoInstr.InstrumentationScope;

            class Entry
            {
                bool flag;

                [NoInstr]
                void M(bool user) { {{body}} }

                {{member}}

                [NoInstr] void Enter() { }
                [NoInstr] bool Next() => flag;
                void Trace() { }

                [AlwaysInline] void Clean() { Enter(); }
                [AlwaysInline] void BringsItsOwnScope() { Begin(); Trace(); End(); }
                [AlwaysInline] void CpuIdleEnter() { End(); Enter(); }
                [AlwaysInline] void CpuIdleExit() { Enter(); Begin(); }
                [AlwaysInline] void Bound() { Enter(); Trace(); }
                [AlwaysInline] void Nested() { Enter(); Bound(); }
                [AlwaysInline] void Ends() => CpuIdleEnter();
                [AlwaysInline] void Open(bool on) { if (on) Begin(); }
                [AlwaysInline] void Close(bool on) { if (!on) return; End(); }
                [AlwaysInline] void OnlyWhen(bool on) { if (on) Trace(); }
                [AlwaysInline] void Recursive(int n) { if (n > 0) {|NOINSTR307:Recursive|}(n - 1); Begin(); Trace(); End(); }
                int Wrapper { [AlwaysInline] set { Trace(); } }
            }
            """);
        test.TestState.Sources.Add("""
            using NoInstr;
            static class Elsewhere
            {
                static void Trace() { }
                [AlwaysInline] public static void Bound() { Trace(); }
            }
            """);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
