using NoInstr.CodeFixes;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Declare the inferred contract*, *Declare the demand on the containing member*.</summary>
public class StateContractFixTests
{
    [Fact]
    public Task Demands_JoinTheContractThatIsThere() => DeclaresAsync(
        """
        public class Ticks
        {
            /// <summary>Reads the tick.</summary>
            [NoInstr]
            public int {|NOINSTR409:Read|}() => ReadTick(); // jiffies

            [NoInstr] public int {|NOINSTR409:Late|}()
            {
                return ReadLockdep() + ReadTick();
            }

            [NoInstr]
            [Requires(EntryState.Lockdep)]
            public int {|NOINSTR409:Both|}() => ReadLockdep() + ReadTick();

            [NoInstr]
            public void {|NOINSTR409:Sleep|}() { _ = ReadTick(); Idle(); }
        }
        """,
        """
        public class Ticks
        {
            /// <summary>Reads the tick.</summary>
            [NoInstr]
            [Requires(EntryState.Rcu)]
            public int Read() => ReadTick(); // jiffies

            [NoInstr] [Requires(EntryState.Lockdep, EntryState.Rcu)] public int Late()
            {
                return ReadLockdep() + ReadTick();
            }

            [NoInstr]
            [Requires(EntryState.Lockdep, EntryState.Rcu)]
            public int Both() => ReadLockdep() + ReadTick();

            [NoInstr]
            [Requires(EntryState.Rcu)]
            [Forbids(EntryState.Tracing)]
            public void Sleep() { _ = ReadTick(); Idle(); }
        }
        """);

    [Fact]
    public Task Demands_JoinOneListWhereTheFileHasIt() => DeclaresAsync(
        """
        public class Ticks
        {
            [NoInstr, Forbids(EntryState.Tracing)] // as it was
            public int {|NOINSTR409:Read|}() => ReadTick();

            [NoInstr] public void {|NOINSTR409:Sleep|}() { _ = ReadTick(); Idle(); }

            public int Late { [NoInstr] {|NOINSTR409:get|} => ReadTick(); }

            [NoInstr] public int Last {|NOINSTR409:=>|} ReadTick();

            [NoInstr] public {|NOINSTR409:Ticks|}() => Idle();
        }
        """,
        """
        public class Ticks
        {
            [NoInstr, Forbids(EntryState.Tracing), Requires(EntryState.Rcu)] // as it was
            public int Read() => ReadTick();

            [NoInstr, Requires(EntryState.Rcu), Forbids(EntryState.Tracing)] public void Sleep() { _ = ReadTick(); Idle(); }

            public int Late { [NoInstr, Requires(EntryState.Rcu)] get => ReadTick(); }

            [NoInstr, Requires(EntryState.Rcu)] public int Last => ReadTick();

            [NoInstr, Forbids(EntryState.Tracing)] public Ticks() => Idle();
        }
        """);

    [Fact]
    public Task WhatTheBodyChanges_IsDeclaredAsTheChange() => DeclaresAsync(
        """
        public class Transitions
        {
            [NoInstr]
            public void {|NOINSTR409:Enter|}()
            {
                LockdepOff();
                RcuEnter();
            }

            [NoInstr]
            public void {|NOINSTR409:Exit|}()
            {
                RcuExit();
                LockdepOn();
            }
        }
        """,
        """
        public class Transitions
        {
            [NoInstr]
            [Establishes(EntryState.Lockdep, EntryState.Rcu)]
            public void Enter()
            {
                LockdepOff();
                RcuEnter();
            }

            [NoInstr]
            [Revokes(EntryState.Rcu, EntryState.Lockdep)]
            public void Exit()
            {
                RcuExit();
                LockdepOn();
            }
        }
        """);

