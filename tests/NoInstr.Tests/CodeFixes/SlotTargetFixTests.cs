using NoInstr.Analyzers;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>302: what enters a noinstr slot is marked.</summary>
public class SlotTargetFixTests
{
    [Fact]
    public Task TargetsOfSlots_AreMarked() => VerifyAsync(
        "NoInstr.MarkNoInstr",
        """
        class PvOps
        {
            [NoInstr] public Action? Enter = {|NOINSTR302:TraceEnter|};
            [NoInstr] public static Action?[] Table = [{|NOINSTR302:TraceEnter|}, Targets.{|NOINSTR302:Exit|}, null];

            void Setup(bool traced, Targets targets, Action probe)
            {
                Enter = traced ? {|NOINSTR302:Local|} : targets.{|NOINSTR302:Virtual|};
                Enter = {|NOINSTR302:probe|};
                Enter = Console.{|NOINSTR302:Beep|};

                static void Local() { }
            }

            static void TraceEnter() { }
        }

        class Targets
        {
            public static void Exit() => Console.Beep();
            public virtual void Virtual() { }
        }
        """,
        """
        class PvOps
        {
            [NoInstr] public Action? Enter = TraceEnter;
            [NoInstr] public static Action?[] Table = [TraceEnter, Targets.Exit, null];

            void Setup(bool traced, Targets targets, Action probe)
            {
                Enter = traced ? Local : targets.Virtual;
                Enter = {|NOINSTR302:probe|};
                Enter = Console.{|NOINSTR302:Beep|};

                [NoInstr]
                static void Local() { }
            }

            [NoInstr]
            static void TraceEnter() { }
        }

        class Targets
        {
            [NoInstr]
            public static void Exit() => Console.{|NOINSTR101:Beep|}();
            [NoInstr]
            public virtual void Virtual() { }
        }
        """);

    [Fact]
    public Task Lambda_IsMarkedInstead() => VerifyAsync(
        "NoInstr.MarkLambda",
        """
        class PvOps
        {
            [NoInstr] Action<int>? enter;

            void Setup()
            {
                enter = [Instrumentable] (vector) {|NOINSTR302:=>|} { };
                enter = [Obsolete, AlwaysInline] static (int vector) {|NOINSTR302:{|NOINSTR307:=>|}|} Console.WriteLine();
                enter = async vector {|NOINSTR302:=>|} await System.Threading.Tasks.Task.Delay(vector);
            }
        }
        """,
        """
        class PvOps
        {
            [NoInstr] Action<int>? enter;

            void Setup()
            {
                enter = [NoInstr] (vector) => { };
                enter = [Obsolete, NoInstr] static (int vector) => Console.{|NOINSTR101:WriteLine|}();
                enter = async vector {|NOINSTR302:=>|} await System.Threading.Tasks.Task.Delay(vector);
            }
        }
        """);

    private static Task VerifyAsync(string key, string members, string fixedMembers) => new CSharpCodeFixTest<NoInstrAnalyzer, AnnotationFix>
    {
        TestCode = "using System;\nusing NoInstr;\n\n" + members,
        FixedCode = "using System;\nusing NoInstr;\n\n" + fixedMembers,
        CodeActionEquivalenceKey = key,
    }.RunAsync();
}
