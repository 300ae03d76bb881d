using Microsoft.CodeAnalysis;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Open the scope after the call that establishes the state*, *Close the scope before the call*.</summary>
public class StateScopeFixTests
{
    [Fact]
    public Task Begin_MovesBehindTheEstablishingCallWithItsComments() => BeginsLaterAsync(
        """
        [NoInstr, EntryPoint]
        void DoSyscall()
        {
            // from here on the tracer may look
            InstrumentationScope.{|NOINSTR401:Begin|}(); // instrumentation_begin()
            SaveRegs();

            RcuEnter(); // RCU watches

            TraceSysEnter();
            InstrumentationScope.End();
            RcuExit();
        }

        [NoInstr, EntryPoint]
        void DoPageFault()
        {
            SaveRegs();

            InstrumentationScope.{|NOINSTR401:Open|}();
            NmiEnter();
            TraceSysEnter();
            InstrumentationScope.End();
            RcuExit();
        }
        """,
        """
        [NoInstr, EntryPoint]
        void DoSyscall()
        {
            SaveRegs();

            RcuEnter(); // RCU watches
            // from here on the tracer may look
            InstrumentationScope.Begin(); // instrumentation_begin()

            TraceSysEnter();
            InstrumentationScope.End();
            RcuExit();
        }

        [NoInstr, EntryPoint]
        void DoPageFault()
        {
            SaveRegs();

            NmiEnter();
            InstrumentationScope.Open();
            TraceSysEnter();
            InstrumentationScope.End();
            RcuExit();
        }
        """);

    [Fact]
    public Task Begin_MovesOnOneLineAndInSwitchSections() => BeginsLaterAsync(
        """
        [NoInstr, EntryPoint] void DoSyscall() { InstrumentationScope.{|NOINSTR401:Begin|}(); RcuEnter(); TraceSysEnter(); InstrumentationScope.End(); RcuExit(); }

        [NoInstr, EntryPoint]
        void DoIrq(int vector)
        {
            switch (vector)
            {
                case 1:
                    InstrumentationScope.{|NOINSTR401:Begin|}(); RcuEnter();
                    TraceSysEnter();
                    InstrumentationScope.End();
                    RcuExit();
                    break;
            }
        }
        """,
        """
        [NoInstr, EntryPoint] void DoSyscall() { RcuEnter(); InstrumentationScope.Begin(); TraceSysEnter(); InstrumentationScope.End(); RcuExit(); }

        [NoInstr, EntryPoint]
        void DoIrq(int vector)
        {
            switch (vector)
            {
                case 1:
                    RcuEnter(); InstrumentationScope.Begin();
                    TraceSysEnter();
                    InstrumentationScope.End();
                    RcuExit();
                    break;
            }
        }
        """);

    [Fact]
    public Task UsingForms_OpenBehindTheEstablishingCall() => BeginsLaterAsync(
        """
        [NoInstr, EntryPoint]
        void DoSyscall()
        {
            using (InstrumentationScope.{|NOINSTR401:Open|}())
            {
                // RCU first
                RcuEnter();
                TraceSysEnter();
            }
            RcuExit();
        }

        [NoInstr, Ensures(EntryState.Rcu)]
        void IrqEnter()
        {
            using var scope = InstrumentationScope.{|NOINSTR401:Open|}();
            NmiEnter();
            TraceSysEnter();
        }
        """,
        """
        [NoInstr, EntryPoint]
        void DoSyscall()
        {
            // RCU first
            RcuEnter();
            using (InstrumentationScope.Open())
            {
                TraceSysEnter();
            }
            RcuExit();
        }

        [NoInstr, Ensures(EntryState.Rcu)]
        void IrqEnter()
        {
            NmiEnter();
            using var scope = InstrumentationScope.Open();
            TraceSysEnter();
        }
        """);

    [Fact]
    public Task ScopeInTheForbiddenState_OpensBehindTheCallThatEndsIt() => StateCode.VerifyTextAsync(
        StateFix.MoveBegin, Guest("InstrumentationScope.{|NOINSTR406:Begin|}();\n        GuestExit();"), Guest("GuestExit();\n        InstrumentationScope.Begin();"));

    [Fact]
    public Task TopLevelStatements_AreABlockToo() => StateCode.VerifyTextAsync(
        StateFix.MoveBegin,
        """
        using NoInstr;
        [assembly: NoInstr]

        RcuExit();
        // the tracer may look
        InstrumentationScope.{|NOINSTR401:Begin|}();
        SaveRegs();
        RcuEnter();

        InstrumentationScope.End();

        struct Regs { }
        """,
        """
        using NoInstr;
        [assembly: NoInstr]

        RcuExit();
        SaveRegs();
        RcuEnter();
        // the tracer may look
        InstrumentationScope.Begin();

        InstrumentationScope.End();

        struct Regs { }
        """,
        AsProgram);

