using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Analyzers;
using NoInstr.Analyzers.Rules;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Mark 'callee' [NoInstr]*: where the attribute goes, and how far.</summary>
public class MarkCalleeTests
{
    [Fact]
    public Task Callees_AreMarkedOnceBelowTheirDocumentation() => VerifyAsync(
        """
        using System;
        using NoInstr;

        class Entry
        {
            [NoInstr]
            void DoSyscall(Cpu cpu)
            {
                [|Note|]();
                [|Note|]();
                [|Legacy|]();
                _ = [|Depth|] + [|Nesting|] + [|Level|];
                cpu = [|{|NOINSTR104:new|}|] Cpu(1);
                _ = cpu [|+|] cpu;
                _ = [|{|NOINSTR104:new|}|] Frame(1);
            }

            /// <summary>Takes a note.</summary>
            void Note() { }

            [Obsolete]
            internal static void Legacy() { } // for now

            // how deep
            int Depth => 1;
            int Nesting { get; set; }
            int Level { get => 1; set { } }
        }

        class Cpu
        {
            public Cpu(int number) { }
            public static Cpu operator +(Cpu one, Cpu other) => one;
        }

        /// <summary>A frame.</summary>
        class Frame(int size)
        {
            public int Size = size;
        }
        """,
        """
        using System;
        using NoInstr;

        class Entry
        {
            [NoInstr]
            void DoSyscall(Cpu cpu)
            {
                Note();
                Note();
                Legacy();
                _ = Depth + Nesting + Level;
                cpu = {|NOINSTR104:new|} Cpu(1);
                _ = cpu + cpu;
                _ = {|NOINSTR104:new|} Frame(1);
            }

            /// <summary>Takes a note.</summary>
            [NoInstr]
            void Note() { }

            [NoInstr]
            [Obsolete]
            internal static void Legacy() { } // for now

            // how deep
            [NoInstr]
            int Depth => 1;
            [NoInstr]
            int Nesting { get; set; }
            int Level { [NoInstr] get => 1; set { } }
        }

        class Cpu
        {
            [NoInstr]
            public Cpu(int number) { }
            [NoInstr]
            public static Cpu operator +(Cpu one, Cpu other) => one;
        }

        /// <summary>A frame.</summary>
        [method: NoInstr]
        class Frame(int size)
        {
            public int Size = size;
        }
        """);

    [Fact]
    public Task CalleeInAnotherFile_IsMarkedThereWithAnImport()
    {
        var test = Test(
            """
            namespace Kernel;

            class Entry
            {
                [NoInstr.NoInstr] void DoSyscall() => Tracer.[|Write|]();
            }
            """,
            """
            namespace Kernel;

            class Entry
            {
                [NoInstr.NoInstr] void DoSyscall() => Tracer.Write();
            }
            """);
        test.TestState.Sources.Add(
            """
            // Tracing.
            using System;

            namespace Kernel;

            static class Tracer
            {
                public static void Write()
                {
                }
            }
            """);
        test.FixedState.Sources.Add(
            """
            // Tracing.
            using System;
            using NoInstr;

            namespace Kernel;

            static class Tracer
            {
                [NoInstr]
                public static void Write()
                {
                }
            }
            """);
        return test.RunAsync();
    }

