using Microsoft.CodeAnalysis;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>205 and 206 in noinstr bodies. Objtool counts scopes and never asks what they are for: it accepts each of these.</summary>
public class ScopeUseRuleTests
{
    private const string Idle = "{|NOINSTR205:Begin|}(); depth++; End(); ";
    private const string Left = "{|NOINSTR206:Begin|}(); Trace(); End(); ";

    [Theory]
    [InlineData("{|NOINSTR205:Begin|}(); End();")]
    [InlineData("{|NOINSTR205:Begin|}(); depth = depth + 1; End();")]
    [InlineData("{|NOINSTR205:Begin|}(); Enter(); End();")]
    [InlineData("{|NOINSTR205:Begin|}(); hook(); End();")]
    [InlineData("{|NOINSTR205:Begin|}(); System.Threading.Volatile.Write(ref depth, 1); End();")]
    [InlineData("{|NOINSTR205:Begin|}(); Count(); End();")]
    [InlineData("{|NOINSTR205:Begin|}(); Local(); End(); void Local() => depth++;")]
    [InlineData("{|NOINSTR205:Begin|}(); if (user) depth++; else Enter(); End(); Enter();")]
    [InlineData("if (user) {|NOINSTR205:Begin|}(); Enter(); if (user) End();")]
    [InlineData("{|NOINSTR205:Begin|}(); while (Next()) depth++; End();")]
    [InlineData("while (Next()) { {|NOINSTR205:Begin|}(); depth++; End(); }")]
    [InlineData("using (InstrumentationScope.{|NOINSTR205:Open|}()) { depth++; }")]
    [InlineData("using var _ = {|NOINSTR205:Open|}(); depth++;")]
    [InlineData("using (InstrumentationScope.{|NOINSTR205:Open|}()) { if (user) return; depth++; }")]
    [InlineData("using ({|NOINSTR205:Open|}()) { foreach (var cpu in cpus) depth += cpu; }")]
    [InlineData("{|NOINSTR205:Begin|}(); try { Enter(); } finally { End(); }")]
    [InlineData("Trace1: {|NOINSTR205:Begin|}(); End(); if (Next()) goto Trace1; using (Open()) Trace();")]
    [InlineData("{|NOINSTR205:Begin|}(); End(); using (Open()) { Trace(); }")]
    [InlineData("using (Open()) { Trace(); } {|NOINSTR205:Begin|}(); End();")]
    [InlineData("Local(); void Local() { {|NOINSTR205:Begin|}(); depth++; End(); }")]
    [InlineData("Outer(); void Outer() { Inner(); void Inner() { {|NOINSTR205:Begin|}(); depth++; End(); } }")]
    [InlineData("{|NOINSTR205:Begin|}(); End(); {|NOINSTR205:Begin|}(); End();")]
    [InlineData("{|NOINSTR205:Begin|}(); End(); return; Trace();")]
    [InlineData("{|NOINSTR205:Begin|}(); if (false) Trace(); End();")]
    public Task ScopeWithNothingInstrumentable_IsIdle(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("using (Open()) Trace();")]
    [InlineData("using (Open()) { if (user) Trace(); }")]
    [InlineData("using (Open()) { Enter(); depth++; Trace(); }")]
    [InlineData("using (Open()) _ = new object();")]
    [InlineData("using (Open()) { object boxed = depth; }")]
    [InlineData("using (Open()) _ = \"cpu \" + depth;")]
    [InlineData("using (Open()) throw null!;")]
    [InlineData("using (Open()) log();")]
    [InlineData("using (Open()) TraceThrough();")]
    [InlineData("using (Open()) Local(); void Local() => Trace();")]
    [InlineData("using (Open()) { while (Next()) Trace(); }")]
    [InlineData("using (Open()) { foreach (var name1 in names) { } }")]
    [InlineData("using (Open()) { try { Enter(); } catch { Trace(); } }")]
    [InlineData("Local(); void Local() { using (Open()) Trace(); }")]
    [InlineData("Local(); using (Open()) Local(); void Local() { using (InstrumentationScope.{|NOINSTR204:Open|}()) depth++; }")]
    [InlineData("Local(); Trace(); End(); void Local() { Begin(); depth++; }")]
    [InlineData("Begin(); depth++; Finish();")]
    [InlineData("Begin(); Finish();")]
    [InlineData("Start(); depth++; End();")]
    [InlineData("void Unused() { Begin(); End(); }")]
    public Task ScopeThatIsUsed_IsNotIdle(string body) => VerifyAsync(Idle + body);

