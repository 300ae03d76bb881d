namespace NoInstr.Tests.Rules;

/// <summary>What a contract demands where its member is called, and what it does to the state: 401–403 and 406.</summary>
public class StateCallTests
{
    [Theory]
    [InlineData("NeedsRcu();")]
    [InlineData("RcuExit(); {|NOINSTR401:NeedsRcu|}(); RcuEnter();")]
    [InlineData("RcuExit(); RcuEnter(); NeedsRcu();")]
    [InlineData("if (Next()) RcuExit(); {|NOINSTR401:NeedsRcu|}(); RcuEnsure();")]
    [InlineData("RcuExit(); RcuEnsure(); NeedsRcu();")]
    [InlineData("RcuExit(); RcuEnsure(); RcuRestore(); {|NOINSTR401:NeedsRcu|}(); RcuEnter();")]
    public Task Requires_WantsTheState(string body) => VerifyAsync("Requires(Rcu)", body);

    [Theory]
    [InlineData("{|NOINSTR406:IdleOnly|}();")]
    [InlineData("RcuExit(); IdleOnly(); RcuEnter();")]
    [InlineData("if (Next()) RcuExit(); {|NOINSTR406:IdleOnly|}(); RcuEnsure();")]
    [InlineData("RcuExit(); RcuEnter(); {|NOINSTR406:IdleOnly|}();")]
    public Task Forbids_WantsItOff(string body) => VerifyAsync("Requires(Rcu)", body);

    [Theory]
    [InlineData("{|NOINSTR402:RcuEnter|}();")]
    [InlineData("RcuExit(); RcuEnter();")]
    [InlineData("if (Next()) RcuExit(); {|NOINSTR402:RcuEnter|}();")]
    [InlineData("RcuExit(); if (Next()) RcuEnter(); {|NOINSTR402:RcuEnter|}();")]
    [InlineData("RcuExit(); RcuEnter(); {|NOINSTR402:RcuEnter|}();")]
    [InlineData("while (Next()) { {|NOINSTR402:RcuEnter|}(); }")]
    public Task Establishes_WantsItOff(string body) => VerifyAsync("Requires(Rcu)", body);

    [Theory]
    [InlineData("{|NOINSTR403:RcuExit|}();")]
    [InlineData("RcuEnter(); RcuExit();")]
    [InlineData("RcuEnter(); RcuExit(); {|NOINSTR403:RcuExit|}();")]
    [InlineData("if (Next()) RcuEnter(); {|NOINSTR403:RcuExit|}();")]
    [InlineData("{|NOINSTR403:RcuRestore|}();")]
    [InlineData("if (Next()) RcuEnter(); {|NOINSTR403:RcuRestore|}();")]
    [InlineData("RcuEnter(); RcuRestore();")]
    public Task RevokesAndRestores_WantTheState(string body) => VerifyAsync("Forbids(Rcu)", body);

    [Theory]
    [InlineData("RcuEnsure(); NeedsRcu(); RcuExit();")]
    [InlineData("RcuEnter(); RcuEnsure(); RcuExit();")]
    [InlineData("if (Next()) RcuEnter(); RcuEnsure(); NeedsRcu(); RcuExit();")]
    [InlineData("RcuEnsure(); {|NOINSTR402:RcuEnter|}(); RcuExit();")]
    [InlineData("RcuEnsure(); {|NOINSTR406:IdleOnly|}(); RcuExit();")]
    public Task Ensures_WantsNothing(string body) => VerifyAsync("Forbids(Rcu)", body);

    /// <summary>Of a state that nothing in the body has set: nothing. Where it is off, it cannot hold.</summary>
    [Theory]
    [InlineData("Forbids(Rcu)", "{|NOINSTR401:AssertRcu|}();")]
    [InlineData("Forbids(Rcu)", "if (Next()) RcuEnter(); AssertRcu(); RcuExit();")]
    [InlineData("Forbids(Rcu)", "RcuEnter(); AssertRcu(); RcuExit();")]
    [InlineData("Requires(Rcu)", "AssertRcu(); NeedsRcu();")]
    [InlineData("Requires(Rcu)", "RcuExit(); {|NOINSTR401:AssertRcu|}(); RcuEnsure();")]
    [InlineData("Requires(Lockdep)", "AssertRcu(); NeedsRcu(); RcuExit(); RcuEnter();")]
    [InlineData("Requires(Lockdep)", "AssertRcu(); {|NOINSTR402:RcuEnter|}();")]
    [InlineData("Requires(Lockdep)", "AssertRcu(); {|NOINSTR406:IdleOnly|}();")]
    [InlineData("Requires(Lockdep)", "if (Next()) { AssertRcu(); NeedsRcu(); } {|NOINSTR406:IdleOnly|}();")]
    public Task Asserts_LearnsThatItHolds(string contract, string body) => VerifyAsync(contract, body);

