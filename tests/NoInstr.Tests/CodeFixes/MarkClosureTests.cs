using NoInstr.Analyzers;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Mark 'callee' and everything it calls [NoInstr]*: only where all of it is in source, and clean.</summary>
public class MarkClosureTests
{
    [Fact]
    public Task Subtree_IsMarked() => VerifyAsync(
        """
        using NoInstr;

        class Entry
        {
            [NoInstr]
            void DoSyscall() => [|ExitWork|]();

            /// <summary>Before the return to user mode.</summary>
            void ExitWork()
            {
                for (var work = Ring.Pending; work > 0; work--)
                {
                    Count(work);
                    Rest();
                }

                void Rest() => Ring.Advance(new Slot(work: 1));
            }

            [AlwaysInline]
            static void Count(int work) => Ring.Add(work);
        }

        static class Ring
        {
            static int head;

            public static int Pending => head;

            public static void Add(int work) => Advance(new Slot(work));

            public static void Advance(Slot slot)
            {
                head += slot.Work;
                if (head > 4)
                {
                    Add(1);
                }
            }
        }

        readonly struct Slot
        {
            public Slot(int work) { Work = work; }

            public int Work { get; }
        }
        """,
        """
        using NoInstr;

        class Entry
        {
            [NoInstr]
            void DoSyscall() => ExitWork();

            /// <summary>Before the return to user mode.</summary>
            [NoInstr]
            void ExitWork()
            {
                for (var work = Ring.Pending; work > 0; work--)
                {
                    Count(work);
                    Rest();
                }

                void Rest() => Ring.Advance(new Slot(work: 1));
            }

            [AlwaysInline]
            static void Count(int work) => Ring.Add(work);
        }

        static class Ring
        {
            static int head;

            [NoInstr]
            public static int Pending => head;

            [NoInstr]
            public static void Add(int work) => Advance(new Slot(work));

            [NoInstr]
            public static void Advance(Slot slot)
            {
                head += slot.Work;
                if (head > 4)
                {
                    Add(1);
                }
            }
        }

        readonly struct Slot
        {
            [NoInstr]
            public Slot(int work) { Work = work; }

            [NoInstr]
            public int Work { get; }
        }
        """);

    /// <summary>Whoever calls the member by its base relies on each override.</summary>
    [Fact]
    public Task Overrides_BelongToTheCall() => VerifyAsync(
        """
        using NoInstr;

        class Entry
        {
            [NoInstr] void DoInterrupt(Chip chip) => chip.{|NOINSTR102:Ack|}();
        }

        abstract class Chip
        {
            public abstract void Ack();
        }

        class Apic : Chip
        {
            public override void Ack() => Write();

            static void Write() { }
        }
        """,
        """
        using NoInstr;

        class Entry
        {
            [NoInstr] void DoInterrupt(Chip chip) => chip.Ack();
        }

        abstract class Chip
        {
            [NoInstr]
            public abstract void Ack();
        }

        class Apic : Chip
        {
            [NoInstr]
            public override void Ack() => Write();

            [NoInstr]
            static void Write() { }
        }
        """);

    [Fact]
    public Task OverrideInAnotherFile_IsMarkedThere()
    {
        var test = Test(
            "class Entry { [NoInstr.NoInstr] void DoInterrupt(Chip chip) => chip.{|NOINSTR102:Ack|}(); }",
            "class Entry { [NoInstr.NoInstr] void DoInterrupt(Chip chip) => chip.Ack(); }");
        test.TestState.Sources.Add("interface Chip { void Ack(); }");
        test.TestState.Sources.Add("class Apic : Chip { void Chip.Ack() { } }");
        test.FixedState.Sources.Add("using NoInstr;\n\ninterface Chip { [NoInstr] void Ack(); }");
        test.FixedState.Sources.Add("using NoInstr;\n\nclass Apic : Chip { [NoInstr] void Chip.Ack() { } }");
        return test.RunAsync();
    }

