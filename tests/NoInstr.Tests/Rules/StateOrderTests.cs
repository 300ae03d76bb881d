namespace NoInstr.Tests.Rules;

/// <summary>404: two states that one body changes on one path, in the wrong order; and declared lists that are in the wrong order themselves.</summary>
public class StateOrderTests
{
    private const string All = "Establishes(Lockdep, Rcu, Tracing)";

    [Theory]
    [InlineData(All, "LockdepOff(); RcuEnter(); TracingOff();")]
    [InlineData(All, "{|NOINSTR404:RcuEnter|}(); LockdepOff(); TracingOff();")]
    [InlineData(All, "LockdepOff(); {|NOINSTR404:TracingOff|}(); RcuEnter();")]
    [InlineData(All, "{|NOINSTR404:TracingOff|}(); {|NOINSTR404:RcuEnter|}(); LockdepOff();")]
    [InlineData(All, "LockdepOff(); if (Next()) { RcuEnter(); TracingOff(); } else { {|NOINSTR404:TracingOff|}(); RcuEnter(); }")]
    [InlineData(All, "LockdepOff(); {|NOINSTR404:TracingOff|}(); RcuEnsure();")]
    [InlineData(All, "RcuEnter(); RcuExit(); LockdepOff(); RcuEnter(); TracingOff();")]
    [InlineData(All, "{|NOINSTR404:EnterTwo|}(); LockdepOff();")]
    [InlineData(All, "LockdepOff(); EnterTwo();")]
    [InlineData("Ensures(Lockdep, Rcu)", "{|NOINSTR404:RcuEnsure|}(); LockdepOff();")]
    [InlineData("Ensures(Lockdep), Requires(Rcu)", "RcuExit(); {|NOINSTR404:RcuEnter|}(); LockdepOff();")]
    [InlineData("Ensures(Lockdep)", "{|NOINSTR404:AssertRcu|}(); LockdepOff();")]
    [InlineData("Ensures(Lockdep)", "if (RcuIsWatching()) LockdepOff(); else LockdepOff();")]
    [InlineData("Ensures(Lockdep), Requires(Rcu)", "LockdepOff();")]
    public Task Establishing_GoesByTheCanonicalOrder(string contract, string body) => VerifyAsync(contract, body);

    [Theory]
    [InlineData("TracingOn(); RcuExit(); LockdepOn();")]
    [InlineData("{|NOINSTR404:RcuExit|}(); TracingOn(); LockdepOn();")]
    [InlineData("TracingOn(); {|NOINSTR404:LockdepOn|}(); RcuExit();")]
    [InlineData("{|NOINSTR404:LockdepOn|}(); TracingOn(); RcuExit();")]
    [InlineData("{|NOINSTR404:LockdepOn|}(); {|NOINSTR404:RcuExit|}(); TracingOn();")]
    [InlineData("TracingOn(); if (Next()) { RcuExit(); LockdepOn(); } else { {|NOINSTR404:LockdepOn|}(); RcuExit(); }")]
    [InlineData("TracingOn(); RcuExit(); RcuEnter(); RcuExit(); LockdepOn();")]
    [InlineData("TracingOn(); LeaveTwo();")]
    public Task TearingDown_GoesTheOtherWay(string body) => VerifyAsync("Revokes(Tracing, Rcu, Lockdep)", body);

    [Theory]
    [InlineData("LockdepOff(); RcuEnter(); RcuExit(); LockdepOn();")]
    [InlineData("LockdepOff(); RcuEnter(); {|NOINSTR404:LockdepOn|}(); RcuExit();")]
    [InlineData("LockdepOff(); RcuEnter(); LockdepOn(); {|NOINSTR405:return|};")]
    [InlineData("LockdepOff(); RcuEnter(); {|NOINSTR404:LockdepOn|}(); if (Next()) RcuExit(); {|NOINSTR405:return|};")]
    [InlineData("LockdepOff(); LockdepOn(); RcuEnter(); RcuExit();")]
    [InlineData("RcuEnter(); RcuExit(); LockdepOff(); LockdepOn();")]
    [InlineData("NmiEnter(); LockdepOff(); RcuEnter(); HardIrqEnter(); HardIrqExit(); RcuExit(); LockdepOn(); NmiExit();")]
    [InlineData("{|NOINSTR404:LockdepOff|}(); NmiEnter(); {|NOINSTR404:NmiExit|}(); LockdepOn();")]
    [InlineData("NmiEnter(); LockdepOff(); {|NOINSTR404:NmiExit|}(); LockdepOn();")]
    [InlineData("NmiEnter(); LockdepOff(); NmiEnter(); NmiExit(); LockdepOn(); NmiExit();")] // one more of a count that stands is no step
    public Task EntryPoint_KeepsTheOrderToo(string body) => VerifyAsync("EntryPoint", body);