    [Fact]
    public Task TopLevelStatements_CloseBeforeTheRevokingCall() => StateCode.VerifyTextAsync(
        StateFix.MoveEnd,
        "using NoInstr;\n[assembly: NoInstr]\n\nInstrumentationScope.Begin();\nSaveRegs();\n{|NOINSTR408:RcuExit|}();\nInstrumentationScope.End();\nRcuEnter();\n",
        "using NoInstr;\n[assembly: NoInstr]\n\nInstrumentationScope.Begin();\nSaveRegs();\nInstrumentationScope.End();\nRcuExit();\nRcuEnter();\n",
        AsProgram);

    /// <summary>Nobody can say what an edit does where only the fixes are loaded.</summary>
    [Fact]
    public Task ProjectWithoutTheAnalyzer_IsLeftAlone()
    {
        const string entry = "[NoInstr, EntryPoint] void DoSyscall() { InstrumentationScope.{|NOINSTR401:Begin|}(); RcuEnter(); InstrumentationScope.End(); RcuExit(); }";
        return StateCode.VerifyTextAsync(StateFix.MoveBegin, StateCode.With(entry), StateCode.With(entry), test =>
            test.SolutionTransforms.Add((solution, project) => solution.WithProjectAnalyzerReferences(project, [])));
    }

    [Fact]
    public Task FixAll_MovesInAllFiles() => StateCode.VerifyTextAsync(
        StateFix.MoveEnd,
        StateCode.With("[NoInstr, Revokes(EntryState.Rcu)] void Exit() { InstrumentationScope.Begin(); TraceSysExit(); {|NOINSTR408:RcuExit|}(); InstrumentationScope.End(); }"),
        StateCode.With("[NoInstr, Revokes(EntryState.Rcu)] void Exit() { InstrumentationScope.Begin(); TraceSysExit(); InstrumentationScope.End(); RcuExit(); }"),
        test =>
        {
            test.TestState.Sources.Add("Irq.cs", "using NoInstr;\nclass Irq { [NoInstr, Revokes(EntryState.Rcu)] void Exit() { InstrumentationScope.Begin(); TraceSysExit(); {|NOINSTR408:RcuExit|}(); InstrumentationScope.End(); } }");
            test.FixedState.Sources.Add("Irq.cs", "using NoInstr;\nclass Irq { [NoInstr, Revokes(EntryState.Rcu)] void Exit() { InstrumentationScope.Begin(); TraceSysExit(); InstrumentationScope.End(); RcuExit(); } }");
        });

    [Theory]
    [InlineData("InstrumentationScope.{|NOINSTR401:Begin|}(); TraceSysEnter(); RcuEnter(); TraceSysExit(); InstrumentationScope.End(); RcuExit();")]
    [InlineData("InstrumentationScope.{|NOINSTR401:Begin|}(); InstrumentationScope.End(); RcuEnter(); RcuExit();")]
    [InlineData("InstrumentationScope.{|NOINSTR401:Begin|}(); if (early) { RcuEnter(); TraceSysEnter(); InstrumentationScope.End(); RcuExit(); } else { InstrumentationScope.End(); }")]
    [InlineData("{ InstrumentationScope.{|NOINSTR401:Begin|}(); } RcuEnter(); TraceSysEnter(); InstrumentationScope.End(); RcuExit();")]
    [InlineData("RcuEnter(); RcuExit(); InstrumentationScope.{|NOINSTR401:Begin|}(); TraceSysEnter(); InstrumentationScope.End();")]
    [InlineData("using (InstrumentationScope.{|NOINSTR401:Open|}()) { RcuEnter(); } RcuExit();")]
    [InlineData("using (InstrumentationScope.{|NOINSTR401:Open|}()) { bool traced = TryRcuEnter(); TraceSysEnter(); } this.traced = traced; RcuExit();")]
    public Task ScopeThatCannotOpenLater_IsLeftToTheReader(string body) => UnchangedAsync(
        StateFix.MoveBegin, $"private bool traced;\n[NoInstr, EntryPoint] void DoSyscall(bool early) {{ {body} }}");

    [Fact]
    public Task BeginThatWouldCrossADirective_IsLeftToTheReader() => UnchangedAsync(
        StateFix.MoveBegin,
        """
        [NoInstr, EntryPoint]
        void DoSyscall()
        {
            InstrumentationScope.{|NOINSTR401:Begin|}();
        #if !TINY
            RcuEnter();
        #endif
            TraceSysEnter();
            InstrumentationScope.End();
            RcuExit();
        }
        """);

    [Fact]
    public Task ExpressionBody_HasNoRoomForAnOrder() => UnchangedAsync(
        StateFix.MoveBegin, "[NoInstr, EntryPoint] void DoSyscall() => {|NOINSTR201:InstrumentationScope.{|NOINSTR401:Begin|}()|};");

