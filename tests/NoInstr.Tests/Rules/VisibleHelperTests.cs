using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>308: what callers in other assemblies cannot verify, because they see no body.</summary>
public class VisibleHelperTests
{
    /// <summary>FEA says "no definition in this translation unit" at such a caller; objtool sees each copy, because the body stands in a header.</summary>
    [Theory]
    [InlineData("[AlwaysInline] public void ExitWork() { {|NOINSTR308:Trace|}(); }")]
    [InlineData("[AlwaysInline] public void ExitWork() => {|NOINSTR308:Trace|}();")]
    [InlineData("[AlwaysInline] protected void ExitWork() => {|NOINSTR308:Trace|}();")]
    [InlineData("[AlwaysInline] protected internal void ExitWork() => {|NOINSTR308:Trace|}();")]
    [InlineData("[AlwaysInline] public void ExitWork() { {|NOINSTR308:Trace|}(); Enter(); {|NOINSTR308:Trace|}(); }")]
    [InlineData("[AlwaysInline] public void ExitWork() { Begin(); Trace(); End(); {|NOINSTR308:Trace|}(); }")]
    [InlineData("[AlwaysInline] public void ExitWork() { if (Next()) {|NOINSTR308:Trace|}(); }")]
    [InlineData("[AlwaysInline] public void ExitWork(bool user) { if (user) {|NOINSTR308:Trace|}(); }")]
    [InlineData("[AlwaysInline] public void ExitWork(bool user) { if (user) Begin(); {|NOINSTR308:Trace|}(); if (user) End(); }")]
    [InlineData("[AlwaysInline] public void CpuIdleEnter() { End(); {|NOINSTR308:Trace|}(); Begin(); }")]
    [InlineData("[AlwaysInline] public void CpuIdleEnter() { End(); Enter(); Begin(); {|NOINSTR308:Trace|}(); }")]
    [InlineData("[AlwaysInline] public Entry(int cpu) { {|NOINSTR308:Trace|}(); }")]
    [InlineData("public int Depth { [AlwaysInline] get { {|NOINSTR308:Trace|}(); return 0; } }")]
    [InlineData("public int Depth { get => 0; [AlwaysInline] protected set => {|NOINSTR308:Trace|}(); }")]
    [InlineData("[AlwaysInline] public static Entry operator +(Entry a, Entry b) { b.{|NOINSTR308:Trace|}(); return a; }")]
    [InlineData("[AlwaysInline] public object ExitWork() => {|NOINSTR308:new|} object();")]
    [InlineData("[AlwaysInline] public void ExitWork() => {|NOINSTR308:throw|} null!;")]
    [InlineData("[AlwaysInline] public void ExitWork(System.Action hook) => {|NOINSTR308:hook|}();")]
    [InlineData("[AlwaysInline] public void ExitWork(System.IDisposable hook) { {|NOINSTR308:using|} (hook) { } }")]
    [InlineData("[AlwaysInline] public void ExitWork(int level) { {|NOINSTR308:lock|} (this) { } }")]
    [InlineData("[AlwaysInline] public void ExitWork() => {|NOINSTR308:Hidden|}();")]
    [InlineData("[AlwaysInline] public void ExitWork() => {|NOINSTR308:Outer|}();")]
    [InlineData("[AlwaysInline] public void ExitWork() { Local(); void Local() => {|NOINSTR308:Trace|}(); }")]
    [InlineData("[AlwaysInline] public void ExitWork() { Begin(); Local(); End(); Local(); void Local() { Deep(); void Deep() => {|NOINSTR308:Trace|}(); } }")]
    [InlineData("[AlwaysInline] public void Drain(int n) { {|NOINSTR308:Trace|}(); if (n > 0) {|NOINSTR308:{|NOINSTR307:Drain|}|}(n - 1); }")]
    [InlineData("public class Cpu { [AlwaysInline] public void ExitWork(Entry entry) => entry.{|NOINSTR308:Trace|}(); }")]
    [InlineData("public interface ISource { [AlwaysInline] sealed void Read(Entry entry) => entry.{|NOINSTR308:Trace|}(); }")]
    [InlineData("[AlwaysInline] public virtual void {|NOINSTR307:ExitWork|}() => {|NOINSTR308:Trace|}();")]
    [InlineData("[method: AlwaysInline] public class {|NOINSTR308:Cpu|}(int number) { int Depth { get; } = number + Count(); }")]
    [InlineData("[method: AlwaysInline] public struct {|NOINSTR308:Cpu|}(int number) { int _depth = number + Count(); }")]
    [InlineData("[method: AlwaysInline] public class {|NOINSTR308:Cpu|}(int number) : System.Exception { }")]
    [InlineData("[method: AlwaysInline] public class Cpu(int number) : Base({|NOINSTR308:Count|}()) { int Depth { get; } = number; } public class Base { [NoInstr] public Base(int n) { } }")]
    [InlineData("public struct Cpu { int _depth = {|NOINSTR101:Count|}(); [NoInstr] public Cpu(int number) { } }")]
    public Task WhatARegionMustNotDo_IsReportedOnTheCall(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("[AlwaysInline] public void ExitWork() { Begin(); Trace(); End(); }")]
    [InlineData("[AlwaysInline] public void ExitWork() { using (Open()) { Trace(); } }")]
    [InlineData("[AlwaysInline] public void ExitWork() { Enter(); Clean(); System.Threading.Volatile.Read(ref depth); }")]
    [InlineData("[AlwaysInline] public void ExitWork() { Begin(); Local(); End(); void Local() => Trace(); }")]
    [InlineData("[AlwaysInline] public void ExitWork() { void Local() => Trace(); }")]
    [InlineData("[AlwaysInline] public void ExitWork() { Begin(); Hidden(); End(); }")]
    [InlineData("[AlwaysInline] public void ExitWork() { OnlyWhen(false); }")]
    [InlineData("[AlwaysInline] public void CpuIdleExit() { Begin(); Trace(); }")]
    [InlineData("[AlwaysInline] public void CpuIdleEnter() { End(); }")]
    [InlineData("[method: AlwaysInline] public class Cpu(int number) { int Depth { get; } = number; }")]
    [InlineData("[method: AlwaysInline] class Cpu(int number) { int Depth { get; } = number + Count(); }")]
    [InlineData("public class Cpu(int number) { int Depth { get; } = number + Count(); }")]
    [InlineData("[AlwaysInline] internal void ExitWork() => Trace();")]
    [InlineData("[AlwaysInline] private protected void ExitWork() => Trace();")]
    [InlineData("[AlwaysInline] void ExitWork() => Trace();")]
    [InlineData("public int Depth { get => 0; [AlwaysInline] internal set => Trace(); }")]
    [InlineData("internal class Cpu { [AlwaysInline] public void ExitWork(Entry entry) => entry.Trace(); public class Core { [AlwaysInline] public void ExitWork(Entry entry) => entry.Trace(); } }")]
    [InlineData("public void M() { Local(); [AlwaysInline] void Local() => Trace(); }")]
    [InlineData("public void ExitWork() => Trace();")]
    [InlineData("[Instrumentable] public void ExitWork() => Trace();")]
    [InlineData("[NoInstr] public void ExitWork() => {|NOINSTR101:Trace|}();")]
    [InlineData("[AlwaysInline] public async System.Threading.Tasks.Task {|NOINSTR307:Drain|}() => await System.Threading.Tasks.Task.Yield();")]
    [InlineData("[AlwaysInline] public System.Collections.Generic.IEnumerable<int> {|NOINSTR307:Vectors|}() { Trace(); yield return 1; }")]
    [InlineData("[AlwaysInline] public object ExitWork() { Begin(); var work = new object(); End(); return work; }")]
    public Task WhatEveryCallerMayDo_IsClean(string member) => VerifyAsync(member);

