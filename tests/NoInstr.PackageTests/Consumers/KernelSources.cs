namespace NoInstr.PackageTests.Consumers;

/// <summary>What the consumers compile: C# 7.3, which is all that netstandard2.0 has by default.</summary>
internal static class KernelSources
{
    public const string Syscall = """
        using NoInstr;

        namespace Kernel
        {
            public static class Syscall
            {
                [NoInstr]
                public static void DoSyscall(int nr)
                {
                    TraceSysEnter(nr);
                }

                private static void TraceSysEnter(int nr)
                {
                }
            }
        }

        """;

    public const string FixedSyscall = """
        using NoInstr;

        namespace Kernel
        {
            public static class Syscall
            {
                [NoInstr]
                public static void DoSyscall(int nr)
                {
                    InstrumentationScope.Begin();
                    TraceSysEnter(nr);
                    InstrumentationScope.End();
                }

                private static void TraceSysEnter(int nr)
                {
                }
            }
        }

        """;

    /// <summary>The call that leaves the region stands in an always-inline callee.</summary>
    public const string Exit = """
        using NoInstr;

        namespace Kernel
        {
            public static class Exit
            {
                [NoInstr]
                public static void ExitToUser()
                {
                    ExitWork();
                }

                [AlwaysInline]
                private static void ExitWork()
                {
                    TraceSysExit();
                }

                private static void TraceSysExit()
                {
                }
            }
        }

        """;

    /// <summary>Calls nothing but what the JIT compiles to an instruction.</summary>
    public const string Volatile = """
        using NoInstr;

        namespace Kernel
        {
            public static class Entry
            {
                private static int number;

                [NoInstr]
                public static void DoSyscall(int nr)
                {
                    System.Threading.Volatile.Write(ref number, nr);
                }
            }
        }

        """;

    /// <summary>The same work three times: without markers, between markers, and in a <c>using</c> scope.</summary>
    public const string Marked = """
        using System;
        using System.Runtime.CompilerServices;
        using NoInstr;

        Console.WriteLine(Syscall.Plain(1) + Syscall.Marked(1) + Syscall.Scoped(1));

        public static class Syscall
        {
            [MethodImpl(MethodImplOptions.NoInlining)]
            public static int Plain(int nr)
            {
                var result = Work(nr);
                return result + nr;
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            public static int Marked(int nr)
            {
                InstrumentationScope.Begin();
                var result = Work(nr);
                InstrumentationScope.End();
                return result + nr;
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            public static int Scoped(int nr)
            {
                using var _ = InstrumentationScope.Open();
                var result = Work(nr);
                return result + nr;
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            private static int Work(int nr) => nr * nr;
        }
        """;

    /// <summary>An analyzer that does not even load.</summary>
    public const string BrokenAnalyzer = """
        using System;
        using System.Collections.Immutable;
        using Microsoft.CodeAnalysis;
        using Microsoft.CodeAnalysis.Diagnostics;

        [DiagnosticAnalyzer(LanguageNames.CSharp)]
        public sealed class BrokenAnalyzer : DiagnosticAnalyzer
        {
            public BrokenAnalyzer() => throw new InvalidOperationException();

            public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray<DiagnosticDescriptor>.Empty;

            public override void Initialize(AnalysisContext context)
            {
            }
        }
        """;

    public static IReadOnlyDictionary<string, string> SyscallAndExit { get; } = new Dictionary<string, string>
    {
        ["Syscall.cs"] = Syscall,
        ["Exit.cs"] = Exit,
    };
}
