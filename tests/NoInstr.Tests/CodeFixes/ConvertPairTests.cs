using NoInstr.CodeFixes;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Convert Begin/End to using*: 201, 202, 203, 206.</summary>
public class ConvertPairTests
{
    [Fact]
    public Task ScopeThatAnExceptionLeaves_BecomesUsing() => ConvertsAsync(
        """
        [NoInstr] void DoSyscall()
        {
            Enter();

            // the tracer may throw
            InstrumentationScope.{|NOINSTR206:Begin|}(); // instrumentation_begin()
            TraceSysEnter();
            InstrumentationScope.End();
        }

        [NoInstr] int DoInterrupt(bool fatal)
        {
            InstrumentationScope.{|NOINSTR206:Begin|}(); // instrumentation_begin()
            TraceSysEnter();
            if (fatal)
            {
                // give up
                InstrumentationScope.End();
                return 1;
            }
            InstrumentationScope.End(); // instrumentation_end()
            Enter();
            return 0;
        }

        [NoInstr] int DoNmi()
        {
            InstrumentationScope.{|NOINSTR206:Open|}();
            var number = ReadNumber();
            InstrumentationScope.End();
            return number;
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            Enter();

            // the tracer may throw
            using var _ = InstrumentationScope.Open(); // instrumentation_begin()
            TraceSysEnter();
        }

        [NoInstr] int DoInterrupt(bool fatal)
        {
            using (InstrumentationScope.Open()) // instrumentation_begin()
            {
                TraceSysEnter();
                if (fatal)
                {
                    // give up
                    return 1;
                }
            }
            // instrumentation_end()
            Enter();
            return 0;
        }

        [NoInstr] int DoNmi()
        {
            using var _ = InstrumentationScope.Open();
            var number = ReadNumber();
            return number;
        }
        """);

    [Fact]
    public Task WhatIsNeededBehindTheBlock_IsDeclaredAheadOfIt() => ConvertsAsync(
        """
        [NoInstr] void DoSyscall(int limit)
        {
            InstrumentationScope.{|NOINSTR206:Begin|}();
            // the first one
            var number = ReadNumber(); // read
            var task = FindTask();
            TryReadNumber(out var last);
            var mine = ReadNumber();
            Use(mine);
            InstrumentationScope.End();
            Use(number);
            Use(last);
            Use(task);
        }
        """,
        """
        [NoInstr] void DoSyscall(int limit)
        {
            int number;
            object? task;
            int last;
            using (InstrumentationScope.Open())
            {
                // the first one
                number = ReadNumber(); // read
                task = FindTask();
                TryReadNumber(out last);
                var mine = ReadNumber();
                Use(mine);
            }
            Use(number);
            Use(last);
            Use(task);
        }
        """);

    [Fact]
    public Task EndsInBranchesAndHandlers_Go() => ConvertsAsync(
        """
        [NoInstr] void DoSyscall(bool user)
        {
            InstrumentationScope.{|NOINSTR206:Begin|}();
            TraceSysEnter();
            if (user)
            {
                TraceSysExit();
                InstrumentationScope.End();
            }
            else
            {
                InstrumentationScope.End();
            }
            Enter();
        }

        [NoInstr] void DoInterrupt()
        {
            InstrumentationScope.{|NOINSTR206:Begin|}();
            try
            {
                TraceSysEnter();
                InstrumentationScope.End();
            }
            catch (InvalidOperationException)
            {
                InstrumentationScope.End();
            }
            Enter();
        }

        [NoInstr] void DoNmi()
        {
            InstrumentationScope.{|NOINSTR206:Begin|}();
            TraceSysEnter();
            try
            {
                TraceSysExit();
            }
            finally
            {
                InstrumentationScope.End();
            }
            Enter();
        }
        """,
        """
        [NoInstr] void DoSyscall(bool user)
        {
            using (InstrumentationScope.Open())
            {
                TraceSysEnter();
                if (user)
                {
                    TraceSysExit();
                }
                else
                {
                }
            }
            Enter();
        }

        [NoInstr] void DoInterrupt()
        {
            using (InstrumentationScope.Open())
            {
                try
                {
                    TraceSysEnter();
                }
                catch (InvalidOperationException)
                {
                }
            }
            Enter();
        }

        [NoInstr] void DoNmi()
        {
            using (InstrumentationScope.Open())
            {
                TraceSysEnter();
                TraceSysExit();
            }
            Enter();
        }
        """);

