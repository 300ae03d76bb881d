using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>201–204: where scopes open and close.</summary>
public class ScopeRuleTests
{
    [Theory]
    [InlineData("Begin(); Trace(); End();")]
    [InlineData("Begin(); try { Trace(); } finally { End(); }")]
    [InlineData("using (Open()) { Trace(); }")]
    [InlineData("using var _ = Open(); Trace(); if (irq) return; Trace();")]
    [InlineData("if (user) { Begin(); Trace(); End(); return; } Enter();")]
    [InlineData("if (user) Begin(); else { Enter(); Begin(); } Trace(); End();")]
    [InlineData("if (user) Begin(); Enter(); if (user) { Trace(); End(); }")]
    [InlineData("if (user) Begin(); Enter(); if (!user) return; Trace(); End();")]
    [InlineData("if (user && irq) Begin(); Enter(); if (user && irq) End();")]
    [InlineData("if (user) Begin(); if (irq) {|NOINSTR204:Begin|}(); Enter(); if (irq) End(); if (user) End();")]
    [InlineData("var held = false; if (user) { Begin(); held = true; } Enter(); if (held) { Trace(); End(); }")]
    [InlineData("var held = user && irq; if (held) Begin(); Enter(); if (held) End();")]
    [InlineData("bool held; held = user && irq; if (held) Begin(); Enter(); if (held) End();")]
    [InlineData("bool held; held = user ? true : false; if (held) Begin(); Enter(); if (held) End();")]
    [InlineData("Local(); void Local() { var held = false; if (user) { Begin(); held = true; } Enter(); if (held) End(); }")]
    [InlineData("while (user) { Begin(); Trace(); End(); }")]
    [InlineData("for (var i = 0; i < vector; i++) { Begin(); Trace(); End(); if (irq) continue; Enter(); }")]
    [InlineData("var held = false; while (Next()) { if (!held) { Begin(); held = true; } Trace(); } if (held) End();")]
    [InlineData("switch (vector) { case 1: Begin(); break; case 2: Begin(); break; default: break; } Enter(); if (vector == 1) End(); if (vector == 2) End();")]
    [InlineData("switch (vector) { case 1: case 2: Begin(); break; } Enter(); switch (vector) { case 1: case 2: End(); break; }")]
    [InlineData("if ((vector & 4) != 0) Begin(); Enter(); if ((vector & 4) == 0) return; End();")]
    [InlineData("if (name is null) Begin(); Enter(); if (name == null) End();")]
    [InlineData("if (name is string) Begin(); Enter(); if (name is not string) return; End();")]
    [InlineData("Begin(); try { Trace(); } catch (System.Exception) { Trace(); } End();")]
    [InlineData("Begin(); Trace(); End(); {|NOINSTR105:throw|} null!;")]
    [InlineData("Begin(); Trace(); throw null!;")]
    [InlineData("Begin(); Panic();")]
    [InlineData("try { Begin(); Trace(); } finally { End(); }")]
    [InlineData("try { if (user) return; Enter(); } finally { Begin(); Trace(); End(); }")]
    [InlineData("Begin(); goto done; done: End();")]
    [InlineData("do { Begin(); Trace(); End(); } while (user);")]
    [InlineData("foreach (var v in vectors) { if (v == 1) Begin(); Enter(); if (v == 1) End(); }")]
    [InlineData("try { Enter(); Begin(); Trace(); End(); } catch { if (user) Enter(); Enter(); {|NOINSTR105:throw|}; }")]
    [InlineData("Begin(); try { Trace(); } catch (System.Exception e) when (e is System.ArgumentException) { Trace(); End(); return; } End();")]
    [InlineData("var taken = false; try { Enter(); Begin(); taken = true; Trace(); } finally { if (taken) End(); }")]
    [InlineData("for (;;) { try { Begin(); if (Next()) break; if (Next()) continue; if (Next()) return; Trace(); } finally { End(); } Enter(); }")]
    [InlineData("try { try { Begin(); Trace(); } finally { End(); } } catch { Enter(); } Enter();")]
    [InlineData("bool? known = user; if (known == true) Begin(); Enter(); if (known == true) End();")]
    [InlineData("var cpu = new Cpu { Idle = user }; if (cpu.Idle) Begin(); Enter(); if (cpu.Idle) End();")]
    [InlineData("if (IsIdle(vector)) Begin(); Enter(); if (!IsIdle(vector)) return; End();")]
    [InlineData("if (Above(a: vector, b: other)) Begin(); Enter(); if (Above(b: other, a: vector)) End();")]
    public Task BalancedScope_IsClean(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("Begin(); Trace(); {|NOINSTR201:return|};")]
    [InlineData("Begin(); if (user) {|NOINSTR201:return|}; End();")]
    [InlineData("Begin(); if (!user) { End(); return; } {|NOINSTR201:return|};")]
    [InlineData("Begin(); if (user) { Trace(); } else { {|NOINSTR201:return|}; } End();")]
    [InlineData("Begin(); if (user && irq) { ; {|NOINSTR201:return|}; } End();")]
    [InlineData("Begin(); if (user || irq) {|NOINSTR201:return|}; End();")]
    [InlineData("Begin(); foreach (var v in vectors) { if (v == 1) {|NOINSTR201:return|}; } End();")]
    [InlineData("Begin(); while (user) { if (irq) break; } End();")]
    [InlineData("Begin(); while (user) { if (irq) { Trace(); {|NOINSTR201:return|}; } } End();")]
    [InlineData("Begin(); switch (vector) { case 1: {|NOINSTR201:return|}; case 2: break; default: break; } End();")]
    [InlineData("if (user) Begin(); Enter(); if (irq) {|NOINSTR201:return|}; if (user) End();")]
    [InlineData("Begin(); try { {|NOINSTR201:return|}; } finally { Enter(); }")]
    [InlineData("Begin(); try { return; } finally { End(); }")]
    [InlineData("_ = Open(); Trace(); {|NOINSTR201:return|};")]
    public Task ReturnWithScopeOpen_IsReportedOnReturn(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("void M() { Begin(); Trace(); {|NOINSTR201:}|}")]
    [InlineData("void M() { Begin(); if (user) { End(); return; } Trace(); {|NOINSTR201:}|}")]
    [InlineData("int M() { Begin(); {|NOINSTR201:return|} 1; }")]
    [InlineData("int M() { Begin(); {|NOINSTR201:return|} user ? 1 : 2; }")]
    [InlineData("int M() { if (user) { Begin(); {|NOINSTR201:return|} 1; } return 2; }")]
    [InlineData("void M() => {|NOINSTR201:Begin()|};")]
    [InlineData("int P { get { Begin(); {|NOINSTR201:return|} 1; } }")]
    public Task MemberThatLeavesScopeOpen_IsReportedWhereItReturns(string member) => VerifyMemberAsync(member);

