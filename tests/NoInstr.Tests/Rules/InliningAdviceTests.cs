namespace NoInstr.Tests.Rules;

/// <summary>305 and 306: what the JIT is told about inlining.</summary>
public class InliningAdviceTests
{
    [Theory]
    [InlineData("[NoInstr] void {|NOINSTR305:DoSyscall|}() { }")]
    [InlineData("[NoInstr] int {|NOINSTR305:DoSyscall|}() => 0;")]
    [InlineData("[NoInstr] {|NOINSTR305:Entry|}(int cpu) { }")]
    [InlineData("[NoInstr] int {|NOINSTR305:Depth|} => 0;")]
    [InlineData("[NoInstr] int {|NOINSTR305:this|}[int cpu] => 0;")]
    [InlineData("[NoInstr] int Depth { {|NOINSTR305:get|} => 0; {|NOINSTR305:set|} { } }")]
    [InlineData("int Depth { [NoInstr] {|NOINSTR305:get|} => 0; set { } }")]
    [InlineData("[NoInstr] event System.Action Written { {|NOINSTR305:add|} { } {|NOINSTR305:remove|} { } }")]
    [InlineData("[NoInstr] public static Entry operator {|NOINSTR305:+|}(Entry a, Entry b) => a;")]
    [InlineData("[NoInstr] public static implicit {|NOINSTR305:operator|} int(Entry a) => 0;")]
    [InlineData("[NoInstr] ~{|NOINSTR305:Entry|}() { }")]
    [InlineData("void M() { Local(); [NoInstr] void {|NOINSTR305:Local|}() { } }")]
    [InlineData("System.Action lambda = [NoInstr] () {|NOINSTR305:=>|} { };")]
    [InlineData("[NoInstr] class Cpu { void {|NOINSTR305:Enter|}() { } class Core { void {|NOINSTR305:Exit|}() { } } }")]
    [InlineData("[NoInstr] struct Cpu { public override string {|NOINSTR305:ToString|}() => null!; }")]
    [InlineData("[NoInstr(Unchecked = true, Justification = \"stub\")] void {|NOINSTR305:DoNmi|}() { }")]
    [InlineData("[NoInstr, MethodImpl(MethodImplOptions.NoOptimization)] void {|NOINSTR305:DoNmi|}() { }")]
    [InlineData("[NoInstr, MethodImpl(MethodImplOptions.Synchronized)] void {|NOINSTR103:{|NOINSTR305:DoNmi|}|}() { }")]
    [InlineData("interface ISource { [NoInstr] void {|NOINSTR305:Read|}() { } }")]
    [InlineData("partial class Cpu { [NoInstr] partial void Enter(); partial void {|NOINSTR305:Enter|}() { } }")]
    public Task NoInstrBodyThatCanBeInlined_IsAdvisedOnTheName(string member) => VerifyAsync(member);

    /// <summary>Beside a finding of the same rule, or the harness leaves the rule out.</summary>
    [Theory]
    [InlineData("[NoInstr, MethodImpl(MethodImplOptions.NoInlining)] void DoSyscall() { }")]
    [InlineData("[NoInstr, MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)] void DoSyscall() { }")]
    [InlineData("[NoInstr, MethodImpl((MethodImplOptions)8)] void DoSyscall() { }")]
    [InlineData("[NoInstr, MethodImpl((short)8)] void DoSyscall() { }")]
    [InlineData("int Depth { [NoInstr, MethodImpl(MethodImplOptions.NoInlining)] get => 0; }")]
    [InlineData("[NoInstr] int Depth { [MethodImpl(MethodImplOptions.NoInlining)] get => 0; [MethodImpl(MethodImplOptions.NoInlining)] set { } }")]
    [InlineData("[NoInstr] int Depth { get; set; }")]
    [InlineData("[NoInstr] record struct Cpu(int Number);")]
    [InlineData("[NoInstr] class Cpu(int number) { int Number { get; } = number; }")]
    [InlineData("[NoInstr] class Cpu { [Instrumentable] void Describe() { } [AlwaysInline] void Enter() { } }")]
    [InlineData("[NoInstr] class Cpu { static readonly int s_count; static Cpu() => s_count = 1; }")]
    [InlineData("[NoInstr] delegate void Handler();")]
    [InlineData("[NoInstr] System.Action handler = null!;")]
    [InlineData("interface ISource { [NoInstr] void Read(); }")]
    [InlineData("abstract class Source { [NoInstr] protected abstract void Read(); }")]
    [InlineData("[NoInstr(Unchecked = true, Justification = \"stub\")] static extern void Entry64();")]
    [InlineData("[NoInstr, System.Runtime.InteropServices.UnmanagedCallersOnly] static void DoMachineCheck() { }")]
    [InlineData("[NoInstr, {|NOINSTR304:MethodImpl(MethodImplOptions.AggressiveInlining)|}] void DoSyscall() { }")]
    [InlineData("void M() { Local(); [NoInstr, MethodImpl(MethodImplOptions.NoInlining)] void Local() { } }")]
    [InlineData("System.Action lambda = [NoInstr, MethodImpl(MethodImplOptions.NoInlining)] () => { };")]
    [InlineData("partial class Cpu { [NoInstr] partial void Enter(); [MethodImpl(MethodImplOptions.NoInlining)] partial void Enter() { } }")]
    [InlineData("partial class Cpu { [NoInstr, MethodImpl(MethodImplOptions.NoInlining)] partial void Enter(); partial void Enter() { } }")]
    [InlineData("partial class Cpu { [NoInstr] partial void Enter(); }")]
    [InlineData("void TraceSysEnter() { }")]
    public Task WhatCannotBeInlined_IsNotAdvised(string member) => VerifyAsync("[NoInstr] void {|NOINSTR305:Advised|}() { } " + member);

