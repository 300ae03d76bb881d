using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>301 and 302 for entry states: who calls through a base, an interface, a delegate type or a slot sees its contract, and no more.</summary>
public class StateSlotTests
{
    [Theory]
    [InlineData("[NoInstr, Requires(EntryState.Rcu)] public void Run() { }")]
    [InlineData("[NoInstr] public void Run() { }")]
    [InlineData("[NoInstr] public void Run() => Rcu.Read();")]
    [InlineData("[NoInstr, Primitive, Ensures(EntryState.Rcu)] public void Run() { }")]
    [InlineData("[NoInstr] public void Run() { InstrumentationScope.Begin(); Rcu.Log(); InstrumentationScope.End(); }")]
    public Task ImplementationThatAsksNoMore_IsClean(string run) => VerifyAsync($"class Handler : IRequires {{ {run} }}");

    [Theory]
    [InlineData("[NoInstr, Requires(EntryState.Lockdep)] public void {|NOINSTR301:Run|}() { }")]
    [InlineData("[NoInstr] public void {|NOINSTR301:Run|}() => Rcu.ReadLockdep();")]
    [InlineData("[NoInstr, Forbids(EntryState.Nmi)] public void {|NOINSTR301:Run|}() { }")]
    [InlineData("[NoInstr, Primitive, Revokes(EntryState.Rcu)] public void {|NOINSTR301:Run|}() { }")]
    [InlineData("[NoInstr, Primitive, Establishes(EntryState.Nmi)] public void {|NOINSTR301:Run|}() { }")]
    [InlineData("[NoInstr] void IRequires.{|NOINSTR301:Run|}() => Rcu.Exit();")]
    public Task ImplementationThatAsksMoreOrDoesMore_IsReported(string run) => VerifyAsync($"class Handler : IRequires {{ {run} }}");

    [Theory]
    [InlineData("[NoInstr, Primitive, Establishes(EntryState.Rcu)] public void Run() { }")]
    [InlineData("[NoInstr, Primitive, Ensures(EntryState.Rcu)] public void Run() { }")]
    [InlineData("[NoInstr] public void Run() => Rcu.Enter();")]
    [InlineData("[NoInstr] public void {|NOINSTR301:Run|}() { }")]
    [InlineData("[NoInstr, Requires(EntryState.Lockdep), Establishes(EntryState.Rcu)] public void {|NOINSTR301:Run|}() => Rcu.Enter();")]
    [InlineData("[NoInstr, Primitive, Revokes(EntryState.Rcu)] public void {|NOINSTR301:Run|}() { }")]
    public Task ImplementationOfATransition_DoesTheSame(string run) => VerifyAsync($"class Handler : IEstablishes {{ {run} }}");

    /// <summary>A member that says nothing about states promises that nothing is asked.</summary>
    [Theory]
    [InlineData("class Handler : Base { [NoInstr, Requires(EntryState.Rcu)] public override void {|NOINSTR301:Run|}() { } }")]
    [InlineData("class Handler : Base { [NoInstr] public override void {|NOINSTR301:Run|}() => Rcu.Read(); }")]
    [InlineData("class Handler : Base { [NoInstr] public override void Run() { } }")]
    [InlineData("class Handler : Generic<int> { [NoInstr] public override void {|NOINSTR301:Run|}(int vector) => Rcu.Enter(); }")]
    [InlineData("abstract class Inherits { [NoInstr] public void Run() => Rcu.Exit(); } class Handler : Inherits, {|NOINSTR301:IRequires|} { }")]
    public Task OverrideOfAMemberWithoutAStateContract_AsksForNothing(string types) => VerifyAsync(types);

    [Theory]
    [InlineData("Callback hook = Rcu.Read;")]
    [InlineData("Callback hook = () => Rcu.Read();")]
    [InlineData("Callback hook = Rcu.{|NOINSTR302:ReadLockdep|};")]
    [InlineData("Callback hook = () {|NOINSTR302:=>|} Rcu.ReadLockdep();")]
    [InlineData("[Requires(EntryState.Lockdep)] static void Flush() { } Callback hook = {|NOINSTR302:Flush|};")] // neither noinstr nor what the contract says: one finding
    [InlineData("[Requires(EntryState.Lockdep)] static void Flush() { } [NoInstr, Requires(EntryState.Rcu)] System.Action slot = {|NOINSTR302:Flush|};")]
    [InlineData("void Set([NoInstr, Requires(EntryState.Rcu)] System.Action slot) { } void M(System.Action any) => Set({|NOINSTR302:any|});")]
    [InlineData("Callback hook = Rcu.{|NOINSTR302:Exit|};")]
    [InlineData("[Requires(EntryState.Rcu)] System.Action slot = Rcu.Read;")]
    [InlineData("[Requires(EntryState.Rcu)] System.Action slot = Rcu.{|NOINSTR302:ReadLockdep|};")]
    [InlineData("[Requires(EntryState.Rcu)] System.Action slot = Rcu.Log;")]
    [InlineData("[NoInstr] System.Action slot = Rcu.{|NOINSTR302:Read|};")]
    [InlineData("[NoInstr] System.Action slot = Rcu.Idle;")]
    [InlineData("[NoInstr, Requires(EntryState.Rcu)] System.Action slot { get; set; } = Rcu.{|NOINSTR302:Exit|};")]
    [InlineData("void Set([Requires(EntryState.Rcu)] System.Action slot) { } void M() { Set(Rcu.Read); Set(Rcu.{|NOINSTR302:ReadLockdep|}); }")]
    [InlineData("[Requires(EntryState.Rcu)] System.Action one = Rcu.Read, two = Rcu.Read; void M(System.Action any) { one = two; one = {|NOINSTR302:any|}; }")]
    [InlineData("[Requires(EntryState.Rcu)] static readonly System.Action[] Table = [Rcu.Read, Rcu.{|NOINSTR302:Exit|}];")]
    [InlineData("[return: Requires(EntryState.Rcu)] System.Action Get(bool f) => f ? Rcu.Read : Rcu.{|NOINSTR302:Exit|};")]
    [InlineData("[Primitive, NoInstr, Establishes(EntryState.Rcu)] static void In() { } EnterHook one = In, two = Rcu.{|NOINSTR302:Idle|};")]
    public Task TargetOfASlot_AsksForNoMoreAndDoesTheSame(string member) => VerifyAsync($"class Handler {{ {member} }}");

