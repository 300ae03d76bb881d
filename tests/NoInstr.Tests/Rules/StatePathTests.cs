namespace NoInstr.Tests.Rules;

/// <summary>What is known on which path: results that tell, correlated conditions, loops, exceptions; and that one mistake gives one finding.</summary>
public class StatePathTests
{
    [Theory]
    [InlineData("if (RcuIsWatching()) NeedsRcu();")]
    [InlineData("if (RcuIsWatching()) NeedsRcu(); else {|NOINSTR401:NeedsRcu|}();")]
    [InlineData("if (!RcuIsWatching()) {|NOINSTR401:NeedsRcu|}();")]
    [InlineData("if (!RcuIsWatching()) return; NeedsRcu();")]
    [InlineData("if (RcuIsWatching() == false) return; NeedsRcu();")]
    [InlineData("if (RcuIsWatching() != true) return; NeedsRcu();")]
    [InlineData("if (RcuIsWatching() is true) NeedsRcu();")]
    [InlineData("if (RcuIsWatching() is not true) return; NeedsRcu();")]
    [InlineData("if (!IsIdle()) NeedsRcu();")]
    [InlineData("if (IsIdle()) {|NOINSTR401:NeedsRcu|}();")]
    [InlineData("if (IsIdle()) RcuEnsure(); NeedsRcu(); {|NOINSTR405:return|};")]
    [InlineData("if (Watching) NeedsRcu();")]
    [InlineData("if (!Watching) return; NeedsRcu();")]
    [InlineData("var watching = RcuIsWatching(); if (watching) NeedsRcu();")]
    [InlineData("var watching = RcuIsWatching(); Nothing(); if (!watching) return; NeedsRcu();")]
    [InlineData("var idle = !RcuIsWatching(); if (!idle) NeedsRcu();")]
    [InlineData("var watching = Watching; if (watching) NeedsRcu(); else {|NOINSTR401:NeedsRcu|}();")]
    [InlineData("bool watching; watching = RcuIsWatching(); if (watching) NeedsRcu();")]
    [InlineData("if (Next() && RcuIsWatching()) NeedsRcu();")]
    [InlineData("if (RcuIsWatching() && Next()) NeedsRcu();")]
    [InlineData("if (Next() || RcuIsWatching()) {|NOINSTR401:NeedsRcu|}();")]
    [InlineData("if (Next() || !RcuIsWatching()) return; NeedsRcu();")]
    [InlineData("if (!(Next() && RcuIsWatching())) return; NeedsRcu();")]
    [InlineData("var both = Next() && RcuIsWatching(); if (both) NeedsRcu();")]
    [InlineData("_ = RcuIsWatching() ? Reads() : 0;")]
    [InlineData("while (RcuIsWatching()) { NeedsRcu(); }")]
    [InlineData("if (RcuIsOn()) NeedsRcu(); else IdleOnly();")]
    [InlineData("if (!RcuIsOn()) IdleOnly(); else NeedsRcu();")]
    [InlineData("if (RcuIsOn()) return; RcuEnter(); NeedsRcu(); RcuExit();")]
    [InlineData("var on = RcuIsOn(); if (!on) RcuEnter(); NeedsRcu(); if (!on) RcuExit();")]
    [InlineData("if (RcuIsWatching()) { RcuExit(); RcuEnter(); }")]
    [InlineData("if (RcuIsWatching()) { {|NOINSTR406:IdleOnly|}(); }")]
    public Task HoldsWhen_TellsInThatBranch(string body) => VerifyAsync("EntryPoint(AnyContext = true)", body);

