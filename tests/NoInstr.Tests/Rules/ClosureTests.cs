using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>104 for closures: allocated on entry of the block that declares the captured variable, shown at the lambda.</summary>
public class ClosureTests
{
    [Theory]
    [InlineData("Func<int> read = () {|NOINSTR104:=>|} cpu;")]
    [InlineData("Begin(); Func<int> read = () {|NOINSTR104:=>|} cpu; End();")]
    [InlineData("Begin(); Func<int> read = {|NOINSTR104:delegate|} { return cpu; }; End();")]
    [InlineData("Begin(); Func<int> one = () {|NOINSTR104:=>|} cpu, two = () {|NOINSTR104:=>|} cpu; End();")]
    [InlineData("if (user) { Begin(); Func<int> read = () {|NOINSTR104:=>|} cpu; End(); }")]
    [InlineData("Begin(); Func<Func<int>> read = () {|NOINSTR104:=>|} () => cpu; End();")]
    [InlineData("Begin(); Func<int> read = [NoInstr] () {|NOINSTR104:=>|} cpu; End();")]
    [InlineData("Begin(); Expression<Func<int>> tree = () {|NOINSTR104:=>|} cpu; End();")]
    [InlineData("Begin(); _ = from v in irqs {|NOINSTR104:where|} v == cpu select v; End();")]
    [InlineData("if (false) { Func<int> read = () => cpu; }")]
    public Task Parameter_IsCapturedAtTheEntry(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var number = 1; Begin(); Func<int> read = () {|NOINSTR104:=>|} number; End();")]
    [InlineData("Begin(); var number = 1; Func<int> read = () {|NOINSTR104:=>|} number; End();")]
    [InlineData("using var scope = Open(); var number = 1; Func<int> read = () {|NOINSTR104:=>|} number;")]
    [InlineData("if (user) { var number = 2; Begin(); Func<int> read = () {|NOINSTR104:=>|} number; End(); }")]
    [InlineData("switch (cpu) { case 1: var number = 2; Begin(); Func<int> read = () {|NOINSTR104:=>|} number; End(); break; }")]
    [InlineData("Begin(); if (box is int number) { Func<int> read = () {|NOINSTR104:=>|} number; } End();")]
    [InlineData("Begin(); Try(out var number); Func<int> read = () {|NOINSTR104:=>|} number; End();")]
    [InlineData("Begin(); { var number = 1; Func<int> read = () => number; } End();")]
    [InlineData("using (Open()) { var number = 1; Func<int> read = () => number; }")]
    [InlineData("Begin(); try { } catch (Exception e) { Func<object> read = () => e; } End();")]
    [InlineData("Begin(); const int number = 2; Func<int> read = () => number; End();")]
    public Task Local_IsCapturedAtTheEntryOfItsBlock(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("foreach (var irq in irqs) { Begin(); Func<int> read = () {|NOINSTR104:=>|} irq; End(); }")]
    [InlineData("for (var i = 0; i < 3; i++) { Begin(); Func<int> read = () {|NOINSTR104:=>|} i; End(); }")]
    [InlineData("Begin(); foreach (var irq in irqs) { Func<int> read = () => irq; } End();")]
    [InlineData("Begin(); for (var i = 0; i < 3; i++) { Func<int> read = () => i; } End();")]
    [InlineData("Begin(); while (user) { var number = cpu; Func<int> read = () => number; } End();")]
    public Task LoopVariable_IsCapturedByTheLoop(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("Begin(); Func<int> read = () => field; End();")]
    [InlineData("Begin(); Func<int> read = () => 1; End();")]
    [InlineData("Begin(); Func<int, Func<int>> read = number => () => number; End();")]
    [InlineData("Begin(); Action run = () => { var number = 1; Func<int> read = () => number; }; End();")]
    [InlineData("Begin(); Func<string> name = () => nameof(cpu); End();")]
    [InlineData("Func<int> read = () {|NOINSTR104:=>|} field;")]
    public Task NoVariable_NoClosure(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("_ = Local(); int Local() => cpu;")]
    [InlineData("Begin(); Func<int> read = {|NOINSTR104:Local|}; End(); int Local() => cpu;")]
    [InlineData("Begin(); Func<int> read = () {|NOINSTR104:=>|} Local(); End(); int Local() => cpu;")]
    [InlineData("Local(); void Local() { Begin(); Func<int> read = () {|NOINSTR104:=>|} cpu; End(); }")]
    [InlineData("Begin(); Local(); End(); void Local() { Func<int> read = () {|NOINSTR104:=>|} cpu; }")]
    [InlineData("Begin(); Local(); End(); void Local() { Inner(); void Inner() { Func<int> read = {|NOINSTR104:Read|}; int Read() => cpu; } }")]
    [InlineData("Local(); void Local() { var number = 1; Begin(); Func<int> read = () {|NOINSTR104:=>|} number; End(); }")]
    [InlineData("Begin(); Local(); End(); void Local() { var number = 1; Func<int> read = () => number; }")]
    [InlineData("Begin(); Local(1); End(); void Local(int number) { Func<int> read = () => number; }")]
    public Task LocalFunction_IsPartOfTheBodyAroundIt(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("[NoInstr] Entry(int cpu) { Begin(); Func<int> read = () {|NOINSTR104:=>|} cpu; End(); }")]
    [InlineData("int Cpu { [NoInstr] set { Begin(); Func<int> read = () {|NOINSTR104:=>|} value; End(); } }")]
    [InlineData("[AlwaysInline] void Helper(int cpu) { Begin(); Func<int> read = () => cpu; End(); } [NoInstr] void Root() { {|NOINSTR104:Helper|}(1); Begin(); {|NOINSTR204:Helper|}(2); End(); }")]
    [InlineData("void Log(int cpu) { Local(); [NoInstr] void Local() { Begin(); Func<int> read = () => cpu; End(); } }")]
    public Task OtherBodies_AllocateForTheirOwnVariables(string member) => VerifyMemberAsync(member);

    /// <summary>A parameter of the header that only initialisers use is captured like a variable; one that a member uses is a field.</summary>
    [Theory]
    [InlineData("[NoInstr] class Cpu(int id) { Func<int> read = () {|NOINSTR104:=>|} id; }")]
    [InlineData("[NoInstr] class Cpu(int id) { Func<int> Read { get; } = () {|NOINSTR104:=>|} id; }")]
    public Task HeaderParameter_IsCapturedByAnInitialiser(string type) => VerifyMemberAsync(type);

    [Fact]
    public Task HeaderParameter_ThatAMemberUses_IsAField() => VerifyMemberAsync(
        "[NoInstr] class Cpu(int id) { Func<int> read = () {|#0:=>|} id; int Id() => id; }",
        Verify.Diagnostic("NOINSTR104").WithLocation(0).WithMessage(
            "'Entry.Cpu.read' is noinstr, but allocates a delegate of type 'Func<int>' outside of an instrumentation scope. An allocation runs the garbage collector's code, which may be traced. Allocate it beforehand, or wrap the statement in InstrumentationScope.Begin() and End()."));

    /// <summary>Nobody declared <c>args</c>: it has no place in the source.</summary>
    [Fact]
    public Task TopLevelArguments_AreCapturedAtTheEntry() => new CSharpAnalyzerTest<Analyzers.NoInstrAnalyzer>
    {
        TestCode = "using System; using NoInstr; [assembly: NoInstr] InstrumentationScope.Begin(); Func<int> read = () {|NOINSTR104:=>|} args.Length; InstrumentationScope.End();",
        TestState = { OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication },
    }.RunAsync();

    [Fact]
    public Task Finding_NamesTheVariable() => VerifyAsync(
        "Begin(); Func<int> read = () {|#0:=>|} cpu; End();",
        Verify.Diagnostic("NOINSTR104").WithLocation(0).WithMessage(
            "'Entry.M' is noinstr, but allocates a closure for the captured variable 'cpu' outside of an instrumentation scope. An allocation runs the garbage collector's code, which may be traced. The closure comes to be where the variable's block is entered: open an instrumentation scope before that block, or pass the value as an argument instead."));

    private static Task VerifyAsync(string body, params DiagnosticResult[] expected) =>
        VerifyMemberAsync($$"""[NoInstr] void M(bool user, int cpu, int[] irqs, object box) { {{body}} }""", expected);

    private static Task VerifyMemberAsync(string member, params DiagnosticResult[] expected) => Verify.VerifyAnalyzerAsync($$"""
        #pragma warning disable CS0162, CS0168, CS0219, CS8321, CS0649
        using System;
        using System.Linq;
        using System.Linq.Expressions;
        using NoInstr;
        using static NoInstr.InstrumentationScope;

        class Entry
        {
            int field;

            {{member}}

            [NoInstr] static void Try(out int number) => number = 1;
        }
        """, expected);
}
