using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>307: always-inline methods that are called all the same.</summary>
public class CannotInlineTests
{
    [Theory]
    [InlineData("[AlwaysInline] public virtual void {|NOINSTR307:EnterIdle|}() { }")]
    [InlineData("[AlwaysInline] public override string {|NOINSTR307:ToString|}() => \"\";")]
    [InlineData("[AlwaysInline] static extern void {|NOINSTR307:Halt|}();")]
    [InlineData("[AlwaysInline] async System.Threading.Tasks.Task {|NOINSTR307:Drain|}() => await System.Threading.Tasks.Task.Yield();")]
    [InlineData("[AlwaysInline] System.Collections.Generic.IEnumerable<int> {|NOINSTR307:Vectors|}() { yield return 1; }")]
    [InlineData("[AlwaysInline, System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] void {|NOINSTR307:Drain|}() { }")]
    [InlineData("[AlwaysInline] ~{|NOINSTR307:Entry|}() { }")]
    [InlineData("[AlwaysInline] static {|NOINSTR307:Entry|}() { }")]
    [InlineData("System.Action lambda = [AlwaysInline] () {|NOINSTR307:=>|} { };")]
    [InlineData("void M() { Local(); [AlwaysInline] async void {|NOINSTR307:Local|}() => await System.Threading.Tasks.Task.Yield(); }")]
    [InlineData("public virtual int Depth { [AlwaysInline] {|NOINSTR307:get|} => 0; [AlwaysInline] {|NOINSTR307:set|} { } }")]
    [InlineData("abstract class Source { [AlwaysInline] protected abstract void {|NOINSTR307:Read|}(); }")]
    [InlineData("abstract class Source { protected abstract int Depth { [AlwaysInline] {|NOINSTR307:get|}; } }")]
    [InlineData("interface ISource { [AlwaysInline] void {|NOINSTR307:Read|}(); }")]
    [InlineData("interface ISource { [AlwaysInline] void {|NOINSTR307:Read|}() { } }")]
    [InlineData("interface ISource { [AlwaysInline] static abstract void {|NOINSTR307:Read|}(); }")]
    [InlineData("interface ISource { void Read(); int Level { get; set; } } class Tracer : ISource { [AlwaysInline] void ISource.{|NOINSTR307:Read|}() { } int ISource.Level { [AlwaysInline] {|NOINSTR307:get|} => 0; set { } } }")]
    [InlineData("interface ISource { void Read() { } } interface ICoarse : ISource { [AlwaysInline] void ISource.{|NOINSTR307:Read|}() { } }")]
    [InlineData("interface ISource { static abstract void Read(); } struct Tracer : ISource { [AlwaysInline] static void ISource.{|NOINSTR307:Read|}() { } }")]
    [InlineData("partial class Cpu { [AlwaysInline] partial void Drain(); async partial void {|NOINSTR307:Drain|}() => await System.Threading.Tasks.Task.Yield(); }")]
    public Task WhatHasNoOneBodyAtTheCall_IsReportedOnTheName(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("[AlwaysInline] void EnterIdle() { }")]
    [InlineData("[AlwaysInline] Entry(int cpu) { }")]
    [InlineData("[AlwaysInline] public sealed override string ToString() => \"\";")]
    [InlineData("sealed class Cpu { [AlwaysInline] public override string ToString() => \"\"; }")]
    [InlineData("struct Cpu { [AlwaysInline] public override string ToString() => \"\"; }")]
    [InlineData("interface ISource { void Read(); } class Tracer : ISource { [AlwaysInline] public void Read() { } }")]
    [InlineData("interface ISource { [AlwaysInline] sealed void Read() { } [AlwaysInline] static void Drain() { } [AlwaysInline] private void Skip() { } }")]
    [InlineData("void M() { Local(); [AlwaysInline] void Local() { } }")]
    [InlineData("[AlwaysInline] System.Collections.Generic.IEnumerable<int> Vectors() => [];")]
    [InlineData("[AlwaysInline] System.Threading.Tasks.Task Drain() => System.Threading.Tasks.Task.CompletedTask;")]
    [InlineData("[AlwaysInline] System.Collections.Generic.IEnumerable<int> Vectors() { return Local(); System.Collections.Generic.IEnumerable<int> Local() { yield return 1; } }")]
    [InlineData("public virtual void EnterIdle() { } async void Drain() => await System.Threading.Tasks.Task.Yield();")]
    public Task PlainMethod_CanBeInlined(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("[AlwaysInline] void Drain(int n) { if (n > 0) {|NOINSTR307:Drain|}(n - 1); }")]
    [InlineData("[AlwaysInline] void Drain(int n) { if (n > 0) {|NOINSTR307:Drain|}(n - 1); if (n > 1) this.{|NOINSTR307:Drain|}(n - 2); }")]
    [InlineData("[AlwaysInline] void Enter(int n) => {|NOINSTR307:Nest|}(n); [AlwaysInline] void Nest(int n) => {|NOINSTR307:Enter|}(n);")]
    [InlineData("[AlwaysInline] void A() => {|NOINSTR307:B|}(); [AlwaysInline] void B() => {|NOINSTR307:C|}(); [AlwaysInline] void C() => {|NOINSTR307:A|}();")]
    [InlineData("[AlwaysInline] void Drain<T>() => {|NOINSTR307:Drain|}<T[]>();")]
    [InlineData("int Depth { [AlwaysInline] get => {|NOINSTR307:Depth|} + 1; }")]
    [InlineData("int Depth { [AlwaysInline] get { {|NOINSTR307:Depth|} = 1; return 0; } [AlwaysInline] set => _ = {|NOINSTR307:Depth|}; }")]
    [InlineData("[AlwaysInline] public static Entry operator +(Entry a, Entry b) => b {|NOINSTR307:+|} a;")]
    [InlineData("[AlwaysInline] public static implicit operator int(Entry a) => {|NOINSTR307:a|};")]
    [InlineData("[AlwaysInline] void Drain(int n) { Local(); void Local() { if (n > 0) {|NOINSTR307:Drain|}(n - 1); } }")]
    [InlineData("void M() { Local(3); [AlwaysInline] void Local(int n) { if (n > 0) {|NOINSTR307:Local|}(n - 1); } }")]
    public Task Recursion_IsReportedOnEachCallThatLeadsBack(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("[AlwaysInline] void Leaf() { } [AlwaysInline] void Twice() { Leaf(); Leaf(); } [AlwaysInline] void Enter() { Twice(); Leaf(); }")]
    [InlineData("[AlwaysInline] void Step(int n) => Drain(n - 1); [NoInstr] void Drain(int n) { if (n > 0) Step(n); }")]
    [InlineData("[AlwaysInline] void Step(int n) => Drain(n - 1); void Drain(int n) { if (n > 0) Step(n); }")]
    [InlineData("[AlwaysInline] void Step(int n) { Local(n); void Local(int m) { if (m > 0) Local(m - 1); } }")]
    [InlineData("[AlwaysInline] void Enter() { } [AlwaysInline] void Drain(int n) { Enter(); if (n > 0) {|NOINSTR307:Drain|}(n - 1); } [AlwaysInline] void Exit() { Drain(3); }")]
    [InlineData("[AlwaysInline] void Drain(int n) { } [AlwaysInline] void Drain(long n) { Drain((int)n); }")]
    [InlineData("[AlwaysInline] void Step() { System.Action later = () => Step(); }")]
    [InlineData("void Drain(int n) { if (n > 0) Drain(n - 1); }")]
    public Task CallsThatEnd_AreNoRecursion(string member) => VerifyAsync(member);