    /// <summary>Of a teardown that never comes nothing is known but that: 405.</summary>
    [Theory]
    [InlineData("[NoInstr, EntryPoint(Lockdep, Rcu)] void M() { LockdepOn(); {|NOINSTR405:}|}")]
    [InlineData("[NoInstr, Revokes(Rcu, Lockdep)] void M() { LockdepOn(); {|NOINSTR405:}|}")]
    [InlineData("[NoInstr, Requires(Rcu, Lockdep)] void M() { LockdepOn(); LockdepOff(); }")]
    [InlineData("[NoInstr] void M() { RcuEnter(); LockdepOff(); }")]
    [InlineData("[NoInstr, Establishes(Rcu)] void M() { LockdepOff(); RcuEnter(); {|NOINSTR404:LockdepOn|}(); }")]
    [InlineData("[NoInstr, HoldsWhen(true, Rcu)] bool M() { RcuEnter(); LockdepOff(); LockdepOn(); return true; }")]
    [InlineData("[Establishes(Lockdep, Rcu)] void M() { {|NOINSTR404:RcuEnter|}(); LockdepOff(); }")]
    [InlineData("[AlwaysInline, Establishes(Lockdep, Rcu)] void M() { {|NOINSTR404:RcuEnter|}(); LockdepOff(); }")]
    [InlineData("[NoInstr, Primitive, Establishes(Lockdep, Rcu)] void M() { RcuEnter(); LockdepOff(); }")]
    public Task Order_IsThatOfABodyWithAContract(string member) => StateCode.VerifyAsync(member);

    /// <summary>404 silences nothing, and is not silenced.</summary>
    [Theory]
    [InlineData("[NoInstr, Establishes(Lockdep, Rcu)] void M() { {|NOINSTR404:RcuEnter|}(); LockdepOff(); {|NOINSTR402:RcuEnter|}(); }")]
    [InlineData("[NoInstr, Establishes(Lockdep, Rcu)] void M() { {|NOINSTR404:RcuEnter|}(); LockdepOff(); {|NOINSTR402:LockdepOff|}(); }")]
    public Task WrongOrder_SilencesNothing(string member) => StateCode.VerifyAsync(member);

    [Theory]
    [InlineData("[NoInstr, Primitive, {|NOINSTR404:Establishes(Rcu, Lockdep)|}] void M() { }")]
    [InlineData("[NoInstr, Primitive, {|NOINSTR404:Ensures(Tracing, Rcu)|}] void M() { }")]
    [InlineData("[NoInstr, Primitive, {|NOINSTR404:Revokes(Lockdep, Rcu)|}] void M() { }")]
    [InlineData("[NoInstr, Primitive, {|NOINSTR404:Restores(Rcu, Tracing)|}] void M() { }")]
    [InlineData("[NoInstr, Primitive, {|NOINSTR404:Establishes(Nmi, Tracing, Lockdep, Rcu)|}] void M() { }")]
    [InlineData("[NoInstr, Primitive, Establishes(Nmi, Lockdep, Rcu, Tracing, HardIrq)] void M() { }")]
    [InlineData("[NoInstr, Primitive, Revokes(HardIrq, Tracing, Rcu, Lockdep, Nmi)] void M() { }")]
    [InlineData("[NoInstr, Primitive, Requires(Rcu, Lockdep), Forbids(HardIrq, Nmi), Asserts(Tracing)] void M() { }")]
    [InlineData("[NoInstr, Primitive, Establishes(Disabled, Lockdep, Rcu)] void M() { }")]
    [InlineData("[NoInstr, Primitive, Establishes(Lockdep, Disabled, Rcu)] void M() { }")]
    [InlineData("[NoInstr, Primitive, {|NOINSTR404:Establishes(Rcu, Disabled, Lockdep)|}] void M() { }")]
    [InlineData("[NoInstr, Primitive, {|NOINSTR404:Establishes(Mode.B, Mode.A)|}] void M() { }")]
    [InlineData("[NoInstr, EntryPoint(Rcu, Lockdep)] void M() { }")]
    [InlineData("[NoInstr, HoldsWhen(true, Rcu, Lockdep)] bool M() => true;")]
    public Task DeclaredList_FollowsTheCanonicalOrder(string member) => StateCode.VerifyAsync(member);

