using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Rules;

/// <summary>
/// Where a peer must give up, guess or stay silent, and what is said here. objtool checks the kernel's linked code; klint infers preemption counts in
/// Rust; FEA is Clang's function effect analysis, which infers nonblocking; TSA is Clang's thread safety analysis; sparse counts contexts.
/// What objtool's walk says is run, not told, in <see cref="Reference.ObjtoolVerdictTests"/>.
/// </summary>
public class PeerVerdictTests
{
    // objtool: no destination, so it prints {dynamic} and calls it instrumented. klint: not inferred, taken to sleep, so an error wherever the count
    // may not be 0. FEA: never inferred, the static type must carry the effect.
    // Here: the same, and the declared member makes it clean, because its overrides are held to it (301).
    [Theory]
    [InlineData("chip.{|NOINSTR102:Describe|}();")]
    [InlineData("clock.{|NOINSTR102:Adjust|}();")]
    [InlineData("T.{|NOINSTR102:Halt|}();")]
    [InlineData("chip.Ack(); clock.Read(); T.Boot();")]
    [InlineData("chip.Mask = 1; _ = apic.Level; apic.{|NOINSTR101:Describe|}();")]
    public Task VirtualCall_IsJudgedByTheMemberThatIsDeclared(string body) => VerifyAsync(body);

    // FEA: an override inherits the effect in silence. klint: an implementation that does not fit is an error, with a note at the trait method.
    // objtool: knows no overrides, it sees an indirect call.
    [Theory]
    [InlineData("class Legacy : Chip { public override void {|NOINSTR301:Ack|}() => Entry.Trace(); public override void Describe() { } }")]
    [InlineData("class Legacy : IClock { public void {|NOINSTR301:Read|}() => Entry.Trace(); public void Adjust() { } }")]
    [InlineData("class Legacy : Chip { [NoInstr] public override void Ack() => Entry.{|NOINSTR101:Trace|}(); public override void Describe() { } }")]
    public Task Override_IsNoInstrByAWordOfItsOwn(string type) => VerifyAsync("", types: type);

    // TSA: "if(b) lock … if(b) unlock" is a documented false positive. sparse: different lock contexts. FEA: a call counts even where it is guarded.
    // objtool: walks a path that cannot be taken, and lets the first one to a block win. klint: joins what is different to a range.
    [Theory]
    [InlineData("if (user) Begin(); Enter(); if (user) { Trace(); End(); }")]
    [InlineData("if (user) Begin(); Enter(); if (!user) return; Trace(); End();")]
    [InlineData("if (vector == 2) Begin(); Enter(); switch (vector) { case 2: Trace(); End(); break; }")]
    [InlineData("var held = false; if (Next()) { Begin(); held = true; } Enter(); if (held) { Trace(); End(); }")]
    [InlineData("if (user) Begin(); {|NOINSTR203:user|} = Next(); if (user) End();")]
    [InlineData("if (user && false) Trace();")]
    public Task CorrelatedBranches_AreKeptApart(string body) => VerifyAsync(body);

    // objtool: never compares depths where paths meet, so that its result depends on the layout of the code. klint: "cannot infer … at this point" where the
    // body returns, with a note for each predecessor. sparse: different lock contexts for basic block. FEA: is not sensitive to paths.
    [Theory]
    [InlineData("if (Next()) Begin(); {|NOINSTR203:{|NOINSTR101:Trace|}|}(); End();")]
    [InlineData("if (!Next()) Begin(); {|NOINSTR203:{|NOINSTR101:Trace|}|}(); End();")]
    [InlineData("if (Next()) Begin(); else Enter(); {|NOINSTR203:End|}(); Enter();")]
    [InlineData("{|NOINSTR203:while|} (Next()) Begin(); Enter();")]
    public Task JoinOfDifferentDepths_IsReportedOnce(string body) => VerifyAsync(body);

    // objtool: starts each function at depth 0 and does not count the markers of an instrumentable one, so what a helper out of line does to the depth
    // is lost; inlined, it is code like any other. klint: infers the adjustment, and trusts one that is annotated. TSA: an inline helper must be
    // annotated.
    [Theory]
    [InlineData("CpuIdleExit(); Trace(); CpuIdleEnter();")]
    [InlineData("CpuIdleExit(); Trace(); {|NOINSTR201:return|};")]
    [InlineData("{|NOINSTR202:CpuIdleEnter|}();")]
    [InlineData("Open(user); Enter(); if (user) { Trace(); End(); }")]
    [InlineData("{|NOINSTR203:Open|}(Next()); Enter();")]
    [InlineData("{|NOINSTR101:Leaves|}(); CpuIdleExit(); Leaves(); CpuIdleEnter();")]
    public Task UnbalancedHelper_CountsInItsCaller(string body) => VerifyAsync(body);

