using NoInstr.CodeFixes;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Put the states in canonical order*.</summary>
public class StateOrderFixTests
{
    [Fact]
    public Task Lists_AreSorted() => OrdersAsync(
        """
        [NoInstr, Primitive, {|NOINSTR404:Establishes(EntryState.Tracing, EntryState.Lockdep, EntryState.Rcu)|}] void Enter() { }
        [NoInstr, Primitive, {|NOINSTR404:Ensures(EntryState.Rcu, EntryState.Lockdep)|}] void NmiEnter() { }
        [NoInstr, Primitive, {|NOINSTR404:Revokes(EntryState.Lockdep, EntryState.Rcu)|}] void Exit() { }
        [NoInstr, Primitive, {|NOINSTR404:Restores(new object[] { EntryState.Lockdep, EntryState.Tracing, EntryState.Rcu })|}] void NmiExit() { }
        [{|NOINSTR404:Establishes((EntryState)2, (EntryState)1)|}] delegate void Hook();
        """,
        """
        [NoInstr, Primitive, Establishes(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing)] void Enter() { }
        [NoInstr, Primitive, Ensures(EntryState.Lockdep, EntryState.Rcu)] void NmiEnter() { }
        [NoInstr, Primitive, Revokes(EntryState.Rcu, EntryState.Lockdep)] void Exit() { }
        [NoInstr, Primitive, Restores(new object[] { EntryState.Tracing, EntryState.Rcu, EntryState.Lockdep })] void NmiExit() { }
        [Establishes((EntryState)1, (EntryState)2)] delegate void Hook();
        """);

    [Fact]
    public Task ListsThatMixEnums_StayMixedAsTheyAre() => OrdersAsync(
        """
        enum GuestState { Timing, Entered }

        [NoInstr, Primitive, {|NOINSTR404:Establishes(GuestState.Entered, EntryState.Rcu, GuestState.Timing, IrqState.Disabled, EntryState.Lockdep)|}] void Enter() { }
        """,
        """
        enum GuestState { Timing, Entered }

        [NoInstr, Primitive, Establishes(GuestState.Timing, EntryState.Lockdep, GuestState.Entered, IrqState.Disabled, EntryState.Rcu)] void Enter() { }
        """);

    [Fact]
    public Task CommentsAboveStates_MoveWithThem() => OrdersAsync(
        """
        [NoInstr, Primitive]
        [{|NOINSTR404:Establishes(
            // RCU watches
            EntryState.Rcu,
            // lockdep knows
            EntryState.Lockdep,
            EntryState.Tracing)|}] // in all
        void Enter() { }
        """,
        """
        [NoInstr, Primitive]
        [Establishes(
            // lockdep knows
            EntryState.Lockdep,
            // RCU watches
            EntryState.Rcu,
            EntryState.Tracing)] // in all
        void Enter() { }
        """);

    [Theory]
    [InlineData("[NoInstr, Primitive, {|NOINSTR404:Establishes(EntryState.Rcu, /* then */ EntryState.Lockdep)|}] void Enter() { }")]
    [InlineData("[NoInstr, Primitive, {|NOINSTR404:Establishes(\n    EntryState.Rcu, // watches\n    EntryState.Lockdep)|}] void Enter() { }")]
    [InlineData("[NoInstr, Primitive, {|NOINSTR304:Establishes(EntryState.Rcu, EntryState.Lockdep, 1)|}] void Enter() { }")]
    public Task ListThatCannotBeSorted_IsLeftToTheReader(string members) => OrdersAsync(members, members);

    /// <summary>404 in a body is about calls, and nobody knows what else they do.</summary>
    [Fact]
    public Task OrderOfCalls_IsLeftToTheReader() => OrdersAsync(
        "[NoInstr, Establishes(EntryState.Lockdep, EntryState.Rcu)] void Enter() { {|NOINSTR404:RcuEnter|}(); LockdepOff(); }",
        "[NoInstr, Establishes(EntryState.Lockdep, EntryState.Rcu)] void Enter() { {|NOINSTR404:RcuEnter|}(); LockdepOff(); }");

    private static Task OrdersAsync(string members, string fixedMembers) => StateCode.VerifyAsync(StateFix.OrderStates, members, fixedMembers);
}