    /// <summary>Where it was off, the result says that the call has turned it on: an effect.</summary>
    [Theory]
    [InlineData("if (TryEnter()) { NeedsRcu(); RcuExit(); } IdleOnly();")]
    [InlineData("if (!TryEnter()) return; NeedsRcu(); RcuExit();")]
    [InlineData("if (TryEnter()) { NeedsRcu(); {|NOINSTR405:return|}; }")]
    [InlineData("var entered = TryEnter(); if (entered) { NeedsRcu(); RcuExit(); }")]
    [InlineData("var entered = TryEnter(); if (entered) NeedsRcu(); Nothing(); if (entered) RcuExit();")]
    public Task TryEnter_IsAnEffectWhereTheStateWasOff(string body) => VerifyAsync("EntryPoint", body);

    [Theory]
    [InlineData("[NoInstr, HoldsWhen(true, Rcu)] bool Try() { if (Next()) return false; RcuEnter(); return true; }")]
    [InlineData("[NoInstr, HoldsWhen(true, Rcu), Requires(Lockdep)] bool Try() { if (Next()) return false; RcuEnter(); return true; }")]
    [InlineData("[NoInstr, HoldsWhen(true, Rcu), Requires(Lockdep)] bool Try() { RcuEnter(); {|NOINSTR405:return|} false; }")]
    [InlineData("[NoInstr, HoldsWhen(true, Rcu)] bool Try() { RcuEnter(); return true; } [NoInstr, EntryPoint] void M() { if (Try()) { NeedsRcu(); RcuExit(); } IdleOnly(); }")]
    public Task BodyWithHoldsWhen_MayChangeTheState(string members) => StateCode.VerifyAsync(members);

    [Theory]
    [InlineData("if (user) RcuEnter(); Nothing(); if (user) { NeedsRcu(); RcuExit(); }")]
    [InlineData("if (user) RcuEnter(); Nothing(); if (!user) return; NeedsRcu(); RcuExit();")]
    [InlineData("var held = false; if (user) { RcuEnter(); held = true; } Nothing(); if (held) RcuExit();")]
    [InlineData("if (user && irq) RcuEnter(); Nothing(); if (user && irq) RcuExit();")]
    [InlineData("if (user) RcuEnter(); Nothing(); if (irq) {|NOINSTR403:RcuExit|}();")]
    [InlineData("if (user) RcuEnter(); user = irq; if (user) {|NOINSTR403:RcuExit|}();")]
    [InlineData("switch (vector) { case 1: RcuEnter(); break; } Nothing(); if (vector == 1) RcuExit();")]
    [InlineData("if (user) RcuEnter(); else NmiEnter(); Nothing(); if (user) RcuExit(); else NmiExit();")]
    [InlineData("while (Next()) { RcuEnter(); NeedsRcu(); RcuExit(); }")]
    [InlineData("while (Next()) { RcuEnter(); if (user) break; RcuExit(); } {|NOINSTR405:return|};")]
    [InlineData("for (var i = 0; i < vector; i++) { RcuEnter(); if (irq) { RcuExit(); continue; } RcuExit(); }")]
    [InlineData("foreach (var i in _vectors) { {|NOINSTR402:RcuEnter|}(); } RcuExit();")]
    [InlineData("do { {|NOINSTR402:RcuEnter|}(); } while (Next()); RcuExit();")]
    [InlineData("RcuEnter(); while (Next()) { {|NOINSTR403:RcuExit|}(); }")]
    [InlineData("RcuEnter(); while (Next()) { RcuExit(); RcuEnter(); } RcuExit();")]
    [InlineData("RcuEnter(); goto done; done: RcuExit();")]
    public Task Paths_AreKeptApartOrJoin(string body) => VerifyAsync("EntryPoint", body);

