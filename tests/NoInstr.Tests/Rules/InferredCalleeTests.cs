using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>
/// noinstr.callees = inferred: a callee that declares nothing, is known statically and has a body here counts as a part of its caller. So FEA
/// infers an effect, and klint a count; objtool needs neither, because it looks at the section.
/// </summary>
public class InferredCalleeTests
{
    [Theory]
    [InlineData("Clean();")]
    [InlineData("Chain();")]
    [InlineData("_ = Depth; Depth = 1; Depth++; _ = Auto; Auto = 2;")]
    [InlineData("_ = this[1]; this[1] = 2;")]
    [InlineData("Written += null;")]
    [InlineData("_ = new Vector(1) + new Vector(2); int number = new Vector(3);")]
    [InlineData("_ = new Header(1); _ = default(Vector).Number;")]
    [InlineData("Elsewhere.Reset(); this.Extension();")]
    [InlineData("Even(4);")]
    [InlineData("Generic(1); Generic(new Vector(1));")]
    [InlineData("HasLocal();")]
    [InlineData("foreach (var number in new Vectors()) { Clean(); }")]
    [InlineData("using var held = new Held();")]
    [InlineData("var (low, high) = new Vector(1);")]
    [InlineData("Local(); void Local() => Clean();")]
    [InlineData("BringsItsOwnScope();")]
    [InlineData("CpuIdleExit(); Trace(); CpuIdleEnter();")]
    [InlineData("if (user) OpenWhen(true); Enter(); if (user) CpuIdleEnter();")]
    [InlineData("OpenWhen(user); Enter(); if (user) CpuIdleEnter();")]
    [InlineData("Begin(); Trace(); Report(); End();")]
    [InlineData("Helper();")]
    public Task CalleeWhoseBodyIsClean_StaysInTheRegion(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("{|NOINSTR101:Trace|}();")]
    [InlineData("{|NOINSTR101:TraceChain|}();")]
    [InlineData("_ = {|NOINSTR101:Traced|}; {|NOINSTR101:Traced|} = 1;")]
    [InlineData("_ = this {|NOINSTR101:+|} this;")]
    [InlineData("int number = {|NOINSTR101:this|};")]
    [InlineData("_ = {|NOINSTR101:new|} TracedHeader(1);")]
    [InlineData("_ = {|NOINSTR101:new|} TracedStruct(1);")]
    [InlineData("_ = {|NOINSTR101:{|NOINSTR104:new|}|} TracedClass();")]
    [InlineData("_ = {|NOINSTR104:new|} CleanClass(1);")]
    [InlineData("{|NOINSTR104:Allocates|}();")]
    [InlineData("{|NOINSTR105:Throws|}(1);")]
    [InlineData("{|NOINSTR101:TracedLocal|}();")]
    [InlineData("{|NOINSTR101:TracedRecursion|}(3);")]
    [InlineData("{|NOINSTR101:foreach|} (var number in new TracedVectors()) { }")]
    [InlineData("Elsewhere.{|NOINSTR101:TraceReset|}();")]
    [InlineData("Local(); void Local() => {|NOINSTR101:Trace|}();")]
    [InlineData("{|NOINSTR101:TracesWhen|}(true); TracesWhen(false);")]
    [InlineData("CpuIdleExit(); Trace(); {|NOINSTR201:return|};")]
    [InlineData("{|NOINSTR202:CpuIdleEnter|}();")]
    [InlineData("Begin(); {|NOINSTR204:BringsItsOwnScope|}(); End();")]
    [InlineData("{|NOINSTR101:TracedHelper|}();")]
    public Task CalleeWhoseBodyIsNot_IsReportedAtTheCall(string body) => VerifyAsync(body);