    /// <summary>An initialiser may be in another file, which the editor does not ask for.</summary>
    [Fact]
    public async Task InitializersOfAConstructor_AreReportedOnItsName()
    {
        var test = new Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>();
        test.TestState.Sources.Add("using NoInstr; public partial class Cpu { [AlwaysInline] public {|NOINSTR308:Cpu|}(int number) { } }");
        test.TestState.Sources.Add("public partial class Cpu { private int _depth = Count(); private int _level = Count(); private static int Count() => 0; }");
        await test.RunAsync();
    }

    /// <summary>Friends see internal helpers, but nobody verifies those for them.</summary>
    [Theory]
    [MemberData(nameof(Verifiers.ProjectReferenceKinds.All), MemberType = typeof(Verifiers.ProjectReferenceKinds))]
    public async Task InternalHelperOfAnotherAssembly_LeavesTheRegion(Verifiers.ProjectReferenceKind kind)
    {
        var test = new Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>
        {
            TestCode = """
                using NoInstr;
                class Root
                {
                    [NoInstr] void DoSyscall() { Entry.Enter(); Entry.{|#0:ExitWork|}(); }
                }
                """,
        };
        test.TestState.AdditionalProjects["Kernel"].Sources.Add("""
            using NoInstr;
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("TestProject")]
            public static class Entry
            {
                [AlwaysInline] public static void Enter() { }
                [AlwaysInline] internal static void ExitWork() => Trace();
                static void Trace() { }
            }
            """);
        test.TestState.AdditionalProjectReferences.Add("Kernel");
        test.ProjectReferenceKind = kind;
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("NOINSTR101").WithLocation(0).WithMessage(
            "'Root.DoSyscall' is noinstr, but calls 'Entry.ExitWork' outside of an instrumentation scope. 'Entry.ExitWork' is [AlwaysInline], but internal to another assembly, so its body is verified neither here nor there. Wrap the call in InstrumentationScope.Begin() and End()."));
        await test.RunAsync();
    }

    /// <summary>
    /// What nobody can inline stays a call, as far as it is seen from there: nothing in a compiled assembly tells an extern method without an import
    /// from any other, and nothing in a reference assembly an async one. For those the warning at home is the only one.
    /// </summary>
    [Theory]
    [InlineData(Verifiers.ProjectReferenceKind.Compilation, "Entry.{|NOINSTR101:DrainAsync|}(); Entry.{|NOINSTR101:Vectors|}(); Entry.{|NOINSTR101:Halt|}();")]
    [InlineData(Verifiers.ProjectReferenceKind.RetargetedCompilation, "Entry.{|NOINSTR101:DrainAsync|}(); Entry.{|NOINSTR101:Vectors|}(); Entry.{|NOINSTR101:Halt|}();")]
    [InlineData(Verifiers.ProjectReferenceKind.MetadataImage, "Entry.{|NOINSTR101:DrainAsync|}(); Entry.{|NOINSTR101:Vectors|}(); Entry.Halt();")]
    [InlineData(Verifiers.ProjectReferenceKind.ReferenceAssembly, "Entry.DrainAsync(); Entry.Vectors(); Entry.Halt();")]
    public async Task HelperThatCannotBeInlined_LeavesTheRegion(Verifiers.ProjectReferenceKind kind, string notAlwaysSeen)
    {
        var test = new Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>
        {
            ProjectReferenceKind = kind,
            TestCode = $$"""
                using NoInstr;
                class Root
                {
                    [NoInstr] void DoSyscall(Chip chip)
                    {
                        Entry.{|NOINSTR101:Lock|}();
                        Entry.{|NOINSTR101:Import|}();
                        Entry.{|NOINSTR101:Call|}();
                        chip.{|NOINSTR102:Ack|}();
                        chip.{|NOINSTR102:Mask|}();
                        {{notAlwaysSeen}}
                    }
                }
                """,
        };
        test.TestState.AdditionalProjects["Kernel"].Sources.Add("""
            #pragma warning disable CS0626
            using NoInstr;
            using System.Runtime.CompilerServices;
            using System.Runtime.InteropServices;
            public static class Entry
            {
                [AlwaysInline, MethodImpl(MethodImplOptions.Synchronized)] public static void {|NOINSTR307:Lock|}() { }
                [AlwaysInline, DllImport("hal")] public static extern void {|NOINSTR307:Import|}();
                [AlwaysInline, MethodImpl(MethodImplOptions.InternalCall)] public static extern void {|NOINSTR307:Call|}();
                [AlwaysInline] public static async void {|NOINSTR307:DrainAsync|}() => await System.Threading.Tasks.Task.Yield();
                [AlwaysInline] public static System.Collections.Generic.IEnumerable<int> {|NOINSTR307:Vectors|}() { yield return 1; }
                [AlwaysInline] public static extern void {|NOINSTR307:Halt|}();
            }
            public abstract class Chip
            {
                [AlwaysInline] public virtual void {|NOINSTR307:Ack|}() { }
                [AlwaysInline] public abstract void {|NOINSTR307:Mask|}();
            }
            """);
        test.TestState.AdditionalProjectReferences.Add("Kernel");
        await test.RunAsync();
    }

    /// <summary>
    /// A policy, not a proof: nothing in an assembly says what a helper does to the depth, so it counts as balanced. klint infers that in the crate, and keeps
    /// it in a database beside the metadata.
    /// </summary>
    [Theory]
    [MemberData(nameof(Verifiers.ProjectReferenceKinds.All), MemberType = typeof(Verifiers.ProjectReferenceKinds))]
    public async Task DepthChangeOfAnotherAssembly_IsNotKnown(Verifiers.ProjectReferenceKind kind)
    {
        var test = new Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>
        {
            ProjectReferenceKind = kind,
            TestCode = """
                using NoInstr;
                class Root
                {
                    [NoInstr] void DoIdle() { Idle.CpuIdleExit(); Idle.{|NOINSTR101:Log|}(); Idle.CpuIdleEnter(); }
                    [NoInstr] void DoSyscall() { InstrumentationScope.Begin(); Idle.CpuIdleEnter(); Idle.Log(); Idle.CpuIdleExit(); InstrumentationScope.End(); }
                }
                """,
        };
        test.TestState.AdditionalProjects["Kernel"].Sources.Add("""
            using NoInstr;
            public static class Idle
            {
                [AlwaysInline] public static void CpuIdleExit() => InstrumentationScope.Begin();
                [AlwaysInline] public static void CpuIdleEnter() => InstrumentationScope.End();
                public static void Log() { }
            }
            """);
        test.TestState.AdditionalProjectReferences.Add("Kernel");
        await test.RunAsync();
    }

    [Fact]
    public Task Message_NamesWhatIsCalledAndTheChain() => VerifyAsync(
        """
        [AlwaysInline] public void ExitWork() { {|#0:Trace|}(); }
        [AlwaysInline] public void CpuIdleEnter() { {|#1:Outer|}(); }
        """,
        At(0, "'Entry.ExitWork' is [AlwaysInline] and visible to other assemblies, but calls 'Entry.Trace' outside of an instrumentation scope. Its callers there cannot be verified, because they do not see its body. Open a scope around it, or make 'Entry.ExitWork' [NoInstr] or internal."),
        At(1, "'Entry.CpuIdleEnter' is [AlwaysInline] and visible to other assemblies, but calls 'Entry.Trace' (through CpuIdleEnter → Outer → Hidden → Trace) outside of an instrumentation scope. Its callers there cannot be verified, because they do not see its body. Open a scope around it, or make 'Entry.CpuIdleEnter' [NoInstr] or internal."));

    private static Verifiers.DiagnosticResult At(int location, string message) => Verify.Diagnostic("NOINSTR308").WithLocation(location).WithMessage(message);

    private static Task VerifyAsync(string member, params Verifiers.DiagnosticResult[] expected)
    {
        var test = new Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>
        {
            TestCode = $$"""
                #pragma warning disable CS8321, CS0169, CS0414
                using NoInstr;
                using static NoInstr.InstrumentationScope;

                public partial class Entry
                {
                    int depth;

                    {{member}}

                    [NoInstr] static bool Next() => true;
                    [NoInstr] void Enter() { }
                    internal void Trace() { }
                    static int Count() => 0;
                    [AlwaysInline] void Clean() { }
                    [AlwaysInline] void Hidden() => Trace();
                    [AlwaysInline] void Outer() => Hidden();
                    [AlwaysInline] void OnlyWhen(bool traced) { if (traced) Trace(); }
                }
                """,
        };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
