using NoInstr.PackageTests.Consumers;

namespace NoInstr.Editor.Tests.Sessions;

/// <summary>What the editor opens: a kernel, and a tracer that references it. Nothing in them is reported.</summary>
internal static class EditedSources
{
    private const string Properties = "<Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>";

    public static Consumer Kernel { get; } = new("Kernel")
    {
        Properties = Properties,
        Files = new Dictionary<string, string>
        {
            ["Syscall.cs"] = Syscall,
            ["Exit.cs"] = Exit,
            ["RingBuffer.cs"] = RingBuffer,
            ["NoInstr.Safe.txt"] = "# Nothing is trusted yet.\n",
            [".editorconfig"] = "# Nothing is set yet.\n",
            [".globalconfig"] = "is_global = true\n",
        },
    };

    public static Consumer Tracer { get; } = new("Tracer")
    {
        Properties = Properties,
        Items = Consumer.PackageReference + """<ProjectReference Include="..\Kernel\Kernel.csproj" />""",
        Files = new Dictionary<string, string> { ["Probe.cs"] = Probe },
    };

    private const string Syscall = """
        using NoInstr;

        namespace Kernel;

        public static class Syscall
        {
            [NoInstr]
            public static void DoSyscall(int number)
            {
                EnterFromUserMode();
                Exit.ExitWork(number);
            }

            [NoInstr]
            private static void EnterFromUserMode() { }

            private static void TraceSysEnter(int number) { }
        }

        """;

    /// <summary>The helper is a part of each caller, so what is wrong in it is shown in the caller's file.</summary>
    private const string Exit = """
        using NoInstr;

        namespace Kernel;

        internal static class Exit
        {
            [AlwaysInline]
            public static void ExitWork(int number) => ClearFlags();

            [NoInstr]
            private static void ClearFlags() { }

            private static void TraceSysExit(int number) { }
        }

        """;

    private const string RingBuffer = """
        using NoInstr;

        namespace Kernel;

        public static class RingBuffer
        {
            [NoInstr]
            public static void Write(int value) { }

            public static void Print(int value) { }
        }

        """;

    private const string Probe = """
        using Kernel;
        using NoInstr;

        namespace Tracer;

        public static class Probe
        {
            [NoInstr, EntryPoint]
            public static void OnBreakpoint(int address)
            {
                RingBuffer.Write(address);
            }
        }

        """;
}
