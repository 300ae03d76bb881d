using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>104: what the runtime allocates. Closures have tests of their own; collections and strings are with the calls that build them.</summary>
public class AllocationTests
{
    [Theory]
    [InlineData("_ = {|NOINSTR104:new|} Plain();")]
    [InlineData("Plain plain = {|NOINSTR104:new|}();")]
    [InlineData("_ = {|NOINSTR104:new|} { Cpu = vector };")]
    [InlineData("_ = {|NOINSTR104:new|} object();")]
    [InlineData("_ = {|NOINSTR101:{|NOINSTR104:new|}|} Written();")]
    [InlineData("_ = {|NOINSTR104:new|} Safe(vector);")]
    [InlineData("_ = {|NOINSTR102:new|} T();")]
    [InlineData("_ = new Point(); _ = default(Point); _ = new Point { X = 1 };")]
    [InlineData("_ = {|NOINSTR101:new|} Sized(1);")]
    [InlineData("_ = new SafeSized(1);")]
    [InlineData("plain = null!; _ = plain.Next?.Next;")]
    public Task Object_IsAllocatedByNew(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("_ = {|NOINSTR104:new|} int[4];")]
    [InlineData("int[] irqs = {|NOINSTR104:{|} 1, 2 };")]
    [InlineData("_ = {|NOINSTR104:new|}[] { 1, vector };")]
    [InlineData("_ = {|NOINSTR104:new|} int[2, 2];")]
    [InlineData("_ = {|NOINSTR104:new|} int[2][];")]
    [InlineData("Span<int> span = {|NOINSTR104:new|} int[] { 1, 2 };")]
    [InlineData("ReadOnlySpan<int> span = {|NOINSTR104:new|}[] { 1, vector };")]
    [InlineData("ReadOnlySpan<string> names = {|NOINSTR104:new|} string[] { \"idle\" };")]
    [InlineData("ReadOnlySpan<decimal> loads = {|NOINSTR104:new|} decimal[] { 1m };")]
    [InlineData("ReadOnlySpan<int> span = new int[] { 1, 2 };")]
    [InlineData("ReadOnlySpan<byte> bytes = new byte[] { 1, 2 }; bytes = \"idle\"u8;")]
    [InlineData("ReadOnlySpan<char> letters = new[] { 'a' }; ReadOnlySpan<DayOfWeek> days = new[] { DayOfWeek.Monday };")]
    [InlineData("Span<int> span = stackalloc int[4]; span = stackalloc[] { 1, 2 };")]
    [InlineData("unsafe { int* p = stackalloc int[4]; p[0] = *p; }")]
    public Task Array_IsAllocated_UnlessItIsConstantData(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("object o = {|NOINSTR104:vector|};")]
    [InlineData("object o = {|NOINSTR104:1|};")]
    [InlineData("Object({|NOINSTR104:vector|});")]
    [InlineData("IComparable comparable = {|NOINSTR104:vector|};")]
    [InlineData("ValueType value = {|NOINSTR104:vector|}; Enum day = {|NOINSTR104:mode|};")]
    [InlineData("object o = ({|NOINSTR104:(object)vector|});")]
    [InlineData("dynamic d = {|NOINSTR104:vector|};")]
    [InlineData("object o = {|NOINSTR104:generic|};")]
    [InlineData("Generic<object>({|NOINSTR104:vector|});")]
    [InlineData("object o = user ? {|NOINSTR104:vector|} : name;")]
    [InlineData("object o = {|NOINSTR104:maybe|};")]
    [InlineData("_ = name.{|NOINSTR101:Equals|}({|NOINSTR104:(object)vector|});")]
    [InlineData("_ = Same({|NOINSTR104:'a'|}, name);")]
    [InlineData("Generic(vector); Constrained(vector);")]
    [InlineData("object o = name; o = plain; IDisposable d = reference; reference = null!;")]
    [InlineData("int i = (int)Boxed(); _ = Boxed() is int; _ = generic is int;")]
    [InlineData("_ = generic == null || null != generic || generic is null || (user ? generic : default) == null;")]
    [InlineData("_ = {|NOINSTR104:(object?)generic|} == null;")]
    public Task Box_IsAllocatedByTheConversion(string body) => VerifyAsync(body);

