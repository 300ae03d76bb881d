using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Shrink the instrumentation scope to what needs it*.</summary>
public class ShrinkScopeTests
{
    private const string Key = "NoInstr.ShrinkScope";

    [Fact]
    public Task Pair_MovesTogether() => ShrinksAsync(
        """
        [NoInstr] void DoSyscall()
        {
            // trace it
            InstrumentationScope.[||]Begin();
            Enter();
            var number = 1; // the first

            TraceSysEnter();
            Use(number);
            TraceSysExit();
            // enter again
            Enter();
            InstrumentationScope.End(); // done
            Enter();
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            Enter();
            var number = 1; // the first
            // trace it
            InstrumentationScope.Begin();

            TraceSysEnter();
            Use(number);
            TraceSysExit();
            InstrumentationScope.End(); // done
            // enter again
            Enter();
            Enter();
        }
        """);

    [Fact]
    public Task Block_LosesWhatNeedsNoScope() => ShrinksAsync(
        """
        [NoInstr] void DoSyscall()
        {
            // trace it
            using (InstrumentationScope.[||]Open())
            {
                // enter
                Enter();
                var number = ReadNumber();
                Use(number);
                Enter(); // again
            }
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            // enter
            Enter();
            // trace it
            using (InstrumentationScope.Open())
            {
                var number = ReadNumber();
                Use(number);
            }
            Enter(); // again
        }
        """);

    [Fact]
    public Task Declaration_MovesDownOrGetsABlock() => ShrinksAsync(
        """
        [NoInstr] int DoSyscall(int number)
        {
            using var _ = InstrumentationScope.[||]Open();
            Enter();
            TraceSysEnter();
            return number;
        }
        """,
        """
        [NoInstr] int DoSyscall(int number)
        {
            Enter();
            using var _ = InstrumentationScope.Open();
            TraceSysEnter();
            return number;
        }
        """);

    [Fact]
    public Task DeclarationBeforeOtherCode_GetsABlock() => ShrinksAsync(
        """
        [NoInstr] void DoSyscall()
        {
            Enter();
            using var _ = InstrumentationScope.[||]Open();
            Use(1);
            TraceSysEnter();
            Use(2);
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            Enter();
            Use(1);
            using (InstrumentationScope.Open())
            {
                TraceSysEnter();
            }
            Use(2);
        }
        """);

    [Theory]
    [InlineData("InstrumentationScope.[||]Begin(); Enter(); InstrumentationScope.End();", "Enter();")]
    [InlineData("using (InstrumentationScope.[||]Open()) { Enter(); }", "Enter();")]
    [InlineData("using var _ = InstrumentationScope.[||]Open(); Enter();", "Enter();")]
    public Task ScopeThatNothingNeeds_Goes(string body, string edited) =>
        ShrinksAsync("[NoInstr] void DoSyscall() { " + body + " }", "[NoInstr] void DoSyscall() { " + edited + " }");

    [Fact]
    public Task CallOfALocalFunction_StaysInside() => ShrinksAsync(
        "[NoInstr] void DoSyscall() { InstrumentationScope.[||]Begin(); Enter(); Local(); InstrumentationScope.End(); void Local() => TraceSysEnter(); }",
        "[NoInstr] void DoSyscall() { Enter(); InstrumentationScope.Begin(); Local(); InstrumentationScope.End(); void Local() => TraceSysEnter(); }");

    [Fact]
    public Task EndBeforeAReturn_StaysInside() => ShrinksAsync(
        """
        [NoInstr] void DoSyscall(bool user)
        {
            InstrumentationScope.[||]Begin();
            Enter();
            TraceSysEnter();
            if (user)
            {
                InstrumentationScope.End();
                return;
            }
            Enter();
            InstrumentationScope.End();
        }
        """,
        """
        [NoInstr] void DoSyscall(bool user)
        {
            Enter();
            InstrumentationScope.Begin();
            TraceSysEnter();
            if (user)
            {
                InstrumentationScope.End();
                return;
            }
            InstrumentationScope.End();
            Enter();
        }
        """);

    [Theory]
    [InlineData("InstrumentationScope.[||]Begin(); TraceSysEnter(); InstrumentationScope.End();")]
    [InlineData("using (InstrumentationScope.[||]Open()) { TraceSysEnter(); Enter(); TraceSysExit(); }")]
    [InlineData("using (InstrumentationScope.[||]Open()) { System.Diagnostics.Debug.Assert(user); }")]
    [InlineData("InstrumentationScope.[||]Begin(); System.Diagnostics.Debug.Assert(user); InstrumentationScope.End();")]
    [InlineData("using (InstrumentationScope.[||]Open()) { var number = 1; TraceSysEnter(); } for (var number = 0; number < 2; number++) { }")]
    [InlineData("using (InstrumentationScope.[||]Open()) { using var queue = LockRunQueue(); Use(queue); }")]
    [InlineData("InstrumentationScope.[||]Begin(); Local(); InstrumentationScope.End(); void Local() => TraceSysEnter();")]
    public Task ScopeThatIsAsSmallAsItCanBe_IsLeftAlone(string body) => ScopeCode.NotOfferedAsync(Key, "[NoInstr] void DoSyscall(bool user) { " + body + " }");

    /// <summary>What is missing without the scope is shown at the callers, of whom there may be any number.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(" [NoInstr] void DoSyscall() => ExitWork();")]
    public Task AlwaysInlineBody_IsLeftAlone(string caller) => ScopeCode.NotOfferedAsync(
        Key, "[AlwaysInline] void ExitWork() { InstrumentationScope.[||]Begin(); Enter(); TraceSysEnter(); InstrumentationScope.End(); }" + caller);

    [Fact]
    public Task TextOfAnotherConfiguration_CountsAsNeeded() => ScopeCode.NotOfferedAsync(Key,
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.[||]Begin();
        #if CONFIG_TRACE
            TraceSysEnter();
        #endif
            Enter();
            InstrumentationScope.End();
        }
        """);

    /// <summary>Nobody else knows what needs a scope.</summary>
    [Fact]
    public Task WithoutTheAnalyzer_NothingIsOffered() => new RefactoringTest<ScopeRefactoring>(Key) { HasAnalyzer = false }.RequireNotOfferedAsync(
        EntryCode.With("[NoInstr] void DoSyscall() { InstrumentationScope.[||]Begin(); Enter(); TraceSysEnter(); InstrumentationScope.End(); }"));

    private static Task ShrinksAsync(string members, string edited) => ScopeCode.OfferedAsync(Key, members, edited);
}
