using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests.Guides;

/// <summary>A kernel that was there before NoInstr: its roots are marked, and nothing else.</summary>
internal static class LegacySources
{
    public static readonly Consumer Kernel = new("Kernel")
    {
        Properties = "<Nullable>enable</Nullable>",
        Files = new Dictionary<string, string> { ["Syscall.cs"] = Syscall, ["Handlers.cs"] = Handlers },
    };

    /// <summary>One call is clean by its body, and one is not.</summary>
    private const string Syscall = """
        using NoInstr;
        using System;

        namespace Kernel;

        public static class Syscall
        {
            private static int depth;

            [NoInstr]
            public static void DoSyscall(int number)
            {
                EnterFromUserMode();
                TraceSysEnter(number);
            }

            private static void EnterFromUserMode() => depth++;

            private static void TraceSysEnter(int number) => Console.WriteLine(number);
        }

        """;

    /// <summary>What no fix of a call repairs: an allocation in an accessor, a throw in a constructor, an open scope, and an override that breaks a contract.</summary>
    private const string Handlers = """
        using NoInstr;
        using System;

        namespace Kernel;

        public class Handler<T>
        {
            [NoInstr]
            public Handler(T[] slots)
            {
                if (slots.Length == 0)
                {
                    throw new ArgumentException("No slots.");
                }
            }

            [NoInstr]
            public int[] Frame => new int[4];

            [NoInstr]
            public void Enter(ref int depth, in T frame)
            {
                InstrumentationScope.Begin();
                depth++;
            }

            [NoInstr]
            public virtual void Handle() { }
        }

        public class TracedHandler() : Handler<int>([1])
        {
            public override void Handle() { }
        }

        """;
}
