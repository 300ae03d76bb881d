using NoInstr.Analyzers;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>304: one of the annotations goes, or the one that is missing comes.</summary>
public class ContradictionFixTests
{
    [Theory]
    [InlineData("AlwaysInline", "[NoInstr, {|NOINSTR304:AlwaysInline|}] void DoSyscall() { }", "[NoInstr] void DoSyscall() { }")]
    [InlineData("NoInstr", "[NoInstr, {|NOINSTR304:AlwaysInline|}] void DoSyscall() { }", "[AlwaysInline] void DoSyscall() { }")]
    [InlineData("AlwaysInline", "[AlwaysInline] [{|NOINSTR304:NoInstr|}] void DoSyscall() { }", "[NoInstr] void DoSyscall() { }")]
    [InlineData("NoInstr", "[AlwaysInline] [{|NOINSTR304:NoInstr|}] void DoSyscall() { }", "[AlwaysInline] void DoSyscall() { }")]
    [InlineData("Instrumentable", "[Obsolete, NoInstr, {|NOINSTR304:Instrumentable|}] int Depth => 0;", "[Obsolete, NoInstr] int Depth => 0;")]
    [InlineData("NoInstr", "[NoInstr, {|NOINSTR304:Instrumentable|}] class Nested { }", "[Instrumentable] class Nested { }")]
    [InlineData("NoInstr", "[NoInstr] partial void Enter(); [{|NOINSTR304:AlwaysInline|}] partial void Enter() { }", "partial void Enter(); [AlwaysInline] partial void Enter() { }")]
    [InlineData("AlwaysInline", "[NoInstr] partial void Enter(); [{|NOINSTR304:AlwaysInline|}] partial void Enter() { }", "[NoInstr] partial void Enter(); partial void Enter() { }")]
    [InlineData("AlwaysInline", "void M() { Exit(); [NoInstr, {|NOINSTR304:AlwaysInline|}] void Exit() { } }", "void M() { Exit(); [NoInstr] void Exit() { } }")]
    [InlineData("Instrumentable", "Action hook = [NoInstr, {|NOINSTR304:Instrumentable|}] () => { };", "Action hook = [NoInstr] () => { };")]
    [InlineData("NoInstr", "[{|NOINSTR304:NoInstr|}] int vector;", "int vector;")]
    [InlineData("NoInstr", "void M([{|NOINSTR304:NoInstr|}] int vector) { }", "void M(int vector) { }")]
    [InlineData("NoInstr", "[return: {|NOINSTR304:NoInstr|}] int M() => 0;", "int M() => 0;")]
    [InlineData("NoInstr", "[{|NOINSTR304:NoInstr|}] event Action? Entered;", "event Action? Entered;")]
    [InlineData("NoInstr", "record Handlers([property: NoInstr] Action Enter, [{|NOINSTR304:NoInstr|}] int Vector);", "record Handlers([property: NoInstr] Action Enter, int Vector);")]
    public Task Region_IsRemoved(string removed, string member, string fixedMember) => VerifyAsync("NoInstr.Remove." + removed, member, fixedMember);

    [Theory]
    [InlineData("[{|NOINSTR304:Requires|}] void Enter() { }", "void Enter() { }")]
    [InlineData("[NoInstr, {|NOINSTR304:Forbids()|}] void Enter() { }", "[NoInstr] void Enter() { }")]
    [InlineData("[Primitive, {|NOINSTR304:Establishes(EntryState.Rcu, \"tracing\")|}] void Enter() { }", "[Primitive] void Enter() { }")]
    [InlineData("[{|NOINSTR304:Ensures(EntryState.Nmi)|}] void Enter() { }", "void Enter() { }")]
    [InlineData("void M([{|NOINSTR304:Forbids|}] Action handler) { }", "void M(Action handler) { }")]
    [InlineData("[{|NOINSTR304:EntryPoint(typeof(int))|}, NoInstr] void Enter() { }", "[NoInstr] void Enter() { }")]
    public Task ListThatIsNone_IsRemoved(string member, string fixedMember) => VerifyAsync("NoInstr.Remove.Reported", member, fixedMember);