    [Theory]
    [InlineData("[AlwaysInline] void {|NOINSTR306:ExitWork|}() { }")]
    [InlineData("[AlwaysInline] {|NOINSTR306:Entry|}(int cpu) { }")]
    [InlineData("int Depth { [AlwaysInline] {|NOINSTR306:get|} => 0; [AlwaysInline] {|NOINSTR306:set|} { } }")]
    [InlineData("[AlwaysInline] public static Entry operator {|NOINSTR306:-|}(Entry a) => a;")]
    [InlineData("[AlwaysInline] public static explicit {|NOINSTR306:operator|} int(Entry a) => 0;")]
    [InlineData("void M() { Local(); [AlwaysInline] void {|NOINSTR306:Local|}() { } }")]
    [InlineData("[AlwaysInline, MethodImpl(MethodImplOptions.NoInlining)] void {|NOINSTR306:ExitWork|}() { }")]
    [InlineData("[AlwaysInline, MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveInlining)] void {|NOINSTR306:ExitWork|}() { }")]
    [InlineData("[AlwaysInline, MethodImpl(MethodImplOptions.AggressiveOptimization)] void {|NOINSTR306:ExitWork|}() { }")]
    [InlineData("[NoInstr] class Cpu { [AlwaysInline] void {|NOINSTR306:Enter|}() { } }")]
    [InlineData("struct Cpu { [AlwaysInline] public override string {|NOINSTR306:ToString|}() => null!; }")]
    [InlineData("class Cpu : System.Exception { [AlwaysInline] public sealed override string {|NOINSTR306:ToString|}() => null!; }")]
    [InlineData("partial class Cpu { [AlwaysInline] partial void Enter(); partial void {|NOINSTR306:Enter|}() { } }")]
    public Task HelperThatMayStayAMethod_IsAdvisedOnTheName(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("[AlwaysInline, MethodImpl(MethodImplOptions.AggressiveInlining)] void ExitWork() { }")]
    [InlineData("[AlwaysInline, MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)] void ExitWork() { }")]
    [InlineData("[AlwaysInline, MethodImpl(256)] void ExitWork() { }")]
    [InlineData("int Depth { [AlwaysInline] get; set; }")]
    [InlineData("int Depth { [AlwaysInline, MethodImpl(MethodImplOptions.AggressiveInlining)] get => 0; }")]
    [InlineData("[AlwaysInline] static extern void {|NOINSTR307:Halt|}();")]
    [InlineData("[AlwaysInline] protected virtual void {|NOINSTR307:Halt|}() { }")]
    [InlineData("[AlwaysInline] async void {|NOINSTR307:Drain|}() => await System.Threading.Tasks.Task.Yield();")]
    [InlineData("void M() { Local(); [AlwaysInline, MethodImpl(MethodImplOptions.AggressiveInlining)] void Local() { } }")]
    [InlineData("void M() { Local(); void Local() { } }")]
    [InlineData("[MethodImpl(MethodImplOptions.NoInlining)] void TraceSysExit() { }")]
    [InlineData("partial class Cpu { [AlwaysInline] partial void Enter(); [MethodImpl(MethodImplOptions.AggressiveInlining)] partial void Enter() { } }")]
    public Task HelperThatIsInlinedOrCannotBe_IsNotAdvised(string member) => VerifyAsync("[AlwaysInline] void {|NOINSTR306:Advised|}() { } " + member);

    private static Task VerifyAsync(string member)
    {
        var test = new Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>
        {
            TestCode = $$"""
                #nullable enable
                #pragma warning disable CS0169, CS0649, CS0414, CS8321, CS0626, CS9113
                using NoInstr;
                using System.Runtime.CompilerServices;

                partial class Entry
                {
                    {{member}}
                }
                """,
        };
        return test.RunAsync();
    }
}
