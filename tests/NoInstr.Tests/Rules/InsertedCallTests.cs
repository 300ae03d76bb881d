using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>
/// 103: calls that no token of the source names. Here those of statements; the other parts of the class have one family of expressions each.
/// What the construct calls decides: where that is noinstr, the construct is clean.
/// </summary>
public partial class InsertedCallTests
{
    [Theory]
    [InlineData("{|NOINSTR103:foreach|} (var vector in vectors) Enter();")]
    [InlineData("{|NOINSTR103:foreach|} (var vector in ring) Enter();")]
    [InlineData("{|NOINSTR103:foreach|} (var vector in refRing) Enter();")]
    [InlineData("{|NOINSTR103:foreach|} (var vector in timers) Enter();")]
    [InlineData("{|NOINSTR103:foreach|} (var vector in sequence) Enter();")]
    [InlineData("{|NOINSTR103:foreach|} (object vector in things) Enter();")]
    [InlineData("{|NOINSTR103:foreach|} (int vector in things) Enter();")]
    [InlineData("{|NOINSTR103:foreach|} (int vector in handles) Enter();")]
    [InlineData("{|NOINSTR103:foreach|} (long vector in handles) Enter();")]
    [InlineData("{|NOINSTR103:foreach|} (var (ip, sp) in frames) Enter();")]
    [InlineData("{|NOINSTR103:foreach|} (var vector in {|NOINSTR102:anything|}) Enter();")]
    [InlineData("{|NOINSTR103:foreach|} (var vector in halfRing) Enter();")]
    [InlineData("foreach (var vector in safeRing) Enter();")]
    [InlineData("foreach (var vector in patternRing) Enter();")]
    [InlineData("foreach (var (ip, sp) in safeFrames) Enter();")]
    [InlineData("foreach (var (ip, sp) in pairs) Enter();")]
    [InlineData("foreach (var vector in irqs) Enter();")]
    [InlineData("foreach (var vector in matrix) Enter();")]
    [InlineData("foreach (long vector in irqs) Enter();")]
    [InlineData("foreach (var letter in name) Enter();")]
    [InlineData("Span<int> span = stackalloc int[4]; foreach (ref var vector in span) vector = 1;")]
    [InlineData("ReadOnlySpan<char> letters = name; foreach (var letter in letters) Enter();")]
    [InlineData("foreach (var vector in inline) Enter();")]
    [InlineData("foreach ({|NOINSTR104:object|} vector in irqs) Enter();")]
    [InlineData("await {|NOINSTR103:foreach|} (var vector in events) Enter();")]
    [InlineData("await foreach (var vector in safeEvents) Enter();")]
    public Task Foreach_CallsTheEnumerator(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("{|NOINSTR103:using|} (guard) { }")]
    [InlineData("{|NOINSTR103:using|} var held = guard;")]
    [InlineData("{|NOINSTR103:using|} (structGuard) { }")]
    [InlineData("{|NOINSTR103:using|} (sealedGuard) { }")]
    [InlineData("{|NOINSTR103:using|} (disposable) { }")]
    [InlineData("{|NOINSTR103:using|} RefGuard held = default;")]
    [InlineData("{|NOINSTR103:using|} ({|NOINSTR102:anything|}) { }")]
    [InlineData("using (safeStructGuard) { }")]
    [InlineData("using var held = safeStructGuard; Enter();")]
    [InlineData("using (safeSealedGuard) { }")]
    [InlineData("using SafeRefGuard held = default;")]
    [InlineData("{|NOINSTR103:using|} (loudGuard) { }")]
    [InlineData("using (quietGuard) { }")]
    [InlineData("await {|NOINSTR103:using|} (asyncDisposable) { }")]
    [InlineData("await {|NOINSTR103:using|} var held = asyncDisposable;")]
    [InlineData("await using (safeAsync) { }")]
    public Task Using_CallsDispose(string body) => VerifyAsync(body);

    /// <summary>A class that is not sealed may have a derived one that implements IDisposable again.</summary>
    [Fact]
    public Task Using_OfAnOpenClass_CallsTheInterface() => VerifyAsync("{|NOINSTR103:using|} (safeGuard) { }");