    [Fact]
    public Task CoveredMembers_GetTheAttributeAndItsImport() => StateCode.VerifyTextAsync(
        StateFix.DeclareStates,
        """
        using Guest;

        [NoInstr.NoInstr]
        public class Ticks
        {
            // reads it
            public int {|NOINSTR409:Read|}() => ReadTick();

            public void {|NOINSTR409:Run|}() => Cpu.Run();
        }

        namespace Guest
        {
            internal enum GuestState { Entered }
            internal static class Cpu
            {
                [NoInstr.NoInstr, NoInstr.Requires(GuestState.Entered)] internal static void Run() { }
            }
        }
        """,
        """
        using Guest;
        using NoInstr;

        [NoInstr.NoInstr]
        public class Ticks
        {
            // reads it
            [Requires(EntryState.Rcu)]
            public int Read() => ReadTick();

            [Requires(GuestState.Entered)]
            public void Run() => Cpu.Run();
        }

        namespace Guest
        {
            internal enum GuestState { Entered }
            internal static class Cpu
            {
                [NoInstr.NoInstr, NoInstr.Requires(GuestState.Entered)] internal static void Run() { }
            }
        }
        """);

    [Fact]
    public Task FixAll_DeclaresInAllFiles() => StateCode.VerifyTextAsync(
        StateFix.DeclareStates,
        "using NoInstr;\npublic class Ticks { [NoInstr] public int {|NOINSTR409:Read|}() => ReadTick(); }",
        "using NoInstr;\npublic class Ticks { [NoInstr, Requires(EntryState.Rcu)] public int Read() => ReadTick(); }",
        test =>
        {
            test.TestState.Sources.Add("Late.cs", "using NoInstr;\npublic class Late { [NoInstr] public int {|NOINSTR409:Read|}(Ticks ticks) => ticks.Read(); }");
            test.FixedState.Sources.Add("Late.cs", "using NoInstr;\npublic class Late { [NoInstr, Requires(EntryState.Rcu)] public int Read(Ticks ticks) => ticks.Read(); }");
        });

    /// <summary>What only some paths change, no attribute says.</summary>
    [Theory]
    [InlineData("public class Ticks { [NoInstr] public void {|NOINSTR409:Exit|}(bool last) { if (last) RcuExit(); } }")]
    [InlineData("public class Ticks { [NoInstr] public void {|NOINSTR409:Exit|}(bool last) { if (last) RcuExit(); else RcuEnter(); } }")]
    public Task ContractThatTheBodyWouldNotKeep_IsNotDeclared(string type) => DeclaresAsync(type, type);

    [Fact]
    public Task DemandOfABodyThatEnsuresTheState_IsDeclaredThere() => DeclaresAsync(
        """
        class Entry
        {
            [NoInstr, Ensures(EntryState.Rcu)]
            void NmiPrepare()
            {
                {|NOINSTR401:ReadTick|}();
                NmiEnter();
            }
        }
        """,
        """
        class Entry
        {
            [NoInstr, Ensures(EntryState.Rcu), Requires(EntryState.Rcu)]
            void NmiPrepare()
            {
                ReadTick();
                NmiEnter();
            }
        }
        """);

    [Theory]
    [InlineData("[NoInstr, EntryPoint] void DoSyscall() => {|NOINSTR401:ReadTick|}();")]
    [InlineData("[NoInstr] void Exit() { RcuExit(); {|NOINSTR401:ReadTick|}(); }")]
    [InlineData("[NoInstr, Ensures(EntryState.Rcu)] void Prepare() { {|NOINSTR401:ReadTick|}(); NmiEnter(); } [NoInstr, EntryPoint] void DoNmi() { Prepare(); RcuExit(); }")]
    [InlineData("[NoInstr] System.Action run = [NoInstr, Ensures(EntryState.Rcu)] () {|NOINSTR302:=>|} { {|NOINSTR401:ReadTick|}(); NmiEnter(); };")]
    public Task DemandThatTheMemberCannotPassOn_IsLeftToTheReader(string members) =>
        StateCode.VerifyAsync(StateFix.DeclareStates, members, members);

    private static Task DeclaresAsync(string types, string fixedTypes) => StateCode.VerifyTextAsync(
        StateFix.DeclareStates, "using NoInstr;\n\n" + types, "using NoInstr;\n\n" + fixedTypes);
}
