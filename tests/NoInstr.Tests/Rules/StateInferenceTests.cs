using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>What a body without a contract demands and does is inferred, and judged where a caller breaks it; 409 where nobody else could see it.</summary>
public class StateInferenceTests
{
    [Theory]
    [InlineData("[NoInstr] void Work() { NeedsRcu(); } [NoInstr, EntryPoint] void M() { {|NOINSTR401:Work|}(); }")]
    [InlineData("[NoInstr] void Work() { NeedsRcu(); } [NoInstr, EntryPoint(Rcu)] void M() { Work(); }")]
    [InlineData("[NoInstr] void Work() { RcuEnter(); RcuExit(); } [NoInstr, EntryPoint(Rcu)] void M() { {|NOINSTR402:Work|}(); }")]
    [InlineData("[NoInstr] void Work() { RcuEnter(); RcuExit(); } [NoInstr, EntryPoint] void M() { Work(); IdleOnly(); }")]
    [InlineData("[NoInstr] void Work() { RcuExit(); RcuEnter(); } [NoInstr, EntryPoint] void M() { {|NOINSTR403:Work|}(); }")]
    [InlineData("[NoInstr] void Work() { RcuExit(); RcuEnter(); } [NoInstr, EntryPoint(Rcu)] void M() { Work(); NeedsRcu(); }")]
    [InlineData("[NoInstr] void Work() { IdleOnly(); } [NoInstr, EntryPoint(Rcu)] void M() { {|NOINSTR406:Work|}(); }")]
    [InlineData("[NoInstr] void Work() { Begin(); Log(); End(); } [NoInstr, EntryPoint] void M() { {|NOINSTR401:Work|}(); }")]
    [InlineData("[NoInstr] void Work() { if (Next()) NeedsRcu(); } [NoInstr, EntryPoint] void M() { {|NOINSTR401:Work|}(); }")]
    [InlineData("[NoInstr] void Work() { RcuIsWatching(); } [NoInstr, EntryPoint] void M() { Work(); }")]
    [InlineData("[NoInstr] void Work() { if (RcuIsWatching()) NeedsRcu(); } [NoInstr, EntryPoint] void M() { Work(); }")]
    [InlineData("[NoInstr] void Work() { AssertRcu(); } [NoInstr, EntryPoint] void M() { Work(); IdleOnly(); }")]
    [InlineData("[NoInstr] void Work() => Inner(); [NoInstr] void Inner() => NeedsRcu(); [NoInstr, EntryPoint] void M() { {|NOINSTR401:Work|}(); }")]
    [InlineData("[NoInstr] void Work() { RcuEnter(); Inner(); RcuExit(); } [NoInstr] void Inner() => NeedsRcu(); [NoInstr, EntryPoint] void M() { Work(); }")]
    [InlineData("[AlwaysInline] void Work() { NeedsRcu(); } [NoInstr, EntryPoint] void M() { {|NOINSTR401:Work|}(); }")]
    [InlineData("[AlwaysInline] void Work() { RcuEnter(); RcuExit(); } [NoInstr, EntryPoint(Rcu)] void M() { {|NOINSTR402:Work|}(); }")]
    [InlineData("[NoInstr] void Work() { NeedsRcu(); NeedsLockdep(); } [NoInstr, EntryPoint] void M() { {|NOINSTR401:Work|}(); }")]
    public Task Demand_IsReportedWhereACallerBreaksIt(string members) => StateCode.VerifyAsync(members);

