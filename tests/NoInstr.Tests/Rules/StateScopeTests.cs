using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>What an open scope depends on: 401 and 406 where it is opened, 408 where the state changes under it.</summary>
public class StateScopeTests
{
    [Theory]
    [InlineData("EntryPoint", "RcuEnter(); Begin(); Log(); End(); RcuExit();")]
    [InlineData("EntryPoint", "{|NOINSTR401:Begin|}(); Log(); End();")]
    [InlineData("EntryPoint", "using (InstrumentationScope.{|NOINSTR401:Open|}()) { Log(); }")]
    [InlineData("EntryPoint", "if (Next()) RcuEnter(); {|NOINSTR401:Begin|}(); Log(); End();")]
    [InlineData("EntryPoint", "RcuEnter(); RcuExit(); {|NOINSTR401:Begin|}(); Log(); End();")]
    [InlineData("EntryPoint(Rcu)", "Begin(); Log(); End();")]
    [InlineData("EntryPoint(AnyContext = true)", "if (RcuIsWatching()) { Begin(); Log(); End(); }")]
    [InlineData("Requires(Rcu)", "Begin(); Log(); End();")]
    [InlineData("Requires(Lockdep)", "Begin(); Log(); End();")]
    [InlineData("Forbids(Rcu)", "{|NOINSTR401:Begin|}(); Log(); End();")]
    [InlineData("Establishes(Rcu)", "{|NOINSTR401:Begin|}(); Log(); End(); RcuEnter();")]
    [InlineData("Ensures(Rcu)", "{|NOINSTR401:Begin|}(); Log(); End(); RcuEnsure();")]
    [InlineData("Ensures(Rcu)", "RcuEnsure(); Begin(); Log(); End();")]
    public Task ScopeNeedsRcu(string contract, string body) => VerifyAsync(contract, body);

    [Theory]
    [InlineData("Revokes(Rcu)", "Begin(); Log(); {|NOINSTR408:RcuExit|}(); End();")]
    [InlineData("Revokes(Rcu)", "Begin(); Log(); End(); RcuExit();")]
    [InlineData("Restores(Rcu)", "Begin(); Log(); {|NOINSTR408:RcuRestore|}(); End();")]
    [InlineData("Revokes(Rcu)", "if (Next()) Begin(); {|NOINSTR203:RcuExit|}();")]
    [InlineData("Revokes(Rcu)", "using (Open()) { Log(); {|NOINSTR408:RcuExit|}(); }")]
    [InlineData("Requires(Rcu)", "Begin(); RcuEnsure(); Log(); End();")]
    [InlineData("Requires(Rcu)", "Begin(); Log(); {|NOINSTR408:Leave|}(); End(); RcuEnter();")]
    [InlineData("Requires(Rcu)", "Begin(); Log(); {|NOINSTR408:Toggle|}(); End();")]
    [InlineData("Requires(Rcu)", "Begin(); Log(); {|NOINSTR408:Inlined|}(); End(); RcuEnter();")]
    [InlineData("Requires(Rcu)", "Begin(); Log(); {|NOINSTR408:Deep|}(); End();")]
    [InlineData("Requires(Rcu, Lockdep)", "Begin(); Log(); LockdepOn(); LockdepOff(); End();")]
    [InlineData("Requires(Rcu)", "RcuEnsure(); Begin(); {|NOINSTR408:RcuExit|}(); End(); RcuEnter();")]
    [InlineData("EntryPoint", "RcuEnsure(); RcuEnsure(); Begin(); RcuRestore(); Log(); End(); RcuRestore();")]
    public Task RcuStopsUnderAScope(string contract, string body) => VerifyAsync(contract, body);