    // objtool: End without Begin is never reported, the depth goes below 0, and the next Begin opens nothing.
    [Theory]
    [InlineData("{|NOINSTR202:End|}(); Enter();")]
    [InlineData("{|NOINSTR202:End|}(); Begin(); Trace(); End();")]
    public Task EndWithoutBegin_IsReported(string body) => VerifyAsync(body);

    // objtool: markers in an instrumentable function have no effect, and are not diagnosed.
    [Fact]
    public Task ScopeInInstrumentableCode_DoesNothing() => VerifyAsync("", members: "void Boot() { {|NOINSTR205:Begin|}(); Trace(); End(); }");

    // objtool: a tail call with a scope open passes, because it is no return.
    [Fact]
    public Task TailCall_IsAReturn() => VerifyAsync("", members: "[NoInstr] int DoSyscall() { Begin(); {|NOINSTR201:return|} DoRead(); } int DoRead() => 0;");

    // objtool: of all indirect calls only those through pv_ops are resolved, where each known target of the slot must be noinstr; a store of another form,
    // or through a helper, is missed silently. A static call is accepted unseen. klint: warns at the conversion when the function does not
    // fit the default. FEA: warns at a conversion that adds the effect.
    [Theory]
    [InlineData("pv.Enter(1); pv.Table[2](2); handler(3);")]
    [InlineData("pv.{|NOINSTR102:Any|}(1);")]
    [InlineData("pv.Enter = {|NOINSTR104:{|NOINSTR302:TraceVector|}|}; pv.Enter(1);")]
    [InlineData("Begin(); Fill(ref {|NOINSTR302:pv.Enter|}); End(); pv.Enter(1);")]
    [InlineData("Begin(); pv.Table[0] = {|NOINSTR302:TraceVector|}; End(); pv.Table[0](1);")]
    [InlineData("Begin(); handler = {|NOINSTR302:TraceVector|}; End(); handler(1);")]
    public Task Slot_IsJudgedByWhatEntersIt(string body) => VerifyAsync(body);

    // objtool: {dynamic}. klint: taken to sleep. FEA: the pointer's type must carry the effect; null is fine.
    [Theory]
    [InlineData("{|NOINSTR102:probe|}();")]
    [InlineData("var hook = Find(); {|NOINSTR102:hook|}();")]
    [InlineData("var hook = user ? probe : null; hook?.{|NOINSTR102:Invoke|}();")]
    [InlineData("{|NOINSTR102:pointer|}();")]
    [InlineData("var target = (delegate*<void>)address; {|NOINSTR102:target|}();")]
    [InlineData("noinstr(); delegate*<void> target = &Leaf; target();")]
    public Task TargetOfUnknownOrigin_IsInstrumentable(string body) => VerifyAsync(body);

    // objtool: does not follow calls, the callee's section is the contract. klint: assumes no adjustment for the call back, and asks for an annotation when
    // the result differs. FEA: optimistic, a callee that is being looked at is ignored. D: pessimistic, and dependent on the order.
    [Theory]
    [InlineData("Down(3);", "[NoInstr] void Down(int n) { if (n > 0) Down(n - 1); {|NOINSTR101:Trace|}(); }")]
    [InlineData("Ping(3);", "[NoInstr] void Ping(int n) { if (n > 0) Pong(n - 1); } [NoInstr] void Pong(int n) { Ping(n); {|NOINSTR101:Trace|}(); }")]
    [InlineData("Down(3); void Down(int n) { if (n > 0) Down(n - 1); {|NOINSTR101:Trace|}(); }", "")]
    [InlineData("Begin(); Down(3); End(); void Down(int n) { if (n > 0) Down(n - 1); Trace(); }", "")]
    [InlineData("{|NOINSTR101:Unroll|}(3);", "[AlwaysInline] void Unroll(int n) { if (n > 0) {|NOINSTR307:Unroll|}(n - 1); Trace(); }")]
    public Task Recursion_IsSolved(string body, string members) => VerifyAsync(body, members);

