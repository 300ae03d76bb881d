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

    public const string Library = """
        using NoInstr;

        namespace Kernel
        {
            /// <summary>Entered by assembly.</summary>
            public static class Syscall
            {
                /// <summary>With <see cref="NoInstrAttribute"/>.</summary>
                [NoInstr]
                public static void DoSyscall(int nr)
                {
                    InstrumentationScope.Begin();
                    Reset();
                    InstrumentationScope.End();
                }

                public static void Reset()
                {
                }
            }
        }

        """;

    /// <summary>The library is clean by its own contract; what calls it is not.</summary>
    public const string CallsSyscall = """
        using NoInstr;

        namespace Kernel
        {
            public static class Entry
            {
                [NoInstr]
                public static void Int80()
                {
                    Syscall.DoSyscall(0);
                    Syscall.Reset();
                }
            }
        }

        """;

    /// <summary>As little of a core library as the compiler and the attributes need.</summary>
    public const string Core = """
        namespace System
        {
            public class Object { }
            public abstract class ValueType { }
            public abstract class Enum : ValueType { }
            public abstract class Array { }
            public sealed class String { }
            public struct Void { }
            public struct Boolean { }
            public struct Int32 { }
            public abstract class Attribute { }
            public sealed class ParamArrayAttribute : Attribute { }

            public enum AttributeTargets
            {
                Assembly = 1, Module = 2, Class = 4, Struct = 8, Constructor = 32, Method = 64, Property = 128, Field = 256, Event = 512,
                Interface = 1024, Parameter = 2048, Delegate = 4096, ReturnValue = 8192,
            }

            public sealed class AttributeUsageAttribute : Attribute
            {
                public AttributeUsageAttribute(AttributeTargets validOn) { }
                public bool AllowMultiple { get; set; }
                public bool Inherited { get; set; }
            }
        }

        namespace System.Runtime.CompilerServices
        {
            public enum MethodImplOptions { NoInlining = 8, AggressiveInlining = 256 }

            public sealed class MethodImplAttribute : Attribute
            {
                public MethodImplAttribute(MethodImplOptions options) { }
            }
        }

        """;
}