    [Fact]
    public Task End_MovesBeforeTheRevokingCallAndKeepsItsComments() => EndsEarlierAsync(
        """
        [NoInstr, EntryPoint]
        void DoSyscall()
        {
            RcuEnter();
            InstrumentationScope.Begin();
            TraceSysExit();

            // nothing is traced from here on
            {|NOINSTR408:RcuExit|}();
            SaveRegs();
            InstrumentationScope.End(); // instrumentation_end()
        }

        [NoInstr, EntryPoint] void DoIrq() { RcuEnter(); InstrumentationScope.Begin(); TraceSysExit(); {|NOINSTR408:RcuExit|}(); InstrumentationScope.End(); }
        """,
        """
        [NoInstr, EntryPoint]
        void DoSyscall()
        {
            RcuEnter();
            InstrumentationScope.Begin();
            TraceSysExit();
            InstrumentationScope.End(); // instrumentation_end()

            // nothing is traced from here on
            RcuExit();
            SaveRegs();
        }

        [NoInstr, EntryPoint] void DoIrq() { RcuEnter(); InstrumentationScope.Begin(); TraceSysExit(); InstrumentationScope.End(); RcuExit(); }
        """);

    [Fact]
    public Task UsingForms_CloseBeforeTheRevokingCall() => EndsEarlierAsync(
        """
        [NoInstr, EntryPoint]
        void DoSyscall()
        {
            RcuEnter();
            using (InstrumentationScope.Open())
            {
                TraceSysExit();

                // nothing is traced from here on
                {|NOINSTR408:RcuExit|}(); // not even this
                SaveRegs();
            }
        }

        [NoInstr, EntryPoint]
        void DoIrq()
        {
            RcuEnter();
            // the tracer may look
            using var scope = InstrumentationScope.Open();
            TraceSysExit();
            {|NOINSTR408:RcuExit|}();
        }
        """,
        """
        [NoInstr, EntryPoint]
        void DoSyscall()
        {
            RcuEnter();
            using (InstrumentationScope.Open())
            {
                TraceSysExit();
            }

            // nothing is traced from here on
            RcuExit(); // not even this
            SaveRegs();
        }

        [NoInstr, EntryPoint]
        void DoIrq()
        {
            RcuEnter();
            // the tracer may look
            using (InstrumentationScope.Open())
            {
                TraceSysExit();
            }
            RcuExit();
        }
        """);

    [Theory]
    [InlineData("RcuEnter(); InstrumentationScope.Begin(); {|NOINSTR408:RcuExit|}(); TraceSysExit(); InstrumentationScope.End();")]
    [InlineData("RcuEnter(); InstrumentationScope.Begin(); TraceSysExit(); { {|NOINSTR408:RcuExit|}(); } InstrumentationScope.End();")]
    [InlineData("RcuEnter(); InstrumentationScope.Begin(); try { TraceSysExit(); {|NOINSTR408:RcuExit|}(); } finally { InstrumentationScope.End(); }")]
    [InlineData("RcuEnter(); using (InstrumentationScope.Open()) { {|NOINSTR408:RcuExit|}(); }")]
    [InlineData("RcuEnter(); using (InstrumentationScope.Open()) { int tick = ReadTick(); TraceSysExit(); {|NOINSTR408:RcuExit|}(); this.tick = tick; }")]
    [InlineData("RcuEnter(); using var scope = InstrumentationScope.Open(); int tick = ReadTick(); {|NOINSTR408:RcuExit|}(); this.tick = tick;")]
    public Task ScopeThatCannotCloseEarlier_IsLeftToTheReader(string body) => UnchangedAsync(
        StateFix.MoveEnd, $"private int tick;\n[NoInstr, EntryPoint] void DoSyscall() {{ {body} }}");

    private static string Guest(string begin) => $$"""
        using NoInstr;

        enum GuestState { [ScopeForbids] Entered }

        class Entry
        {
            [NoInstr, EntryPoint(GuestState.Entered, EntryState.Rcu), Revokes(GuestState.Entered)]
            void DoVmExit()
            {
                {{begin}}
                TraceSysEnter();
                InstrumentationScope.End();
            }

            [NoInstr, Primitive, Revokes(GuestState.Entered)] static void GuestExit() { }
        }
        """;

    private static void AsProgram(CodeFixTest test) => test.TestState.OutputKind = OutputKind.ConsoleApplication;

    private static Task BeginsLaterAsync(string members, string fixedMembers) => StateCode.VerifyAsync(StateFix.MoveBegin, members, fixedMembers);

    private static Task EndsEarlierAsync(string members, string fixedMembers) => StateCode.VerifyAsync(StateFix.MoveEnd, members, fixedMembers);

    private static Task UnchangedAsync(string key, string members) => StateCode.VerifyAsync(key, members, members);
}