    /// <summary>Without a contract a body has the net effect that it computes.</summary>
    [Theory]
    [InlineData("[NoInstr] void Enter() => RcuEnter(); [NoInstr] void Exit() => RcuExit(); [NoInstr, EntryPoint] void M() { Enter(); NeedsRcu(); Exit(); IdleOnly(); }")]
    [InlineData("[NoInstr] void Enter() => RcuEnter(); [NoInstr, EntryPoint] void M() { Enter(); {|NOINSTR405:}|}")]
    [InlineData("[NoInstr] void Enter() => RcuEnter(); [NoInstr, EntryPoint] void M() { Enter(); {|NOINSTR402:Enter|}(); RcuExit(); }")]
    [InlineData("[NoInstr] void Exit() => RcuExit(); [NoInstr, EntryPoint(Rcu)] void M() { Exit(); {|NOINSTR401:NeedsRcu|}(); RcuEnter(); }")]
    [InlineData("[NoInstr] void Exit() => RcuExit(); [NoInstr, EntryPoint] void M() { {|NOINSTR403:Exit|}(); }")]
    [InlineData("[NoInstr] void Maybe() { if (Next()) RcuEnter(); } [NoInstr, EntryPoint] void M() { Maybe(); {|NOINSTR401:NeedsRcu|}(); }")]
    [InlineData("[NoInstr] void Maybe() { if (Next()) RcuEnter(); } [NoInstr, EntryPoint] void M() { Maybe(); {|NOINSTR405:}|}")]
    [InlineData("[NoInstr] void Ensure() => RcuEnsure(); [NoInstr, EntryPoint] void M() { Ensure(); NeedsRcu(); RcuExit(); }")]
    [InlineData("[NoInstr] void Up() => NmiEnter(); [NoInstr] void Down() => NmiExit(); [NoInstr, EntryPoint] void M() { Up(); Up(); Down(); NmiOnly(); Down(); Schedule(); }")]
    [InlineData("[NoInstr] void Down() => NmiExit(); [NoInstr, EntryPoint] void M() { {|NOINSTR403:Down|}(); }")]
    [InlineData("[AlwaysInline] void Enter() => RcuEnter(); [AlwaysInline] void Exit() => RcuExit(); [NoInstr, EntryPoint] void M() { Enter(); NeedsRcu(); Exit(); IdleOnly(); }")]
    [InlineData("[AlwaysInline] void Enter() => RcuEnter(); [NoInstr, Establishes(Rcu)] void M() { Enter(); }")]
    [InlineData("[AlwaysInline] void Enter() => RcuEnter(); [NoInstr, Establishes(Rcu)] void M() => Outer(); [AlwaysInline] void Outer() => Enter();")]
    public Task Effect_IsComputed(string members) => StateCode.VerifyAsync(members);

    /// <summary>A declared contract is what callers see; what the body demands beyond it is added.</summary>
    [Theory]
    [InlineData("[NoInstr, Establishes(Rcu)] void Enter() { NeedsLockdep(); RcuEnter(); } [NoInstr, EntryPoint] void M() { {|NOINSTR401:Enter|}(); RcuExit(); }")]
    [InlineData("[NoInstr, Establishes(Rcu)] void Enter() { NeedsLockdep(); RcuEnter(); } [NoInstr, EntryPoint(Lockdep)] void M() { Enter(); RcuExit(); }")]
    [InlineData("[NoInstr, Requires(Rcu)] void Work() { NmiOnly(); } [NoInstr, EntryPoint(Rcu)] void M() { {|NOINSTR401:Work|}(); }")]
    [InlineData("[NoInstr, Requires(Rcu)] void Work() { RcuExit(); {|NOINSTR405:}|} [NoInstr, EntryPoint(Rcu)] void M() { Work(); NeedsRcu(); }")]
    [InlineData("[NoInstr, Establishes(Rcu)] void Enter() { {|NOINSTR405:}|} [NoInstr, EntryPoint] void M() { Enter(); NeedsRcu(); RcuExit(); }")]
    [InlineData("[AlwaysInline, Establishes(Rcu)] void Enter() { {|NOINSTR405:}|} [NoInstr, EntryPoint] void M() { Enter(); NeedsRcu(); RcuExit(); }")]
    [InlineData("[AlwaysInline, Establishes(Rcu)] void Enter() { RcuEnter(); } [NoInstr, EntryPoint] void M() { Enter(); {|NOINSTR402:Enter|}(); RcuExit(); }")]
    [InlineData("[AlwaysInline, Requires(Rcu)] void Work() { NeedsRcu(); } [NoInstr, EntryPoint] void M() { {|NOINSTR401:Work|}(); }")]
    public Task Contract_IsWhatCallersSee(string members) => StateCode.VerifyAsync(members);