    /// <summary>That a scope needs RCU everybody can know; but where a contract promises the opposite, no caller can meet it.</summary>
    [Theory]
    [InlineData("class Handler { GuestHook hook = Guest.{|NOINSTR302:Trace|}; }")]
    [InlineData("class Handler { GuestHook hook = () {|NOINSTR302:=>|} Guest.Trace(); }")]
    [InlineData("class Handler { [NoInstr, Forbids(EntryState.Rcu)] System.Action slot = Guest.{|NOINSTR302:Trace|}; }")]
    [InlineData("class Handler { [NoInstr, Requires(EntryState.Rcu)] System.Action slot = Guest.Trace; }")]
    [InlineData("class Handler { [NoInstr] System.Action slot = Guest.Trace; }")]
    [InlineData("class Handler { GuestHook hook = Guest.Leave; }")]
    [InlineData("class Handler : IGuest { [NoInstr] public void {|NOINSTR301:Run|}() => Guest.Trace(); }")]
    [InlineData("class Handler : IGuest { [NoInstr] public void Run() => Guest.Leave(); }")]
    public Task ScopeInTheOppositeOfThePromise_IsReported(string types) => VerifyAsync($$"""
        enum GuestState { [ScopeForbids] Running }
        [NoInstr, Requires(GuestState.Running)] delegate void GuestHook();
        interface IGuest { [NoInstr, Requires(GuestState.Running)] void Run(); }
        static class Guest
        {
            [NoInstr] public static void Trace() { InstrumentationScope.Begin(); Rcu.Log(); InstrumentationScope.End(); }
            [NoInstr] public static void Leave() { }
        }
        {{types}}
        """);

    /// <summary>The kernel's pv_ops: what the slot declares is checked where it is called.</summary>
    [Theory]
    [InlineData("[NoInstr, EntryPoint] static void Irq(Callback hook) => {|NOINSTR401:hook|}();")]
    [InlineData("[NoInstr, EntryPoint(EntryState.Rcu)] static void Irq(Callback hook) => hook();")]
    [InlineData("[NoInstr, EntryPoint] static void Irq([NoInstr, Requires(EntryState.Rcu)] System.Action hook) => {|NOINSTR401:hook|}();")]
    [InlineData("[NoInstr, EntryPoint] static void Irq(EnterHook hook) { hook(); Rcu.Read(); Rcu.Exit(); }")]
    [InlineData("[NoInstr, EntryPoint] static void Irq(IRequires ops) => ops.{|NOINSTR401:Run|}();")]
    [InlineData("[NoInstr, EntryPoint] unsafe static void Irq([NoInstr, Requires(EntryState.Rcu)] delegate*<void> hook) => {|NOINSTR401:hook|}();")]
    [InlineData("[NoInstr] static void Run(Callback hook) => hook(); [NoInstr, EntryPoint] static void Irq(Callback hook) => {|NOINSTR401:Run|}(hook);")]
    public Task CallThroughASlot_IsHeldToItsContract(string member) => VerifyAsync($"class Handler {{ {member} }}");

    private static Task VerifyAsync(string types) => Verify.VerifyAnalyzerAsync($$"""
        using NoInstr;
        interface IRequires { [NoInstr, Requires(EntryState.Rcu)] void Run(); }
        interface IEstablishes { [NoInstr, Establishes(EntryState.Rcu)] void Run(); }
        abstract class Base { [NoInstr] public abstract void Run(); }
        abstract class Generic<T> { [NoInstr] public abstract void Run(T vector); }
        [NoInstr, Requires(EntryState.Rcu)] delegate void Callback();
        [NoInstr, Establishes(EntryState.Rcu)] delegate void EnterHook();
        static class Rcu
        {
            [NoInstr, Primitive, Establishes(EntryState.Rcu)] public static void Enter() { }
            [NoInstr, Primitive, Revokes(EntryState.Rcu)] public static void Exit() { }
            [NoInstr, Primitive, Requires(EntryState.Rcu)] public static void Read() { }
            [NoInstr, Primitive, Requires(EntryState.Lockdep)] public static void ReadLockdep() { }
            [NoInstr] public static void Idle() { }
            public static void Log() { }
        }
        {{types}}
        """);
}
