using NoInstr.CodeFixes;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Remove the instrumentation scope*: 204, 205. What is inside stays.</summary>
public class RemovePairTests
{
    [Fact]
    public Task IdlePair_GoesAndItsCommentsStay() => RemovesAsync(
        """
        [NoInstr] void DoSyscall()
        {
            Enter();

            // count it
            InstrumentationScope.{|NOINSTR205:Begin|}(); // instrumentation_begin()
            Enter();

            InstrumentationScope.End();
            Use(1);
        }

        [NoInstr] void DoInterrupt() { InstrumentationScope.{|NOINSTR205:Begin|}(); Enter(); InstrumentationScope.End(); }

        [NoInstr] void DoNmi()
        {
            InstrumentationScope.{|NOINSTR205:Open|}();

            Enter();
            InstrumentationScope.End(); // instrumentation_end()
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            Enter();

            // count it
            // instrumentation_begin()
            Enter();

            Use(1);
        }

        [NoInstr] void DoInterrupt() { Enter(); }

        [NoInstr] void DoNmi()
        {
            Enter();
            // instrumentation_end()
        }
        """);

    [Fact]
    public Task IdleUsing_LeavesItsStatements() => RemovesAsync(
        """
        [NoInstr] void DoSyscall()
        {
            Enter();

            // the tracer is not here any more
            using (InstrumentationScope.{|NOINSTR205:Open|}()) // open
            {
                // first
                Enter();
                if (IsReady())
                {
                    Use(1); // ready
                }
                // last
            } // closed
            Enter();
        }

        [NoInstr] void DoInterrupt()
        {
            using var _ = InstrumentationScope.{|NOINSTR205:Open|}();
            Enter();
        }

        [NoInstr] void DoNmi(bool user)
        {
            using (InstrumentationScope.{|NOINSTR205:Open|}()) Enter();
            using (var scope = InstrumentationScope.{|NOINSTR205:Open|}())
            {
            }
            if (user)
                using (InstrumentationScope.{|NOINSTR205:Open|}())
                {
                    Enter();
                    Use(1);
                }
        }

        [NoInstr] static bool IsReady() => true;
        """,
        """
        [NoInstr] void DoSyscall()
        {
            Enter();

            // the tracer is not here any more
            // open
            // first
            Enter();
            if (IsReady())
            {
                Use(1); // ready
            }
            // last
            // closed
            Enter();
        }

        [NoInstr] void DoInterrupt()
        {
            Enter();
        }

        [NoInstr] void DoNmi(bool user)
        {
            Enter();
            if (user)
            {
                Enter();
                Use(1);
            }
        }

        [NoInstr] static bool IsReady() => true;
        """);

    [Fact]
    public Task NestedScope_GoesAndTheOuterOneIsJudged() => RemovesAsync(
        """
        [NoInstr] void DoSyscall(bool user)
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
            InstrumentationScope.{|NOINSTR204:Begin|}();
            if (user)
            {
                InstrumentationScope.End();
                InstrumentationScope.End();
                return;
            }
            TraceSysExit();
            InstrumentationScope.End();
            InstrumentationScope.End();
        }

        [NoInstr] void DoInterrupt()
        {
            using var _ = InstrumentationScope.Open();
            using (InstrumentationScope.{|NOINSTR204:Open|}())
            {
                TraceSysEnter();
            }
        }
        """,
        """
        [NoInstr] void DoSyscall(bool user)
        {
            InstrumentationScope.{|NOINSTR206:Begin|}();
            TraceSysEnter();
            if (user)
            {
                InstrumentationScope.End();
                return;
            }
            TraceSysExit();
            InstrumentationScope.End();
        }

        [NoInstr] void DoInterrupt()
        {
            using var _ = InstrumentationScope.Open();
            TraceSysEnter();
        }
        """);

    [Fact]
    public Task MarkersOfConditionsAndFinally_TakeThemAlong() => RemovesAsync(
        """
        [NoInstr] void DoSyscall(bool user)
        {
            if (user)
                InstrumentationScope.{|NOINSTR205:Begin|}();
            Enter();
            if (user)
            {
                InstrumentationScope.End();
            }
        }

        [NoInstr] void DoInterrupt()
        {
            InstrumentationScope.{|NOINSTR205:Begin|}();
            try
            {
                // quick
                Enter();
            }
            finally
            {
                InstrumentationScope.End();
            }
        }

        [NoInstr] void DoNmi()
        {
            InstrumentationScope.{|NOINSTR205:Begin|}();
            try
            {
                Enter();
            }
            catch (InvalidOperationException)
            {
                Use(1);
            }
            finally
            {
                InstrumentationScope.End();
            }
        }

        [NoInstr] void DoPageFault(bool user)
        {
            if (user) // only then
                InstrumentationScope.{|NOINSTR205:Begin|}();
            Enter();
            if (user) InstrumentationScope.End(); // closed
        }
        """,
        """
        [NoInstr] void DoSyscall(bool user)
        {
            Enter();
        }

        [NoInstr] void DoInterrupt()
        {
            // quick
            Enter();
        }

        [NoInstr] void DoNmi()
        {
            try
            {
                Enter();
            }
            catch (InvalidOperationException)
            {
                Use(1);
            }
        }

        [NoInstr] void DoPageFault(bool user)
        {
            if (user) // only then
            {
            }
            Enter();
            // closed
        }
        """);

