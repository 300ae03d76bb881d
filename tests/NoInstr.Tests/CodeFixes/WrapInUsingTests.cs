using NoInstr.CodeFixes;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Wrap in a 'using' scope*: what it does differently, since its block hides what is declared in it.</summary>
public class WrapInUsingTests
{
    [Fact]
    public Task NeighbouringStatements_ShareOneBlock() => VerifyAsync(
        """
        [NoInstr] int DoSyscall()
        {
            Enter();
            // tell the tracer
            [|TraceSysEnter|](); // first

            // and out
            [|TraceSysExit|]();
            return [|ReadNumber|]();
        }
        """,
        """
        [NoInstr] int DoSyscall()
        {
            Enter();
            // tell the tracer
            using (InstrumentationScope.Open())
            {
                TraceSysEnter(); // first

                // and out
                TraceSysExit();
                return ReadNumber();
            }
        }
        """);

    [Fact]
    public Task Locals_AreDeclaredAheadOfTheBlock() => VerifyAsync(
        """
        [NoInstr] void DoSyscall()
        {
            var number = [|ReadNumber|]();
            object? task = [|FindTask|]();
            [|TryReadNumber|](out var other);
            Use(number + other);
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            int number;
            object? task;
            int other;
            using (InstrumentationScope.Open())
            {
                number = ReadNumber();
                task = FindTask();
                TryReadNumber(out other);
            }
            Use(number + other);
        }
        """);

    [Fact]
    public Task Conditions_AreAssignedInTheBlock() => VerifyAsync(
        """
        [NoInstr] void DoSyscall()
        {
            if ([|IsTraced|]())
                Enter();
            do [|TraceSysEnter|](); while ([|IsTraced|]());
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            bool condition;
            using (InstrumentationScope.Open())
            {
                condition = IsTraced();
            }
            if (condition)
                Enter();
            bool condition1;
            do
            {
                using (InstrumentationScope.Open())
                {
                    TraceSysEnter();
                    condition1 = IsTraced();
                }
            }
            while (condition1);
        }
        """);

    [Fact]
    public Task RefReturnAndThrow_StayWhole() => VerifyAsync(
        """
        static int number;
        static ref int Slot() => ref number;
        static Exception Panic() => null!;
        [NoInstr] ref int DoSyscall()
        {
            return ref [|Slot|]();
        }
        [NoInstr] void Crash()
        {
            {|NOINSTR105:throw|} [|Panic|]();
        }
        """,
        """
        static int number;
        static ref int Slot() => ref number;
        static Exception Panic() => null!;
        [NoInstr] ref int DoSyscall()
        {
            using (InstrumentationScope.Open())
            {
                return ref Slot();
            }
        }
        [NoInstr] void Crash()
        {
            using (InstrumentationScope.Open())
            {
                throw Panic();
            }
        }
        """);

    [Fact]
    public Task ExpressionBodyThatThrows_BecomesAStatement() => VerifyAsync(
        """
        [NoInstr] void Crash() => {|NOINSTR105:throw|} new Exception();

        [NoInstr] int Number => {|NOINSTR105:throw|} /* never */ new Exception(); // yet
        """,
        """
        [NoInstr]
        void Crash()
        {
            using (InstrumentationScope.Open())
            {
                throw new Exception();
            }
        }

        [NoInstr]
        int Number
        {
            get
            {
                using (InstrumentationScope.Open())
                {
                    throw /* never */ new Exception(); // yet
                }
            }
        }
        """);

    [Theory]
    [InlineData("{|NOINSTR103:using|} var guard = [|LockRunQueue|]();")]
    [InlineData("int[] numbers = {|NOINSTR104:{|} [|ReadNumber|]() };")]
    [InlineData("var named = {|NOINSTR104:new|} { Number = [|ReadNumber|]() }; Use(named);")]
    [InlineData("Span<byte> buffer = stackalloc byte[[|ReadNumber|]()]; buffer[0] = 1;")]
    public Task LocalThatCannotBeSplit_IsNotOffered(string body)
    {
        var code = "[NoInstr] void DoSyscall()\n{\n    " + body + "\n}";
        return VerifyAsync(code, code);
    }

    private static Task VerifyAsync(string members, string fixedMembers) =>
        EntryCode.VerifyAsync<RegionFix>("NoInstr.Wrap.Using", members, fixedMembers);
}
