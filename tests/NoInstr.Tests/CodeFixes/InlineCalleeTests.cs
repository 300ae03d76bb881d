using NoInstr.Analyzers;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Mark 'callee' [AlwaysInline]*: only where its body is clean as a part of each caller.</summary>
public class InlineCalleeTests
{
    [Fact]
    public Task CleanBodies_AreMarkedWhereTheyStand() => VerifyAsync(
        """
        using System;
        using NoInstr;

        partial class Entry
        {
            int depth;

            [NoInstr]
            void DoSyscall(Cpu cpu)
            {
                [|Count|]();
                [|Count|]();
                _ = [|Depth|] + [|Nesting|] + [|Level|];
                _ = cpu [|+|] cpu;
                _ = this{|NOINSTR101:[3]|};
                _ = [|new|] Slot(1);
                [|Restart|]();
            }

            /// <summary>Counts the entry.</summary>
            [Obsolete("soon")]
            void Count() => depth++; // of this CPU

            // how deep
            int Depth => depth; // now
            int Nesting { get; set; }
            int Level { get => depth; set { } }
            int this[int cpu]
                => cpu;
            private partial void Restart();
            private partial void Restart() { }

            struct Slot(int work)
            {
                public int Work = work;
            }
        }

        class Cpu
        {
            public static Cpu operator +(Cpu one, Cpu other) => one;
        }
        """,
        """
        using System;
        using NoInstr;

        partial class Entry
        {
            int depth;

            [NoInstr]
            void DoSyscall(Cpu cpu)
            {
                Count();
                Count();
                _ = Depth + Nesting + Level;
                _ = cpu + cpu;
                _ = this[3];
                _ = new Slot(1);
                Restart();
            }

            /// <summary>Counts the entry.</summary>
            [AlwaysInline]
            [Obsolete("soon")]
            void Count() => depth++; // of this CPU

            // how deep
            int Depth { [AlwaysInline] get => depth; } // now
            int Nesting { [AlwaysInline] get; set; }
            int Level { [AlwaysInline] get => depth; set { } }
            int this[int cpu]
                { [AlwaysInline] get => cpu; }
            private partial void Restart();
            [AlwaysInline]
            private partial void Restart() { }

            [method: AlwaysInline]
            struct Slot(int work)
            {
                public int Work = work;
            }
        }

        class Cpu
        {
            [AlwaysInline]
            public static Cpu operator +(Cpu one, Cpu other) => one;
        }
        """);

    [Fact]
    public Task CalleesThatTheCompilerPicks_AreMarked() => VerifyAsync(
        """
        using NoInstr;

        class Entry
        {
            [NoInstr]
            void DoSyscall(Handle handle)
            {
                int number = {|NOINSTR103:handle|};
            }

            [method: NoInstr]
            class Frame() : [|Device|]();
        }

        class Device
        {
            public Device() { }
        }

        struct Handle
        {
            public static implicit operator int(Handle handle) => 0;
        }
        """,
        """
        using NoInstr;

        class Entry
        {
            [NoInstr]
            void DoSyscall(Handle handle)
            {
                int number = handle;
            }

            [method: NoInstr]
            class Frame() : Device();
        }

        class Device
        {
            [AlwaysInline]
            public Device() { }
        }

        struct Handle
        {
            [AlwaysInline]
            public static implicit operator int(Handle handle) => 0;
        }
        """);

    /// <summary>Log could not be first: what it calls was not marked yet.</summary>
    [Fact]
    public Task CalleeThatIsCleanBehindAnother_ComesAfterIt() => VerifyAsync(
        """
        using NoInstr;

        class Entry
        {
            [NoInstr]
            void DoSyscall()
            {
                [|Log|]();
                [|Count|]();
            }

            void Log() => Count();

            void Count() { }
        }
        """,
        """
        using NoInstr;

        class Entry
        {
            [NoInstr]
            void DoSyscall()
            {
                Log();
                Count();
            }

            [AlwaysInline]
            void Log() => Count();

            [AlwaysInline]
            void Count() { }
        }
        """);

    [Fact]
    public Task CalleeInAnotherFile_IsMarkedThereWithAnImport()
    {
        var test = Test(
            "class Entry { [NoInstr.NoInstr] void DoSyscall() => Tracer.[|Count|](); }",
            "class Entry { [NoInstr.NoInstr] void DoSyscall() => Tracer.Count(); }");
        test.TestState.Sources.Add("static class Tracer\r\n{\r\n\tinternal static void Count()\r\n\t{\r\n\t}\r\n}\r\n");
        test.FixedState.Sources.Add("using NoInstr;\r\n\r\nstatic class Tracer\r\n{\r\n\t[AlwaysInline]\r\n\tinternal static void Count()\r\n\t{\r\n\t}\r\n}\r\n");
        return test.RunAsync();
    }