    /// <summary>gcc compiles the address of an always-inline function as a function of its own, and objtool judges a call through it as dynamic.</summary>
    [Theory]
    [InlineData("System.Action hook = {|NOINSTR307:ExitWork|};")]
    [InlineData("System.Action Hook { get; } = {|NOINSTR307:ExitWork|};")]
    [InlineData("System.Action Hook => {|NOINSTR307:ExitWork|};")]
    [InlineData("static System.Action hook = Entry.{|NOINSTR307:ExitWork|};")]
    [InlineData("void M() { System.Action hook = new System.Action({|NOINSTR307:ExitWork|}); }")]
    [InlineData("void M() { var hook = {|NOINSTR307:ExitWork|}; }")]
    [InlineData("void M() { object hook = (System.Action){|NOINSTR307:ExitWork|}; }")]
    [InlineData("void M() => Register({|NOINSTR307:ExitWork|});")]
    [InlineData("void M() { System.Action[] table = [{|NOINSTR307:ExitWork|}, null!, {|NOINSTR307:ExitWork|}]; }")]
    [InlineData("void M(bool user) { System.Action hook = user ? {|NOINSTR307:ExitWork|} : TraceSysExit; }")]
    [InlineData("event System.Action Exited; void M() { Exited += {|NOINSTR307:ExitWork|}; Exited -= {|NOINSTR307:ExitWork|}; }")]
    [InlineData("unsafe void M() { delegate*<void> hook = &{|NOINSTR307:ExitWork|}; }")]
    [InlineData("System.Action M() { return Local(); System.Action Local() => {|NOINSTR307:ExitWork|}; }")]
    [InlineData("System.Func<System.Action> hook = () => {|NOINSTR307:ExitWork|};")]
    [InlineData("System.Func<int, int> same = {|NOINSTR307:Same|};")]
    [InlineData("System.Func<int, int> same = {|NOINSTR307:Same|}<int>;")]
    [InlineData("System.Action hook = null!; void M(Entry other) => hook = other.{|NOINSTR307:OnCpu|};")]
    [InlineData("System.Action hook = null!; void M(Entry other) => hook = other.{|NOINSTR307:Extension|};")]
    [InlineData("void M() { System.Action hook = {|NOINSTR307:Local|}; [AlwaysInline] void Local() { } }")]
    [InlineData("[NoInstr] void M() { System.Action hook = {|NOINSTR307:{|NOINSTR104:ExitWork|}|}; {|NOINSTR102:hook|}(); }")]
    [InlineData("void M() { System.Action hook = Elsewhere.{|NOINSTR307:Reset|}; }")]
    public Task UseAsTarget_IsReportedOnTheUse(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("System.Action hook = () => ExitWork();")]
    [InlineData("System.Action hook = TraceSysExit;")]
    [InlineData("System.Action hook = RunExitWork; static void RunExitWork() => ExitWork();")]
    [InlineData("string name = nameof(ExitWork) + nameof(Entry.ExitWork);")]
    [InlineData("void M() { ExitWork(); Entry.ExitWork(); Same(3); Same<int>(3); this?.OnCpu(); }")]
    [InlineData("/// <see cref=\"ExitWork\"/>\nvoid M() { }")]
    [InlineData("void M() { var ExitWork = 3; Register(null!, ExitWork); }")]
    [InlineData("void M(Cpu cpu) => Register(null!, cpu.ExitWork);")]
    [InlineData("System.Linq.Expressions.Expression<System.Action> tree = () => ExitWork();")]
    [InlineData("System.Reflection.MethodInfo method = typeof(Entry).GetMethod(\"ExitWork\")!;")]
    public Task CallOrName_IsNoUse(string member) => VerifyAsync(member);