    /// <summary>A helper's own scope counts where it is called.</summary>
    [Theory]
    [InlineData("[AlwaysInline] void H() { Begin(); Log(); RcuExit(); End(); } [NoInstr, Revokes(Rcu)] void M() { {|NOINSTR408:H|}(); }")]
    [InlineData("[AlwaysInline, Revokes(Rcu)] void H() { Begin(); Log(); {|NOINSTR408:RcuExit|}(); End(); } [NoInstr, Revokes(Rcu)] void M() { H(); }")]
    [InlineData("[AlwaysInline] void Opens() => Begin(); [AlwaysInline] void Closes() => End(); [NoInstr, Revokes(Rcu)] void M() { Opens(); Log(); {|NOINSTR408:RcuExit|}(); Closes(); }")]
    [InlineData("[NoInstr] void H() { Begin(); Log(); {|NOINSTR408:RcuExit|}(); End(); } [NoInstr, Revokes(Rcu)] void M() { H(); }")]
    [InlineData("[NoInstr] void H() { Begin(); Log(); {|NOINSTR408:RcuExit|}(); RcuEnter(); End(); } [NoInstr, Requires(Rcu)] void M() { Begin(); H(); End(); }")]
    [InlineData("[NoInstr, Revokes(Rcu)] void M() { Begin(); Local(); End(); void Local() { Log(); {|NOINSTR408:RcuExit|}(); } }")]
    public Task ScopeAndChange_MeetAcrossCalls(string members) => StateCode.VerifyAsync(members);

    /// <summary>A contract does not say how many scopes are open where an expanded body changes the state: the body does.</summary>
    [Theory]
    [InlineData("Begin(); Log(); EnterIdle(); ExitIdle(); Log(); End();")]
    [InlineData("Begin(); Log(); {|NOINSTR408:StopFirst|}(); RcuEnter();")]
    [InlineData("Begin(); Log(); {|NOINSTR408:Stop|}(); RcuEnter(); End();")]
    [InlineData("Begin(); Log(); {|NOINSTR408:StopAsAxiom|}(); RcuEnter(); End();")]
    [InlineData("Begin(); {|NOINSTR204:Begin|}(); Log(); {|NOINSTR408:EnterIdle|}(); {|NOINSTR204:ExitIdle|}(); Log(); End(); End();")]
    [InlineData("Begin(); Log(); EnterThrough(); ExitIdle(); Log(); End();")]
    public Task ExpandedBodyWithContract_ChangesWhereItDoes(string body) => StateCode.VerifyAsync(
        $$"""
        [NoInstr, Requires(Rcu)] void M() { {{body}} }
            [AlwaysInline, Revokes(Rcu)] void EnterIdle() { End(); RcuExit(); }
            [AlwaysInline, Establishes(Rcu)] void ExitIdle() { RcuEnter(); Begin(); }
            [AlwaysInline, Revokes(Rcu)] void EnterThrough() => EnterIdle();
            [AlwaysInline, Revokes(Rcu)] void StopFirst() { RcuExit(); End(); }
            [AlwaysInline, Revokes(Rcu)] void Stop() => RcuExit();
            [AlwaysInline, Primitive, Revokes(Rcu)] void StopAsAxiom() => RcuExit();
        """);

    /// <summary>An enum of the project, with a state that a scope needs, and one that it must not meet.</summary>
    [Theory]
    [InlineData("GetReady(); Begin(); Log(); End(); Unready();")]
    [InlineData("{|NOINSTR401:Begin|}(); Log(); End();")]
    [InlineData("GetReady(); Begin(); Log(); {|NOINSTR408:Unready|}(); End();")]
    [InlineData("GetReady(); Freeze(); {|NOINSTR406:Begin|}(); Log(); End(); Thaw(); Unready();")]
    [InlineData("GetReady(); Begin(); Log(); {|NOINSTR408:Freeze|}(); End(); Thaw(); Unready();")]
    [InlineData("GetReady(); Freeze(); Thaw(); Begin(); Log(); End(); Unready();")]
    [InlineData("GetReady(); Freeze(); if (Next()) Thaw(); {|NOINSTR406:Begin|}(); Log(); End(); Thaw(); Unready();")]
    [InlineData("{|NOINSTR401:Works|}();")]
    [InlineData("GetReady(); Works(); Unready();")]
    public Task EnumOfAProject_BindsScopesToo(string body) => Verify.VerifyAnalyzerAsync(
        $$"""
        using NoInstr;
        using static NoInstr.InstrumentationScope;
        enum Tracer { [ScopeRequires] Ready, [ScopeForbids] Frozen }
        class Entry
        {
            [NoInstr, EntryPoint] void M() { {{body}} }
            [NoInstr, Primitive, Establishes(Tracer.Ready)] void GetReady() { }
            [NoInstr, Primitive, Revokes(Tracer.Ready)] void Unready() { }
            [NoInstr, Primitive, Establishes(Tracer.Frozen)] void Freeze() { }
            [NoInstr, Primitive, Revokes(Tracer.Frozen)] void Thaw() { }
            [NoInstr] void Works() { Begin(); Log(); End(); }
            [NoInstr, Primitive] bool Next() => false;
            void Log() { }
        }
        """);