    [Theory]
    [InlineData("{|NOINSTR202:End|}();")]
    [InlineData("Begin(); End(); {|NOINSTR202:End|}();")]
    [InlineData("Enter(); if (user) { {|NOINSTR202:End|}(); } Enter();")]
    [InlineData("{|NOINSTR202:End|}(); Begin(); Trace(); End();")]
    [InlineData("while (Next()) { {|NOINSTR202:End|}(); }")]
    [InlineData("Enter(); try { Begin(); Trace(); End(); } finally { {|NOINSTR202:End|}(); }")]
    [InlineData("InstrumentationScope scope = default; scope.{|NOINSTR202:Dispose|}();")]
    public Task EndWithoutBegin_IsReported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("if (user) Begin(); {|NOINSTR203:Enter|}(); End();")]
    [InlineData("if (user) { Begin(); } {|NOINSTR203:}|}")]
    [InlineData("if (user) { Begin(); } {|NOINSTR203:return|};")]
    [InlineData("{|NOINSTR203:while|} (Next()) { Begin(); Trace(); }")]
    [InlineData("{|NOINSTR203:do|} { Begin(); } while (Next()); End();")]
    [InlineData("{|NOINSTR203:for|} (;;) { Begin(); if (Next()) break; } {|NOINSTR201:return|};")]
    [InlineData("{|NOINSTR203:while|} (Next()) { if (user) Begin(); }")]
    [InlineData("while (Next()) { if (user) Begin(); {|NOINSTR203:Enter|}(); }")]
    [InlineData("switch (vector) { case 1: Begin(); break; } {|NOINSTR203:Enter|}(); End();")]
    [InlineData("if (user) Begin(); {|NOINSTR203:user|} = Next(); if (user) End();")]
    [InlineData("if (user) Begin(); {|NOINSTR203:user|} = irq || Next(); if (user) End();")]
    [InlineData("if (user) Begin(); {|NOINSTR203:user|} = irq ? Next() : user; if (user) End();")]
    [InlineData("if (user) Begin(); {|NOINSTR203:user|} |= irq && Next(); if (user) End();")]
    [InlineData("if (user) Begin(); {|NOINSTR203:(|}irq ? ref user : ref irq) = Next(); if (user) End();")]
    [InlineData("{|NOINSTR203:Maybe|}(user, user = irq || Next()); if (user) End();")]
    [InlineData("if (user) Begin(); {|NOINSTR203:Enter|}(); if (irq) End();")]
    [InlineData("try { Begin(); Trace(); End(); } catch (System.Exception) { } {|NOINSTR203:Enter|}();")]
    [InlineData("if (Next()) Begin(); {|NOINSTR203:Enter|}(); if (Next()) End();")]
    [InlineData("Begin(); if (Next()) goto done; End(); {|NOINSTR203:done|}: Enter();")]
    [InlineData("if (user) Begin(); {|NOINSTR203:Change|}(ref user); if (user) End();")]
    [InlineData("try { Enter(); } catch { if (Next()) Begin(); {|NOINSTR203:Enter|}(); } Enter();")]
    [InlineData("try { Enter(); Begin(); Trace(); End(); } catch { Enter(); } {|NOINSTR203:Enter|}();")]
    [InlineData("if (IsIdle(vector)) Begin(); {|NOINSTR203:vector|}++; if (IsIdle(vector)) End();")]
    [InlineData("if (Above(a: vector, b: other)) Begin(); {|NOINSTR203:Enter|}(); if (Above(b: vector, a: other)) End();")]
    [InlineData("if (IsUser()) Begin(); {|NOINSTR203:Flip|}(); if (IsUser()) End();")]
    [InlineData("if (Named(null)) Begin(); {|NOINSTR203:Enter|}(); if (Named(\"\")) End();")]
    [InlineData("if (shared.Idle) Begin(); {|NOINSTR203:Enter|}(); if (shared.Idle) End();")]
    public Task PathsOfDifferentDepthMeet_IsReportedOnce(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("Begin(); {|NOINSTR204:Begin|}(); Trace(); End(); End();")]
    [InlineData("using (Open()) { using (InstrumentationScope.{|NOINSTR204:Open|}()) { Trace(); } }")]
    public Task ScopeInScope_IsReported(string body) => VerifyAsync(body);

    [Fact]
    public Task MoreConditionsThanAreKeptApart_SaysMay()
    {
        string[] flags = [.. "abcdefghi".Select(name => name.ToString())];
        var body = string.Join(" ", flags.Select(name => $"if ({name}) Begin();")) + " {|#0:Enter|}(); " + string.Join(" ", flags.Select(name => $"if ({name}) End();"));
        var test = new Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>
        {
            TestCode = $$"""
                using NoInstr;
                using static NoInstr.InstrumentationScope;
                class Entry
                {
                    [NoInstr] void M({{string.Join(", ", flags.Select(name => "bool " + name))}}) { {{body}} }
                    [NoInstr] void Enter() { }
                }
                """,
        };
        test.DisabledDiagnostics.Add("NOINSTR204");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("NOINSTR203").WithLocation(0).WithMessage(
            "The paths that meet here in 'Entry.M' may have different numbers of open instrumentation scopes: 0 and 9. Begin and end the scope on the same paths, or both under the same condition."));
        return test.RunAsync();
    }

    private static Task VerifyAsync(string body) => VerifyMemberAsync(body.EndsWith("{|NOINSTR203:}|}", StringComparison.Ordinal)
        ? $"void M(bool user, bool irq, int vector, object? name, int other) {{ {body}"
        : $"void M(bool user, bool irq, int vector, object? name, int other) {{ {body} }}");

    private static Task VerifyMemberAsync(string member) => Verify.VerifyAnalyzerAsync($$"""
        using NoInstr;
        using System.Diagnostics.CodeAnalysis;
        using static NoInstr.InstrumentationScope;

        class Entry
        {
            bool user;
            int[] vectors = null!;

            [NoInstr]
            {{member}}

            Shared shared = null!;
            class Shared { public bool Idle; }
            struct Cpu { public bool Idle; }
            [System.Diagnostics.Contracts.Pure, NoInstr] static bool IsIdle(int vector) => vector == 0;
            [NoInstr] void Flip() => user = !user;
            [System.Diagnostics.Contracts.Pure, NoInstr] bool IsUser() => user;
            [System.Diagnostics.Contracts.Pure, NoInstr] static bool Named(string? name) => name is null;
            [System.Diagnostics.Contracts.Pure, NoInstr] static bool Above(int a, int b) => a > b;
            [NoInstr] void Enter() { }
            [NoInstr] bool Next() => user;
            [NoInstr] void Change(ref bool flag) => flag = !flag;
            [AlwaysInline] void Maybe(bool on, bool other) { if (on) Begin(); }
            void Trace() { }
            [DoesNotReturn, NoInstr] void Panic() { while (true) { } }
        }
        """);
}