    /// <summary>From then on Entry counts as that value: a pair that turns the state off and on again is balanced.</summary>
    [Theory]
    [InlineData("[NoInstr, Requires(Lockdep)] void M() { RcuExit(); RcuEnter(); }")]
    [InlineData("[NoInstr, Requires(Lockdep)] void M() { RcuEnter(); RcuExit(); }")]
    [InlineData("[NoInstr, Requires(Lockdep)] void M() { NeedsRcu(); RcuEnsure(); }")]
    [InlineData("[NoInstr, Requires(Lockdep)] void M() { RcuEnsure(); {|NOINSTR405:}|}")]
    [InlineData("[NoInstr, Requires(Lockdep)] void M() { NeedsRcu(); {|NOINSTR406:IdleOnly|}(); }")]
    [InlineData("[NoInstr, Requires(Lockdep)] void M() { IdleOnly(); {|NOINSTR401:NeedsRcu|}(); }")]
    [InlineData("[NoInstr] void M() { IdleOnly(); {|NOINSTR401:NeedsRcu|}(); }")]
    public Task Demand_SettlesWhatEntryIs(string member) => StateCode.VerifyAsync(member);

    [Theory]
    [InlineData("[NoInstr] void Down(int n) { NeedsRcu(); if (n > 0) Down(n - 1); } [NoInstr, EntryPoint] void M() { {|NOINSTR401:Down|}(3); }")]
    [InlineData("[NoInstr] void Down(int n) { if (n > 0) Down(n - 1); else NeedsRcu(); } [NoInstr, EntryPoint] void M() { {|NOINSTR401:Down|}(3); }")]
    [InlineData("[NoInstr] void Even(int n) { if (n > 0) Odd(n - 1); } [NoInstr] void Odd(int n) { NeedsRcu(); Even(n - 1); } [NoInstr, EntryPoint] void M() { {|NOINSTR401:Even|}(3); Odd(3); }")]
    [InlineData("[NoInstr] void Down(int n) { if (n > 0) { RcuEnter(); RcuExit(); Down(n - 1); } } [NoInstr, EntryPoint] void M() { Down(3); IdleOnly(); }")]
    [InlineData("[NoInstr] void Down(int n) { if (n > 0) Down(n - 1); else RcuEnter(); } [NoInstr, EntryPoint] void M() { Down(3); NeedsRcu(); RcuExit(); }")]
    [InlineData("[NoInstr] void Down(int n) { NmiEnter(); if (n > 0) Down(n - 1); NmiExit(); } [NoInstr, EntryPoint] void M() { Down(3); Schedule(); }")]
    [InlineData("[NoInstr] void Down(int n) { NmiEnter(); if (n > 0) Down(n - 1); } [NoInstr, EntryPoint] void M() { Down(3); {|NOINSTR405:}|}")]
    [InlineData("[NoInstr] void Forever() { NeedsRcu(); Forever(); } [NoInstr, EntryPoint] void M() { {|NOINSTR401:Forever|}(); }")]
    public Task Recursion_IsSolved(string members) => StateCode.VerifyAsync(members);

