using NoInstr.Analyzers;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>Scopes around what the compiler and the runtime insert (103–105): each offered fix removes its finding, or is not offered.</summary>
public class WrapInsertedTests
{
    [Theory]
    [InlineData("{|NOINSTR103:foreach|} (var irq in ring) Enter();")]
    [InlineData("{|NOINSTR103:foreach|} (var irq in ring) { if (user) break; if (irq > 1) continue; Enter(); }")]
    [InlineData("{|NOINSTR103:foreach|} (var (ip, sp) in frames) Use(ip);")]
    [InlineData("foreach ({|NOINSTR104:object|} irq in irqs) Use(irq);")]
    [InlineData("{|NOINSTR103:foreach|} (var irq in {|NOINSTR102:anything|}) Enter();")]
    [InlineData("{|NOINSTR103:using|} (guard) { Enter(); }")]
    [InlineData("{|NOINSTR103:lock|} (gate) { Enter(); }")]
    [InlineData("{|NOINSTR103:switch|} (name) { case \"idle\": Enter(); break; }")]
    [InlineData("if ({|NOINSTR103:flag|}) Enter();")]
    [InlineData("while ({|NOINSTR103:flag|}) Enter();")]
    [InlineData("if ({|NOINSTR102:anything|}) Enter();")]
    [InlineData("while (anything.{|NOINSTR102:Idle|}) Enter();")]
    [InlineData("do { Enter(); } while ({|NOINSTR102:anything|});")]
    [InlineData("for (; anything {|NOINSTR102:<|} 1;) Enter();")]
    [InlineData("{ var number = irqs[0]; Func<int> read = () {|NOINSTR104:=>|} number; }")]
    [InlineData("if (user) { var number = irqs[0]; Func<int> read = () {|NOINSTR104:=>|} number; }")]
    [InlineData("for (var i = 0; i < 3; i++) { Func<int> read = () {|NOINSTR104:=>|} i; }")]
    [InlineData("foreach (var irq in irqs) { Func<int> read = () {|NOINSTR104:=>|} irq; }")]
    [InlineData("try { Enter(); } catch (Exception e) { Func<object> read = () {|NOINSTR104:=>|} e; }")]
    public async Task WholeStatement_IsWrapped(string statement)
    {
        var plain = MarkedText.Parse("", statement).Text.ToString();

        await VerifyAsync("NoInstr.Wrap.BeginEnd", statement, Lines("InstrumentationScope.Begin();", plain, "InstrumentationScope.End();"));
        await VerifyAsync("NoInstr.Wrap.Using", statement, Lines("using (InstrumentationScope.Open())", "{", "    " + plain, "}"));
    }

    [Fact]
    public Task Fixed_IsWrapped() => VerifyAsync(
        "NoInstr.Wrap.BeginEnd",
        """
        unsafe
        {
            {|NOINSTR103:fixed|} (int* p = pinned) { Enter(); }
        }
        """,
        """
        unsafe
        {
            InstrumentationScope.Begin();
            fixed (int* p = pinned) { Enter(); }
            InstrumentationScope.End();
        }
        """);

    [Theory]
    [InlineData("number = {|NOINSTR103:handle|};")]
    [InlineData("{|NOINSTR103:handle|}++;")]
    [InlineData("(number, _) {|NOINSTR103:=|} frames[0];")]
    [InlineData("name {|NOINSTR104:+=|} number;")]
    [InlineData("name = {|NOINSTR104:$\"|}irq {number}\";")]
    [InlineData("name = {|NOINSTR103:{|NOINSTR104:$\"|}|}irq {handle}\";")]
    [InlineData("irqs = {|NOINSTR104:[|}number];")]
    [InlineData("irqs = {|NOINSTR103:[|}];")]
    [InlineData("queue = {|NOINSTR103:{|NOINSTR104:[|}|}1];")]
    [InlineData("number = ring{|NOINSTR103:[^1]|};")]
    [InlineData("snapshot = snapshot {|NOINSTR103:with|} { };")]
    [InlineData("value = {|NOINSTR104:number|};")]
    [InlineData("handler = {|NOINSTR104:Enter|};")]
    [InlineData("handler = () {|NOINSTR104:=>|} Enter();")]
    [InlineData("handler = {|NOINSTR104:delegate|} { Enter(); };")]
    [InlineData("sequence = from irq in irqs {|NOINSTR103:{|NOINSTR104:where|}|} irq > 1 select irq;")]
    [InlineData("{|NOINSTR103:All|}();")]
    [InlineData("{|NOINSTR104:All|}(1, 2);")]
    [InlineData("number = number {|NOINSTR105:switch|} { 1 => 2 };")]
    [InlineData("name = name ?? {|NOINSTR105:throw|} new Exception();")]
    [InlineData("user = name is {|NOINSTR103:\"idle\"|};")]
    [InlineData("number = Table.{|NOINSTR103:Size|};")]
    [InlineData("number = {|NOINSTR103:depth|};")]
    public Task ExpressionOfAStatement_IsWrappedWithIt(string statement) => VerifyAsync(
        "NoInstr.Wrap.BeginEnd",
        statement,
        Lines("InstrumentationScope.Begin();", MarkedText.Parse("", statement).Text.ToString(), "InstrumentationScope.End();"));

    [Theory]
    [InlineData("{|NOINSTR105:throw|} new Exception();", "throw new Exception();")]
    [InlineData("{|NOINSTR103:foreach|} (var irq in ring) { if (user) return; Enter(); }", "foreach (var irq in ring) { if (user) return; Enter(); }")]
    [InlineData("{|NOINSTR103:switch|} (name) { case \"idle\": return; }", "switch (name) { case \"idle\": return; }")]
    public async Task ControlLeavesTheStatement_OnlyUsingIsOffered(string statement, string wrapped)
    {
        await VerifyAsync("NoInstr.Wrap.BeginEnd", statement, statement);
        await VerifyAsync("NoInstr.Wrap.Using", statement, Lines("using (InstrumentationScope.Open())", "{", "    " + wrapped, "}"));
    }