    [Fact]
    public Task CalleesThatTheCompilerPicks_AreMarked() => VerifyAsync(
        """
        using System;
        using NoInstr;

        [NoInstr]
        class {|NOINSTR103:Entry|} : Device
        {
            void DoSyscall(Handle handle, Frame frame, Sealed guard, Ring ring, Table table)
            {
                int number = {|NOINSTR103:handle|};
                (number, number) {|NOINSTR103:=|} frame;
                {|NOINSTR103:using|} (guard) { }
                number = ring{|NOINSTR103:[^1]|};
                number = Table.{|NOINSTR103:Size|};
                if ({|NOINSTR103:handle|}) { }
                {|NOINSTR103:foreach|} (var irq in table) { }
            }
        }

        class Device
        {
            public Device() { }
        }

        struct Handle
        {
            public static implicit operator int(Handle handle) => 0;
            public static bool operator true(Handle handle) => true;
            public static bool operator false(Handle handle) => false;
        }

        class Frame
        {
            public void Deconstruct(out int ip, out int sp) { ip = sp = 0; }
        }

        sealed class Sealed : IDisposable
        {
            public void Dispose() { }
        }

        class Ring
        {
            public int Length { get; set; }
            [NoInstr]
            public int this[int index] => index;
        }

        sealed class Table
        {
            public static int Size = Read();
            static int Read() => 4;
            [NoInstr]
            public Table GetEnumerator() => this;
            public int Current { get; }
            [NoInstr]
            public bool MoveNext() => false;
        }
        """,
        """
        using System;
        using NoInstr;

        [NoInstr]
        class Entry : Device
        {
            void DoSyscall(Handle handle, Frame frame, Sealed guard, Ring ring, Table table)
            {
                int number = handle;
                (number, number) = frame;
                using (guard) { }
                number = ring[^1];
                number = Table.Size;
                if (handle) { }
                foreach (var irq in table) { }
            }
        }

        class Device
        {
            [NoInstr]
            public Device() { }
        }

        struct Handle
        {
            [NoInstr]
            public static implicit operator int(Handle handle) => 0;
            [NoInstr]
            public static bool operator true(Handle handle) => true;
            public static bool operator false(Handle handle) => false;
        }

        class Frame
        {
            [NoInstr]
            public void Deconstruct(out int ip, out int sp) { ip = sp = 0; }
        }

        sealed class Sealed : IDisposable
        {
            [NoInstr]
            public void Dispose() { }
        }

        class Ring
        {
            [NoInstr]
            public int Length { get; set; }
            [NoInstr]
            public int this[int index] => index;
        }

        sealed class Table
        {
            public static int Size = Read();
            [NoInstr]
            static int Read() => 4;
            [NoInstr]
            public Table GetEnumerator() => this;
            [NoInstr]
            public int Current { get; }
            [NoInstr]
            public bool MoveNext() => false;
        }
        """);

    [Theory]
    [InlineData("_ = snapshot {|NOINSTR103:with|} { };")]
    [InlineData("var (cpu, irq) {|NOINSTR103:=|} snapshot;")]
    [InlineData("_ = snapshot [|==|] snapshot;")]
    [InlineData("{|NOINSTR103:foreach|} (var irq in list) { }")]
    [InlineData("{|NOINSTR103:lock|} (list) { }")]
    [InlineData("_ = {|NOINSTR104:new|} int[4];")]
    [InlineData("{|NOINSTR105:throw|} null!;")]
    [InlineData("[|Written|] += null;")]
    [InlineData("{|NOINSTR103:depth|} = depth;")]
    public Task WhatNobodyWrote_CannotBeMarked(string body)
    {
        var code = $$"""
            using System;
            using NoInstr;

            class Entry
            {
                [ThreadStatic] static int depth;
                event Action? Written;
                [NoInstr] void DoSyscall(Snapshot snapshot, System.Collections.Generic.List<int> list) { {{body}} }
            }

            record Snapshot(int Cpu, int Irq);
            """;
        return VerifyAsync(code, code);
    }

    [Theory]
    [InlineData("System.Threading.Thread.[|Yield|]();")]
    [InlineData("[|Pinned|]();")]
    [InlineData("[|Later|]();")]
    [InlineData("[|Native|]();")]
    public Task CalleeThatCannotBeMarked_IsLeftAlone(string call)
    {
        var code = $$"""
            using System.Collections.Generic;
            using System.Threading.Tasks;
            using NoInstr;

            class Entry
            {
                [NoInstr] void DoSyscall() { {{call}} }
                [Instrumentable] void Pinned() { }
                async Task Later() { await Task.Yield(); }
                [System.Runtime.InteropServices.DllImport("kernel")] static extern void Native();
            }
            """;
        return VerifyAsync(code, code);
    }

