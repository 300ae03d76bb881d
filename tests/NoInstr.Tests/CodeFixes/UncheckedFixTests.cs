using NoInstr.Analyzers;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>309 and 310: what is trusted unseen says why, or is looked at.</summary>
public class UncheckedFixTests
{
    private const string NoBody = "Unchecked = true, Justification = \"extern: there is no body to verify\"";
    private const string ToDo = "Unchecked = true, Justification = \"TODO: say why the body may be trusted unseen\"";

    [Theory]
    [InlineData("[{|NOINSTR309:NoInstr|}] [DllImport(\"entry\")] static extern void Halt();", "[NoInstr(" + NoBody + ")] [DllImport(\"entry\")] static extern void Halt();")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = false)|}] [DllImport(\"entry\")] static extern void Halt();", "[NoInstr(" + NoBody + ")] [DllImport(\"entry\")] static extern void Halt();")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true)|}] [DllImport(\"entry\")] static extern void Halt();", "[NoInstr(" + NoBody + ")] [DllImport(\"entry\")] static extern void Halt();")]
    [InlineData("[{|NOINSTR309:NoInstr|}] static extern int Cr2 { [DllImport(\"entry\")] get; }", "[NoInstr(" + NoBody + ")] static extern int Cr2 { [DllImport(\"entry\")] get; }")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true)|}] void Switch() => Call();", "[NoInstr(" + ToDo + ")] void Switch() => Call();")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true, Justification = \" \")|}] void Switch() => Call();", "[NoInstr(" + ToDo + ")] void Switch() => Call();")]
    [InlineData("[{|NOINSTR309:NoInstr(Justification = null /* so far */, Unchecked = true)|}] class Stubs;", "[NoInstr(Justification = \"TODO: say why the body may be trusted unseen\" /* so far */, Unchecked = true)] class Stubs;")]
    public Task Trust_IsJustified(string member, string fixedMember) => VerifyAsync("NoInstr.Justify", member, fixedMember);

    [Fact]
    public Task ExternThatTheTypeCovers_SaysItItself() => VerifyAsync(
        "NoInstr.Justify",
        """
        [NoInstr]
        class Registers
        {
            /// <summary>The faulting address.</summary>
            [DllImport("entry")]
            public static extern int {|NOINSTR309:ReadCr2|}();
        }
        """,
        $"""
        [NoInstr]
        class Registers
        {"{"}
            /// <summary>The faulting address.</summary>
            [NoInstr({NoBody})]
            [DllImport("entry")]
            public static extern int ReadCr2();
        {"}"}
        """);

    [Theory]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true)|}] void Switch() { }", "[NoInstr] void Switch() { }")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true)|}] void Switch() => Call();", null)]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true)|}] [DllImport(\"entry\")] static extern void Halt();", null)]
    [InlineData("[{|NOINSTR310:NoInstr(Unchecked = true, Justification = \"Moves the stack pointer.\")|}] void Switch() { }", "[NoInstr] void Switch() { }")]
    [InlineData("[Obsolete, {|NOINSTR310:NoInstr(Unchecked = true, Justification = \"Reads a field.\")|}] int Depth => 0;", "[Obsolete, NoInstr] int Depth => 0;")]
    [InlineData("[{|NOINSTR310:NoInstr(Unchecked = true, Justification = \"Audited.\" /* by whom? */)|}] void Switch() { }", null)]
    [InlineData("void M() { Exit(); [{|NOINSTR310:NoInstr(Unchecked = true, Justification = \"Short.\")|}] void Exit() { } }", "void M() { Exit(); [NoInstr] void Exit() { } }")]
    public Task TrustThatIsNotNeeded_IsRemoved(string member, string? fixedMember) => VerifyAsync("NoInstr.Remove.Unchecked", member, fixedMember ?? member);

    private static Task VerifyAsync(string key, string member, string fixedMember) => new CSharpCodeFixTest<NoInstrAnalyzer, AnnotationFix>
    {
        TestCode = With(member),
        FixedCode = With(fixedMember),
        CodeActionEquivalenceKey = key,
    }.RunAsync();

    private static string With(string member) => $$"""
        using System;
        using System.Runtime.InteropServices;
        using NoInstr;

        class Stack
        {
        {{EntryCode.Indented(member)}}

            static void Call() { }
        }
        """;
}
