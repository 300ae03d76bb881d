using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>401–408: what random programs have shown, made small.</summary>
public class StateReferenceFindingsTests
{
    [Theory]
    [InlineData("if (Next()) RcuEnter(); {|NOINSTR401:RcuUse|}(); Halt();")]
    [InlineData("while (Next()) {|NOINSTR402:RcuEnter|}(); Halt();")]
    [InlineData("while (Next()) { {|NOINSTR401:RcuUse|}(); RcuExit(); } Halt();", "EntryState.Rcu")]
    [InlineData("while (Next()) {|NOINSTR403:RcuExit|}(); Halt();", "EntryState.Rcu")]
    public Task DifferentStates_MeetWithBoth(string body, string established = "") => VerifyAsync($"[EntryPoint({established})] void DoIrq() {{ {body} }}");

    [Theory]
    [InlineData("[Requires(EntryState.Lockdep)] void IrqWork() { if (Next()) { RcuExit(); RcuEnter(); } }")]
    [InlineData("[EntryPoint(AnyContext = true)] void DoNmi() { if (IsWatching()) RcuUse(); else Enter(); Enter(); }")]
    public Task PairOnOnePath_IsBalanced(string method) => VerifyAsync(method);

    private static Task VerifyAsync(string method) => Verify.VerifyAnalyzerAsync($$"""
        using NoInstr;
        using System.Diagnostics.CodeAnalysis;

        [NoInstr]
        class EntryCode
        {
            {{method}}

            [Primitive, Establishes(EntryState.Rcu)] void RcuEnter() { }
            [Primitive, Revokes(EntryState.Rcu)] void RcuExit() { }
            [Primitive, Requires(EntryState.Rcu)] void RcuUse() { }
            [Primitive, HoldsWhen(true, EntryState.Rcu)] bool IsWatching() => true;
            void Enter() { }
            [DoesNotReturn] void Halt() { while (true) Enter(); }
            bool Next() => true;
        }
        """);
}
