using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>103 for <c>MethodImplOptions.Synchronized</c>: the runtime takes a lock around the whole body, wherever the scopes in it are.</summary>
public class SynchronizedBodyTests
{
    [Theory]
    [InlineData("[NoInstr, MethodImpl(MethodImplOptions.Synchronized)] void {|NOINSTR103:DoNmi|}() { }")]
    [InlineData("[NoInstr, MethodImpl(MethodImplOptions.Synchronized | MethodImplOptions.NoInlining)] static int {|NOINSTR103:DoNmi|}() => 0;")]
    [InlineData("[NoInstr, MethodImpl(MethodImplOptions.Synchronized)] void {|NOINSTR103:DoNmi|}() { Begin(); Trace(); End(); }")]
    [InlineData("[NoInstr, MethodImpl(MethodImplOptions.Synchronized)] void {|NOINSTR103:DoNmi|}() { {|NOINSTR101:Trace|}(); }")]
    [InlineData("[NoInstr] int Level { [MethodImpl(MethodImplOptions.Synchronized)] {|NOINSTR103:get|} => 0; [MethodImpl(MethodImplOptions.Synchronized)] {|NOINSTR103:set|} { } }")]
    [InlineData("[NoInstr] class Cpu { [MethodImpl(MethodImplOptions.Synchronized)] public {|NOINSTR103:Cpu|}(int number) { } [MethodImpl(MethodImplOptions.Synchronized)] public static Cpu operator {|NOINSTR103:+|}(Cpu a, int b) => a; }")]
    [InlineData("[NoInstr] void DoNmi() { Local(); [MethodImpl(MethodImplOptions.Synchronized)] void {|NOINSTR103:Local|}() { } }")]
    [InlineData("[NoInstr] void DoNmi() { Begin(); Local(); End(); [MethodImpl(MethodImplOptions.Synchronized)] void Local() => Trace(); }")]
    [InlineData("[MethodImpl(MethodImplOptions.Synchronized)] void Log() { } [NoInstr] void DoNmi() { {|NOINSTR101:Log|}(); }")]
    [InlineData("[NoInstr(Unchecked = true, Justification = \"audited\"), MethodImpl(MethodImplOptions.Synchronized)] void DoNmi() { }")]
    [InlineData("[NoInstr, MethodImpl(MethodImplOptions.NoInlining)] void DoNmi() { }")]
    public Task WholeBody_IsLocked(string member) => Test(member).RunAsync();

    [Fact]
    public async Task LockThatIsTrusted_IsClean()
    {
        var test = Test("[NoInstr, MethodImpl(MethodImplOptions.Synchronized)] void DoNmi() { }");
        test.TestState.AdditionalFiles.Add("NoInstr.Safe.txt", "T:System.Threading.Monitor ; replaced in this runtime");
        await test.RunAsync();
    }

    [Fact]
    public Task Message_NamesTheConstruct() => Verify.VerifyAnalyzerAsync(
        "class Entry { [NoInstr.NoInstr, System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] void {|#0:DoNmi|}() { } }",
        Verify.Diagnostic("NOINSTR103").WithLocation(0).WithMessage(
            "'Entry.DoNmi' is noinstr, but the lock that MethodImplOptions.Synchronized takes calls 'Monitor.Enter' outside of an instrumentation scope. 'Monitor.Enter' is neither [NoInstr] nor [AlwaysInline]. Take the lock in the body, with a lock statement in an instrumentation scope, or do without."));

    private static CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer> Test(string member) => new()
    {
        TestCode = $$"""
            using NoInstr;
            using System.Runtime.CompilerServices;
            using static NoInstr.InstrumentationScope;

            class Entry
            {
                {{member}}

                void Trace() { }
            }
            """,
    };
}