    [Fact]
    public async Task AliasOfTheAttribute_HidesNoUse()
    {
        var test = new Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>();
        test.TestState.Sources.Add("global using Inline = NoInstr.AlwaysInlineAttribute;");
        test.TestState.Sources.Add("static class Entry { [Inline] public static void ExitWork() { } }");
        test.TestState.Sources.Add("static class Hooks { static readonly System.Action s_exit = Entry.{|NOINSTR307:ExitWork|}; }");
        await test.RunAsync();
    }

    [Theory]
    [MemberData(nameof(Verifiers.ProjectReferenceKinds.All), MemberType = typeof(Verifiers.ProjectReferenceKinds))]
    public async Task HelperOfAnotherAssembly_IsFoundByItsSymbol(Verifiers.ProjectReferenceKind kind)
    {
        var test = new Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>
        {
            ProjectReferenceKind = kind,
            TestCode = "static class Hooks { static readonly System.Action s_exit = Entry.{|NOINSTR307:ExitWork|}; static void M() => Entry.ExitWork(); }",
        };
        test.TestState.AdditionalProjects["Kernel"].Sources.Add("public static class Entry { [NoInstr.AlwaysInline] public static void ExitWork() { } }");
        test.TestState.AdditionalProjectReferences.Add("Kernel");
        await test.RunAsync();
    }

