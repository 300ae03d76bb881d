using Microsoft.CodeAnalysis;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Surround with an instrumentation scope*: the statements that are selected.</summary>
public class SurroundTests
{
    private const string BeginEnd = "NoInstr.Surround.BeginEnd";
    private const string Using = "NoInstr.Surround.Using";

    private const string Syscall = """
        [NoInstr] void DoSyscall()
        {
            Enter();

            // trace it
            [|TraceSysEnter();
            TraceSysExit();|] // traced
            Enter();
        }
        """;

    [Fact]
    public Task Statements_StandBetweenBeginAndEnd() => ScopeCode.OfferedAsync(BeginEnd, Syscall,
        """
        [NoInstr] void DoSyscall()
        {
            Enter();

            // trace it
            InstrumentationScope.Begin();
            TraceSysEnter();
            TraceSysExit(); // traced
            InstrumentationScope.End();
            Enter();
        }
        """, "NOINSTR206");

    [Fact]
    public Task Statements_StandInAUsingBlock() => ScopeCode.OfferedAsync(Using, Syscall,
        """
        [NoInstr] void DoSyscall()
        {
            Enter();

            // trace it
            using (InstrumentationScope.Open())
            {
                TraceSysEnter();
                TraceSysExit(); // traced
            }
            Enter();
        }
        """);

    [Fact]
    public Task WhatIsNeededBehindTheBlock_IsDeclaredAheadOfIt() => ScopeCode.OfferedAsync(Using,
        """
        [NoInstr] void DoSyscall()
        {
            [|var number = ReadNumber();
            var task = FindTask();
            TryReadNumber(out var last);|]
            Use(number);
            Use(task);
            Use(last);
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            int number;
            object? task;
            int last;
            using (InstrumentationScope.Open())
            {
                number = ReadNumber();
                task = FindTask();
                TryReadNumber(out last);
            }
            Use(number);
            Use(task);
            Use(last);
        }
        """);

    [Fact]
    public Task ValueThatIsReturned_IsComputedInside() => ScopeCode.OfferedAsync(BeginEnd,
        """
        [NoInstr] int DoSyscall()
        {
            [|TraceSysEnter();
            return ReadNumber();|]
        }
        """,
        """
        [NoInstr] int DoSyscall()
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
            var result = ReadNumber();
            InstrumentationScope.End();
            return result;
        }
        """, "NOINSTR206");

    [Theory]
    [InlineData(
        "[NoInstr] void DoSyscall(bool user) { if (user) [|TraceSysEnter();|] }",
        "[NoInstr] void DoSyscall(bool user) { if (user) { using (InstrumentationScope.Open()) { TraceSysEnter(); } } }")]
    [InlineData(
        "[NoInstr] void DoSyscall() => [|TraceSysEnter()|];",
        "[NoInstr] void DoSyscall() { using (InstrumentationScope.Open()) { TraceSysEnter(); } }")]
    [InlineData(
        "int Number\n{\n    [NoInstr]\n    get => [|ReadNumber()|];\n}",
        "int Number { [NoInstr] get { using (InstrumentationScope.Open()) { return ReadNumber(); } } }")]
    [InlineData(
        "[NoInstr] Entry(int number) : this() { [|TraceSysEnter();|] } [NoInstr] Entry() { }",
        "[NoInstr] Entry(int number) : this() { using (InstrumentationScope.Open()) { TraceSysEnter(); } } [NoInstr] Entry() { }")]
    [InlineData(
        "[NoInstr] void DoSyscall(int number) { switch (number) { case 1: [|TraceSysEnter();|] break; } }",
        "[NoInstr] void DoSyscall(int number) { switch (number) { case 1: using (InstrumentationScope.Open()) { TraceSysEnter(); } break; } }")]
    [InlineData(
        "[NoInstr] void DoSyscall() { Local(); void Local() { [|TraceSysEnter();|] } }",
        "[NoInstr] void DoSyscall() { Local(); void Local() { using (InstrumentationScope.Open()) { TraceSysEnter(); } } }")]
    [InlineData(
        "[NoInstr] static Action hook = () => { [|TraceSysEnter();|] };",
        "[NoInstr] static Action hook = () => { using (InstrumentationScope.Open()) { TraceSysEnter(); } };")]
    [InlineData(
        "[AlwaysInline] void ExitWork() { [|TraceSysEnter();|] } [NoInstr] void DoSyscall() => ExitWork();",
        "[AlwaysInline] void ExitWork() { using (InstrumentationScope.Open()) { TraceSysEnter(); } } [NoInstr] void DoSyscall() => ExitWork();")]
    [InlineData(
        "[NoInstr] void DoSyscall() { try { [|TraceSysEnter();|] } catch (Exception) { } }",
        "[NoInstr] void DoSyscall() { try { using (InstrumentationScope.Open()) { TraceSysEnter(); } } catch (Exception) { } }")]
    [InlineData(
        "[NoInstr] void DoSyscall(bool user) { while (user) { [|TraceSysEnter(); if (user) continue;|] } }",
        "[NoInstr] void DoSyscall(bool user) { while (user) { using (InstrumentationScope.Open()) { TraceSysEnter(); if (user) continue; } } }")]
    public async Task PlacesOfAllKinds_AreSurrounded(string members, string edited)
    {
        // The layout is for the tests above.
        var written = await WrittenAsync(members);
        Assert.Equal(Words(EntryCode.With(edited)), Words(written));
    }