    /// <summary>What an exception may leave: the effect of a call that throws has come about, or not. Primitives do not throw.</summary>
    [Theory]
    [InlineData("try { MayThrow(); } catch { {|NOINSTR401:NeedsRcu|}(); }")]
    [InlineData("try { RcuEnter(); MayThrow(); RcuExit(); } catch { RcuExit(); }")]
    [InlineData("try { RcuEnter(); MayThrow(); RcuExit(); MayThrow(); } catch { {|NOINSTR403:RcuExit|}(); }")]
    [InlineData("try { RcuEnter(); RcuExit(); } catch { }")]
    [InlineData("try { RcuEnter(); MayThrow(); } finally { RcuExit(); } IdleOnly();")]
    [InlineData("RcuEnter(); try { if (user) return; MayThrow(); } finally { RcuExit(); }")]
    [InlineData("try { Throwing(); RcuExit(); } catch { {|NOINSTR403:RcuExit|}(); }")]
    [InlineData("RcuEnter(); try { MayThrow(); } catch (Exception) when (user) { NeedsRcu(); } RcuExit();")]
    [InlineData("RcuEnter(); try { try { MayThrow(); } finally { RcuExit(); } } catch { {|NOINSTR401:NeedsRcu|}(); }")]
    public Task Exception_LeavesAfterWhateverCanThrow(string body) => VerifyAsync("EntryPoint", body);

    /// <summary>A state of which something has been said is silent up to and including the check at its next definite event.</summary>
    [Theory]
    [InlineData("EntryPoint", "{|NOINSTR401:NeedsRcu|}(); NeedsRcu(); Begin(); Log(); End();")]
    [InlineData("EntryPoint", "{|NOINSTR401:NeedsRcu|}(); RcuExit(); {|NOINSTR403:RcuExit|}();")]
    [InlineData("EntryPoint", "{|NOINSTR403:RcuExit|}(); RcuExit(); {|NOINSTR403:RcuExit|}();")]
    [InlineData("EntryPoint", "{|NOINSTR403:RcuExit|}(); IdleOnly(); RcuEnter(); {|NOINSTR405:return|};")]
    [InlineData("EntryPoint(Rcu)", "{|NOINSTR406:IdleOnly|}(); IdleOnly(); RcuEnter(); RcuExit(); {|NOINSTR405:return|};")]
    [InlineData("EntryPoint(Rcu)", "{|NOINSTR402:RcuEnter|}(); RcuEnter(); {|NOINSTR402:RcuEnter|}();")]
    [InlineData("EntryPoint(Rcu)", "{|NOINSTR402:RcuEnter|}(); {|NOINSTR401:NeedsLockdep|}();")]
    [InlineData("EntryPoint", "RcuEnter(); Begin(); {|NOINSTR408:RcuExit|}(); Log(); End();")]
    [InlineData("EntryPoint", "RcuEnter(); Begin(); {|NOINSTR408:RcuExit|}(); Log(); End(); RcuExit();")]
    [InlineData("EntryPoint", "if (Next()) {|NOINSTR401:NeedsRcu|}(); NeedsRcu();")]
    [InlineData("EntryPoint", "while (Next()) { {|NOINSTR401:NeedsRcu|}(); }")]
    [InlineData("EntryPoint", "while (Next()) { {|NOINSTR402:RcuEnter|}(); Nothing(); }")]
    [InlineData("EntryPoint", "while (Next()) { if (Next()) {|NOINSTR402:RcuEnter|}(); else RcuEnter(); }")]
    public Task Finding_SilencesItsState(string contract, string body) => VerifyAsync(contract, body);

    [Fact]
    public Task Message_SaysWhen() => StateCode.VerifyMessageAsync(
        "NOINSTR401",
        "[NoInstr, EntryPoint] void DoSyscall(bool user) { if (user) RcuEnter(); {|#0:NeedsRcu|}(); if (user) RcuExit(); }",
        "'Entry.DoSyscall' calls 'Kernel.NeedsRcu', which requires 'EntryState.Rcu', but when 'user' is false nothing establishes it before. Establish 'EntryState.Rcu' before the call.");

    private static Task VerifyAsync(string contract, string body) =>
        StateCode.VerifyAsync($"[NoInstr, {contract}] void M(bool user, bool irq, int vector) {{ {body} }} [NoInstr] int Reads() {{ NeedsRcu(); return 1; }} int[] _vectors = null!; [NoInstr, Establishes(Rcu)] void Throwing() {{ RcuEnter(); MayThrow(); }}");
}