    /// <summary>What a value inherits from a class, and does not override, is called on a box.</summary>
    [Theory]
    [InlineData("_ = vector.{|NOINSTR101:{|NOINSTR104:GetType|}|}();")]
    [InlineData("_ = new Point().{|NOINSTR101:{|NOINSTR104:GetHashCode|}|}();")]
    [InlineData("_ = new Point().{|NOINSTR101:{|NOINSTR104:ToString|}|}();")]
    [InlineData("_ = mode.{|NOINSTR101:{|NOINSTR104:HasFlag|}|}({|NOINSTR104:DayOfWeek.Friday|});")]
    [InlineData("_ = maybe.{|NOINSTR101:{|NOINSTR104:GetType|}|}();")]
    [InlineData("_ = generic.{|NOINSTR101:{|NOINSTR104:GetType|}|}();")]
    [InlineData("_ = generic.{|NOINSTR102:ToString|}();")]
    [InlineData("_ = vector.{|NOINSTR101:GetHashCode|}(); _ = maybe.{|NOINSTR101:ToString|}(); _ = name.{|NOINSTR101:GetType|}();")]
    [InlineData("_ = new Overriding().ToString();")]
    [InlineData("new Overriding().Describe();")]
    [InlineData("Begin(); _ = vector.GetType(); End();")]
    public Task Box_IsAllocatedByTheCall(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("_ = vector is {|NOINSTR104:IComparable known|};")]
    [InlineData("_ = maybe is {|NOINSTR104:object known|};")]
    [InlineData("_ = generic is {|NOINSTR104:IDisposable known|};")]
    [InlineData("switch (vector) { case {|NOINSTR104:IComparable known|}: break; }")]
    [InlineData("_ = (vector, 1) is ({|NOINSTR104:object known|}, _);")]
    [InlineData("var disposable = {|NOINSTR104:generic as IDisposable|};")]
    [InlineData("_ = vector is IComparable; _ = vector is IComparable _; _ = vector is IComparable { }; _ = vector is var same; _ = maybe is { } number;")]
    [InlineData("_ = generic is IDisposable; _ = generic is string text; _ = (generic as string)!.Length; _ = name is IComparable comparable;")]
    public Task Box_IsAllocatedByThePattern_ThatNamesIt(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var pair = (vector, 1); (object o, int i) {|NOINSTR104:=|} pair;")]
    [InlineData("object o; int i; var pair = (vector, 1); (o, i) {|NOINSTR104:=|} pair;")]
    [InlineData("var pair = (1, (vector, 1)); (int i, (object o, _)) {|NOINSTR104:=|} pair;")]
    [InlineData("(object o, int i) = ({|NOINSTR104:vector|}, 1);")]
    [InlineData("{|NOINSTR104:foreach|} ((object o, int i) in pairs) { }")]
    [InlineData("(long l, int i) = (vector, 1); foreach (var (number, other) in pairs) { }")]
    public Task Box_IsAllocatedByTheDeconstruction(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("Action handler = {|NOINSTR104:Enter|};")]
    [InlineData("Action handler = {|NOINSTR104:StaticEnter|};")]
    [InlineData("Action handler = {|NOINSTR104:new|} Action(Enter);")]
    [InlineData("Action<int> handler = plain.{|NOINSTR104:Take|};")]
    [InlineData("Run({|NOINSTR104:Enter|});")]
    [InlineData("Action handler = () {|NOINSTR104:=>|} { };")]
    [InlineData("Action handler = static () {|NOINSTR104:=>|} { };")]
    [InlineData("Action handler = {|NOINSTR104:delegate|} { };")]
    [InlineData("Func<int, int> next = number {|NOINSTR104:=>|} number + 1;")]
    [InlineData("var handler = (int number) {|NOINSTR104:=>|} number; var method = {|NOINSTR104:Enter|};")]
    [InlineData("Action handler = {|NOINSTR104:Local|}; void Local() { }")]
    [InlineData("Action handler = [NoInstr] () {|NOINSTR104:=>|} Enter(); handler();")]
    [InlineData("System.Linq.Expressions.Expression<Func<int>> tree = () {|NOINSTR104:=>|} Count();")]
    [InlineData("unsafe { delegate*<void> pointer = &StaticEnter; pointer(); }")]
    [InlineData("Action handler = slot; handler();")]
    public Task Delegate_IsAllocatedByItsCreation(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("_ = {|NOINSTR104:Local|}(); IEnumerable<int> Local() { Trace(); yield return 1; }")]
    [InlineData("_ = {|NOINSTR104:Local|}(); async Task Local() { {|NOINSTR101:Trace|}(); {|NOINSTR103:await|} done; }")]
    [InlineData("Begin(); _ = Local(); End(); IEnumerable<int> Local() { Trace(); yield return 1; }")]
    [InlineData("IEnumerable<int> Local() { yield return Count(); }")]
    [InlineData("_ = {|NOINSTR101:Sequence|}();")]
    public Task StateMachine_IsAllocatedByTheCall(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("Begin(); _ = new Plain(); object o = vector; Action a = Enter; int[] b = { 1 }; End();")]
    [InlineData("using (Open()) { Object(vector); _ = new { Cpu = 1 }; }")]
    [InlineData("if (user) Begin(); _ = {|NOINSTR104:new|} Plain(); if (user) End();")]
    [InlineData("{|NOINSTR104:Grow|}(); Begin(); Grow(); End();")]
    [InlineData("_ = {|NOINSTR104:new|} Grown(); _ = {|NOINSTR104:new|} GrownBase();")]
    public Task ScopeAndHelper_CountAsForCalls(string body) => VerifyAsync(body);

    [Fact]
    public Task SameConstruct_IsOneFinding() => VerifyAsync("object o = {|NOINSTR104:new|} object[] { {|NOINSTR104:1|}, {|NOINSTR104:2|} };");

    [Theory]
    [InlineData("_ = {|#0:new|} Plain();", "allocates an object of type 'Plain'", "", "Allocate it beforehand, or wrap the statement in InstrumentationScope.Begin() and End()")]
    [InlineData("object o = {|#0:vector|};", "allocates a box for a value of type 'int'", "", "Pass the value as its own type, or wrap the statement in InstrumentationScope.Begin() and End()")]
    [InlineData("Action a = {|#0:Enter|};", "allocates a delegate of type 'Action'", "", "Allocate it beforehand, or wrap the statement in InstrumentationScope.Begin() and End()")]
    [InlineData("name {|#0:+=|} \"x\";", "allocates a string", "", "Wrap the statement in InstrumentationScope.Begin() and End(), or write the parts into a buffer that exists already")]
    [InlineData("{|#0:Grow|}();", "allocates an array of type 'int[]'", ", and is reached through M → Grow", "Allocate it beforehand, or wrap the statement in InstrumentationScope.Begin() and End()")]
    [InlineData("_ = {|#0:Local|}(); IEnumerable<int> Local() { yield return 1; }", "allocates the state machine of 'Local'", "", "Allocate it beforehand, or wrap the statement in InstrumentationScope.Begin() and End()")]
    public Task Finding_SaysWhatAndWhatToDo(string body, string what, string chain, string advice) => VerifyAsync(
        body,
        Verify.Diagnostic("NOINSTR104").WithLocation(0).WithMessage(
            $"'Entry.M<T>' is noinstr, but {what} outside of an instrumentation scope. An allocation runs the garbage collector's code, which may be traced{chain}. {advice}."));

    private static Task VerifyAsync(string body, params DiagnosticResult[] expected) => Verify.VerifyAnalyzerAsync($$"""
        #pragma warning disable CS8321, CS0219, CS0649, CS1998
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using NoInstr;
        using static NoInstr.InstrumentationScope;

        class Entry
        {
            [NoInstr] void M<T>(bool user, int vector, T generic) where T : new() { {{body}} }

            string name = null!;
            int? maybe;
            DayOfWeek mode;
            Plain plain = null!;
            Reference reference = null!;
            Task done = null!;
            [NoInstr] Action slot = null!;

            [NoInstr] void Enter() { }
            [NoInstr] static void StaticEnter() { }
            [NoInstr] void Run(Action handler) { }
            [NoInstr] void Object(object value) { }
            [NoInstr] object Boxed() => name;
            [NoInstr] bool Same(object left, object right) => left == right;
            [NoInstr] void Generic<U>(U value) { }
            [NoInstr] void Constrained<U>(U value) where U : struct, IComparable { }
            [AlwaysInline] void Grow() { irqs = new int[4]; }
            int[] irqs = null!;
            (int, int)[] pairs = null!;
            int Count() => 1;
            void Trace() { }
            IEnumerable<int> Sequence() { yield return 1; }
        }

        class Plain { public int Number = 4; public Plain? Next; public void Take(int value) { } }
        class Grown { int[] irqs = new int[4]; }
        class GrownBase : Grown;
        class Written { public Written() { } }
        class Safe { [NoInstr] public Safe(int value) { } }
        class Reference : IDisposable { public void Dispose() { } }
        struct Point { public int X; [NoInstr] public void Name() { } }
        struct Sized { public Sized(int size) { } }
        struct Overriding { [NoInstr] public override string ToString() => ""; [NoInstr] public void Describe() { _ = base.{|NOINSTR101:{|NOINSTR104:ToString|}|}(); } }
        struct SafeSized { [NoInstr] public SafeSized(int size) { } }
        """, expected);
}
