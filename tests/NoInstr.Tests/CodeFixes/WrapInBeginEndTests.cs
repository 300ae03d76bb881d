using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Wrap in InstrumentationScope.Begin/End*: what goes inside, and what becomes of the statement around it.</summary>
public class WrapInBeginEndTests
{
    [Fact]
    public Task Statement_IsWrappedBelowItsComment() => VerifyAsync(
        """
        [NoInstr] void DoSyscall()
        {
            Enter();
            // tell the tracer
            [|TraceSysEnter|](); // first
            Enter();
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            Enter();
            // tell the tracer
            InstrumentationScope.Begin();
            TraceSysEnter(); // first
            InstrumentationScope.End();
            Enter();
        }
        """);

    [Fact]
    public Task NeighbouringStatements_ShareOneScope() => VerifyAsync(
        """
        [NoInstr] void DoSyscall()
        {
            [|TraceSysEnter|]();

            // and out again
            [|TraceSysExit|]();
            var number = [|ReadNumber|]();
            Enter();
            [|TraceSysExit|]();
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.Begin();
            TraceSysEnter();

            // and out again
            TraceSysExit();
            var number = ReadNumber();
            InstrumentationScope.End();
            Enter();
            InstrumentationScope.Begin();
            TraceSysExit();
            InstrumentationScope.End();
        }
        """);