    /// <summary>Knowledge is no effect: no return has changed anything.</summary>
    [Theory]
    [InlineData("EntryPoint(AnyContext = true)", "AssertRcu(); NeedsRcu();")]
    [InlineData("EntryPoint(AnyContext = true)", "if (RcuIsWatching()) NeedsRcu();")]
    [InlineData("EntryPoint(AnyContext = true)", "if (RcuIsOn()) NeedsRcu(); else IdleOnly();")]
    [InlineData("EntryPoint(AnyContext = true)", "if (RcuIsOn()) { NeedsRcu(); return; } RcuEnter(); RcuExit();")]
    [InlineData("EntryPoint(AnyContext = true)", "if (Next()) AssertRcu(); Nothing();")]
    public Task Knowledge_ChangesNothing(string contract, string body) => VerifyAsync(contract, body);

    [Theory]
    [InlineData("NmiEnter(); NmiEnter(); NmiOnly(); NmiExit(); NmiExit();")]
    [InlineData("NmiEnter(); NmiOnly(); NmiExit(); {|NOINSTR401:NmiOnly|}();")]
    [InlineData("{|NOINSTR403:NmiExit|}();")]
    [InlineData("NmiEnter(); NmiExit(); {|NOINSTR403:NmiExit|}();")]
    [InlineData("Schedule(); NmiEnter(); {|NOINSTR406:Schedule|}(); NmiExit();")]
    [InlineData("NmiEnter(); NmiEnter(); NmiExit(); {|NOINSTR406:Schedule|}(); NmiExit(); Schedule();")]
    [InlineData("if (Next()) NmiEnter(); {|NOINSTR401:NmiOnly|}();")]
    [InlineData("while (Next()) { NmiEnter(); NmiExit(); } Schedule();")]
    [InlineData("var n = 0; while (Next()) { NmiEnter(); n++; } while (n-- > 0) { {|NOINSTR403:NmiExit|}(); }")]
    public Task CountedState_Nests(string body) => VerifyAsync("EntryPoint", body);

    [Fact]
    public Task CountedState_MayHoldWhereAnythingIsInterrupted() => VerifyAsync(
        "EntryPoint(AnyContext = true)", "NmiEnter(); NmiOnly(); NmiExit(); {|NOINSTR403:NmiExit|}();");

    /// <summary>They nest: each goes back to what it was before the last call that established it.</summary>
    [Theory]
    [InlineData("EntryPoint", "RcuEnsure(); RcuRestore(); IdleOnly();")]
    [InlineData("EntryPoint", "RcuEnsure(); RcuEnsure(); RcuRestore(); NeedsRcu(); RcuRestore(); IdleOnly();")]
    [InlineData("EntryPoint", "RcuEnter(); RcuEnsure(); RcuRestore(); NeedsRcu(); RcuExit(); IdleOnly();")]
    [InlineData("EntryPoint(AnyContext = true)", "RcuEnsure(); NeedsRcu(); RcuRestore();")]
    [InlineData("EntryPoint(AnyContext = true)", "RcuEnsure(); NeedsRcu(); RcuRestore(); {|NOINSTR401:NeedsRcu|}();")]
    [InlineData("EntryPoint(Rcu)", "RcuRestore(); {|NOINSTR405:return|};")]
    [InlineData("EntryPoint(Rcu)", "RcuRestore(); {|NOINSTR401:NeedsRcu|}();")]
    [InlineData("EntryPoint(Rcu)", "RcuRestore(); RcuEnsure(); NeedsRcu();")]
    [InlineData("EntryPoint", "if (Next()) RcuEnsure(); else RcuEnter(); RcuRestore(); IdleOnly();")]
    public Task RestoreWithoutToken_GoesBackToWhatThisBodyFound(string contract, string body) => VerifyAsync(contract, body);