    /// <summary>Nobody verifies such a callee on its own, so where its own paths differ is said at the call.</summary>
    [Theory]
    [InlineData("{|NOINSTR203:OpensSometimes|}(); Enter();")]
    [InlineData("{|NOINSTR203:OpensSometimes|}();")]
    [InlineData("{|NOINSTR203:OpensSometimesInside|}(); Enter();")]
    [InlineData("{|NOINSTR203:OpenWhen|}(Next()); Enter();")]
    [InlineData("if (user) { {|NOINSTR203:OpensSometimes|}(); } Enter();")]
    public Task DifferingPathsOfACallee_AreReportedAtTheCall(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("{|NOINSTR102:Report|}();")]
    [InlineData("_ = this.{|NOINSTR102:ToString|}();")]
    [InlineData("_ = base.{|NOINSTR101:GetHashCode|}();")]
    [InlineData("_ = new Vector(1).{|NOINSTR101:ToString|}();")]
    [InlineData("{|NOINSTR101:Halt|}();")]
    [InlineData("{|NOINSTR101:DrainAsync|}();")]
    [InlineData("_ = {|NOINSTR101:Iterate|}();")]
    [InlineData("{|NOINSTR101:Locked|}();")]
    [InlineData("{|NOINSTR101:Log|}();")]
    [InlineData("hook.{|NOINSTR102:Invoke|}();")]
    [InlineData("source.{|NOINSTR102:Read|}();")]
    [InlineData("System.Console.{|NOINSTR101:WriteLine|}();")]
    [InlineData("{|NOINSTR101:FieldLike|} += null;")]
    [InlineData("_ = new Positional(1).{|NOINSTR101:Number|};")]
    [InlineData("System.Action target = {|NOINSTR104:Clean|}; {|NOINSTR102:target|}();")]
    public Task WhatIsNotKnownOrHasNoBodyHere_LeavesAsBefore(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("declared")]
    [InlineData("inherited")]
    public async Task WithoutTheOption_EachCalleeLeaves(string value)
    {
        var test = TestOf("{|NOINSTR101:Clean|}(); _ = {|NOINSTR101:Depth|};", $"noinstr.callees = {value}");
        test.DisabledDiagnostics.Add("NOINSTR902");
        await test.RunAsync();
    }

    /// <summary>The methods of such a cycle stay methods, so an inlining into them ends.</summary>
    [Theory]
    [InlineData("[AlwaysInline] void Step(int n) => Drain(n - 1); void Drain(int n) { if (n > 0) Step(n); }")]
    [InlineData("[AlwaysInline] void Step(int n) { Inner(n); Drain(n - 1); } [AlwaysInline] void Inner(int n) => Drain(n); void Drain(int n) { if (n > 0) Step(n); }")]
    [InlineData("[AlwaysInline] void Step(int n) { Drain(n); if (n > 0) {|NOINSTR307:Step|}(n - 1); } void Drain(int n) { if (n > 0) Step(n); }")]
    [InlineData("void Drain(int n) { if (n > 0) Drain(n - 1); } [NoInstr] void Root() => Drain(3);")]
    [InlineData("void Drain(int n) { if (n > 0) Refill(n - 1); System.Console.WriteLine(); } void Refill(int n) => Drain(n); [NoInstr] void Root() => {|NOINSTR101:Refill|}(3);")]
    public Task RecursionThroughACallee_IsSolved(string member) => TestOf("", Inferred, member).RunAsync();

    [Theory]
    [InlineData("[AlwaysInline] public void ExitWork() => Clean();")]
    [InlineData("[AlwaysInline] public void ExitWork() => {|NOINSTR308:TraceChain|}();")]
    [InlineData("[AlwaysInline] public void ExitWork() => {|NOINSTR203:OpensSometimes|}();")]
    public Task VisibleHelper_IsJudgedWithItsCallees(string member) => TestOf("", Inferred, member).RunAsync();

    [Fact]
    public async Task StaticInitialization_IsInferredToo()
    {
        await VerifyAsync("_ = Tables.Size;");
        await VerifyAsync("_ = TracedTables.{|NOINSTR103:Size|};");
    }