    [Fact]
    public Task InstrumentableBody_LosesItsScope() => RemovesAsync(
        """
        static void Record(bool fatal)
        {
            InstrumentationScope.{|NOINSTR205:Begin|}();
            TraceSysEnter();
            if (fatal)
            {
                InstrumentationScope.End();
                return;
            }
            InstrumentationScope.End();
        }

        static void Leave() => InstrumentationScope.{|NOINSTR205:Begin|}();

        static Action log = () => { using var _ = InstrumentationScope.{|NOINSTR205:Open|}(); TraceSysEnter(); };

        int Number
        {
            get { using (InstrumentationScope.{|NOINSTR205:Open|}()) { return ReadNumber(); } }
        }
        """,
        """
        static void Record(bool fatal)
        {
            TraceSysEnter();
            if (fatal)
            {
                return;
            }
        }

        static void Leave()
        {
        }

        static Action log = () => { TraceSysEnter(); };

        int Number
        {
            get { return ReadNumber(); }
        }
        """);

    [Fact]
    public Task PlacesOfAllKinds_LoseTheirScope() => RemovesAsync(
        """
        [NoInstr] Entry() : this(1) { InstrumentationScope.{|NOINSTR205:Begin|}(); Enter(); InstrumentationScope.End(); }

        [NoInstr] Entry(int number)
        {
            switch (number)
            {
                case 1:
                    InstrumentationScope.{|NOINSTR205:Begin|}();
                    Enter();
                    InstrumentationScope.End();
                    break;
                default:
                    using (InstrumentationScope.{|NOINSTR205:Open|}())
                    {
                        Enter();
                        break;
                    }
            }
            while (number > 0)
            {
                InstrumentationScope.{|NOINSTR205:Begin|}();
                number--;
                InstrumentationScope.End();
            }
            Local();

            void Local()
            {
                InstrumentationScope.{|NOINSTR205:Begin|}();
                Enter();
                InstrumentationScope.End();
            }
        }
        """,
        """
        [NoInstr] Entry() : this(1) { Enter(); }

        [NoInstr] Entry(int number)
        {
            switch (number)
            {
                case 1:
                    Enter();
                    break;
                default:
                    Enter();
                    break;
            }
            while (number > 0)
            {
                number--;
            }
            Local();

            void Local()
            {
                Enter();
            }
        }
        """);

    [Fact]
    public Task NamesOfTheBlock_StayInBracesWhereOthersHaveThem() => RemovesAsync(
        """
        [NoInstr] void DoSyscall()
        {
            using (InstrumentationScope.{|NOINSTR205:Open|}())
            {
                var number = 1;
                Use(number);
            }
            for (var number = 0; number < 2; number++)
            {
                Use(number);
            }
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            {
                var number = 1;
                Use(number);
            }
            for (var number = 0; number < 2; number++)
            {
                Use(number);
            }
        }
        """);

    [Theory]
    [InlineData("[NoInstr] void DoSyscall() { Pause(); } [AlwaysInline] void Pause() { using (InstrumentationScope.Open()) TraceSysEnter(); } [NoInstr] void DoNmi() { using (InstrumentationScope.Open()) {|NOINSTR204:Pause|}(); }")]
    public Task ScopeThatIsNotWrittenHere_IsLeftAlone(string members) => RemovesAsync(members, members);

    [Fact]
    public Task DirectivesOfTheMarkers_Stay() => RemovesAsync(
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.{|NOINSTR206:Begin|}();
        #pragma warning disable NOINSTR901 // the inner one
            InstrumentationScope.{|NOINSTR204:Begin|}();
        #pragma warning restore NOINSTR901
            TraceSysEnter();
        #region exit
            InstrumentationScope.End();
        #endregion
            InstrumentationScope.End();
        }
        """.Replace("{|NOINSTR206:Begin|}", "Begin"),
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.{|NOINSTR206:Begin|}();
        #pragma warning disable NOINSTR901 // the inner one
        #pragma warning restore NOINSTR901
            TraceSysEnter();
        #region exit
        #endregion
            InstrumentationScope.End();
        }
        """);

    [Fact]
    public Task TopLevelStatements_LoseTheirScope()
    {
        const string Rest = """

            static class Kernel
            {
                public static void Enter() { }
            }
            """;
        var test = new Verifiers.CSharpCodeFixTest<Analyzers.NoInstrAnalyzer, ScopePairFix>
        {
            TestCode = """
                using NoInstr;
                [module: NoInstr]

                // enter
                InstrumentationScope.{|NOINSTR205:Begin|}();
                Kernel.Enter();
                InstrumentationScope.End();
                using (InstrumentationScope.{|NOINSTR205:Open|}())
                {
                    Kernel.Enter();
                }
                using var _ = InstrumentationScope.{|NOINSTR205:Open|}();
                Kernel.Enter();

                """ + Rest,
            FixedCode = """
                using NoInstr;
                [module: NoInstr]

                // enter
                Kernel.Enter();
                Kernel.Enter();
                Kernel.Enter();

                """ + Rest,
        };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    private static Task RemovesAsync(string members, string fixedMembers) => EntryCode.VerifyAsync<ScopePairFix>("NoInstr.RemovePair", members, fixedMembers);
}