    /// <summary>A list that mixes enums binds by its own order.</summary>
    [Theory]
    [InlineData("[NoInstr, Establishes(Mode.B, Rcu)] void M() { BOn(); RcuEnter(); }")]
    [InlineData("[NoInstr, Establishes(Mode.B, Rcu)] void M() { {|NOINSTR404:RcuEnter|}(); BOn(); }")]
    [InlineData("[NoInstr, Establishes(Rcu, Mode.B)] void M() { {|NOINSTR404:BOn|}(); RcuEnter(); }")]
    [InlineData("[NoInstr, Revokes(Rcu, Mode.B)] void M() { RcuExit(); BOff(); }")]
    [InlineData("[NoInstr, Revokes(Rcu, Mode.B)] void M() { {|NOINSTR404:BOff|}(); RcuExit(); }")]
    [InlineData("[NoInstr, Establishes(Rcu), Establishes(Mode.B)] void M() { BOn(); RcuEnter(); }")]
    [InlineData("[NoInstr, Requires(Mode.A, Rcu)] void M() { RcuExit(); AOff(); AOn(); RcuEnter(); }")]
    public Task ListThatMixesEnums_BindsByItself(string member) => StateCode.VerifyAsync(member);

    [Theory]
    [InlineData(
        "[NoInstr, Establishes(Lockdep, Rcu)] void Enter() { {|#0:RcuEnter|}(); LockdepOff(); }",
        "'Entry.Enter' establishes 'EntryState.Rcu' by calling 'Kernel.RcuEnter' before 'EntryState.Lockdep', which comes first. Call 'Kernel.LockdepOff', which establishes 'EntryState.Lockdep', before it.")]
    [InlineData(
        "[NoInstr, Revokes(Rcu, Lockdep)] void Exit() { {|#0:LockdepOn|}(); RcuExit(); }",
        "'Entry.Exit' tears 'EntryState.Lockdep' down by calling 'Kernel.LockdepOn' while 'EntryState.Rcu', which is established after it, still stands. Call 'Kernel.RcuExit', which tears 'EntryState.Rcu' down, before it.")]
    [InlineData(
        "[NoInstr, Primitive, {|#0:Establishes(Rcu, Lockdep)|}] void Enter() { }",
        "[Establishes] on 'Entry.Enter' lists 'EntryState.Rcu' before 'EntryState.Lockdep', but 'EntryState' declares that 'Lockdep' is established first. Put 'Lockdep' in front of 'Rcu'.")]
    [InlineData(
        "[NoInstr, Primitive, {|#0:Revokes(Lockdep, Rcu)|}] void Exit() { }",
        "[Revokes] on 'Entry.Exit' lists 'EntryState.Lockdep' before 'EntryState.Rcu', but 'EntryState' declares that 'Lockdep' is established first, and torn down last. Put 'Rcu' in front of 'Lockdep'.")]
    public Task Message_NamesBothCalls(string member, string message) => StateCode.VerifyMessageAsync("NOINSTR404", member, message);

    private static Task VerifyAsync(string contract, string body) => StateCode.VerifyAsync(
        $"[NoInstr, {contract}] void M() {{ {body} }} [NoInstr, Primitive, Establishes(Rcu, Tracing)] void EnterTwo() {{ }} [NoInstr, Primitive, Revokes(Rcu, Lockdep)] void LeaveTwo() {{ }}");
}
