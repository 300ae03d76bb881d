using NoInstr.Analyzers;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>301: what stands for a member says what that promises.</summary>
public class KeptContractFixTests
{
    [Fact]
    public Task Implementations_AreMarked() => MarksAsync(
        """
        interface IClock
        {
            [NoInstr] ulong Read();
            int Rate { [NoInstr] get; set; }
            [NoInstr] int Shift { get; }
            int Scale { [NoInstr] get; set; }
            [NoInstr] event Action Tick;
        }

        sealed class Tsc : IClock
        {
            /// <summary>rdtsc</summary>
            public ulong {|NOINSTR301:Read|}() => 0;

            public int {|NOINSTR301:Rate|} { get; set; }
            public int {|NOINSTR301:Shift|} => 0;
            public int {|NOINSTR301:Scale|} { get => 0; set => Console.WriteLine(value); }
            public event Action {|NOINSTR301:Tick|} { add { } remove { } }
        }

        abstract class Chip
        {
            [NoInstr] public abstract void Ack(int vector);
        }

        class Apic : Chip
        {
            public override void {|NOINSTR301:Ack|}(int vector) { }
        }

        interface ITask
        {
            [NoInstr] int Id { get; }
        }

        record Task(int {|NOINSTR301:Id|}) : ITask;
        """,
        """
        interface IClock
        {
            [NoInstr] ulong Read();
            int Rate { [NoInstr] get; set; }
            [NoInstr] int Shift { get; }
            int Scale { [NoInstr] get; set; }
            [NoInstr] event Action Tick;
        }

        sealed class Tsc : IClock
        {
            /// <summary>rdtsc</summary>
            [NoInstr]
            public ulong Read() => 0;

            [NoInstr]
            public int Rate { get; set; }
            [NoInstr]
            public int Shift => 0;
            public int Scale { [NoInstr] get => 0; set => Console.WriteLine(value); }
            [NoInstr]
            public event Action Tick { add { } remove { } }
        }

        abstract class Chip
        {
            [NoInstr] public abstract void Ack(int vector);
        }

        class Apic : Chip
        {
            [NoInstr]
            public override void Ack(int vector) { }
        }

        interface ITask
        {
            [NoInstr] int Id { get; }
        }

        record Task([property: NoInstr] int Id) : ITask;
        """);

    /// <summary>The entry of the base list makes it an implementation, and the base has it.</summary>
    [Fact]
    public Task InheritedImplementation_IsMarkedInTheBase() => MarksAsync(
        """
        interface IClock { [NoInstr] ulong Read(); }

        class Counter
        {
            public ulong Read() => 0;
        }

        sealed class PmTimer : Counter, {|NOINSTR301:IClock|};
        """,
        """
        interface IClock { [NoInstr] ulong Read(); }

        class Counter
        {
            [NoInstr]
            public ulong Read() => 0;
        }

        sealed class PmTimer : Counter, IClock;
        """);

    [Fact]
    public Task WhatIsWrongInTheBody_IsShownThere() => MarksAsync(
        """
        abstract class Chip
        {
            [NoInstr] public abstract void Ack(int vector);
        }

        class Apic : Chip
        {
            public override void {|NOINSTR301:Ack|}(int vector) => Console.WriteLine(vector);
        }
        """,
        """
        abstract class Chip
        {
            [NoInstr] public abstract void Ack(int vector);
        }

        class Apic : Chip
        {
            [NoInstr]
            public override void Ack(int vector) => Console.{|NOINSTR101:WriteLine|}(vector);
        }
        """);

    [Fact]
    public Task MarkThatIsNotAll_ComesWithTheStates() => MarksAsync(
        """
        abstract class Context
        {
            [NoInstr, Establishes(EntryState.Lockdep, EntryState.Rcu)] public abstract void Enter();
            [NoInstr, Revokes(EntryState.Rcu, EntryState.Lockdep)] public abstract void Exit();
        }

        abstract class Tracking : Context
        {
            public abstract override void {|NOINSTR301:Enter|}();
            public abstract override void {|NOINSTR301:Exit|}();
        }
        """,
        """
        abstract class Context
        {
            [NoInstr, Establishes(EntryState.Lockdep, EntryState.Rcu)] public abstract void Enter();
            [NoInstr, Revokes(EntryState.Rcu, EntryState.Lockdep)] public abstract void Exit();
        }

        abstract class Tracking : Context
        {
            [NoInstr]
            [Establishes(EntryState.Lockdep, EntryState.Rcu)]
            public abstract override void Enter();
            [NoInstr]
            [Revokes(EntryState.Rcu, EntryState.Lockdep)]
            public abstract override void Exit();
        }
        """);

    [Theory]
    [InlineData("abstract class Chip { [NoInstr] public abstract void Ack(); } class Apic : Chip { [Instrumentable] public override void {|NOINSTR301:Ack|}() { } }")]
    [InlineData("interface IIrq { [NoInstr] event Action Raised; } class Irq : IIrq { public event Action? {|NOINSTR301:Raised|}; }")]
    [InlineData("interface ITask { [NoInstr] string ToString(); } record {|NOINSTR301:Task|} : ITask;")]
    [InlineData("abstract class Vectors { [return: NoInstr] public abstract Action? Of(int vector); } class Idt : Vectors { public override Action? {|NOINSTR301:Of|}(int vector) => null; }")]
    public Task ImplementationThatCannotBeMarked_IsLeftAlone(string member) => MarksAsync(member, member);

    [Fact]
    public Task PromisedStates_AreDeclared() => VerifyAsync(
        "NoInstr.DeclarePromise",
        """
        abstract class Context
        {
            [Establishes(EntryState.Lockdep, EntryState.Rcu)] public abstract void Enter();
            [Revokes(EntryState.Rcu, EntryState.Lockdep)] public abstract void Exit();
        }

        abstract class Tracking : Context
        {
            /// <summary>From user mode.</summary>
            public abstract override void {|NOINSTR301:Enter|}();

            [Revokes(EntryState.Rcu)]
            public abstract override void {|NOINSTR301:Exit|}();
        }

        abstract class Stray : Context
        {
            [Requires(EntryState.Tracing)] public abstract override void {|NOINSTR301:Enter|}();
        }
        """,
        """
        abstract class Context
        {
            [Establishes(EntryState.Lockdep, EntryState.Rcu)] public abstract void Enter();
            [Revokes(EntryState.Rcu, EntryState.Lockdep)] public abstract void Exit();
        }

        abstract class Tracking : Context
        {
            /// <summary>From user mode.</summary>
            [Establishes(EntryState.Lockdep, EntryState.Rcu)]
            public abstract override void Enter();

            [Revokes(EntryState.Rcu)]
            [Revokes(EntryState.Lockdep)]
            public abstract override void Exit();
        }

        abstract class Stray : Context
        {
            [Requires(EntryState.Tracing)] public abstract override void {|NOINSTR301:Enter|}();
        }
        """);

    private static Task MarksAsync(string members, string fixedMembers) => VerifyAsync("NoInstr.MarkNoInstr", members, fixedMembers);

    private static Task VerifyAsync(string key, string members, string fixedMembers) => new CSharpCodeFixTest<NoInstrAnalyzer, AnnotationFix>
    {
        TestCode = "using System;\nusing NoInstr;\n\n" + members,
        FixedCode = "using System;\nusing NoInstr;\n\n" + fixedMembers,
        CodeActionEquivalenceKey = key,
    }.RunAsync();
}