    /// <summary>One by one it is a fix for each level of calls; Fix All comes to the same at once, and leaves what takes no mark.</summary>
    [Fact]
    public Task FixAll_GoesOnWithWhatItsMarksBringUp()
    {
        var test = Test(
            """
            using NoInstr;

            class Entry
            {
                [NoInstr] void DoSyscall() { [|Save|](); Tracer.[|Write|](3); }
                void Save() => Step();
                void Step() => Save();
            }
            """,
            """
            using NoInstr;

            class Entry
            {
                [NoInstr] void DoSyscall() { Save(); Tracer.Write(3); }
                [NoInstr]
                void Save() => Step();
                [NoInstr]
                void Step() => Save();
            }
            """);
        test.TestState.Sources.Add(
            """
            using NoInstr;

            static class Tracer
            {
                public static void Write(int depth)
                {
                    if (depth > 0) Write(depth - 1);
                    Flush(new Log());
                }

                static void Flush(Log log) => log.Write(log.Lines);
                [Instrumentable] static void Pinned() { }

                class Log
                {
                    public int Lines => 1;
                    public void Write(int line) { Pinned(); }
                }
            }
            """);
        test.FixedState.Sources.Add(
            """
            using NoInstr;

            static class Tracer
            {
                [NoInstr]
                public static void Write(int depth)
                {
                    if (depth > 0) Write(depth - 1);
                    Flush({|NOINSTR104:new|} Log());
                }

                [NoInstr]
                static void Flush(Log log) => log.Write(log.Lines);
                [Instrumentable] static void Pinned() { }

                class Log
                {
                    [NoInstr]
                    public int Lines => 1;
                    [NoInstr]
                    public void Write(int line) { [|Pinned|](); }
                }
            }
            """);
        test.NumberOfIncrementalIterations = 6;
        return test.RunAsync();
    }

    /// <summary>A call that expands to many is reported once, with the first of them.</summary>
    [Fact]
    public Task FixAll_GoesOnWithTheNextCallOfAnExpansion()
    {
        var test = Test(
            """
            using NoInstr;

            class Entry
            {
                [NoInstr] void DoSyscall() => Helpers.[|Exit|]();
            }
            """,
            """
            using NoInstr;

            class Entry
            {
                [NoInstr] void DoSyscall() => Helpers.Exit();
            }
            """);
        test.TestState.Sources.Add(Helpers(""));
        test.FixedState.Sources.Add(Helpers("[NoInstr]\n    "));
        test.NumberOfIncrementalIterations = 3;
        return test.RunAsync();

        static string Helpers(string mark) =>
            $$"""
            using NoInstr;

            static class Helpers
            {
                [AlwaysInline] public static void Exit() { Save(); Restore(); }
                {{mark}}static void Save() { }
                {{mark}}static void Restore() => Step();
                {{mark}}static void Step() { }
            }
            """;
    }

    /// <summary>In one document: what its callees call, wherever that is, but not what the other documents call.</summary>
    [Fact]
    public async Task FixAllInADocument_GoesWhereItsCallsGo()
    {
        const string entry =
            """
            using NoInstr;
            static class Entry
            {
                [NoInstr] static void DoSyscall() => Tracer.Write();
            }
            """;
        const string tracer =
            """
            using NoInstr;
            static class Tracer
            {
                [NoInstr] static void Enter() => Leave();
                static void Leave() => Flush();
                public static void Write() => Flush();
                static void Flush() { }
            }
            """;
        using var editor = new LightBulb(entry);
        var other = editor.File.Project.AddDocument("Tracer.cs", tracer);
        var file = other.Project.GetDocument(editor.File.Id)!;
        var findings = await editor.FindingsAsync(other.Project);
        var fix = new RegionFix();
        var context = new FixAllContext(
            file, fix, FixAllScope.Document, RegionFix.MarkCallee, [RuleIds.CallLeavesRegion], new FoundDiagnostics([.. findings]), CancellationToken.None);

        var action = await fix.GetFixAllProvider().GetFixAsync(context);

        var changed = (await action!.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
        Assert.Equal(entry, (await changed.GetDocument(file.Id)!.GetTextAsync()).ToString());
        Assert.Equal(
            tracer.Replace("public static void Write", "[NoInstr]\n    public static void Write", StringComparison.Ordinal)
                .Replace("static void Flush", "[NoInstr]\n    static void Flush", StringComparison.Ordinal),
            (await changed.GetDocument(other.Id)!.GetTextAsync()).ToString());
    }

    private static Task VerifyAsync(string code, string fixedCode) => Test(code, fixedCode).RunAsync();

    private static CSharpCodeFixTest<NoInstrAnalyzer, RegionFix> Test(string code, string fixedCode) =>
        new() { TestCode = code, FixedCode = fixedCode, CodeActionEquivalenceKey = "NoInstr.MarkCallee" };
}
