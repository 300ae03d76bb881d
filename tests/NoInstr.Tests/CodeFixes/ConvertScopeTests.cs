namespace NoInstr.Tests.CodeFixes;

/// <summary>*Convert Begin/End to using* and *Convert using to Begin/End*, with the caret on either.</summary>
public class ConvertScopeTests
{
    private const string ToUsing = "NoInstr.ToUsing";
    private const string ToBeginEnd = "NoInstr.ToBeginEnd";

    private const string Pair = """
        [NoInstr] void DoSyscall()
        {
            // trace it
            InstrumentationScope.Begin(); // begin
            TraceSysEnter();
            InstrumentationScope.End();
            Enter();
        }
        """;

    private const string Block = """
        [NoInstr] void DoSyscall()
        {
            // trace it
            using (InstrumentationScope.Open()) // begin
            {
                TraceSysEnter();
            }
            Enter();
        }
        """;

    [Theory]
    [InlineData("InstrumentationScope.Be[||]gin")]
    [InlineData("InstrumentationScope.[||]End")]
    [InlineData("[||]InstrumentationScope.Begin")]
    [InlineData("InstrumentationScope.End[||]")]
    public Task CaretOnAMarkerOfThePair_ConvertsIt(string caret) =>
        ScopeCode.OfferedAsync(ToUsing, Pair.Replace(caret.Replace("[||]", ""), caret), Block);

    [Fact]
    public Task FinallyThatEndsTheScope_IsWhatUsingStandsFor() => ScopeCode.OfferedAsync(ToUsing,
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.[||]Begin();
            try
            {
                TraceSysEnter();
            }
            finally
            {
                InstrumentationScope.End();
            }
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            using var _ = InstrumentationScope.Open();
            TraceSysEnter();
        }
        """);

    [Theory]
    [InlineData("InstrumentationScope.O[||]pen")]
    [InlineData("[||]using (")]
    public Task CaretOnUsing_ConvertsIt(string caret) => ScopeCode.OfferedAsync(ToBeginEnd, Block.Replace(caret.Replace("[||]", ""), caret),
        """
        [NoInstr] void DoSyscall()
        {
            // trace it
            // begin
            InstrumentationScope.Begin();
            TraceSysEnter();
            InstrumentationScope.End();
            Enter();
        }
        """, "NOINSTR206");

    [Fact]
    public Task EachWayOut_GetsItsEnd() => ScopeCode.OfferedAsync(ToBeginEnd,
        """
        [NoInstr] int DoSyscall(int work)
        {
            while (work > 0)
            {
                using (InstrumentationScope.[||]Open())
                {
                    if (work == 1)
                        break;
                    if (work == 2)
                    {
                        // read it
                        return ReadNumber();
                    }
                    for (var i = 0; i < work; i++)
                    {
                        if (i == 3) break;
                        TraceSysEnter();
                    }
                    if (work == 3) return work;
                    if (work == 4) throw new InvalidOperationException();
                }
                work--;
            }
            return 0;
        }
        """,
        """
        [NoInstr] int DoSyscall(int work)
        {
            while (work > 0)
            {
                InstrumentationScope.Begin();
                if (work == 1)
                {
                    InstrumentationScope.End();
                    break;
                }
                if (work == 2)
                {
                    // read it
                    var result = ReadNumber();
                    InstrumentationScope.End();
                    return result;
                }
                for (var i = 0; i < work; i++)
                {
                    if (i == 3) break;
                    TraceSysEnter();
                }
                if (work == 3)
                {
                    InstrumentationScope.End();
                    return work;
                }
                if (work == 4) throw new InvalidOperationException();
                InstrumentationScope.End();
                work--;
            }
            return 0;
        }
        """, "NOINSTR206");

    [Fact]
    public Task Declaration_EndsWithItsBlock() => ScopeCode.OfferedAsync(ToBeginEnd,
        """
        [NoInstr] void DoSyscall(bool user)
        {
            Enter();
            // trace it
            [||]using var _ = InstrumentationScope.Open(); // opened
            if (user)
                return;
            Log();
            // the last thing

            void Log() => TraceSysEnter();
        }
        """,
        """
        [NoInstr] void DoSyscall(bool user)
        {
            Enter();
            // trace it
            InstrumentationScope.Begin(); // opened
            if (user)
            {
                InstrumentationScope.End();
                return;
            }
            Log();
            InstrumentationScope.End();
            // the last thing

            void Log() => TraceSysEnter();
        }
        """, "NOINSTR206");

    [Fact]
    public Task NamesOfTheBlock_StayInBracesWhereOthersHaveThem() => ScopeCode.OfferedAsync(ToBeginEnd,
        """
        [NoInstr] void DoSyscall()
        {
            using (InstrumentationScope.[||]Open())
            {
                var number = ReadNumber();
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
            InstrumentationScope.Begin();
            {
                var number = ReadNumber();
                Use(number);
            }
            InstrumentationScope.End();
            for (var number = 0; number < 2; number++)
            {
                Use(number);
            }
        }
        """, "NOINSTR206");

    [Theory]
    [InlineData("using (var scope = InstrumentationScope.[||]Open()) { TraceSysEnter(); scope.Dispose(); }")]
    [InlineData("using (InstrumentationScope.[||]Open()) { if (user) goto done; TraceSysEnter(); } done: Enter();")]
    [InlineData("using (InstrumentationScope.[||]Open()) { try { if (user) return; } finally { TraceSysEnter(); } }")]
    [InlineData("using (InstrumentationScope.[||]Open()) { using var queue = LockRunQueue(); TraceSysEnter(); }")]
    [InlineData("var scope = InstrumentationScope.[||]Open(); TraceSysEnter(); scope.Dispose();")]
    [InlineData("Enter[||](); using (InstrumentationScope.Open()) TraceSysEnter();")]
    [InlineData("using (InstrumentationScope.[||]Open()) { Resume(); TraceSysEnter(); }")]
    public Task UsingThatHasNoPairLikeIt_IsLeftAlone(string body) => ScopeCode.NotOfferedAsync(
        ToBeginEnd, "[NoInstr] void DoSyscall(bool user) { " + body + " } [AlwaysInline] void Resume() { InstrumentationScope.End(); InstrumentationScope.Begin(); }");

    [Theory]
    [InlineData("InstrumentationScope.[||]Begin(); TraceSysEnter(); if (user) { InstrumentationScope.End(); Enter(); return; } InstrumentationScope.End(); Enter();")]
    [InlineData("if (user) InstrumentationScope.[||]Begin(); if (user) TraceSysEnter(); if (user) InstrumentationScope.End();")]
    [InlineData("if (user) InstrumentationScope.Begin(); else InstrumentationScope.[||]Begin(); TraceSysEnter(); InstrumentationScope.End();")]
    public Task PairThatHasNoUsingLikeIt_IsLeftAlone(string body) => ScopeCode.NotOfferedAsync(ToUsing, "[NoInstr] void DoSyscall(bool user) { " + body + " }");
}