    [Theory]
    [InlineData("{|NOINSTR103:lock|} (box) { Enter(); }")]
    [InlineData("{|NOINSTR103:lock|} (gate) { Enter(); }")]
    [InlineData("{|NOINSTR103:lock|} (box) { {|NOINSTR101:Trace|}(); }")]
    public Task Lock_CallsTheMonitor(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("{|NOINSTR103:await|} task;")]
    [InlineData("_ = await safeTask;")]
    [InlineData("{|NOINSTR103:await|} Later(1);")]
    [InlineData("{|NOINSTR102:await|} anything;")]
    public Task Await_CallsTheAwaiter(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var (ip, sp) {|NOINSTR103:=|} frame;")]
    [InlineData("(var ip, field) {|NOINSTR103:=|} frame;")]
    [InlineData("(field, field) {|NOINSTR103:=|} frame;")]
    [InlineData("var (ip, sp) {|NOINSTR103:=|} register;")]
    [InlineData("var (first, (ip, sp)) {|NOINSTR103:=|} (1, frame);")]
    [InlineData("var ((a, b), (c, d)) {|NOINSTR103:=|} (frame, frame);")]
    [InlineData("(int ip, int sp) = ({|NOINSTR103:handles[0]|}, 2);")]
    [InlineData("var (ip, sp) = safeFrame;")]
    [InlineData("var (ip, sp) = pairs[0];")]
    [InlineData("(field, _) = pairs[0];")]
    [InlineData("(field, irqs[0]) = (irqs[0], field);")]
    public Task Deconstruction_CallsDeconstruct(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("_ = snapshot {|NOINSTR103:with|} { };")]
    [InlineData("_ = snapshot {|NOINSTR103:with|} { {|NOINSTR101:Cpu|} = 1 };")]
    [InlineData("_ = safeSnapshot {|NOINSTR103:with|} { Cpu = 1 };")]
    [InlineData("_ = structSnapshot with { {|NOINSTR101:Cpu|} = 1 };")]
    [InlineData("_ = handles[0] with { };")]
    [InlineData("_ = {|NOINSTR104:new|} { Cpu = 1 } {|NOINSTR104:with|} { Cpu = 2 };")]
    public Task With_CallsTheClone(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("{|NOINSTR103:All|}();")]
    [InlineData("{|NOINSTR104:All|}(1, 2);")]
    [InlineData("All(irqs);")]
    [InlineData("Span(1, field);")]
    [InlineData("Span();")]
    [InlineData("{|NOINSTR104:Listed|}(1, 2);")]
    [InlineData("{|NOINSTR104:Listed|}();")]
    public Task Params_MakeAnArray(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("_ = from v in irqs {|NOINSTR103:{|NOINSTR104:where|}|} v > 1 select v;")]
    [InlineData("_ = from v in irqs {|NOINSTR103:{|NOINSTR104:select|}|} v + 1;")]
    [InlineData("_ = from v in irqs {|NOINSTR103:{|NOINSTR104:orderby|}|} v select v;")]
    [InlineData("_ = from v in irqs {|NOINSTR103:{|NOINSTR104:group|}|} v by v;")]
    [InlineData("_ = from v in irqs {|NOINSTR103:{|NOINSTR104:let|}|} w = v + 1 {|NOINSTR103:{|NOINSTR104:select|}|} w;")]
    [InlineData("_ = from v in irqs {|NOINSTR103:{|NOINSTR104:from|}|} w in irqs {|NOINSTR104:select|} v + w;")]
    [InlineData("_ = from v in safeRing {|NOINSTR104:select|} v;")]
    public Task Query_CallsAMethodForEachClause(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("unsafe { {|NOINSTR103:fixed|} (int* p = pinned) { } }")]
    [InlineData("unsafe { {|NOINSTR103:fixed|} (int* p = extended) { } }")]
    [InlineData("unsafe { fixed (int* p = safePinned) { } }")]
    [InlineData("unsafe { fixed (int* p = irqs) { } fixed (int* q = &irqs[0]) { } fixed (char* c = name) { } }")]
    [InlineData("unsafe { Span<int> span = irqs; fixed (int* p = span) { } }")]
    public Task Fixed_AsksForAReference(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("Begin(); foreach (var vector in vectors) Trace(); End();")]
    [InlineData("using (Open()) { using (guard) { } lock (box) { } }")]
    [InlineData("Begin(); var (ip, sp) = frame; _ = snapshot with { }; All(); End();")]
    [InlineData("Begin(); _ = from v in irqs where v > 1 select v; End();")]
    public Task InAScope_EverythingIsClean(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("{|NOINSTR103:Drain|}();")]
    [InlineData("{|NOINSTR103:Hold|}(guard);")]
    [InlineData("Begin(); Drain(); Hold(guard); End();")]
    [InlineData("_ = {|NOINSTR103:Chosen|};")]
    public Task InAHelper_IsReportedAtTheCall(string body) => VerifyAsync(body);

    [Fact]
    public Task Finding_NamesConstructCalleeAndChain() => VerifyAsync(
        "{|#0:Drain|}();",
        Verify.Diagnostic("NOINSTR103").WithLocation(0).WithMessage(
            "'Entry.M' is noinstr, but 'foreach' calls 'Ring.GetEnumerator' outside of an instrumentation scope. 'Ring.GetEnumerator' is neither [NoInstr] nor [AlwaysInline], and is reached through M → Drain → GetEnumerator. Wrap the statement in InstrumentationScope.Begin() and End(), or mark 'Ring.GetEnumerator' [NoInstr]."));

    [Fact]
    public Task Finding_AboutAnInterface_SaysWhy() => VerifyAsync(
        "{|#0:using|} (guard) { }",
        Verify.Diagnostic("NOINSTR103").WithLocation(0).WithMessage(
            "'Entry.M' is noinstr, but 'using' calls the interface member 'IDisposable.Dispose' outside of an instrumentation scope. Any implementation may be instrumentable. Wrap the statement in InstrumentationScope.Begin() and End()."));

    [Fact]
    public Task Finding_OnOnePath_SaysWhen() => VerifyAsync(
        "if (user) Begin(); {|#0:lock|} (box) { } if (user) End();",
        Verify.Diagnostic("NOINSTR103").WithLocation(0).WithMessage(
            "'Entry.M' is noinstr, but 'lock' calls 'Monitor.Enter' outside of an instrumentation scope when 'user' is false. 'Monitor.Enter' is neither [NoInstr] nor [AlwaysInline]. Wrap the statement in InstrumentationScope.Begin() and End()."));

    /// <summary>A builder that its author wrote runs with every call of the body; the framework's own are what 303 is about.</summary>
    [Theory]
    [InlineData("[NoInstr] {|NOINSTR103:async|} Work {|NOINSTR303:Flush|}() { }")]
    [InlineData("[NoInstr] async System.Threading.Tasks.Task {|NOINSTR303:Flush|}() { }")]
    [InlineData("[NoInstr] async System.Threading.Tasks.ValueTask {|NOINSTR303:Flush|}() { }")]
    public Task BuilderOfAnAsyncBody_IsCalledAtTheAsync(string member) => Verify.VerifyAnalyzerAsync($$"""
        #pragma warning disable CS1998
        using System;
        using System.Runtime.CompilerServices;
        using NoInstr;

        class Log { {{member}} }

        [AsyncMethodBuilder(typeof(WorkBuilder))] class Work { }

        class WorkBuilder
        {
            public static WorkBuilder Create() => new();
            public Work Task => new();
            public void Start<T>(ref T machine) where T : IAsyncStateMachine => machine.MoveNext();
            public void SetStateMachine(IAsyncStateMachine machine) { }
            public void SetResult() { }
            public void SetException(Exception e) { }
            public void AwaitOnCompleted<A, T>(ref A awaiter, ref T machine) where A : INotifyCompletion where T : IAsyncStateMachine { }
            public void AwaitUnsafeOnCompleted<A, T>(ref A awaiter, ref T machine) where A : ICriticalNotifyCompletion where T : IAsyncStateMachine { }
        }
        """);

    private static Task VerifyAsync(string body, params DiagnosticResult[] expected) => Verify.VerifyAnalyzerAsync($$"""
        #pragma warning disable CS1998, NOINSTR301, NOINSTR303
        using System;
        using System.Collections;
        using System.Collections.Generic;
        using System.Linq;
        using System.Runtime.CompilerServices;
        using System.Threading;
        using System.Threading.Tasks;
        using NoInstr;
        using static NoInstr.InstrumentationScope;

        class Entry
        {
            [NoInstr] async Task M(bool user) { {{body}} }

            int field;
            int[] irqs = null!;
            int[,] matrix = null!;
            string name = null!;
            object box = null!;
            dynamic anything = null!;
            List<int> vectors = null!;
            Ring ring = null!;
            HalfRing halfRing = null!;
            RefRing refRing = null!;
            Timers timers = null!;
            SafeRing safeRing = null!;
            PatternRing patternRing = null!;
            IEnumerable<int> sequence = null!;
            IEnumerable things = null!;
            IAsyncEnumerable<int> events = null!;
            SafeEvents safeEvents = null!;
            Handle[] handles = null!;
            Frame frame = null!;
            Frame[] frames = null!;
            SafeFrame safeFrame = null!;
            SafeFrame[] safeFrames = null!;
            Register register = null!;
            (int, int)[] pairs = null!;
            Vectors inline;
            Lock gate = null!;
            Guard guard = null!;
            SafeGuard safeGuard = null!;
            SealedGuard sealedGuard = null!;
            SafeSealedGuard safeSealedGuard = null!;
            LoudGuard loudGuard = null!;
            QuietGuard quietGuard = null!;
            StructGuard structGuard;
            SafeStructGuard safeStructGuard;
            IDisposable disposable = null!;
            IAsyncDisposable asyncDisposable = null!;
            SafeAsync safeAsync = null!;
            Task task = null!;
            SafeTask safeTask;
            Snapshot snapshot = null!;
            SafeSnapshot safeSnapshot = null!;
            StructSnapshot structSnapshot;
            Pinned pinned = null!;
            SafePinned safePinned = null!;
            Extended extended = null!;

            [NoInstr] void Enter() { }
            [NoInstr] void All(params int[] vectors) { }
            [NoInstr] void Span(params ReadOnlySpan<int> vectors) { }
            [NoInstr] void Listed(params List<int> vectors) { }
            [NoInstr(Unchecked = true, Justification = "a state machine")] async Task Later(int vector) { }
            void Trace() { }

            [AlwaysInline] void Drain() { foreach (var vector in ring) Enter(); }
            [AlwaysInline] void Hold(Guard guard) { using (guard) { } }
            int Chosen { [AlwaysInline] get => name is "swapper" ? 1 : 2; }
        }

        class Ring { public RingEnumerator GetEnumerator() => default; }
        struct RingEnumerator { public int Current => 0; public bool MoveNext() => false; }
        class HalfRing { [NoInstr] public HalfEnumerator GetEnumerator() => default; }
        struct HalfEnumerator : IDisposable { [NoInstr] public int Current => 0; [NoInstr] public bool MoveNext() => false; public void Dispose() { } }
        class RefRing { [NoInstr] public RefEnumerator GetEnumerator() => default; }
        ref struct RefEnumerator { [NoInstr] public int Current => 0; [NoInstr] public bool MoveNext() => false; public void Dispose() { } }
        class PatternRing { [NoInstr] public PatternEnumerator GetEnumerator() => default; }
        struct PatternEnumerator { [NoInstr] public int Current => 0; [NoInstr] public bool MoveNext() => false; public void Dispose() { } }
        class Timers;
        class Register;
        [NoInstr] class SafeRing { public SafeEnumerator GetEnumerator() => default; public int Select(Func<int, int> one) => 0; }
        [NoInstr] struct SafeEnumerator { public int Current => 0; public bool MoveNext() => false; }

        class SafeEvents { [NoInstr] public SafeEvents GetAsyncEnumerator(CancellationToken token = default) => this; [NoInstr] public int Current => 0; [NoInstr] public SafeTask MoveNextAsync() => default; }
        class SafeAsync { [NoInstr] public SafeTask DisposeAsync() => default; }
        [NoInstr] struct SafeTask : INotifyCompletion { public SafeTask GetAwaiter() => default; public bool IsCompleted => true; public bool GetResult() => false; public void OnCompleted(Action next) { } }

        class Frame { public void Deconstruct(out int ip, out int sp) { ip = sp = 0; } }
        class SafeFrame { [NoInstr] public void Deconstruct(out int ip, out int sp) { ip = sp = 0; } }
        struct Handle { public static implicit operator int(Handle handle) => 0; public static explicit operator long(Handle handle) => 0; }
        [InlineArray(4)] struct Vectors { int first; }

        class Guard : IDisposable { public void Dispose() { } }
        class SafeGuard : IDisposable { [NoInstr] public void Dispose() { } }
        sealed class SealedGuard : IDisposable { public void Dispose() { } }
        sealed class SafeSealedGuard : IDisposable { [NoInstr] public void Dispose() { } }
        class BaseGuard : IDisposable { public virtual void Dispose() { } }
        sealed class QuietGuard : BaseGuard { [NoInstr] public override void Dispose() { } }
        class SafeBaseGuard : IDisposable { [NoInstr] public virtual void Dispose() { } }
        sealed class LoudGuard : SafeBaseGuard { public override void Dispose() { } }
        struct StructGuard : IDisposable { public void Dispose() { } }
        struct SafeStructGuard : IDisposable { [NoInstr] public void Dispose() { } }
        ref struct RefGuard { public void Dispose() { } }
        ref struct SafeRefGuard { [NoInstr] public void Dispose() { } }

        record Snapshot(int Cpu);
        record SafeSnapshot { [NoInstr] public int Cpu { get; init; } }
        record struct StructSnapshot(int Cpu);

        class Pinned { int first; public ref int GetPinnableReference() => ref first; }
        class SafePinned { int first; [NoInstr] public ref int GetPinnableReference() => ref first; }
        class Extended { public int First; }

        static class Extensions
        {
            public static SafeEnumerator GetEnumerator(this Timers timers) => default;
            public static void Deconstruct(this Register register, out int ip, out int sp) { ip = sp = 0; }
            public static ref int GetPinnableReference(this Extended extended) => ref extended.First;
        }
        """, expected);
}