    [Fact]
    public Task LoopsSectionsAndFunctions_AreConverted() => ConvertsAsync(
        """
        [NoInstr] Entry(int work) : this()
        {
            while (work > 0)
            {
                InstrumentationScope.{|NOINSTR206:Begin|}();
                TraceSysEnter();
                if (work == 1)
                {
                    InstrumentationScope.End();
                    continue;
                }
                TraceSysExit();
                InstrumentationScope.End();
                work--;
            }
            switch (work)
            {
                case 1:
                    InstrumentationScope.{|NOINSTR206:Begin|}();
                    TraceSysEnter();
                    InstrumentationScope.End();
                    break;
            }
            Local();

            void Local()
            {
                InstrumentationScope.{|NOINSTR206:Begin|}();
                TraceSysEnter();
                InstrumentationScope.End();
            }
        }

        [NoInstr] Entry() { }

        int Number
        {
            [NoInstr]
            get
            {
                InstrumentationScope.{|NOINSTR206:Begin|}();
                TraceSysEnter();
                InstrumentationScope.End();
                return 1;
            }
        }

        static Action log = [NoInstr] static () => { InstrumentationScope.{|NOINSTR206:Begin|}(); TraceSysEnter(); InstrumentationScope.End(); };
        """,
        """
        [NoInstr] Entry(int work) : this()
        {
            while (work > 0)
            {
                using (InstrumentationScope.Open())
                {
                    TraceSysEnter();
                    if (work == 1)
                    {
                        continue;
                    }
                    TraceSysExit();
                }
                work--;
            }
            switch (work)
            {
                case 1:
                    using (InstrumentationScope.Open())
                    {
                        TraceSysEnter();
                    }
                    break;
            }
            Local();

            void Local()
            {
                using var _ = InstrumentationScope.Open();
                TraceSysEnter();
            }
        }

        [NoInstr] Entry() { }

        int Number
        {
            [NoInstr]
            get
            {
                using var _ = InstrumentationScope.Open();
                TraceSysEnter();
                return 1;
            }
        }

        static Action log = [NoInstr] static () => { using var _ = InstrumentationScope.Open(); TraceSysEnter(); };
        """);

    [Fact]
    public Task ReturnWithScopeOpen_IsServedByUsing() => ConvertsAsync(
        """
        [NoInstr] int DoSyscall(bool fatal)
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
            if (fatal)
            {
                {|NOINSTR201:return|} ReadNumber();
            }
            InstrumentationScope.End();
            return 0;
        }

        [NoInstr] void DoInterrupt()
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
        {|NOINSTR201:}|}
        """,
        """
        [NoInstr] int DoSyscall(bool fatal)
        {
            using var _ = InstrumentationScope.Open();
            TraceSysEnter();
            if (fatal)
            {
                return ReadNumber();
            }
            return 0;
        }

        [NoInstr] void DoInterrupt()
        {
            using var _ = InstrumentationScope.Open();
            TraceSysEnter();
        }
        """);

    [Fact]
    public Task DepthThatDiffers_IsTheSameWithUsing() => ConvertsAsync(
        """
        [NoInstr] void DoSyscall(bool traced)
        {
            if (traced)
            {
                InstrumentationScope.Begin();
                TraceSysEnter();
            }
            {|NOINSTR203:Enter|}();
            InstrumentationScope.End();
        }

        [NoInstr] void ExitWork(int work)
        {
            {|NOINSTR203:while|} (work > 0)
            {
                InstrumentationScope.Begin();
                TraceSysEnter();
                work--;
            }
        }

        [NoInstr] void DoInterrupt()
        {
            InstrumentationScope.Begin();
            try
            {
                TraceSysEnter();
                InstrumentationScope.End();
            }
            catch (InvalidOperationException)
            {
                Enter();
            }
            {|NOINSTR203:Enter|}();
        }
        """,
        """
        [NoInstr] void DoSyscall(bool traced)
        {
            if (traced)
            {
                using var _ = InstrumentationScope.Open();
                TraceSysEnter();
            }
            Enter();
        }

        [NoInstr] void ExitWork(int work)
        {
            while (work > 0)
            {
                using var _ = InstrumentationScope.Open();
                TraceSysEnter();
                work--;
            }
        }

        [NoInstr] void DoInterrupt()
        {
            using (InstrumentationScope.Open())
            {
                try
                {
                    TraceSysEnter();
                }
                catch (InvalidOperationException)
                {
                    Enter();
                }
            }
            Enter();
        }
        """);

