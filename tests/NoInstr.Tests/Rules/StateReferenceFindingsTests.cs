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

    [Theory]
    [InlineData("if (Next() && user) RcuEnter(); if (!user) NotWatching(); Halt();")]
    [InlineData("while (!user) { RcuEnter(); Enter(); RcuExit(); RcuEnter(); Halt(); } NotWatching();")]
    [InlineData("try { switch (vector) { case 1: RcuEnter(); break; } } catch (System.InvalidOperationException) { } if (vector == 2) NotWatching(); Halt();")]
    public Task SidesThatOverlap_KeepTheirOwnStates(string body) => VerifyAsync($"[EntryPoint] void DoIrq(bool user, int vector) {{ {body} }}");

    [Theory]
    [InlineData("[AlwaysInline]", "if (user) RcuEnter();", "Helper(user); if (!user) NotWatching(); if (user) RcuExit();")]
    [InlineData("", "if (user) RcuEnter();", "Helper(user); if (!user) NotWatching(); if (user) RcuExit();")]
    [InlineData("[AlwaysInline]", "if (user) NotWatching(); RcuEnter();", "RcuEnter(); {|NOINSTR402:{|NOINSTR406:Helper|}|}(user); Halt();")]
    [InlineData("[AlwaysInline]", "if (!user) Enter(); RcuEnter(); RcuEnter();", "{|NOINSTR402:Helper|}(true); Halt();")]
    [InlineData("[AlwaysInline]", "RcuEnter(); Enter();", "try { Helper(user); } catch { {|NOINSTR406:NotWatching|}(); } Halt();")]
    public Task Helper_IsJudgedByWhatIsPassed(string attribute, string helper, string body) => VerifyAsync($$"""
        {{attribute}} void Helper(bool user) { {{helper}} }
        [EntryPoint] void DoIrq(bool user) { {{body}} }
        """);

    [Theory]
    [InlineData("do { NmiForbidden(); {|NOINSTR401:AssertNmi|}(); if (user) NmiUse(); } while (Next());")]
    [InlineData("do { NmiForbidden(); NmiEnter(); NmiExit(); if (user) {|NOINSTR401:NmiUse|}(); } while (Next());")]
    public Task SilenceAroundLoop_ComesToAnEnd(string body) => VerifyAsync($$"""[Requires(EntryState.Lockdep)] void DoIrq(bool user) { {{body}} }""");

    [Theory]
    [InlineData("var t = {|NOINSTR407:Save|}(); if (Next()) t = default; Restore(t);")]
    [InlineData("var t = Save(); if (Next()) { Restore(t); return; } Restore(t);")]
    [InlineData("Helper(); [AlwaysInline] void Helper() { {|NOINSTR407:Save|}(); }")]
    public Task Token_IsConsumedWhereItIs(string body) => VerifyAsync($$"""void DoIrq() { {{body}} }""");

    [Theory]
    [InlineData("Local(); void Local() { RcuEnter(); {|NOINSTR402:RcuEnter|}(); RcuExit(); }")]
    [InlineData("Local(); void Local() => {|NOINSTR401:RcuUse|}();")]
    [InlineData("RcuEnter(); InstrumentationScope.Begin(); Local(); InstrumentationScope.End(); void Local() { Trace(); {|NOINSTR408:RcuExit|}(); }")]
    public Task LocalFunction_ShowsItsOwnMistakes(string body) => VerifyAsync($$"""[EntryPoint] void DoIrq() { {{body}} }""");

    [Theory]
    [InlineData("[EntryPoint] void DoNmi() { while (IsNmi()) { } }")]
    [InlineData("[EntryPoint] void DoNmi() { if (IsNmi()) { NmiUse(); NmiExit(); } else NmiForbidden(); }")]
    [InlineData("[EntryPoint(EntryState.Nmi)] void DoNmi() { if (!IsNmi()) NmiForbidden(); NmiUse(); }")]
    [InlineData("[Revokes(EntryState.Nmi)] void DoNmi(bool user) { NmiExit(); if (user) { if (IsNmi()) NmiUse(); else NmiForbidden(); } }")]
    [InlineData("[Revokes(EntryState.Nmi)] void DoNmi() { NmiExit(); if (!IsNmi()) Halt(); if (Next()) Enter(); NmiUse(); }")]
    [InlineData("[Requires(EntryState.Nmi)] void DoNmi() { if (Next()) { NmiExit(); if (!IsNmi()) Halt(); } else NmiEnter(); NmiUse(); Halt(); }")]
    public Task CountedState_IsWhatTheResultSays(string method) => VerifyAsync(method);

    [Theory]
    [InlineData("[EntryPoint] void DoIrq() { {|NOINSTR401:AssertNmi|}(); NmiUse(); NmiEnter(); NmiExit(); NmiForbidden(); }")]
    [InlineData("[EntryPoint] void DoIrq() { do { NotWatching(); {|NOINSTR401:AssertWatching|}(); } while (Next()); }")]
    [InlineData("[EntryPoint] void DoIrq() { {|NOINSTR401:RcuUse|}(); AssertWatching(); RcuUse(); }")]
    public Task AssertionThatIsWrong_HasNoEffect(string method) => VerifyAsync(method);

    [Fact]
    public Task CountedStateAroundLoop_NestsNoDeeperThanItIs() => VerifyAsync("""
        [EntryPoint] void DoIrq(bool user) { if (user) HardIrqEnter(); while (Next()) if (!IsWatching()) user = true; if (user) {|NOINSTR403:HardIrqExit|}(); HardIrqExit(); AssertWatching(); {|NOINSTR405:}|}
        """);

    [Fact]
    public Task MistakesInsideOneCall_AreSettledInTheirOrder() => VerifyAsync("""
        [AlwaysInline] void Helper(int vector)
        {
            switch (vector) { case 2: BothExit(); break; }
            LockdepEnter();
            InstrumentationScope.Begin(); Trace(); InstrumentationScope.End();
            AssertWatching();
        }
        [EntryPoint(EntryState.Lockdep, AnyContext = true)] void DoIrq(bool user, int vector)
        {
            if (user) RcuEnsure();
            else { InstrumentationScope.{|NOINSTR401:Begin|}(); Trace(); InstrumentationScope.End(); RcuExit(); }
            while (Next()) {|NOINSTR401:{|NOINSTR402:{|NOINSTR403:Helper|}|}|}(vector);
            while (user) Enter();
        }
        """);

    [Fact]
    public Task EveryOrderThatIsBroken_Counts() => VerifyAsync("""
        [Establishes(EntryState.HardIrq), Revokes(EntryState.Lockdep)] void DoIrq() { {|NOINSTR404:AssertHardIrq|}(); RcuEnter(); {|NOINSTR404:LockdepExit|}(); HardIrqEnter(); {|NOINSTR405:}|}
        """);

    [Fact]
    public Task ScopeState_IsOfTheEnumThatIsNamed() => VerifyAsync("""
        enum DebugState { Saved, Rcu }
        [EntryPoint(DebugState.Rcu)] void DoDebug() { InstrumentationScope.Begin(); Trace(); InstrumentationScope.End(); }
        [Instrumentable] void Trace() { }
        """, withPrimitives: false);

    private static Task VerifyAsync(string members, bool withPrimitives = true) => Verify.VerifyAnalyzerAsync($$"""
        using NoInstr;
        using System.Diagnostics.CodeAnalysis;

        [NoInstr]
        class EntryCode
        {
            {{members}}

            {{(withPrimitives ? Primitives : "")}}
        }
        """);

    private const string Primitives = """
        [Primitive, Establishes(EntryState.Rcu)] void RcuEnter() { }
        [Primitive, Revokes(EntryState.Rcu)] void RcuExit() { }
        [Primitive, Requires(EntryState.Rcu)] void RcuUse() { }
        [Primitive, Forbids(EntryState.Rcu)] void NotWatching() { }
        [Primitive, HoldsWhen(true, EntryState.Rcu)] bool IsWatching() => true;
        [Primitive, Establishes(EntryState.Nmi)] void NmiEnter() { }
        [Primitive, Revokes(EntryState.Nmi)] void NmiExit() { }
        [Primitive, Requires(EntryState.Nmi)] void NmiUse() { }
        [Primitive, Forbids(EntryState.Nmi)] void NmiForbidden() { }
        [Primitive, Asserts(EntryState.Nmi)] void AssertNmi() { }
        [Primitive, HoldsWhen(true, EntryState.Nmi, Exact = true)] bool IsNmi() => true;
        [Primitive, Asserts(EntryState.Rcu)] void AssertWatching() { }
        [Primitive, Asserts(EntryState.HardIrq)] void AssertHardIrq() { }
        [Primitive, Establishes(EntryState.HardIrq)] void HardIrqEnter() { }
        [Primitive, Revokes(EntryState.HardIrq)] void HardIrqExit() { }
        [Primitive, Ensures(EntryState.Rcu)] void RcuEnsure() { }
        [Primitive, Establishes(EntryState.Lockdep)] void LockdepEnter() { }
        [Primitive, Revokes(EntryState.Rcu, EntryState.Lockdep)] void BothExit() { }
        [Primitive, Revokes(EntryState.Lockdep)] void LockdepExit() { }
        [EntryToken] struct Token { }
        [Primitive] Token Save() => default;
        [Primitive] void Restore([Consumes] Token token) { }
        [Instrumentable] void Trace() { }
        void Enter() { }
        bool Next() => true;
        [DoesNotReturn] void Halt() { while (true) Enter(); }
        """;
}
