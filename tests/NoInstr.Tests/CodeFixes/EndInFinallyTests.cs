using NoInstr.CodeFixes;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Call End in finally*: 206.</summary>
public class EndInFinallyTests
{
    [Fact]
    public Task ScopeThatAnExceptionLeaves_EndsInFinally() => GuardsAsync(
        """
        [NoInstr] int DoSyscall(bool fatal)
        {
            // the tracer may throw
            InstrumentationScope.{|NOINSTR206:Begin|}(); // instrumentation_begin()
            TraceSysEnter();
            if (fatal)
            {
                InstrumentationScope.End();
                return 1;
            }
            InstrumentationScope.End(); // instrumentation_end()
            return 0;
        }

        [NoInstr] void DoInterrupt()
        {
            InstrumentationScope.{|NOINSTR206:Begin|}();
            var number = ReadNumber();
            InstrumentationScope.End();
            Use(number);
        }
        """,
        """
        [NoInstr] int DoSyscall(bool fatal)
        {
            // the tracer may throw
            InstrumentationScope.Begin(); // instrumentation_begin()
            try
            {
                TraceSysEnter();
                if (fatal)
                {
                    return 1;
                }
            }
            finally
            {
                InstrumentationScope.End();
            }
            // instrumentation_end()
            return 0;
        }

        [NoInstr] void DoInterrupt()
        {
            int number;
            InstrumentationScope.Begin();
            try
            {
                number = ReadNumber();
            }
            finally
            {
                InstrumentationScope.End();
            }
            Use(number);
        }
        """);

    [Fact]
    public Task TryThatTheScopeIsFor_GetsTheFinally() => GuardsAsync(
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.{|NOINSTR206:Begin|}();
            try
            {
                TraceSysEnter();
            }
            catch (InvalidOperationException)
            {
                Enter();
            } // the others go on

            InstrumentationScope.End();
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.Begin();
            try
            {
                TraceSysEnter();
            }
            catch (InvalidOperationException)
            {
                Enter();
            }
            finally
            {
                InstrumentationScope.End();
            } // the others go on
        }
        """);

    [Fact]
    public Task TryWithAFinally_IsPutInAnotherOne() => GuardsAsync(
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.{|NOINSTR206:Begin|}();
            try
            {
                TraceSysEnter();
            }
            finally
            {
                Enter();
            }
            InstrumentationScope.End();
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.Begin();
            try
            {
                try
                {
                    TraceSysEnter();
                }
                finally
                {
                    Enter();
                }
            }
            finally
            {
                InstrumentationScope.End();
            }
        }
        """);

    [Fact]
    public Task DirectiveThatBracesWouldCut_IsLeftAlone()
    {
        const string Code = """
            [NoInstr] void DoSyscall()
            {
                InstrumentationScope.{|NOINSTR206:Begin|}();
            #if DEBUG
                Enter();
            #else
                TraceSysEnter();
                InstrumentationScope.End();
            #endif
                Enter();
            }
            """;
        return GuardsAsync(Code, Code);
    }

    [Fact]
    public Task DirectiveThatIsWhole_GoesAlong() => GuardsAsync(
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.{|NOINSTR206:Begin|}();
        #if !DEBUG
            TraceSysEnter();
        #endif
            Enter();
            InstrumentationScope.End();
            Enter();
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.Begin();
            try
            {
        #if !DEBUG
                TraceSysEnter();
        #endif
                Enter();
            }
            finally
            {
                InstrumentationScope.End();
            }
            Enter();
        }
        """);

    private static Task GuardsAsync(string members, string fixedMembers) =>
        EntryCode.VerifyAsync<ScopeBalanceFix>("NoInstr.EndInFinally", members, fixedMembers);
}
