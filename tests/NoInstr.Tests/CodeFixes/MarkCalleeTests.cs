using NoInstr.Analyzers;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Mark 'callee' [NoInstr]*: where the attribute goes.</summary>
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
                cpu = [|new|] Cpu(1);
                _ = cpu [|+|] cpu;
                _ = [|new|] Frame(1);
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
                cpu = new Cpu(1);
                _ = cpu + cpu;
                _ = new Frame(1);
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

    private static Task VerifyAsync(string code, string fixedCode) => Test(code, fixedCode).RunAsync();

    private static CSharpCodeFixTest<NoInstrAnalyzer, RegionFix> Test(string code, string fixedCode) =>
        new() { TestCode = code, FixedCode = fixedCode, CodeActionEquivalenceKey = "NoInstr.MarkCallee" };
}