    [Fact]
    public async Task Message_HasTheChain()
    {
        var test = TestOf("{|#0:TraceChain|}(); _ = {|#1:Traced|};", Inferred);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("NOINSTR101").WithLocation(0).WithMessage(
            "'Entry.M' is noinstr, but calls 'Console.WriteLine' outside of an instrumentation scope. 'Console.WriteLine' is neither [NoInstr] nor [AlwaysInline], and is reached through M → TraceChain → Reset → Trace → WriteLine. Wrap the call in InstrumentationScope.Begin() and End()."));
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("NOINSTR101").WithLocation(1).WithMessage(
            "'Entry.M' is noinstr, but calls 'Console.WriteLine' outside of an instrumentation scope. 'Console.WriteLine' is neither [NoInstr] nor [AlwaysInline], and is reached through M → Traced → Trace → WriteLine. Wrap the call in InstrumentationScope.Begin() and End()."));
        await test.RunAsync();
    }

    [Fact]
    public async Task CalleeOfAnotherAssembly_Leaves()
    {
        var test = TestOf("Kernel.Idle.{|NOINSTR101:Enter|}();", Inferred);
        test.TestState.AdditionalProjects["Kernel"].Sources.Add("namespace Kernel; public static class Idle { public static void Enter() { } }");
        test.TestState.AdditionalProjectReferences.Add("Kernel");
        await test.RunAsync();
    }

    private const string Inferred = "noinstr.callees = inferred";

    private static Task VerifyAsync(string body) => TestOf(body, Inferred).RunAsync();

    private static Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer> TestOf(string body, string option, string member = "")
    {
        var test = new Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>();
        test.TestState.AnalyzerConfigFiles.Add("/.globalconfig", $"is_global = true\n{option}\n");
        test.TestState.Sources.Add($$"""
            #pragma warning disable CS0219, CS0626, CS0067, CS8321
            using NoInstr;
            using static NoInstr.InstrumentationScope;

            public partial class Entry
            {
                [NoInstr]
                void M(bool user) { {{body}} }

                {{member}}
            }
            """);
        test.TestState.Sources.Add("""
            #pragma warning disable CS0067, CS0626
            using NoInstr;
            using static NoInstr.InstrumentationScope;

            public partial class Entry
            {
                int depth;
                System.Action hook;
                ISource source;
                event System.Action FieldLike;

                [NoInstr] void Enter() { }
                [NoInstr] bool Next() => true;
                void Clean() { depth++; }
                void Chain() { Clean(); Elsewhere.Reset(); }
                int Depth { get => depth; set => depth = value; }
                int Auto { get; set; }
                int this[int cpu] { get => cpu; set { } }
                event System.Action Written { add { } remove { } }
                void Even(int n) { if (n > 0) Odd(n - 1); }
                void Odd(int n) => Even(n);
                void Generic<T>(T value) { }
                void HasLocal() { Local(); void Local() => Clean(); }
                void BringsItsOwnScope() { Begin(); Trace(); End(); }
                void CpuIdleExit() { Enter(); Begin(); }
                void CpuIdleEnter() => End();
                void OpenWhen(bool on) { if (on) Begin(); }
                void OpensSometimes() { if (Next()) Begin(); }
                void OpensSometimesInside() => OpensSometimes();
                [AlwaysInline] void Helper() => Chain();

                public static void Trace() => System.Console.WriteLine();
                void TraceChain() => Elsewhere.Reset(3);
                int Traced { get { Trace(); return 0; } set => Trace(); }
                public static Entry operator +(Entry a, Entry b) { Trace(); return a; }
                public static implicit operator int(Entry a) { Trace(); return 0; }
                static object Allocates() => new object();
                static void Throws(int n) { if (n > 0) throw null; }
                void TracedLocal() { Local(); void Local() => Trace(); }
                void TracedRecursion(int n) { if (n > 0) TracedRecursion(n - 1); else Trace(); }
                void TracesWhen(bool traced) { if (traced) Trace(); }
                [AlwaysInline] void TracedHelper() => TraceChain();

                public virtual void Report() { }
                public override string ToString() => "";
                static extern void Halt();
                async void DrainAsync() => await System.Threading.Tasks.Task.Yield();
                System.Collections.Generic.IEnumerable<int> Iterate() { yield return 1; }
                [Instrumentable] void Log() { }
                [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] void Locked() { }
            }

            interface ISource { void Read(); }

            static class Elsewhere
            {
                public static void Reset() { }
                public static void Reset(int level) => Entry.Trace();
                public static void TraceReset() => Entry.Trace();
                public static void Extension(this Entry entry) { }
            }

            readonly struct Vector
            {
                public readonly int Number;
                public Vector(int number) => Number = number;
                public static Vector operator +(Vector a, Vector b) => a;
                public static implicit operator int(Vector a) => a.Number;
                public void Deconstruct(out int low, out int high) { low = 0; high = 0; }
                public override string ToString() => null;
            }

            struct Header(int number) { public int Number = number; }
            struct TracedHeader(int number) { public int Number = Count(number); static int Count(int n) { Entry.Trace(); return n; } }
            struct TracedStruct { public int Number; int traced = Count(); public TracedStruct(int n) { Number = n; } static int Count() { Entry.Trace(); return 0; } }
            class CleanClass { int number; public CleanClass(int n) => number = n; }
            class TracedClass : TracedBase { }
            class TracedBase { public TracedBase() => Entry.Trace(); }
            record struct Positional(int Number);
            ref struct Held { public void Dispose() { } }
            struct Vectors { public Vectors GetEnumerator() => this; public bool MoveNext() => false; public int Current => 0; }
            struct TracedVectors { public TracedVectors GetEnumerator() => this; public bool MoveNext() { Entry.Trace(); return false; } public int Current => 0; }
            static class Tables { public static readonly int Size = Count(); static int Count() => 3; }
            static class TracedTables { public static readonly int Size; static TracedTables() { Entry.Trace(); Size = 3; } }
            """);
        return test;
    }
}