    /// <summary>Nobody names the enum: then a scope depends on nothing, as it does where there are no entry states.</summary>
    [Fact]
    public Task EnumThatNobodyNames_BindsNothing() => Verify.VerifyAnalyzerAsync(
        """
        using NoInstr;
        using static NoInstr.InstrumentationScope;
        enum Tracer { [ScopeRequires] Ready, Attached }
        enum Debug { Saved }
        class Entry
        {
            [NoInstr, EntryPoint] void DoDebug() { Save(); Begin(); Log(); End(); Restore(); }
            [NoInstr, Primitive, Establishes(Debug.Saved)] void Save() { }
            [NoInstr, Primitive, Revokes(Debug.Saved)] void Restore() { }
            void Log() { }
        }
        """);

    [Theory]
    [InlineData(
        "NOINSTR401",
        "[NoInstr, EntryPoint] void DoSyscall() { {|#0:Begin|}(); Log(); End(); }",
        "'Entry.DoSyscall' opens an instrumentation scope, which requires 'EntryState.Rcu', but nothing establishes it before. Open the scope after the call that establishes 'EntryState.Rcu'.")]
    [InlineData(
        "NOINSTR401",
        "[NoInstr, Requires(Rcu)] void ExitToUser() { RcuExit(); {|#0:Begin|}(); Log(); End(); RcuEnter(); }",
        "'Entry.ExitToUser' opens an instrumentation scope, which requires 'EntryState.Rcu', but 'Kernel.RcuExit' has torn it down. Open and close the scope before 'Kernel.RcuExit' is called.")]
    [InlineData(
        "NOINSTR408",
        "[NoInstr, Revokes(Rcu)] void ExitToUser() { Begin(); Log(); {|#0:RcuExit|}(); End(); }",
        "'Entry.ExitToUser' calls 'Kernel.RcuExit' while an instrumentation scope is open, but the call tears 'EntryState.Rcu' down, which instrumentation requires. Close the scope before it.")]
    [InlineData(
        "NOINSTR408",
        "[NoInstr, Revokes(Rcu)] void ExitToUser() { Begin(); Log(); {|#0:Work|}(); End(); } [NoInstr] void Work() => RcuExit();",
        "'Entry.ExitToUser' calls 'Entry.Work' while an instrumentation scope is open, but the call tears 'EntryState.Rcu' down, which instrumentation requires (through ExitToUser → Work → RcuExit). Close the scope before it.")]
    public Task Message_SaysWhatTheScopeNeeds(string id, string members, string message) => StateCode.VerifyMessageAsync(id, members, message);

    private static Task VerifyAsync(string contract, string body) => StateCode.VerifyAsync(
        $$"""
        [NoInstr, {{contract}}] void M() { {{body}} }
            [NoInstr] void Leave() => RcuExit();
            [NoInstr] void Toggle() { RcuExit(); RcuEnter(); }
            [AlwaysInline] void Inlined() => RcuExit();
            [NoInstr] void Deep() => Toggle();
        """);
}