    [Fact]
    public Task Messages_NameTheMembersAndTheRepair() => Verify.VerifyAnalyzerAsync(
        """
        using NoInstr;
        class Entry
        {
            [AlwaysInline] public virtual void {|#0:ExitWork|}() { }
            [AlwaysInline] void Enter(int n) => {|#1:Nest|}(n);
            [AlwaysInline] void Nest(int n) => {|#2:Enter|}(n);
            [AlwaysInline] void Drain(int n) { if (n > 0) {|#3:Drain|}(n - 1); }
            [AlwaysInline] static void Halt() { }
            System.Action hook = {|#4:Halt|};
        }
        interface ISource { void Read(); }
        class Tracer : ISource { [AlwaysInline] void ISource.{|#5:Read|}() { } }
        """,
        At(5, "'Tracer.Read' is [AlwaysInline], but is virtual, because it is called by the interface member that it implements, so its body cannot be a part of its callers. Mark it [NoInstr] instead, or make it a plain method."),
        At(0, "'Entry.ExitWork' is [AlwaysInline], but is virtual, so its body cannot be a part of its callers. Mark it [NoInstr] instead, or make it a plain method."),
        At(1, "'Entry.Nest' is [AlwaysInline], but this call leads back to 'Entry.Enter', so neither can be a part of its callers. Use a loop, or mark one of them [NoInstr]."),
        At(2, "'Entry.Enter' is [AlwaysInline], but this call leads back to 'Entry.Nest', so neither can be a part of its callers. Use a loop, or mark one of them [NoInstr]."),
        At(3, "'Entry.Drain' is [AlwaysInline], but calls itself here, so it cannot be a part of its callers. Use a loop, or mark one of them [NoInstr]."),
        At(4, "'Entry.Halt' is [AlwaysInline], but is the target of a delegate here, so it is called and cannot be a part of its caller. Use a method that calls it, or mark it [NoInstr] instead."));

    private static Verifiers.DiagnosticResult At(int location, string message) => Verify.Diagnostic("NOINSTR307").WithLocation(location).WithMessage(message);

    private static Task VerifyAsync(string member)
    {
        var test = new Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>();
        test.TestState.Sources.Add($$"""
            #nullable enable annotations
            #pragma warning disable CS0169, CS0649, CS0414, CS8321, CS0626, CS0219, CS0067
            using NoInstr;

            partial class Entry
            {
                {{member}}
            }
            """);
        test.TestState.Sources.Add("""
            using NoInstr;

            partial class Entry
            {
                [AlwaysInline] static void ExitWork() { }
                [AlwaysInline] static T Same<T>(T value) => value;
                [AlwaysInline] void OnCpu() { }
                static void TraceSysExit() { }
                static void Register(System.Action hook, int order = 0) { }
            }

            class Cpu { public int ExitWork; }

            static class Elsewhere
            {
                [AlwaysInline] public static void Reset() { }
                [AlwaysInline] public static void Extension(this Entry entry) { }
            }
            """);
        return test.RunAsync();
    }
}