    [Theory]
    [InlineData("[NoInstr, {|NOINSTR304:MethodImpl(MethodImplOptions.AggressiveInlining)|}] void Enter() { }", "[NoInstr, MethodImpl(MethodImplOptions.NoInlining)] void Enter() { }")]
    [InlineData("[MethodImpl(MethodImplOptions.AggressiveInlining), {|NOINSTR304:NoInstr|}] void Enter() { }", "[MethodImpl(MethodImplOptions.NoInlining), NoInstr] void Enter() { }")]
    [InlineData(
        "[NoInstr] int Depth { [{|NOINSTR304:MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.NoOptimization)|}] get => 0; }",
        "[NoInstr] int Depth { [MethodImpl(MethodImplOptions.NoOptimization | MethodImplOptions.NoInlining)] get => 0; }")]
    public Task Flag_IsReplaced(string member, string fixedMember) => VerifyAsync("NoInstr.SetNoInlining", member, fixedMember);

    [Theory]
    [InlineData("[NoInstr, {|NOINSTR304:MethodImpl(MethodImplOptions.AggressiveInlining)|}] void Enter() { }", "[NoInstr] void Enter() { }")]
    [InlineData(
        "[NoInstr, {|NOINSTR304:MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.NoOptimization)|}] void Enter() { }",
        "[NoInstr, MethodImpl(MethodImplOptions.NoOptimization)] void Enter() { }")]
    public Task Flag_IsRemoved(string member, string fixedMember) => VerifyAsync("NoInstr.Remove.AggressiveInlining", member, fixedMember);

    /// <summary>What its body does is no objection: that is shown then.</summary>
    [Theory]
    [InlineData("[{|NOINSTR304:EntryPoint|}] void DoNmi() { }", "[NoInstr]\n[EntryPoint] void DoNmi() { }")]
    [InlineData(
        "[{|NOINSTR304:EntryPoint|}] void DoNmi() => Console.Beep();",
        "[NoInstr]\n[EntryPoint] void DoNmi() => Console.{|NOINSTR101:Beep|}();")]
    [InlineData("[{|NOINSTR304:EntryPoint|}, Instrumentable] void DoNmi() { }", "[{|NOINSTR304:EntryPoint|}, Instrumentable] void DoNmi() { }")]
    public Task EntryPoint_IsMarked(string member, string fixedMember) => VerifyAsync("NoInstr.MarkNoInstr", member, fixedMember);

    [Fact]
    public Task Remarks_Stay() => VerifyAsync(
        "NoInstr.Remove.Reported",
        """
        /// <summary>Enters.</summary>
        [{|NOINSTR304:Requires|}] // nothing yet
        void Enter() { }

        [NoInstr]
        [{|NOINSTR304:Forbids|}] // nothing either
        // and no more
        void Exit() { }

        [NoInstr, {|NOINSTR304:Asserts|}/* ? */] void Check() { }

        #if true
        [{|NOINSTR304:Requires|}]
        #endif
        void Leave() { }
        """,
        """
        /// <summary>Enters.</summary>
        // nothing yet
        void Enter() { }

        [NoInstr]
        // nothing either
        // and no more
        void Exit() { }

        [NoInstr, {|NOINSTR304:Asserts|}/* ? */] void Check() { }

        #if true
        #endif
        void Leave() { }
        """);

    [Fact]
    public Task Assembly_CanBeSettled() => new CSharpCodeFixTest<NoInstrAnalyzer, AnnotationFix>
    {
        TestCode = "using NoInstr;\n\n[assembly: NoInstr]\n[assembly: {|NOINSTR304:Instrumentable|}]\n\nclass Entry;\n",
        FixedCode = "using NoInstr;\n\n[assembly: NoInstr]\n\nclass Entry;\n",
        CodeActionEquivalenceKey = "NoInstr.Remove.Instrumentable",
    }.RunAsync();

    private static Task VerifyAsync(string key, string member, string fixedMember) => new CSharpCodeFixTest<NoInstrAnalyzer, AnnotationFix>
    {
        TestCode = With(member),
        FixedCode = With(fixedMember),
        CodeActionEquivalenceKey = key,
    }.RunAsync();

    private static string With(string member) => $$"""
        #pragma warning disable CS0169, CS0649, CS0067, CS0414, CS0612
        using System;
        using System.Runtime.CompilerServices;
        using NoInstr;

        partial class Entry
        {
        {{EntryCode.Indented(member)}}
        }
        """;
}