    [Theory]
    [InlineData("[|Log|]();", "void Log() => System.Console.WriteLine();")]
    [InlineData("[|Log|]();", "void Log() { _ = new object(); }")]
    [InlineData("[|Log|]();", "void Log() { if (Depth > 0) Log(); } [NoInstr] int Depth => 0;")]
    [InlineData("[|Log|]();", "void Log() { } System.Action? hook; void Install() => hook = Log;")]
    [InlineData("[|Log|]();", "async System.Threading.Tasks.Task Log() => await System.Threading.Tasks.Task.Yield();")]
    [InlineData("[|Log|]();", "[System.Runtime.InteropServices.DllImport(\"kernel\")] static extern void Log();")]
    [InlineData("[|Log|]();", "[Instrumentable] void Log() { }")]
    [InlineData("{|NOINSTR102:Log|}();", "protected virtual void Log() { }")]
    [InlineData("hook.{|NOINSTR102:Log|}();", "readonly IHook hook = null!; interface IHook { void Log() { } }")]
    [InlineData("_ = default(Frame).[|Size|];", "record struct Frame(int Size);")]
    [InlineData("System.Threading.Thread.[|Yield|]();", "")]
    public Task CalleeThatWouldNotBeClean_IsLeftAlone(string call, string callee)
    {
        var code = $$"""
            using NoInstr;

            class Entry
            {
                [NoInstr] void DoSyscall() { {{call}} }
                {{callee}}
            }
            """;
        return VerifyAsync(code, code);
    }

    /// <summary>The other project sees the declaration alone, so what the body does has to be found at home.</summary>
    [Fact]
    public Task CalleeOfAnotherProject_IsJudgedInBoth()
    {
        var test = Test(
            "class Entry { [NoInstr.NoInstr] void DoSyscall() { Tracer.[|Count|](); Tracer.[|Log|](); } }",
            "class Entry { [NoInstr.NoInstr] void DoSyscall() { Tracer.Count(); Tracer.[|Log|](); } }");
        test.TestState.AdditionalProjectReferences.Add("Tracing");
        const string tracer = """
            using NoInstr;

            public static class Tracer
            {
                static int events;

                {0}public static void Count() => events++;

                public static void Log() => System.Console.WriteLine();
            }
            """;
        test.TestState.AdditionalProjects["Tracing"].Sources.Add(tracer.Replace("{0}", "", StringComparison.Ordinal));
        test.FixedState.AdditionalProjects["Tracing"].Sources.Add(tracer.Replace("{0}", "[AlwaysInline]\n    ", StringComparison.Ordinal));
        return test.RunAsync();
    }

    /// <summary>The target of a delegate cannot be inlined, wherever it becomes one.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("Drivers")]
    public Task UseElsewhere_IsHeardOf(string? project)
    {
        var test = Test(
            "class Entry { [NoInstr.NoInstr] void DoSyscall() => Tracer.[|Count|](); }",
            "class Entry { [NoInstr.NoInstr] void DoSyscall() => Tracer.[|Count|](); }");
        const string tracer = "public static class Tracer { public static void Count() { } }";
        const string hook = "class Hook { System.Action count = Tracer.Count; }";
        if (project is null)
        {
            test.TestState.Sources.Add(tracer);
            test.TestState.Sources.Add(hook);
            test.FixedState.Sources.Add(tracer);
            test.FixedState.Sources.Add(hook);
        }
        else
        {
            test.TestState.AdditionalProjectReferences.Add("Tracing");
            test.TestState.AdditionalProjects["Tracing"].Sources.Add(tracer);
            test.TestState.AdditionalProjects[project].AdditionalProjectReferences.Add("Tracing");
            test.TestState.AdditionalProjects[project].Sources.Add(hook);
        }

        return test.RunAsync();
    }

    private static Task VerifyAsync(string code, string fixedCode) => Test(code, fixedCode).RunAsync();

    private static CSharpCodeFixTest<NoInstrAnalyzer, RegionFix> Test(string code, string fixedCode) =>
        new() { TestCode = code, FixedCode = fixedCode, CodeActionEquivalenceKey = "NoInstr.InlineCallee" };
}
