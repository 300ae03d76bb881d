using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests.Guides;

/// <summary>A kernel with findings of every kind that a log tells apart.</summary>
internal static class LoggedSources
{
    public static readonly Consumer Kernel = new("Kernel")
    {
        Files = new Dictionary<string, string>
        {
            ["Syscall.cs"] = Syscall,
            ["Exit.cs"] = Exit,
            ["Slow Path.cs"] = SlowPath,
            ["NoInstr.Safe.txt"] = "M:Kernel.Syscall.Flush\n",
            [".editorconfig"] = "[*.cs]\ndotnet_diagnostic.NOINSTR305.severity = none\n",
        },
    };

    private const string Syscall = """
        using System.Diagnostics.CodeAnalysis;
        using NoInstr;

        namespace Kernel;

        public static class Syscall
        {
            [NoInstr]
            public static void DoSyscall(int number) => TraceSysEnter(number);

            [NoInstr]
            public static void ExitToUser() => Exit.ExitWork();

            [NoInstr]
            [SuppressMessage("NoInstr", "NOINSTR101", Justification = "Patched to a nop before the first system call.")]
            public static void DoEarlySyscall(int number) => TraceSysEnter(number);

            [NoInstr]
            public static void DoLateSyscall(int number)
            {
        #pragma warning disable NOINSTR101 // The tracer is gone by then.
                TraceSysEnter(number);
        #pragma warning restore NOINSTR101
            }

            private static void TraceSysEnter(int number) { }
        }

        """;

    private const string Exit = """
        using NoInstr;

        namespace Kernel;

        internal static class Exit
        {
            [AlwaysInline]
            public static void ExitWork() => TraceSysExit();

            private static void TraceSysExit() { }
        }

        """;

    private const string SlowPath = """
        using NoInstr;

        namespace Kernel;

        public static class SlowPath
        {
            [NoInstr]
            public static object Frame() => new object();
        }

        """;

    public static IEnumerable<string> Found(string severity) =>
    [
        $"NoInstr.Safe.txt(1): {severity} NOINSTR901", $"Slow Path.cs(8): {severity} NOINSTR104",
        $"Syscall.cs(12): {severity} NOINSTR101", $"Syscall.cs(9): {severity} NOINSTR101",
    ];
}