    [Fact]
    public Task EndTooMany_GoesWithTheOthers() => ConvertsAsync(
        """
        [NoInstr] void DoSyscall(bool spurious)
        {
            InstrumentationScope.Begin();
            if (!spurious)
            {
                _ = new object();
            }
            InstrumentationScope.End();
            if (spurious)
            {
                InstrumentationScope.{|NOINSTR202:End|}();
            }
            Enter();
        }
        """,
        """
        [NoInstr] void DoSyscall(bool spurious)
        {
            using (InstrumentationScope.Open())
            {
                if (!spurious)
                {
                    _ = new object();
                }
            }
            Enter();
        }
        """);

    [Theory]
    [InlineData("InstrumentationScope.{|NOINSTR206:Begin|}(); TraceSysEnter(); using var probe = Watch(); InstrumentationScope.End(); Use(probe);")]
    [InlineData("InstrumentationScope.{|NOINSTR206:Begin|}(); TraceSysEnter(); if (user) { InstrumentationScope.End(); Enter(); return; } InstrumentationScope.End(); Enter();")]
    [InlineData("if (user) InstrumentationScope.{|NOINSTR206:Begin|}(); if (user) TraceSysEnter(); if (user) InstrumentationScope.End();")]
    [InlineData("InstrumentationScope.{|NOINSTR206:Begin|}(); TraceSysEnter(); Finish();")]
    [InlineData("{|NOINSTR206:Start|}(); TraceSysEnter(); InstrumentationScope.End();")]
    [InlineData("InstrumentationScope.{|NOINSTR206:Begin|}(); TraceSysEnter(); try { if (user) { InstrumentationScope.End(); return; } } finally { Enter(); } InstrumentationScope.End();")]
    public Task ScopeThatDoesNotEndInOnePlace_IsLeftAlone(string body)
    {
        var members = $$"""
            [NoInstr] void DoSyscall(bool user) { {{body}} }
            [AlwaysInline] void Finish() => InstrumentationScope.End();
            [AlwaysInline] void Start() => InstrumentationScope.Begin();
            [NoInstr] static Probe Watch() { using (InstrumentationScope.Open()) TraceSysEnter(); return default; }
            [NoInstr] static void Use(Probe probe) { }
            ref struct Probe { [NoInstr] public void Dispose() { } }
            """;
        return ConvertsAsync(members, members);
    }

    [Fact]
    public Task TopLevelStatements_AreConverted()
    {
        const string Rest = """

            static class Kernel
            {
                [Instrumentable] public static int Read() => 1;
                public static void Use(int number) { }
            }
            """;
        var test = new Verifiers.CSharpCodeFixTest<Analyzers.NoInstrAnalyzer, ScopeBalanceFix>
        {
            CodeActionEquivalenceKey = ScopeBalanceFix.ConvertToUsing,
            TestCode = """
                using NoInstr;
                [module: NoInstr]

                InstrumentationScope.{|NOINSTR206:Begin|}();
                var number = Kernel.Read();
                InstrumentationScope.End();
                Kernel.Use(number);

                """ + Rest,
            FixedCode = """
                using NoInstr;
                [module: NoInstr]

                int number;
                using (InstrumentationScope.Open())
                {
                    number = Kernel.Read();
                }
                Kernel.Use(number);

                """ + Rest,
        };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    private static Task ConvertsAsync(string members, string fixedMembers) =>
        EntryCode.VerifyAsync<ScopeBalanceFix>("NoInstr.ConvertToUsing", members, fixedMembers);
}