    [Fact]
    public Task SubtreeInOtherProjects_IsMarkedThere()
    {
        var test = Test(
            "class Entry { [NoInstr.NoInstr] void DoSyscall() => Tracer.[|Log|](); }",
            "class Entry { [NoInstr.NoInstr] void DoSyscall() => Tracer.Log(); }");
        test.TestState.AdditionalProjectReferences.Add("Tracing");
        test.TestState.AdditionalProjects["Tracing"].AdditionalProjectReferences.Add("Buffers");
        test.TestState.AdditionalProjects["Tracing"].Sources.Add("public static class Tracer\n{\n    public static void Log() => Ring.Advance();\n}\n");
        test.TestState.AdditionalProjects["Buffers"].Sources.Add("public static class Ring\n{\n    public static void Advance() { }\n}\n");
        test.FixedState.AdditionalProjects["Tracing"].Sources.Add("using NoInstr;\n\npublic static class Tracer\n{\n    [NoInstr]\n    public static void Log() => Ring.Advance();\n}\n");
        test.FixedState.AdditionalProjects["Buffers"].Sources.Add("using NoInstr;\n\npublic static class Ring\n{\n    [NoInstr]\n    public static void Advance() { }\n}\n");
        return test.RunAsync();
    }

    [Theory]
    [InlineData("void Log() => Write(); void Write() => System.Console.WriteLine();")]
    [InlineData("void Log() => Write(); void Write() { _ = new object(); }")]
    [InlineData("void Log() => Write(); void Write() => throw null!;")]
    [InlineData("void Log() => Write(); [Instrumentable] void Write() { }")]
    [InlineData("void Log() => Write(); void Write() => InstrumentationScope.Begin();")]
    [InlineData("void Log() => hook(); System.Action hook = null!;")]
    [InlineData("void Log() { }")]
    public Task SubtreeThatIsNotClean_IsLeftAlone(string members)
    {
        var code = $$"""
            using NoInstr;

            class Entry
            {
                [NoInstr] void DoSyscall() => [|Log|]();
                {{members}}
            }
            """;
        return VerifyAsync(code, code);
    }

    /// <summary>A single callee has an action of its own; with others it comes along.</summary>
    [Fact]
    public Task FixAll_MarksSingleCalleesToo()
    {
        const string code = """
            using NoInstr;

            class Entry
            {
                [NoInstr] void DoSyscall() { [|Log|](); [|Count|](); }

                void Log() => Write();
                void Write() { }
                {0}void Count() { }
            }
            """;
        var marked = code.Replace("[|Log|]", "Log", StringComparison.Ordinal).Replace("    void ", "    [NoInstr]\n    void ", StringComparison.Ordinal);
        var test = Test(code.Replace("{0}", "", StringComparison.Ordinal), marked.Replace("{0}", "", StringComparison.Ordinal));
        test.BatchFixedCode = marked.Replace("[|Count|]", "Count", StringComparison.Ordinal).Replace("{0}", "[NoInstr]\n    ", StringComparison.Ordinal);
        return test.RunAsync();
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public Task SubtreeThatNobodyWouldRead_IsLeftAlone(int length, bool isMarked)
    {
        var steps = string.Concat(Enumerable.Range(0, length).Select(step => $"    {{0}}void Step{step}() {{ {(step + 1 < length ? $"Step{step + 1}();" : "")} }}\n"));
        var code = $"using NoInstr;\n\nclass Entry\n{{\n    [NoInstr] void DoSyscall() => [|Step0|]();\n\n{steps}}}\n";
        var fixedCode = isMarked
            ? code.Replace("[|Step0|]", "Step0", StringComparison.Ordinal).Replace("{0}", "[NoInstr]\n    ", StringComparison.Ordinal)
            : code.Replace("{0}", "", StringComparison.Ordinal);
        var test = Test(code.Replace("{0}", "", StringComparison.Ordinal), fixedCode);
        test.SkipFixAllBecause = "the limit is that of each action, and the other tests hold the two together";
        return test.RunAsync();
    }

    private static Task VerifyAsync(string code, string fixedCode) => Test(code, fixedCode).RunAsync();

    private static CSharpCodeFixTest<NoInstrAnalyzer, RegionFix> Test(string code, string fixedCode) =>
        new() { TestCode = code, FixedCode = fixedCode, CodeActionEquivalenceKey = "NoInstr.MarkCallees" };
}