    /// <summary>One mistake, one finding: a scope that is not closed, or not the only one, has another.</summary>
    [Theory]
    [InlineData("Begin(); depth++; if (user) {|NOINSTR201:return|}; End();")]
    [InlineData("Begin(); depth++; {|NOINSTR201:return|};")]
    [InlineData("using (Open()) { Trace(); {|NOINSTR204:Begin|}(); depth++; End(); }")]
    [InlineData("using (Open()) { {|NOINSTR204:Begin|}(); End(); }")]
    public Task ScopeWithAnotherFinding_IsNotIdle(string body) => VerifyAsync(Idle + body);

    /// <summary>Advice to remove a scope must not be right for one configuration only.</summary>
    [Theory]
    [InlineData("Begin(); System.Diagnostics.Debug.Assert(user); End();")]
    [InlineData("Begin(); Generated(); End();")]
    [InlineData("Begin();\n#if CONFIG_TRACE\nTrace();\n#endif\nEnd();")]
    [InlineData("Begin();\n#if !CONFIG_TRACE\ndepth++;\n#else\nTrace();\n#endif\nEnd();")]
    [InlineData("Begin(); LogInDebug(); End();")]
    [InlineData("Begin(); LogThrough(); End();")]
    public Task ScopeAroundCodeOfAnotherConfiguration_IsNotIdle(string body) => VerifyMemberAsync(
        $$"""
        [NoInstr] void DoNmi() { {{Idle}} }
        [NoInstr]
        void DoSyscall(bool user) { {{body}} }
        """);

