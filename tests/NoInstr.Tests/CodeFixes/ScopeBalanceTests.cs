using NoInstr.CodeFixes;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Insert the missing End*, *Remove the unmatched End*.</summary>
public class ScopeBalanceTests
{
    [Fact]
    public Task ReturnWithScopeOpen_IsPrecededByEnd() => InsertsAsync(
        """
        [NoInstr] int DoSyscall(bool user, int number)
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
            if (user)
                {|NOINSTR201:return|} number; // as it was
            if (number > 1)
            {
                // read it
                {|NOINSTR201:return|} ReadNumber();
            }
            InstrumentationScope.End();
            return 0;
        }
        """,
        """
        [NoInstr] int DoSyscall(bool user, int number)
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
            if (user)
            {
                InstrumentationScope.End();
                return number; // as it was
            }
            if (number > 1)
            {
                // read it
                var result = ReadNumber();
                InstrumentationScope.End();
                return result;
            }
            InstrumentationScope.End();
            return 0;
        }
        """);

    [Fact]
    public Task EndOfBodyWithScopeOpen_GetsEndAsLastStatement() => InsertsAsync(
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
            // done
        {|NOINSTR201:}|}

        [NoInstr] void Open() => {|NOINSTR201:InstrumentationScope.Begin()|};

        [NoInstr] void OpenTwice()
        {
            InstrumentationScope.Open();
            Log();
            {|NOINSTR201:return|};
            void Log() => TraceSysEnter();
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
            InstrumentationScope.End();
            // done
        }

        [NoInstr]
        void Open()
        {
            InstrumentationScope.Begin();
            InstrumentationScope.End();
        }

        [NoInstr] void OpenTwice()
        {
            InstrumentationScope.Open();
            Log();
            InstrumentationScope.End();
            return;
            void Log() => TraceSysEnter();
        }
        """);

    [Fact]
    public Task ReturnsInTryThatTheScopeIsFor_AreServedByFinally() => InsertsAsync(
        """
        [NoInstr] int DoSyscall()
        {
            InstrumentationScope.Begin();
            try
            {
                if (IsTraced())
                {
                    {|NOINSTR201:return|} ReadNumber();
                }
            }
            catch (Exception)
            {
                {|NOINSTR201:return|} 2;
            }
            InstrumentationScope.End();
            return 1;
        }
        """,
        """
        [NoInstr] int DoSyscall()
        {
            InstrumentationScope.Begin();
            try
            {
                if (IsTraced())
                {
                    return ReadNumber();
                }
            }
            catch (Exception)
            {
                return 2;
            }
            finally
            {
                InstrumentationScope.End();
            }
            return 1;
        }
        """);

    [Fact]
    public Task BranchThatLeavesTheScopeOpen_GetsEnd() => InsertsAsync(
        """
        [NoInstr] void DoSyscall(bool user, int number)
        {
            if (user)
            {
                Enter();
            }
            else if (number > 1)
            {
                InstrumentationScope.Begin();
                TraceSysEnter();
            }
            {|NOINSTR203:Enter|}();
        }
        """,
        """
        [NoInstr] void DoSyscall(bool user, int number)
        {
            if (user)
            {
                Enter();
            }
            else if (number > 1)
            {
                InstrumentationScope.Begin();
                TraceSysEnter();
                InstrumentationScope.End();
            }
            Enter();
        }
        """);

    [Fact]
    public Task SwitchSectionThatLeavesTheScopeOpen_GetsEndBeforeItsBreak() => InsertsAsync(
        """
        [NoInstr] void DoSyscall(int number)
        {
            switch (number)
            {
                case 1:
                    InstrumentationScope.Begin();
                    TraceSysEnter();
                    break;
                default:
                    break;
            }
            {|NOINSTR203:Enter|}();
        }
        """,
        """
        [NoInstr] void DoSyscall(int number)
        {
            switch (number)
            {
                case 1:
                    InstrumentationScope.Begin();
                    TraceSysEnter();
                    InstrumentationScope.End();
                    break;
                default:
                    break;
            }
            Enter();
        }
        """);

    [Fact]
    public Task LoopBodyThatLeavesTheScopeOpen_GetsEnd() => InsertsAsync(
        """
        [NoInstr] void DoSyscall(int number)
        {
            {|NOINSTR203:while|} (number > 0)
            {
                InstrumentationScope.Begin();
                TraceSysExit();
            }
        }
        """,
        """
        [NoInstr] void DoSyscall(int number)
        {
            while (number > 0)
            {
                InstrumentationScope.Begin();
                TraceSysExit();
                InstrumentationScope.End();
            }
        }
        """);

    /// <summary>The End that is there would be one too many then.</summary>
    [Theory]
    [InlineData("if (user) { InstrumentationScope.Begin(); TraceSysEnter(); } {|NOINSTR203:Enter|}(); InstrumentationScope.End();")]
    [InlineData("if (user) { InstrumentationScope.Begin(); TraceSysEnter(); } Enter(); if (number > 1) {|NOINSTR201:return|}; if (user) InstrumentationScope.End();")]
    public Task EndThatWouldBeTooManyOnAnotherPath_IsNotInserted(string body)
    {
        var code = "[NoInstr] void DoSyscall(bool user, int number) { " + body + " }";
        return InsertsAsync(code, code);
    }

    [Theory]
    [InlineData("if (user) InstrumentationScope.Begin(); {|NOINSTR203:Enter|}(); InstrumentationScope.End();")]
    [InlineData("InstrumentationScope.Begin(); if (user) InstrumentationScope.End(); {|NOINSTR203:Enter|}();")]
    [InlineData("switch (user) { case true: InstrumentationScope.Begin(); break; } {|NOINSTR203:Enter|}(); InstrumentationScope.End();")]
    public Task BranchThatMayHaveMeantIt_IsLeftToTheReader(string body)
    {
        var code = "[NoInstr] void DoSyscall(bool user) { " + body + " }";
        return InsertsAsync(code, code);
    }

    [Fact]
    public Task EndWithoutBegin_IsRemovedAndItsCommentsStay() => EntryCode.VerifyAsync<ScopeBalanceFix>(
        "NoInstr.RemoveEnd",
        """
        [NoInstr] void DoSyscall(bool user)
        {
            Enter();
            // the tracer is done
            InstrumentationScope.{|NOINSTR202:End|}(); // or is it?
            Enter();
            if (user)
                InstrumentationScope.{|NOINSTR202:End|}();
            Enter();

            InstrumentationScope.{|NOINSTR202:End|}();
            Enter();
        }

        [NoInstr] void Close() => InstrumentationScope.{|NOINSTR202:End|}();
        """,
        """
        [NoInstr] void DoSyscall(bool user)
        {
            Enter();
            // the tracer is done
            // or is it?
            Enter();
            if (user)
            {
            }
            Enter();

            Enter();
        }

        [NoInstr]
        void Close()
        {
        }
        """);

    private static Task InsertsAsync(string members, string fixedMembers) =>
        EntryCode.VerifyAsync<ScopeBalanceFix>("NoInstr.InsertEnd", members, fixedMembers);
}
