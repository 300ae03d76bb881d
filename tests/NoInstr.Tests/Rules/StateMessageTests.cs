namespace NoInstr.Tests.Rules;

/// <summary>Messages are sentences: body, callee, state, path, where it was established or lost, and what to do.</summary>
public class StateMessageTests
{
    [Theory]
    [InlineData(
        "NOINSTR401",
        "[NoInstr, Requires(Rcu)] void Work() { RcuExit(); {|#0:NeedsRcu|}(); RcuEnter(); }",
        "'Entry.Work' calls 'Kernel.NeedsRcu', which requires 'EntryState.Rcu', but 'Kernel.RcuExit' has torn it down. Establish 'EntryState.Rcu' before the call.")]
    [InlineData(
        "NOINSTR401",
        "[NoInstr, EntryPoint] void DoNmi() { {|#0:Both|}(); } [NoInstr, Primitive, Requires(Lockdep, Rcu)] void Both() { }",
        "'Entry.DoNmi' calls 'Entry.Both', which requires 'EntryState.Lockdep' and 'EntryState.Rcu', but nothing establishes them before. Establish 'EntryState.Lockdep' before the call.")]
    [InlineData(
        "NOINSTR401",
        "[NoInstr, EntryPoint(AnyContext = true)] void DoNmi() { {|#0:NeedsRcu|}(); }",
        "'Entry.DoNmi' calls 'Kernel.NeedsRcu', which requires 'EntryState.Rcu', but on some path nothing establishes it before. Establish 'EntryState.Rcu' before the call.")]
    [InlineData(
        "NOINSTR402",
        "[NoInstr, EntryPoint] void DoNmi() { RcuEnter(); {|#0:RcuEnter|}(); RcuExit(); }",
        "'Entry.DoNmi' calls 'Kernel.RcuEnter', which establishes 'EntryState.Rcu', but 'Kernel.RcuEnter' has established it already. Remove the call, or tear the state down before it.")]
    [InlineData(
        "NOINSTR402",
        "[NoInstr, EntryPoint(Rcu)] void DoNmi() { {|#0:Work|}(); } [NoInstr] void Work() { RcuEnter(); RcuExit(); }",
        "'Entry.DoNmi' calls 'Entry.Work', which establishes 'EntryState.Rcu', but it is established already (through DoNmi → Work → RcuEnter). Remove the call, or tear the state down before it.")]
    [InlineData(
        "NOINSTR403",
        "[NoInstr, EntryPoint] void DoNmi(bool user) { if (user) RcuEnter(); {|#0:RcuExit|}(); }",
        "'Entry.DoNmi' calls 'Kernel.RcuExit', which tears 'EntryState.Rcu' down, but on some path nothing establishes it before. Remove the call, or establish the state before it.")]
    [InlineData(
        "NOINSTR405",
        "[NoInstr, Establishes(Rcu)] void Enter(bool user) { if (user) {|#0:return|}; RcuEnter(); }",
        "'Entry.Enter' returns with 'EntryState.Rcu' not established, but it declares [Establishes(EntryState.Rcu)]. Establish it on every path, or correct the contract.")]
    [InlineData(
        "NOINSTR405",
        "[NoInstr, Revokes(Rcu)] void Exit() { {|#0:}|}",
        "'Entry.Exit' returns with 'EntryState.Rcu' still established, but it declares [Revokes(EntryState.Rcu)]. Tear it down on every path, or correct the contract.")]
    [InlineData(
        "NOINSTR405",
        "[NoInstr, EntryPoint] void DoNmi() { RcuEnter(); {|#0:}|}",
        "'Entry.DoNmi' returns with 'EntryState.Rcu' left established by 'Kernel.RcuEnter', but an entry point returns to what it has interrupted, with everything as it was. Put it back before the return.")]
    [InlineData(
        "NOINSTR405",
        "[NoInstr, EntryPoint(Rcu)] void DoNmi() { RcuRestore(); {|#0:}|}",
        "'Entry.DoNmi' returns on some path with 'EntryState.Rcu' not known to be as it was after 'Kernel.RcuRestore', but an entry point returns to what it has interrupted, with everything as it was. Put it back before the return.")]
    [InlineData(
        "NOINSTR405",
        "[NoInstr, Requires(Rcu)] void Work() { LockdepOff(); {|#0:}|}",
        "'Entry.Work' returns with 'EntryState.Lockdep' left established by 'Kernel.LockdepOff', but its contract does not say that it changes it. Put it back, or declare [Establishes(EntryState.Lockdep)] on 'Entry.Work'.")]
    [InlineData(
        "NOINSTR405",
        "[NoInstr, Restores(Rcu)] void Exit() { RcuExit(); {|#0:}|}",
        "'Entry.Exit' returns with 'EntryState.Rcu' torn down on every path, but it declares [Restores(EntryState.Rcu)]. Declare [Revokes(EntryState.Rcu)], which says so.")]
    [InlineData(
        "NOINSTR406",
        "[NoInstr, EntryPoint] void DoNmi() { NmiEnter(); {|#0:Schedule|}(); NmiExit(); }",
        "'Entry.DoNmi' calls 'Kernel.Schedule', which is forbidden while 'EntryState.Nmi' is established, but 'Kernel.NmiEnter' has established it. Tear 'EntryState.Nmi' down before the call, or do without it.")]
    [InlineData(
        "NOINSTR406",
        "[NoInstr, Requires(Nmi)] void Handle() { {|#0:Schedule|}(); }",
        "'Entry.Handle' calls 'Kernel.Schedule', which is forbidden while 'EntryState.Nmi' is established, but it is established. Tear 'EntryState.Nmi' down before the call, or do without it.")]
    [InlineData(
        "NOINSTR406",
        "[NoInstr, EntryPoint(Lockdep, Rcu)] void DoNmi() => {|#0:Neither|}(); [NoInstr, Forbids(Lockdep, Rcu)] void Neither() { }",
        "'Entry.DoNmi' calls 'Entry.Neither', which is forbidden while 'EntryState.Lockdep' or 'EntryState.Rcu' is established, but they are established. Tear 'EntryState.Lockdep' down before the call, or do without it.")]
    public Task Message_IsASentence(string id, string members, string message) => StateCode.VerifyMessageAsync(id, members, message);
}