    [Theory]
    [InlineData("{|NOINSTR206:Begin|}(); Trace(); End();")]
    [InlineData("{|NOINSTR206:Begin|}(); TraceThrough(); End();")]
    [InlineData("{|NOINSTR206:Begin|}(); log(); End();")]
    [InlineData("{|NOINSTR206:Begin|}(); Trace(); Enter(); End();")]
    [InlineData("{|NOINSTR206:Begin|}(); if (user) Trace(); End();")]
    [InlineData("if (user) {|NOINSTR206:Begin|}(); if (user) Trace(); if (user) End();")]
    [InlineData("while (Next()) { {|NOINSTR206:Begin|}(); Trace(); End(); }")]
    [InlineData("{|NOINSTR206:Begin|}(); throw new System.Exception();")]
    [InlineData("{|NOINSTR206:Begin|}(); if (user) throw null!; End();")]
    [InlineData("{|NOINSTR206:Begin|}(); _ = name ?? throw null!; End();")]
    [InlineData("{|NOINSTR206:Begin|}(); try { Trace(); } catch (System.InvalidOperationException) { depth++; } End();")]
    [InlineData("{|NOINSTR206:Begin|}(); try { Trace(); } catch (System.Exception) when (user) { depth++; } End();")]
    [InlineData("{|NOINSTR206:Begin|}(); try { Trace(); } finally { depth++; } End();")]
    [InlineData("{|NOINSTR206:Begin|}(); try { Trace(); } catch { throw; } End();")]
    [InlineData("{|NOINSTR206:Begin|}(); try { Trace(); } catch { Trace(); } End();")]
    [InlineData("{|NOINSTR206:Begin|}(); Trace(); try { Trace(); } finally { End(); }")]
    [InlineData("try { {|NOINSTR206:Begin|}(); Trace(); End(); } finally { depth++; }")]
    [InlineData("Begin(); try { Trace(); } finally { Finish(); } {|NOINSTR206:Begin|}(); Trace(); Finish();")]
    [InlineData("{|NOINSTR206:Begin|}(); Local(); End(); void Local() => Trace();")]
    [InlineData("{|NOINSTR206:Begin|}(); Trace(); Finish();")]
    [InlineData("{|NOINSTR206:Start|}(); Trace(); End();")]
    [InlineData("{|NOINSTR206:Start|}(); Trace(); Finish();")]
    [InlineData("{|NOINSTR206:Start|}(); try { Trace(); } catch (System.InvalidOperationException) { } End();")]
    [InlineData("{|NOINSTR206:StartTraced|}(); End();")]
    [InlineData("{|NOINSTR206:Own|}();")]
    [InlineData("{|NOINSTR206:OwnThrough|}(); {|NOINSTR206:Own|}();")]
    [InlineData("while (Next()) { {|NOINSTR206:Own|}(); }")]
    [InlineData("try { {|NOINSTR206:Own|}(); } finally { depth++; }")]
    [InlineData("Local(); void Local() { {|NOINSTR206:Begin|}(); Trace(); End(); }")]
    [InlineData("Local(); void Local() { {|NOINSTR206:Start|}(); Trace(); Finish(); }")]
    [InlineData("Local(); void Local() { {|NOINSTR206:Own|}(); }")]
    [InlineData("Outer(); void Outer() { Inner(); void Inner() { {|NOINSTR206:Begin|}(); Trace(); End(); } }")]
    [InlineData("try { Local(); } catch (System.InvalidOperationException) { End(); } void Local() { {|NOINSTR206:Begin|}(); Trace(); End(); }")]
    [InlineData("try { Local(); } catch { End(); } Local(); void Local() { {|NOINSTR206:Begin|}(); Trace(); End(); }")]
    [InlineData("try { Local(); } finally { depth++; } void Local() { {|NOINSTR206:Begin|}(); Trace(); End(); }")]
    [InlineData("_ = {|NOINSTR206:Open|}(); Trace(); End();")]
    [InlineData("var scope = {|NOINSTR206:Open|}(); Trace(); scope.Dispose();")]
    public Task ExceptionThatLeavesTheScopeOpen_IsReported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("using (Open()) Trace();")]
    [InlineData("using var _ = Open(); Trace();")]
    [InlineData("using var _ = Open(); throw new System.Exception();")]
    [InlineData("Begin(); try { Trace(); } finally { End(); }")]
    [InlineData("Begin(); try { Trace(); } catch (System.InvalidOperationException) { Trace(); } finally { End(); }")]
    [InlineData("Begin(); try { Trace(); } catch { depth++; } End();")]
    [InlineData("Begin(); try { Trace(); } catch (System.Exception) { depth++; } End();")]
    [InlineData("Begin(); try { Trace(); } catch { End(); return; } End();")]
    [InlineData("Begin(); try { try { Trace(); } catch (System.InvalidOperationException) { Trace(); } } finally { End(); }")]
    [InlineData("Begin(); depth++; try { Trace(); } finally { depth--; End(); }")]
    [InlineData("Begin(); _ = new object(); End();")]
    [InlineData("Begin(); depth /= cpus.Length; _ = new int[4]; End();")]
    [InlineData("Begin(); System.Threading.Volatile.Write(ref depth, 1); _ = new object(); End();")]
    [InlineData("if (user) Begin(); try { if (user) Trace(); } finally { if (user) End(); } Enter();")]
    [InlineData("Begin(); try { Trace(); } finally { Finish(); }")]
    [InlineData("try { Local(); } catch { } void Local() { Begin(); try { Trace(); } finally { End(); } }")]
    [InlineData("Start(); try { Trace(); } finally { End(); }")]
    [InlineData("Start(); try { Trace(); } finally { Finish(); }")]
    [InlineData("Start(); depth++; End(); Start(); Finish();")]
    [InlineData("Using(); SafeLocal(); void SafeLocal() { using (Open()) Trace(); }")]
    [InlineData("try { Local(); } catch { End(); } void Local() { Begin(); Trace(); End(); }")]
    [InlineData("try { Outer(); } finally { if (Next()) Enter(); } void Outer() { try { Inner(); } catch { End(); } } void Inner() { Begin(); Trace(); End(); }")]
    [InlineData("try { Own(); } catch { End(); }")]
    [InlineData("Pause();")]
    [InlineData("void Unused() { Begin(); Trace(); End(); }")]
    public Task ExceptionThatCannotLeaveTheScopeOpen_IsNotReported(string body) => VerifyAsync(Left + body);

    [Theory]
    [InlineData("Begin(); Trace(); {|NOINSTR201:return|};")]
    [InlineData("Begin(); Trace(); if (user) {|NOINSTR201:return|}; End();")]
    [InlineData("using (Open()) { {|NOINSTR204:Begin|}(); Trace(); End(); }")]
    public Task ScopeWithAnotherFinding_IsNotLeftByAnException(string body) => VerifyAsync(Left + body);

    /// <summary>Where depths are in doubt, what a scope encloses is, too: nothing is advised about any scope of that body.</summary>
    [Theory]
    [InlineData("if (user) Begin(); {|NOINSTR203:Enter|}(); End();")]
    [InlineData("Begin(); try { Trace(); End(); } catch (System.InvalidOperationException) { Enter(); } {|NOINSTR203:Enter|}();")]
    public Task BodyWithDifferentDepths_GetsNoAdvice(string body) => VerifyMemberAsync(
        $"[NoInstr] void DoNmi() {{ {Idle} {Left} }} [NoInstr] void DoSyscall(bool user) {{ {body} }}");

    /// <summary>klint knows no scopes; a preempt count that differs where a panic unwinds is its counterpart, and it must give up on foreign code.</summary>
    [Fact]
    public Task Messages_SayWhatToDo()
    {
        var test = Test("[NoInstr] void M() { {|#0:Begin|}(); Trace(); End(); {|#1:Begin|}(); End(); }");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("NOINSTR206").WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithMessage(
            "An exception inside the instrumentation scope that 'Entry.M' opens here leaves the scope open. Open it with 'using', or end it in a 'finally'."));
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("NOINSTR205").WithLocation(1).WithSeverity(DiagnosticSeverity.Info).WithMessage(
            "The instrumentation scope that 'Entry.M' opens here does nothing: nothing inside is instrumentable. Remove it."));
        return test.RunAsync();
    }

    [Fact]
    public Task ScopeOfAHelper_IsShownAtTheCall() => Verify.VerifyAnalyzerAsync(
        """
        using NoInstr;
        class Entry
        {
            [NoInstr] void DoSyscall() => {|#0:Log|}();
            [AlwaysInline] static void Log() { InstrumentationScope.{|#1:Begin|}(); Trace(); InstrumentationScope.End(); }
            static void Trace() { }
        }
        """,
        Verify.Diagnostic("NOINSTR206").WithLocation(0).WithLocation(1).WithMessage(
            "An exception inside the instrumentation scope that 'Entry.DoSyscall' opens here leaves the scope open. Open it with 'using', or end it in a 'finally'."));

    private static Task VerifyAsync(string body) => VerifyMemberAsync($"[NoInstr] void DoSyscall(bool user, object? name) {{ {body} }}");

    private static Task VerifyMemberAsync(string member) => Test(member).RunAsync();

    private static Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer> Test(string member) => new()
    {
        TestCode = $$"""
            #pragma warning disable CS0162, CS0164, CS8321
            using NoInstr;
            using static NoInstr.InstrumentationScope;

            partial class Entry
            {
                int depth;
                [NoInstr] System.Action hook = null!;
                System.Action log = null!;
                int[] cpus = null!;
                System.Collections.Generic.IEnumerable<int> names = null!;

                {{member}}

                [NoInstr] void Enter() { }
                [NoInstr] bool Next() => depth > 0;
                [AlwaysInline] void Count() => depth++;
                [AlwaysInline] void TraceThrough() => Trace();
                [AlwaysInline] void Start() => Begin();
                [AlwaysInline] void Finish() => End();
                [AlwaysInline] void StartTraced() { Begin(); Trace(); }
                [AlwaysInline] void Own() { Begin(); Trace(); End(); }
                [AlwaysInline] void OwnThrough() { depth++; Own(); }
                [AlwaysInline] void Using() { using (Open()) Trace(); }
                [AlwaysInline] void Pause() { Begin(); depth++; End(); }
                [AlwaysInline] void LogThrough() => LogInDebug();
                [AlwaysInline] void LogInDebug() => System.Diagnostics.Debug.WriteLine("");
                partial void Generated();
                void Trace() { }
            }
            """,
    };
}