    [Fact]
    public Task ScopeBeforeAndAfter_AreExtended() => VerifyAsync(
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
            InstrumentationScope.End();
            [|TraceSysEnter|]();
            // out again
            InstrumentationScope.Begin();
            TraceSysExit();
            InstrumentationScope.End();
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
            TraceSysEnter();
            // out again
            TraceSysExit();
            InstrumentationScope.End();
        }
        """);

    [Fact]
    public Task ReturnedValue_IsHoisted() => VerifyAsync(
        """
        [NoInstr] int DoSyscall(int result)
        {
            return [|ReadNumber|]() + result; // the number
        }
        """,
        """
        [NoInstr] int DoSyscall(int result)
        {
            InstrumentationScope.Begin();
            var result1 = ReadNumber() + result;
            InstrumentationScope.End();
            return result1; // the number
        }
        """);

    [Theory]
    [InlineData("long", "[|ReadNumber|]()", "long")]
    [InlineData("object", "{|NOINSTR104:[|ReadNumber|]()|}", "object")]
    [InlineData("int[]", "{|NOINSTR104:[|}[|ReadNumber|]()]", "int[]")]
    [InlineData("Version", "[|{|NOINSTR104:new|}|]([|ReadNumber|](), 0)", "Version")]
    [InlineData("Func<int>?", "[|IsTraced|]() ? null : () {|NOINSTR104:=>|} 1", "Func<int>?")]
    [InlineData("string", "[|ReadNumber|]() switch { 1 => null!, _ => \"\" }", "var")]
    public Task ReturnedValueThatIsConverted_KeepsItsType(string type, string value, string written) => VerifyAsync(
        $$"""
        [NoInstr] {{type}} DoSyscall()
        {
            return {{value}};
        }
        """,
        $$"""
        [NoInstr] {{type}} DoSyscall()
        {
            InstrumentationScope.Begin();
            {{written}} result = {{MarkedText.Parse("", value).Text}};
            InstrumentationScope.End();
            return result;
        }
        """);

    [Fact]
    public Task Condition_IsHoistedAndItsBodyIsNot() => VerifyAsync(
        """
        [NoInstr] int DoSyscall(bool user)
        {
            if (user && [|IsTraced|]())
            {
                return 1;
            }
            if (!user)
                [|TraceSysEnter|]();
            else if ([|IsTraced|]()) // again
                return 2;
            return 0;
        }
        """,
        """
        [NoInstr] int DoSyscall(bool user)
        {
            InstrumentationScope.Begin();
            var condition = user && IsTraced();
            InstrumentationScope.End();
            if (condition)
            {
                return 1;
            }
            if (!user)
            {
                InstrumentationScope.Begin();
                TraceSysEnter();
                InstrumentationScope.End();
            }
            else
            {
                InstrumentationScope.Begin();
                var condition1 = IsTraced();
                InstrumentationScope.End();
                if (condition1) // again
                    return 2;
            }
            return 0;
        }
        """);

    [Fact]
    public Task ConditionWithVariables_IsHoistedSoThatTheyStayAssigned() => VerifyAsync(
        """
        [NoInstr] void DoSyscall()
        {
            if ([|FindTask|]() is { } task)
            {
                Use(task);
            }
            if (![|TryReadNumber|](out var number)) return;
            Use(number);
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.Begin();
            var value = FindTask();
            InstrumentationScope.End();
            if (value is { } task)
            {
                Use(task);
            }
            InstrumentationScope.Begin();
            var condition = !TryReadNumber(out var number);
            InstrumentationScope.End();
            if (condition) return;
            Use(number);
        }
        """);

    [Fact]
    public Task Headers_AreHoisted() => VerifyAsync(
        """
        [NoInstr] void DoSyscall()
        {
            switch ([|ReadNumber|]())
            {
                case 1:
                    [|TraceSysEnter|]();
                    break;
            }
            foreach (var work in [|ReadQueue|]().Work)
            {
                Enter();
            }
            for (var i = [|ReadNumber|](); i > 0; i--)
            {
                Enter();
            }
        }
        """,
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.Begin();
            var value = ReadNumber();
            InstrumentationScope.End();
            switch (value)
            {
                case 1:
                    InstrumentationScope.Begin();
                    TraceSysEnter();
                    InstrumentationScope.End();
                    break;
            }
            InstrumentationScope.Begin();
            var items = ReadQueue().Work;
            InstrumentationScope.End();
            foreach (var work in items)
            {
                Enter();
            }
            InstrumentationScope.Begin();
            var start = ReadNumber();
            InstrumentationScope.End();
            for (var i = start; i > 0; i--)
            {
                Enter();
            }
        }
        """);

    [Fact]
    public Task LoopCondition_IsEvaluatedEachTime() => VerifyAsync(
        """
        [NoInstr] void DoSyscall(bool user)
        {
            // until nobody looks
            while ([|IsTraced|]())
            {
                if (user) continue;
                Enter(); // work
            }
            do
            {
                Enter();
            }
            while ([|IsTraced|]());
            for (var i = 0; i < [|ReadNumber|](); i++)
            {
                if (user) continue;
                Enter();
            }
        }
        """,
        """
        [NoInstr] void DoSyscall(bool user)
        {
            // until nobody looks
            while (true)
            {
                InstrumentationScope.Begin();
                var condition = IsTraced();
                InstrumentationScope.End();
                if (!condition)
                {
                    break;
                }
                if (user) continue;
                Enter(); // work
            }
            bool condition1;
            do
            {
                Enter();
                InstrumentationScope.Begin();
                condition1 = IsTraced();
                InstrumentationScope.End();
            }
            while (condition1);
            for (var i = 0; ; i++)
            {
                InstrumentationScope.Begin();
                var condition2 = i < ReadNumber();
                InstrumentationScope.End();
                if (!condition2)
                {
                    break;
                }
                if (user) continue;
                Enter();
            }
        }
        """);

    [Fact]
    public Task StepsOfALoopOnOneLine_GetLinesOfTheirOwn() => VerifyAsync(
        "[NoInstr] void DoSyscall() { for (var i = 0; i < 9; i += [|ReadNumber|]()) { Enter(); } }",
        """
        [NoInstr] void DoSyscall()
        {
            for (var i = 0; i < 9;)
            {
                Enter();
                InstrumentationScope.Begin();
                i += ReadNumber();
                InstrumentationScope.End();
            }
        }
        """);

    [Fact]
    public Task ExpressionBodies_BecomeBlocks() => VerifyAsync(
        """
        [NoInstr] void DoSyscall() => [|TraceSysEnter|](); // only this

        [NoInstr] int Number => [|ReadNumber|]();

        int Cached
        {
            [NoInstr]
            get => [|ReadNumber|]();
            [NoInstr]
            set => [|TraceSysEnter|]();
        }

        [NoInstr] Entry() => [|TraceSysEnter|]();

        [NoInstr] void Outer()
        {
            InstrumentationScope.Begin();
            Func<int> read = [NoInstr] () => [|ReadNumber|]();
            InstrumentationScope.End();
        }
        """,
        """
        [NoInstr]
        void DoSyscall()
        {
            InstrumentationScope.Begin();
            TraceSysEnter(); // only this
            InstrumentationScope.End();
        }

        [NoInstr]
        int Number
        {
            get
            {
                InstrumentationScope.Begin();
                var result = ReadNumber();
                InstrumentationScope.End();
                return result;
            }
        }

        int Cached
        {
            [NoInstr]
            get
            {
                InstrumentationScope.Begin();
                var result = ReadNumber();
                InstrumentationScope.End();
                return result;
            }
            [NoInstr]
            set
            {
                InstrumentationScope.Begin();
                TraceSysEnter();
                InstrumentationScope.End();
            }
        }

        [NoInstr]
        Entry()
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
            InstrumentationScope.End();
        }

        [NoInstr] void Outer()
        {
            InstrumentationScope.Begin();
            Func<int> read = [NoInstr] () =>
            {
                InstrumentationScope.Begin();
                var result = ReadNumber();
                InstrumentationScope.End();
                return result;
            };
            InstrumentationScope.End();
        }
        """);

    [Fact]
    public Task CallInsideAlwaysInlineCallee_IsWrappedWhereTheRootCallsIt() => VerifyAsync(
        """
        [NoInstr] void DoSyscall()
        {
            [|ExitWork|]();
        }
        [AlwaysInline] static void ExitWork() => TraceSysExit();
        """,
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.Begin();
            ExitWork();
            InstrumentationScope.End();
        }
        [AlwaysInline] static void ExitWork() => TraceSysExit();
        """);

    [Fact]
    public Task Directives_StayAroundWhatTheyAreAbout() => VerifyAsync(
        """
        [NoInstr] void DoSyscall()
        {
            [|TraceSysEnter|]();
        #pragma warning disable CS0618
            [|TraceSysExit|]();
        #pragma warning restore CS0618
        #if !DEBUG
            [|TraceSysEnter|]();
        #endif
        }
        """.Replace("        #", "#"),
        """
        [NoInstr] void DoSyscall()
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
            InstrumentationScope.End();
        #pragma warning disable CS0618
            InstrumentationScope.Begin();
            TraceSysExit();
            InstrumentationScope.End();
        #pragma warning restore CS0618
        #if !DEBUG
            InstrumentationScope.Begin();
            TraceSysEnter();
            InstrumentationScope.End();
        #endif
        }
        """.Replace("        #", "#"));

    [Fact]
    public Task StatementsOnOneLine_AreTakenApart() => VerifyAsync(
        """
        [NoInstr] int DoSyscall() { Enter(); [|TraceSysEnter|](); return [|ReadNumber|](); }
        """,
        """
        [NoInstr] int DoSyscall()
        {
            Enter();
            InstrumentationScope.Begin();
            TraceSysEnter();
            var result = ReadNumber();
            InstrumentationScope.End();
            return result;
        }
        """);

    private static Task VerifyAsync(string members, string fixedMembers) =>
        EntryCode.VerifyAsync<RegionFix>("NoInstr.Wrap.BeginEnd", members, fixedMembers);
}
