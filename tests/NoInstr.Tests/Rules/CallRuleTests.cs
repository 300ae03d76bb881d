using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>101 and 102: every kind of explicit call, and which callees stay in the region.</summary>
public class CallRuleTests
{
    [Theory]
    [InlineData("{|NOINSTR101:Trace|}();")]
    [InlineData("this.{|NOINSTR101:Trace|}();")]
    [InlineData("tracer?.{|NOINSTR101:Write|}(1);")]
    [InlineData("Tracer.{|NOINSTR101:Flush|}();")]
    [InlineData("_ = {|NOINSTR101:{|NOINSTR104:new|}|} Tracer();")]
    [InlineData("Tracer t = {|NOINSTR101:{|NOINSTR104:new|}|}();")]
    [InlineData("_ = tracer.{|NOINSTR101:Level|};")]
    [InlineData("tracer.{|NOINSTR101:Level|} = 1;")]
    [InlineData("tracer.{|NOINSTR101:Level|} += 1;")]
    [InlineData("tracer.{|NOINSTR101:Level|}++;")]
    [InlineData("tracer.{|NOINSTR101:Name|} ??= null;")]
    [InlineData("tracer.{|NOINSTR101:Level|} = user ? 1 : 2;")]
    [InlineData("_ = tracer{|NOINSTR101:[0]|};")]
    [InlineData("tracer{|NOINSTR101:[0]|} = 1;")]
    [InlineData("_ = tracer?{|NOINSTR101:[0]|};")]
    [InlineData("(tracer.{|NOINSTR101:Level|}, user) = (1, true);")]
    [InlineData("tracer.{|NOINSTR101:Written|} += handler;")]
    [InlineData("tracer.{|NOINSTR101:Written|} -= handler;")]
    [InlineData("_ = tracer {|NOINSTR101:+|} tracer;")]
    [InlineData("_ = {|NOINSTR101:-|}tracer;")]
    [InlineData("tracer {|NOINSTR101:+=|} tracer;")]
    [InlineData("_ = ({|NOINSTR101:int|})tracer;")]
    [InlineData("_ = tracer is { {|NOINSTR101:Level|}: 1 };")]
    [InlineData("_ = user ? {|NOINSTR101:Count|}() : {|NOINSTR101:Count|}();")]
    [InlineData("if ({|NOINSTR101:Count|}() > 0 && {|NOINSTR101:Count|}() < 9) { }")]
    [InlineData("Generic<int>.{|NOINSTR101:Run|}<long>(1);")]
    [InlineData("tracer.{|NOINSTR101:Extend|}();")]
    [InlineData("base.{|NOINSTR101:ToString|}();")]
    [InlineData("sealedTracer.{|NOINSTR101:Virtual|}();")]
    [InlineData("System.Threading.Interlocked.{|NOINSTR101:MemoryBarrierProcessWide|}();")]
    [InlineData("_ = matrix.{|NOINSTR101:GetLength|}(0); _ = matrix.Length; _ = matrix.LongLength;")]
    [InlineData("(tracer.{|NOINSTR101:Level|}, user) = (user ? 1 : 2, true);")]
    [InlineData("(tracer.SetOnly, user) = (user ? 1 : 2, true);")]
    [InlineData("user = name {|NOINSTR101:==|} Describe2();")]
    [InlineData("user = name {|NOINSTR101:!=|} \"swapper\";")]
    [InlineData("user = name == null;")]
    [InlineData("decimal load = 1; load {|NOINSTR101:+=|} load {|NOINSTR101:*|} load; user = load {|NOINSTR101:<|} 2m;")]
    [InlineData("handler {|NOINSTR101:+=|} slot;")]
    [InlineData("user = handler {|NOINSTR101:==|} slot;")]
    public Task CallOfInstrumentableMember_IsReportedAtItsName(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("Enter();")]
    [InlineData("AllNoInstr.Run();")]
    [InlineData("AllNoInstr.Inner.Run();")]
    [InlineData("AllNoInstr.{|NOINSTR101:Log|}();")]
    [InlineData("_ = nameof(Trace);")]
    [InlineData("Debug(Count());")]
    [InlineData("Debug(user ? Count() : Count());")]
    [InlineData("Unimplemented(Count());")]
    [InlineData("if (false) Trace();")]
    [InlineData("while (true) { } Trace();")]
    [InlineData("return; Trace();")]
    [InlineData("const int size = sizeof(int);")]
    [InlineData("_ = values.Length + values[0];")]
    [InlineData("foreach (var value in values) { Enter(); }")]
    [InlineData("foreach (var value in Values()) { Enter(); }")]
    [InlineData("System.Threading.Volatile.Write(ref field, 1);")]
    [InlineData("_ = System.Runtime.Intrinsics.X86.Sse.IsSupported;")]
    [InlineData("System.Span<int> span = stackalloc int[4]; span[0] = span.Length;")]
    [InlineData("_ = default(Plain);")]
    [InlineData("_ = new Plain();")]
    [InlineData("_ = name.Length + name[0];")]
    [InlineData("contract.Declared();")]
    [InlineData("declared.Virtual();")]
    [InlineData("field = values[field] + 1;")]
    public Task CallThatStaysInRegion_IsClean(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("{|NOINSTR102:handler|}();")]
    [InlineData("handler.{|NOINSTR102:Invoke|}();")]
    [InlineData("(handler ?? slot){|NOINSTR102:()|};")]
    [InlineData("handler?.{|NOINSTR102:Invoke|}();")]
    [InlineData("{|NOINSTR102:handler|}!();")]
    [InlineData("this!.{|NOINSTR102:handler|}!();")]
    [InlineData("contract.{|NOINSTR102:Undeclared|}();")]
    [InlineData("tracer.{|NOINSTR102:Virtual|}();")]
    [InlineData("{|NOINSTR102:ToString|}();")]
    [InlineData("unsafe { {|NOINSTR102:pointer|}(); }")]
    [InlineData("dynamic d = values; d.{|NOINSTR102:Run|}();")]
    [InlineData("dynamic d = values; _ = d.{|NOINSTR102:Size|};")]
    [InlineData("dynamic d = values; _ = d {|NOINSTR102:+|} 1;")]
    [InlineData("dynamic d = values; _ = ({|NOINSTR102:int|})d;")]
    [InlineData("dynamic d = values; d.{|NOINSTR102:Size|} = 1;")]
    [InlineData("Make<Tracer>();")]
    public Task CallOfUnknownTarget_IsReported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("slot();")]
    [InlineData("slot?.Invoke();")]
    [InlineData("typed();")]
    [InlineData("table[1]();")]
    [InlineData("unsafe { pointerSlot(); }")]
    [InlineData("GetSlot()();")]
    [InlineData("var local = slot; local();")]
    [InlineData("System.Action local = {|NOINSTR104:Enter|}; local();")]
    [InlineData("System.Action local = user ? slot : {|NOINSTR104:Enter|}; local();")]
    [InlineData("System.Action local = slot; local = handler; {|NOINSTR102:local|}();")]
    [InlineData("System.Action local = {|NOINSTR104:Trace|}; {|NOINSTR102:local|}();")]
    [InlineData("foreach (var entry in table) entry();")]
    [InlineData("System.Span<System.Action> span = table; span[0]();")]
    [InlineData("unsafe { delegate*<void> p = &StaticEnter; p(); }")]
    [InlineData("System.Action local = {|NOINSTR104:Enter|}; ref System.Action alias = ref local; alias = {|NOINSTR104:Trace|}; {|NOINSTR102:local|}();")]
    [InlineData("System.Action a = {|NOINSTR104:Enter|}, b = {|NOINSTR104:Enter|}; (user ? ref a : ref b) = {|NOINSTR104:Trace|}; {|NOINSTR102:a|}();")]
    [InlineData("System.Action a = {|NOINSTR104:Enter|}, b = {|NOINSTR104:Enter|}; a = b; b = a; a = {|NOINSTR104:Trace|}; {|NOINSTR102:a|}(); {|NOINSTR102:b|}();")]
    [InlineData("System.Action a = {|NOINSTR104:Enter|}, b = {|NOINSTR104:Enter|}; a = b; b = a; a(); b();")]
    [InlineData("System.Action? local = null; local ??= {|NOINSTR104:Enter|}; local();")]
    [InlineData("System.Action local = user ? {|NOINSTR104:Enter|} : {|NOINSTR105:throw|} new System.Exception(); local();")]
    [InlineData("object o = typed; ((NoInstrHandler)o)();")]
    [InlineData("Getter();")]
    public Task CallThroughSlot_StaysInRegion(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("if (user) { Begin(); Trace(); End(); } else { {|NOINSTR101:Trace|}(); }")]
    [InlineData("Begin(); Trace(); End(); {|NOINSTR101:Trace|}();")]
    [InlineData("if (user) Begin(); {|NOINSTR203:{|NOINSTR101:Trace|}|}(); End();")]
    [InlineData("if (user) Begin(); {|NOINSTR101:Trace|}(); if (user) End();")]
    [InlineData("try { Begin(); Trace(); End(); } catch (System.Exception) { Trace(); End(); }")]
    [InlineData("try { Enter(); Begin(); End(); } catch (System.Exception) { {|NOINSTR101:Trace|}(); }")]
    [InlineData("try { Begin(); Trace(); } finally { End(); {|NOINSTR101:Trace|}(); }")]
    [InlineData("try { Enter(); } catch (System.Exception e) when ({|NOINSTR101:Filter|}(e)) { }")]
    [InlineData("try { field = values[0]; } catch (System.IndexOutOfRangeException) { {|NOINSTR101:Trace|}(); }")]
    [InlineData("Begin(); try { field = values[0]; } catch (System.IndexOutOfRangeException) { Trace(); } End();")]
    public Task CallAtDepthZero_IsReported(string body) => VerifyAsync(body);

    [Fact]
    public Task SplitFinding_NamesTheSide() => VerifyAsync(
        "if (user) Begin(); {|#0:Trace|}(); if (user) End();",
        Verify.Diagnostic("NOINSTR101").WithLocation(0).WithMessage(
            "'Entry.M' is noinstr, but calls 'Entry.Trace' outside of an instrumentation scope when 'user' is false. 'Entry.Trace' is neither [NoInstr] nor [AlwaysInline]. Wrap the call in InstrumentationScope.Begin() and End(), or mark 'Entry.Trace' [NoInstr]."));

    [Fact]
    public Task CallThroughATypeParameter_NamesTheMember() => VerifyAsync(
        "Run<Tracer>(tracer); void Run<T>(T any) where T : Tracer => any.{|#0:Virtual|}();",
        Verify.Diagnostic("NOINSTR102").WithLocation(0).WithMessage(
            "'Entry.M' is noinstr, but calls 'Tracer.Virtual' through a type parameter outside of an instrumentation scope. Any type argument may bring an instrumentable one. Declare the member of the constraint [NoInstr], or wrap the call in InstrumentationScope.Begin() and End()."));

    [Fact]
    public Task CalleeOfAnotherAssembly_CannotBeMarked() => VerifyAsync(
        "System.Console.{|#0:Beep|}();",
        Verify.Diagnostic("NOINSTR101").WithLocation(0).WithMessage(
            "'Entry.M' is noinstr, but calls 'Console.Beep' outside of an instrumentation scope. 'Console.Beep' is neither [NoInstr] nor [AlwaysInline]. Wrap the call in InstrumentationScope.Begin() and End()."));

    private static Task VerifyAsync(string body, params Verifiers.DiagnosticResult[] expected) => Verify.VerifyAnalyzerAsync($$"""
        #pragma warning disable CS0162, CS0219, CS8321, CS0649, CS0414, CS0618
        using NoInstr;
        using static NoInstr.InstrumentationScope;

        partial class Entry
        {
            [NoInstr]
            void M(bool user) { {{body}} }

            int field;
            int[] values = null!;
            int[,] matrix = null!;
            string name = null!;
            Tracer tracer = null!;
            SealedTracer sealedTracer = null!;
            Declared declared = null!;
            IContract contract = null!;
            System.Action handler = null!;
            [NoInstr] System.Action slot = null!;
            [NoInstr] readonly System.Action[] table = null!;
            NoInstrHandler typed = null!;
            unsafe delegate*<void> pointer;
            [NoInstr] unsafe delegate*<void> pointerSlot;

            [NoInstr] int[] Values() => values;
            [NoInstr] void Enter() { }
            [NoInstr] static void StaticEnter() { }
            [return: NoInstr] [NoInstr] System.Action GetSlot() => slot;
            System.Action Getter { [return: NoInstr] [NoInstr] get => slot; }
            void Trace() { }
            int Count() => 1;
            [NoInstr] string Describe2() => name;
            bool Filter(System.Exception e) => true;
            [System.Diagnostics.Conditional("NEVER")] void Debug(int value) { }
            partial void Unimplemented(int value);
            [NoInstr] static T Make<T>() where T : new() => {|NOINSTR102:new|} T();
        }

        [NoInstr] delegate void NoInstrHandler();
        struct Plain { public int Value; }
        class Generic<T> { public static void Run<U>(U value) { } }
        interface IContract { [NoInstr] void Declared(); void Undeclared(); }
        class Declared { [NoInstr] public virtual void Virtual() { } }
        sealed class SealedTracer : Tracer { public override void Virtual() { } }

        [NoInstr]
        static class AllNoInstr
        {
            public static void Run() { }
            [Instrumentable] public static void Log() { }
            public static class Inner { public static void Run() { } }
        }

        class Tracer
        {
            public Tracer() { }
            public int Level { get; set; }
            public object? Name { get; set; }
            public int SetOnly { get; [NoInstr] set; }
            public int this[int index] { get => index; set { } }
            public event System.Action Written { add { } remove { } }
            public void Write(int value) { }
            public virtual void Virtual() { }
            public static void Flush() { }
            public static Tracer operator +(Tracer left, Tracer right) => left;
            public static Tracer operator -(Tracer operand) => operand;
            public static explicit operator int(Tracer tracer) => 0;
        }

        static class Extensions { public static void Extend(this Tracer tracer) { } }
        """, expected);
}
