using NoInstr.Analyzers;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>305 and 306: the flag that the contract of a body needs.</summary>
public class InliningFlagTests
{
    [Fact]
    public Task NoInlining_JoinsWhatIsThere() => VerifyAsync(
        "NoInstr.SetNoInlining",
        """
        using System;
        using NoInstr;

        class Entry
        {
            int depth;

            /// <summary>From user mode.</summary>
            [NoInstr]
            void {|NOINSTR305:DoSyscall|}() { } // hot

            [NoInstr, EntryPoint] void {|NOINSTR305:DoNmi|}() { }

            // how deep
            [NoInstr] int {|NOINSTR305:Depth|} => depth; // now

            int Level { [NoInstr] {|NOINSTR305:get|} => depth; [NoInstr] {|NOINSTR305:set|} { } }

            [NoInstr]
            int {|NOINSTR305:this|}[int cpu] => cpu;

            [NoInstr]
            public static Entry operator {|NOINSTR305:+|}(Entry one, Entry other) => one;

            [NoInstr]
            [Obsolete]
            public {|NOINSTR305:Entry|}() { }

            void Install()
            {
                Action<int> exit = [NoInstr] (vector) {|NOINSTR305:=>|} { };
                Exit();

                [NoInstr] void {|NOINSTR305:Exit|}() { }
            }

            [NoInstr]
            class Nested
            {
                void {|NOINSTR305:DoIrq|}() { }
            }
        }
        """,
        """
        using System;
        using System.Runtime.CompilerServices;
        using NoInstr;

        class Entry
        {
            int depth;

            /// <summary>From user mode.</summary>
            [NoInstr]
            [MethodImpl(MethodImplOptions.NoInlining)]
            void DoSyscall() { } // hot

            [NoInstr, EntryPoint] [MethodImpl(MethodImplOptions.NoInlining)] void DoNmi() { }

            // how deep
            [NoInstr] int Depth { [MethodImpl(MethodImplOptions.NoInlining)] get => depth; } // now

            int Level { [NoInstr] [MethodImpl(MethodImplOptions.NoInlining)] get => depth; [NoInstr] [MethodImpl(MethodImplOptions.NoInlining)] set { } }

            [NoInstr]
            int this[int cpu] { [MethodImpl(MethodImplOptions.NoInlining)] get => cpu; }

            [NoInstr]
            [MethodImpl(MethodImplOptions.NoInlining)]
            public static Entry operator +(Entry one, Entry other) => one;

            [NoInstr]
            [MethodImpl(MethodImplOptions.NoInlining)]
            [Obsolete]
            public Entry() { }

            void Install()
            {
                Action<int> exit = [NoInstr] [MethodImpl(MethodImplOptions.NoInlining)] (vector) => { };
                Exit();

                [NoInstr] [MethodImpl(MethodImplOptions.NoInlining)] void Exit() { }
            }

            [NoInstr]
            class Nested
            {
                [MethodImpl(MethodImplOptions.NoInlining)]
                void DoIrq() { }
            }
        }
        """);

    [Theory]
    [InlineData("MethodImpl(MethodImplOptions.NoOptimization)", "MethodImpl(MethodImplOptions.NoOptimization | MethodImplOptions.NoInlining)")]
    [InlineData("MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoOptimization /* slow */)", "MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoOptimization | System.Runtime.CompilerServices.MethodImplOptions.NoInlining /* slow */)")]
    [InlineData("MethodImpl", "MethodImpl(MethodImplOptions.NoInlining)")]
    [InlineData("MethodImpl()", "MethodImpl(MethodImplOptions.NoInlining)")]
    [InlineData("MethodImpl(MethodCodeType = MethodCodeType.IL)", "MethodImpl(MethodImplOptions.NoInlining, MethodCodeType = MethodCodeType.IL)")]
    [InlineData("MethodImpl((MethodImplOptions)0)", "MethodImpl((MethodImplOptions)0 | MethodImplOptions.NoInlining)")]
    [InlineData("MethodImpl(AllFlags)", "MethodImpl(AllFlags | MethodImplOptions.NoInlining)")]
    public Task NoInlining_JoinsFlags(string flags, string joined) => VerifyAsync(
        "NoInstr.SetNoInlining", Flagged($"[NoInstr, {flags}] void {{|NOINSTR305:DoSyscall|}}() {{ }}"), Flagged($"[NoInstr, {joined}] void DoSyscall() {{ }}"));