    /// <summary>A summary is split by the bool parameters of the callee.</summary>
    [Theory]
    [InlineData("[NoInstr] void Work(bool user) { if (user) NeedsRcu(); } [NoInstr, EntryPoint] void M() { Work(false); {|NOINSTR401:Work|}(true); }")]
    [InlineData("[NoInstr] void Work(bool user) { if (user) NeedsRcu(); } [NoInstr, EntryPoint] void M(bool user) { if (!user) Work(user); }")]
    [InlineData("[NoInstr] void Work(bool user) { if (user) NeedsRcu(); } [NoInstr, EntryPoint] void M(bool user) { {|NOINSTR401:Work|}(user); }")]
    [InlineData("[NoInstr] void Set(bool on) { if (on) RcuEnter(); else RcuExit(); } [NoInstr, EntryPoint] void M() { Set(true); NeedsRcu(); Set(false); IdleOnly(); }")]
    [InlineData("[NoInstr] void Set(bool on) { if (on) RcuEnter(); else RcuExit(); } [NoInstr, EntryPoint] void M() { {|NOINSTR403:Set|}(false); }")]
    [InlineData("[NoInstr] void Set(bool on) { if (on) RcuEnter(); } [NoInstr, EntryPoint] void M(bool user) { Set(user); Nothing(); if (user) RcuExit(); }")]
    [InlineData("[NoInstr] void Set(bool on) { if (on) RcuEnter(); } [NoInstr, EntryPoint] void M(bool user) { Set(!user); if (!user) { NeedsRcu(); RcuExit(); } }")]
    [InlineData("[AlwaysInline] void Set(bool on) { if (on) RcuEnter(); } [NoInstr, EntryPoint] void M(bool user) { Set(user); Nothing(); if (user) RcuExit(); }")]
    public Task Summary_IsSplitByBoolParameters(string members) => StateCode.VerifyAsync(members);

    [Theory]
    [InlineData("public void {|NOINSTR409:Work|}() { NeedsRcu(); }")]
    [InlineData("public void {|NOINSTR409:Work|}() { IdleOnly(); }")]
    [InlineData("public void {|NOINSTR409:Work|}() { RcuEnter(); RcuExit(); }")]
    [InlineData("public void {|NOINSTR409:Work|}() { RcuExit(); RcuEnter(); }")]
    [InlineData("protected void {|NOINSTR409:Work|}() { Inner(); }")]
    [InlineData("public void Work() { Begin(); Log(); End(); }")]
    [InlineData("public void Work() { RcuEnsure(); NeedsRcu(); }")]
    [InlineData("public void Work() { if (RcuIsWatching()) NeedsRcu(); }")]
    [InlineData("internal void Work() { NeedsRcu(); }")]
    [InlineData("private void Work() { NeedsRcu(); }")]
    public Task VisibleMethod_DeclaresWhatItDemands(string member) => VerifyVisibleAsync("[NoInstr] " + member);

    [Theory]
    [InlineData("[NoInstr, EntryPoint] public void M() { {|NOINSTR401:NeedsRcu|}(); }")]
    [InlineData("[NoInstr, Requires(Rcu)] public void M() { NeedsRcu(); }")]
    [InlineData("[NoInstr, Requires(Lockdep)] public void {|NOINSTR409:M|}() { NeedsRcu(); }")]
    [InlineData("[AlwaysInline] public void {|NOINSTR409:M|}() { NeedsRcu(); }")]
    [InlineData("[NoInstr] public int Level { {|NOINSTR409:get|} { NeedsRcu(); return 1; } }")]
    [InlineData("[NoInstr] public int Level {|NOINSTR409:=>|} Saved(); [NoInstr, Requires(Rcu)] static int Saved() => 1;")]
    [InlineData("[NoInstr, Primitive] public void M() { NeedsRcu(); }")]
    public Task VisibleMethodWithContract_DeclaresTheRest(string member) => VerifyVisibleAsync(member);

    [Fact]
    public Task Message_NamesTheChain() => StateCode.VerifyMessageAsync(
        "NOINSTR401",
        "[AlwaysInline] void ExitWork() => Handle(); [NoInstr] void Handle() { NeedsRcu(); } [NoInstr, EntryPoint] void DoSyscall() { {|#0:ExitWork|}(); }",
        "'Entry.DoSyscall' calls 'Entry.ExitWork', which requires 'EntryState.Rcu', but nothing establishes it before (through DoSyscall → ExitWork → Handle → NeedsRcu). Establish 'EntryState.Rcu' before the call.");

    private static Task VerifyVisibleAsync(string member) => Verify.VerifyAnalyzerAsync(
        StateCode.Source(member + " [NoInstr] private void Inner() => NeedsRcu();").Replace("partial class Entry", "public partial class Entry"));
}