    [Theory]
    [InlineData("Func<int> read = () {|NOINSTR104:=>|} vector;")]
    [InlineData("var number = irqs[0]; Func<int> read = () {|NOINSTR104:=>|} number;")]
    [InlineData("InstrumentationScope.Begin(); Func<int> read = () {|NOINSTR104:=>|} vector; InstrumentationScope.End();")]
    [InlineData("handler = {|NOINSTR104:Local|}; void Local() => Use(vector);")]
    [InlineData("Local(); void Local() { Func<int> read = () {|NOINSTR104:=>|} vector; }")]
    [InlineData("{|NOINSTR103:using|} var held = guard; Enter();")]
    [InlineData("{|NOINSTR103:foreach|} (var irq in ring) { InstrumentationScope.Begin(); TraceSysEnter(); InstrumentationScope.End(); }")]
    [InlineData("if (user) { InstrumentationScope.Begin(); var number = vector; InstrumentationScope.End(); Func<int> read = () {|NOINSTR104:=>|} number; }")]
    public async Task NoScopeCanHelp_NothingIsOffered(string body)
    {
        await VerifyAsync("NoInstr.Wrap.BeginEnd", body, body);
        await VerifyAsync("NoInstr.Wrap.Using", body, body);
    }

    [Theory]
    [InlineData("class Entry : Device { [NoInstr] public {|NOINSTR103:Entry|}() { } } class Device { [Instrumentable] public Device() { } }")]
    [InlineData("[method: NoInstr] class {|NOINSTR103:Entry|}() : Device; class Device { [Instrumentable] public Device() { } }")]
    [InlineData("[NoInstr] class {|NOINSTR103:Entry|} : EventArgs;")]
    [InlineData("[NoInstr] class Entry { int[] irqs = {|NOINSTR104:new|} int[4]; }")]
    public async Task OutsideOfABody_NoScopeIsOffered(string source)
    {
        var code = "using System;\nusing NoInstr;\n\n" + source;
        await new CSharpCodeFixTest<NoInstrAnalyzer, RegionFix> { TestCode = code, FixedCode = code, CodeActionEquivalenceKey = "NoInstr.Wrap.BeginEnd" }.RunAsync();
        await new CSharpCodeFixTest<NoInstrAnalyzer, RegionFix> { TestCode = code, FixedCode = code, CodeActionEquivalenceKey = "NoInstr.Wrap.Using" }.RunAsync();
    }

    /// <summary>The lambda is in the scope, its body is not.</summary>
    [Fact]
    public Task BodyOfALambda_HasAScopeOfItsOwn() => VerifyAsync(
        "NoInstr.Wrap.BeginEnd",
        "handler = [NoInstr] () {|NOINSTR104:=>|} [|TraceSysEnter|]();",
        """
        InstrumentationScope.Begin();
        handler = [NoInstr] () =>
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
            InstrumentationScope.End();
        };
        InstrumentationScope.End();
        """);

    private static string Lines(params string[] lines) => string.Join("\n", lines.Where(line => line.Trim().Length > 0).Select(line => line.TrimEnd()));

    private static Task VerifyAsync(string key, string body, string fixedBody) => new CSharpCodeFixTest<NoInstrAnalyzer, RegionFix>
    {
        TestCode = With(body),
        FixedCode = With(fixedBody),
        CodeActionEquivalenceKey = key,
        DisabledDiagnostics = { "CS8321" },
    }.RunAsync();

    private static string With(string body) => $$"""
        using System;
        using System.Collections;
        using System.Collections.Generic;
        using System.Linq;
        using NoInstr;

        class Entry
        {
            [NoInstr] void DoSyscall(bool user, int vector)
            {
                {{body.Replace("\n", "\n        ")}}
            }

            [ThreadStatic] static int depth;
            int number;
            string name = null!;
            object gate = null!;
            object value = null!;
            dynamic anything = null!;
            int[] irqs = null!;
            IEnumerable<int> sequence = null!;
            Action handler = null!;
            Ring ring = null!;
            Frame[] frames = null!;
            IDisposable guard = null!;
            Handle handle;
            Flag flag;
            Queue queue = null!;
            Snapshot snapshot = null!;
            Pinned pinned = null!;

            [NoInstr] static void Enter() { }
            [NoInstr] static void Use(object? value) { }
            [NoInstr] static void Use(int value) { }
            [NoInstr] static void All(params int[] irqs) { }
            static void TraceSysEnter() { }
        }

        static class Table { public static int Size = int.Parse("4"); }
        class Ring { public int Length => 0; public int this[int index] => 0; public RingEnumerator GetEnumerator() => default; }
        struct RingEnumerator { public int Current => 0; public bool MoveNext() => false; }
        class Frame { public void Deconstruct(out int ip, out int sp) { ip = sp = 0; } }
        struct Handle { public static implicit operator int(Handle handle) => 0; public static implicit operator Handle(int number) => default; public override string ToString() => ""; }
        struct Flag { public static bool operator true(Flag flag) => true; public static bool operator false(Flag flag) => false; }
        class Queue : IEnumerable<int> { public void Add(int irq) { } public IEnumerator<int> GetEnumerator() => null!; IEnumerator IEnumerable.GetEnumerator() => null!; }
        record Snapshot(int Cpu);
        class Pinned { int first; public ref int GetPinnableReference() => ref first; }
        """;
}