    /// <summary>A number has no flags to see, and an attribute may stand once on all parts.</summary>
    [Theory]
    [InlineData("[NoInstr, MethodImpl((short)64)] void {|NOINSTR305:DoSyscall|}() { }", null)]
    [InlineData(
        "[NoInstr] partial void DoSyscall(); [MethodImpl(MethodImplOptions.NoOptimization)] partial void {|NOINSTR305:DoSyscall|}() { }",
        "[NoInstr] partial void DoSyscall(); [MethodImpl(MethodImplOptions.NoOptimization | MethodImplOptions.NoInlining)] partial void DoSyscall() { }")]
    [InlineData(
        "[NoInstr, MethodImpl(MethodImplOptions.NoOptimization)] partial void DoSyscall(); partial void {|NOINSTR305:DoSyscall|}() { }",
        "[NoInstr, MethodImpl(MethodImplOptions.NoOptimization | MethodImplOptions.NoInlining)] partial void DoSyscall(); partial void DoSyscall() { }")]
    [InlineData(
        "[NoInstr] partial void DoSyscall(); partial void {|NOINSTR305:DoSyscall|}() { }",
        "[NoInstr] partial void DoSyscall(); [MethodImpl(MethodImplOptions.NoInlining)] partial void DoSyscall() { }")]
    public Task NoInlining_GoesToTheRightPart(string member, string? fixedMember) =>
        VerifyAsync("NoInstr.SetNoInlining", Flagged(member), Flagged(fixedMember ?? member));

    [Theory]
    [InlineData("[AlwaysInline] void {|NOINSTR306:ExitWork|}() { }", "[AlwaysInline, MethodImpl(MethodImplOptions.AggressiveInlining)] void ExitWork() { }")]
    [InlineData(
        "[AlwaysInline, MethodImpl(MethodImplOptions.NoInlining)] void {|NOINSTR306:ExitWork|}() { }",
        "[AlwaysInline, MethodImpl(MethodImplOptions.AggressiveInlining)] void ExitWork() { }")]
    [InlineData(
        "[AlwaysInline, MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)] void {|NOINSTR306:ExitWork|}() { }",
        "[AlwaysInline, MethodImpl(MethodImplOptions.NoOptimization | MethodImplOptions.AggressiveInlining)] void ExitWork() { }")]
    [InlineData("int Depth { [AlwaysInline] {|NOINSTR306:get|} => 0; }", "int Depth { [AlwaysInline, MethodImpl(MethodImplOptions.AggressiveInlining)] get => 0; }")]
    public Task AggressiveInlining_TakesThePlaceOfNoInlining(string member, string fixedMember) =>
        VerifyAsync("NoInstr.SetAggressiveInlining", Flagged(member), Flagged(fixedMember));

    /// <summary>A flag that says both cannot be taken apart.</summary>
    [Fact]
    public Task FlagWithinAnother_IsLeftAlone()
    {
        const string member = "[AlwaysInline, MethodImpl(Both)] void {|NOINSTR306:ExitWork|}() { } const MethodImplOptions Both = MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization;";
        return VerifyAsync("NoInstr.SetAggressiveInlining", Flagged(member), Flagged(member));
    }

    private static string Flagged(string member) => $$"""
        using System.Runtime.CompilerServices;
        using NoInstr;

        partial class Entry
        {
            const MethodImplOptions AllFlags = MethodImplOptions.NoOptimization;
            {{member}}
        }
        """;

    private static Task VerifyAsync(string key, string code, string fixedCode) => new CSharpCodeFixTest<NoInstrAnalyzer, AnnotationFix>
    {
        TestCode = code,
        FixedCode = fixedCode,
        CodeActionEquivalenceKey = key,
    }.RunAsync();
}