    // FEA: a callee that declares nothing has "no definition in this translation unit". klint: looks into the .klint database beside the crate; without
    // that, it warns. objtool: needs the whole link (--noinstr requires --link), and without IBT or LTO does not check modules.
    [Theory]
    [MemberData(nameof(ProjectReferenceKinds.All), MemberType = typeof(ProjectReferenceKinds))]
    public Task HelperOfAnotherAssembly_IsVerifiedThere(ProjectReferenceKind kind)
    {
        var test = Test("Rcu.Enter(); Rcu.Count(); Rcu.ExitWork(); Rcu.{|NOINSTR101:Log|}();");
        test.ProjectReferenceKind = kind;
        test.TestState.AdditionalProjectReferences.Add("Rcu");
        test.TestState.AdditionalProjects["Rcu"].Sources.Add("""
            using NoInstr;

            public static class Rcu
            {
                [NoInstr] public static void Enter() => {|NOINSTR101:Log|}();
                [AlwaysInline] public static void Count() { }
                [AlwaysInline] public static void ExitWork() => {|NOINSTR308:Log|}();
                public static void Log() { }
            }
            """);
        return test.RunAsync();
    }

    // objtool and klint stop at the first: the next one appears when that is repaired. FEA reports all in a function that is annotated, and keeps the first of each effect in an inferred function.
    [Fact]
    public Task EveryFinding_IsReported() => VerifyAsync("{|NOINSTR101:Trace|}(); {|NOINSTR101:Trace|}(); if (user) {|NOINSTR101:Trace|}(); {|NOINSTR102:probe|}(); {|NOINSTR101:Leaves|}();");

    // klint: ignores the blocks of an unwinding. objtool: follows the fixups of exception tables with the depth of the instruction that faults.
    [Theory]
    [InlineData("Begin(); try { Trace(); } catch { End(); {|NOINSTR101:Trace|}(); Begin(); } End();")]
    [InlineData("Begin(); try { Trace(); } finally { Trace(); End(); } Enter();")]
    [InlineData("try { Begin(); Trace(); End(); } catch { } {|NOINSTR203:Enter|}();")]
    public Task ExceptionalEdge_IsFollowed(string body) => VerifyAsync(body);

    // objtool: sees what this compiler made of this configuration, and a plain inline function passes where it happens to be inlined. FEA infers
    // where a body is visible. Here the declaration counts, so an edit of the callee cannot break a caller that nobody looks at.
    [Fact]
    public Task CalleeThatDeclaresNothing_IsInstrumentableHoweverSmall() => VerifyAsync("{|NOINSTR101:Small|}();", "int Small() => 0;");

    private static Task VerifyAsync(string body, string members = "", string types = "") => Test(body, members, types).RunAsync();

    private static CSharpAnalyzerTest<NoInstrAnalyzer> Test(string body, string members = "", string types = "") => new()
    {
        TestCode = $$"""
            #pragma warning disable CS0162, CS8321, CS0219, CS0649
            using NoInstr;
            using System;
            using static NoInstr.InstrumentationScope;

            unsafe class Entry
            {
                PvOps pv = new();
                [NoInstr] Action<int> handler = null!;
                delegate*<void> pointer;
                [NoInstr] delegate*<void> noinstr;

                [NoInstr]
                void DoInterrupt<T>(Chip chip, Apic apic, IClock clock, Action probe, bool user, int vector, nint address)
                    where T : IPlatform
                {
                    {{body}}
                }

                {{members}}

                [NoInstr] void Enter() { }
                [NoInstr] bool Next() => true;
                [NoInstr] static void Leaf() { }
                [AlwaysInline] void CpuIdleExit() => Begin();
                [AlwaysInline] void CpuIdleEnter() => End();
                [AlwaysInline] void Open(bool on) { if (on) Begin(); }
                [AlwaysInline] void Leaves() => Trace();
                public static void Trace() { }
                static void TraceVector(int vector) { }
                static void Fill<T>(ref T slot) { }
                [NoInstr] static Action? Find() => null;
            }

            {{types}}

            class PvOps
            {
                [NoInstr] public Action<int> Enter = null!;
                [NoInstr] public Action<int>[] Table = [];
                public Action<int> Any = null!;
            }

            abstract class Chip
            {
                [NoInstr] public abstract void Ack();
                [NoInstr] public virtual int Mask { get; set; }
                public virtual void Describe() { }
            }

            sealed class Apic : Chip
            {
                [NoInstr] public override void Ack() { }
                [NoInstr] public int Level => 0;
            }

            interface IClock
            {
                [NoInstr] void Read();
                void Adjust();
            }

            interface IPlatform
            {
                [NoInstr] static abstract void Boot();
                static abstract void Halt();
            }
            """,
    };
}