    [Fact]
    public Task TopLevelStatements_AreSurrounded() => new RefactoringTest<ScopeRefactoring>(Using) { OutputKind = OutputKind.ConsoleApplication }.RequireOfferedAsync(
        """
        using NoInstr;
        [module: NoInstr]

        Kernel.Enter();
        [|var number = Kernel.ReadNumber();|]
        Kernel.Use(number);

        static class Kernel
        {
            public static void Enter() { }
            public static void Use(int number) { }
            [Instrumentable] public static int ReadNumber() => 1;
        }
        """,
        """
        using NoInstr;
        [module: NoInstr]

        Kernel.Enter();
        int number;
        using (InstrumentationScope.Open())
        {
            number = Kernel.ReadNumber();
        }
        Kernel.Use(number);

        static class Kernel
        {
            public static void Enter() { }
            public static void Use(int number) { }
            [Instrumentable] public static int ReadNumber() => 1;
        }
        """);

    [Theory]
    [InlineData("[NoInstr] void DoSyscall() { [|Enter();|] }")]
    [InlineData("[NoInstr] void DoSyscall() { TraceSys[|Enter();|] }")]
    [InlineData("[NoInstr] void DoSyscall() { [||]TraceSysEnter(); }")]
    [InlineData("void DoSyscall() { [|TraceSysEnter();|] }")]
    [InlineData("[Instrumentable] void DoSyscall() { [|TraceSysEnter();|] }")]
    [InlineData("static Action log = () => { [|TraceSysEnter();|] };")]
    [InlineData("[NoInstr] void DoSyscall() { using (InstrumentationScope.Open()) { [|TraceSysEnter();|] } }")]
    [InlineData("[NoInstr] void DoSyscall() { [|using (InstrumentationScope.Open()) { TraceSysEnter(); }|] }")]
    [InlineData("[NoInstr] void DoSyscall() { using (InstrumentationScope.Open()) Log(); } [AlwaysInline] void Log() { [|TraceSysEnter();|] }")]
    public async Task NothingToSurround_NothingIsOffered(string members)
    {
        await ScopeCode.NotOfferedAsync(BeginEnd, members);
        await ScopeCode.NotOfferedAsync(Using, members);
    }

    [Theory]
    [InlineData("[NoInstr] void DoSyscall(bool user) { [|TraceSysEnter(); if (user) return;|] Enter(); }")]
    [InlineData("[NoInstr] void DoSyscall() { [|throw null!;|] }")]
    [InlineData("[NoInstr] void DoSyscall(bool user) { while (user) { [|TraceSysEnter(); break;|] } }")]
    public async Task EndThatWouldBeMissed_OnlyUsingIsOffered(string members)
    {
        await ScopeCode.NotOfferedAsync(BeginEnd, members);
        await WrittenAsync(members);
    }

    [Theory]
    [InlineData("[NoInstr] void DoSyscall() { [|ref var slot = ref Slot();|] slot = 1; } static int number; static ref int Slot() => ref number;")]
    [InlineData("[NoInstr] void DoSyscall(object task) { [|if (FindTask() is not int number) return;|] Use(number); }")]
    [InlineData("[NoInstr] void DoSyscall() { [|Local(); void Local() => TraceSysEnter();|] Local(); }")]
    public Task WhatCannotBeDeclaredAhead_StaysOutOfABlock(string members) => ScopeCode.NotOfferedAsync(Using, members);

    [Fact]
    public async Task WithoutTheAnalyzer_ContractsAreReadByName()
    {
        var test = new RefactoringTest<ScopeRefactoring>(Using) { HasAnalyzer = false };
        const string Code = "using NoInstr; class Entry { [NoInstr] int Number { get { [|Trace();|] return 1; } } void Trace() { } }";
        const string Edited = "using NoInstr; class Entry { [NoInstr] int Number { get { using (InstrumentationScope.Open()) { Trace(); } return 1; } } void Trace() { } }";
        Assert.Equal(Words(Edited), Words(await test.WrittenAsync(Code)));
        await test.RequireNotOfferedAsync(Code.Replace("[NoInstr] int", "int", StringComparison.Ordinal));
        await test.RequireNotOfferedAsync("using NoInstr; class Entry { [NoInstr] System.Action hook = () => { [|Trace();|] }; static void Trace() { } }");
    }

    private static Task<string> WrittenAsync(string members) => new RefactoringTest<ScopeRefactoring>(Using).WrittenAsync(EntryCode.With(members));

    private static string Words(string text) => string.Join(' ', text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