    [Theory]
    [InlineData("EntryPoint", "var saved = IrqEnter(); NeedsRcu(); IrqExit(saved); IdleOnly();")]
    [InlineData("EntryPoint", "RcuEnter(); var saved = IrqEnter(); IrqExit(saved); NeedsRcu(); RcuExit();")]
    [InlineData("EntryPoint", "var a = IrqEnter(); var b = IrqEnter(); IrqExit(b); NeedsRcu(); IrqExit(a); IdleOnly();")]
    [InlineData("EntryPoint", "var a = IrqEnter(); var b = IrqEnter(); IrqExit(a); IdleOnly(); {|NOINSTR403:IrqExit|}(b);")]
    [InlineData("EntryPoint", "Saved saved; if (Next()) { saved = IrqEnter(); } else { RcuEnter(); saved = IrqEnter(); } IrqExit(saved); {|NOINSTR406:IdleOnly|}();")]
    [InlineData("EntryPoint(AnyContext = true)", "var saved = IrqEnter(); NeedsRcu(); IrqExit(saved);")]
    [InlineData("EntryPoint(AnyContext = true)", "IrqExit(IrqEnter());")]
    [InlineData("EntryPoint(AnyContext = true)", "var saved = IrqEnter(); RcuExit(); RcuEnter(); IrqExit(saved);")]
    [InlineData("EntryPoint(Rcu)", "IrqExit(_stored); {|NOINSTR401:NeedsRcu|}();")]
    [InlineData("EntryPoint(Rcu)", "IrqExit(_stored); {|NOINSTR405:return|};")]
    [InlineData("EntryPoint(Rcu)", "RcuEnsure(); IrqExit(_stored); {|NOINSTR401:NeedsRcu|}();")]
    [InlineData("EntryPoint(Rcu)", "RcuEnsure(); IrqExit(Stored); {|NOINSTR401:NeedsRcu|}();")]
    [InlineData("EntryPoint(Rcu)", "RcuEnsure(); IrqExit(new Saved()); {|NOINSTR401:NeedsRcu|}();")]
    public Task RestoreWithToken_GoesBackToBeforeTheTokenWasMade(string contract, string body) => VerifyAsync(contract, body);

    [Theory]
    [InlineData("[NoInstr, Restores(Rcu)] void Exit([Consumes] Saved saved) { IrqExit(saved); }")]
    [InlineData("[NoInstr, Requires(Rcu)] void Exit([Consumes] Saved saved) { IrqExit(saved); {|NOINSTR401:NeedsRcu|}(); }")]
    [InlineData("[NoInstr, Requires(Rcu)] void Exit([Consumes] Saved saved) { IrqExit(saved); {|NOINSTR405:}|}")]
    public Task TokenOfAParameter_GoesBackToWhatIsNotKnown(string member) => StateCode.VerifyAsync(member);

    /// <summary>Requires and Forbids come first, then what is established, then what is torn down; lists go from left to right.</summary>
    [Theory]
    [InlineData("[NoInstr, Primitive, Requires(Rcu), Revokes(Rcu)] void Exit() { } [NoInstr, EntryPoint(Rcu)] void M() { Exit(); IdleOnly(); RcuEnter(); }")]
    [InlineData("[NoInstr, Primitive, Forbids(Rcu), Establishes(Rcu)] void Exit() { } [NoInstr, EntryPoint] void M() { Exit(); NeedsRcu(); RcuExit(); }")]
    [InlineData("[NoInstr, Primitive, Revokes(Rcu), Requires(Rcu)] void Exit() { } [NoInstr, EntryPoint(Rcu)] void M() { Exit(); IdleOnly(); RcuEnter(); }")]
    [InlineData("[NoInstr, Primitive, Ensures(Rcu), Asserts(Rcu)] void Check() { } [NoInstr, EntryPoint] void M() { Check(); NeedsRcu(); RcuExit(); }")]
    [InlineData("[NoInstr, Primitive, Establishes(Nmi, Nmi)] void Twice() { } [NoInstr, EntryPoint] void M() { Twice(); NmiExit(); NmiOnly(); NmiExit(); }")]
    [InlineData("[NoInstr, Primitive, Establishes(Lockdep), Revokes(Tracing)] void Swap() { } [NoInstr, EntryPoint(Tracing)] void M() { Swap(); LockdepOn(); TracingOff(); }")]
    public Task Clauses_ComeInOrder(string members) => StateCode.VerifyAsync(members);

    private static Task VerifyAsync(string contract, string body) =>
        StateCode.VerifyAsync($"[NoInstr, {contract}] void M() {{ {body} }} Saved _stored; [NoInstr] Saved Stored => default;");
}
