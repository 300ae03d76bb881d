using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>What a construction runs although nobody wrote it: initialisers, and the base() that the compiler adds.</summary>
public class ConstructorTests
{
    private const string Creates = "class Entry { [NoInstr] void M() { _ = {|NOINSTR104:new|} Cpu(); } } ";

    [Theory]
    [InlineData(Creates + "class Cpu { int number = 4; string name = \"cpu\"; }")]
    [InlineData(Creates + "class Cpu { int number = 4; decimal load = 1; double? share = 1; DayOfWeek mode = 0; object? owner = null; }")]
    [InlineData("class Entry { [NoInstr] void M() { _ = {|NOINSTR103:{|NOINSTR104:new|}|} Cpu(); } } class Cpu { Handle handle = 4; }")]
    [InlineData("class Entry { [NoInstr] void M() { _ = {|NOINSTR103:{|NOINSTR104:new|}|} Cpu(); } } class Cpu { Handle Handle { get; } = 4; }")]
    [InlineData(Creates + "class Cpu { int number = Tracer.Safe(); }")]
    [InlineData(Creates + "class Cpu { int[] irqs = new int[4]; }")]
    [InlineData(Creates + "class Cpu { public int Number { get; set; } = Tracer.Safe(); }")]
    [InlineData("class Entry { [NoInstr] void M() { _ = {|NOINSTR101:{|NOINSTR104:new|}|} Cpu(); } } class Cpu { int number = Tracer.Next(); }")]
    [InlineData("class Entry { [NoInstr] void M() { _ = {|NOINSTR101:{|NOINSTR104:new|}|} Cpu(); } } class Cpu { public int Number { get; set; } = Tracer.Next(); }")]
    [InlineData("class Entry { [NoInstr] void M() { _ = {|NOINSTR102:{|NOINSTR104:new|}|} Cpu(); } } class Cpu { static Func<int> read = null!; int number = read(); }")]
    [InlineData("class Entry { [NoInstr] void M() { _ = {|NOINSTR104:{|NOINSTR105:new|}|} Cpu(); } } class Cpu { object name = Tracer.Name ?? throw new Exception(); }")]
    [InlineData(Creates + "[NoInstr] class Cpu { int number = Tracer.{|NOINSTR101:Next|}(); int[] irqs = {|NOINSTR104:new|} int[4]; }")]
    public Task UnwrittenConstructor_RunsTheInitializers(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("class Entry { [NoInstr] void M() { _ = {|NOINSTR103:{|NOINSTR104:new|}|} Cpu(); } } class Cpu : Device { } class Device { public Device() { } }")]
    [InlineData("class Entry { [NoInstr] void M() { _ = {|NOINSTR103:{|NOINSTR104:new|}|} Cpu(); } } class Cpu : Device { } class Device { public Device(int number = 4) { } }")]
    [InlineData("class Entry { [NoInstr] void M() { _ = {|NOINSTR103:{|NOINSTR104:new|}|} Panic(); } } class Panic : Exception { }")]
    [InlineData("class Entry { [NoInstr] void M() { _ = {|NOINSTR101:{|NOINSTR104:new|}|} Cpu(); } } class Cpu : Device { } class Device { int number = Tracer.Next(); }")]
    [InlineData(Creates + "class Cpu : Device { } class Device { [NoInstr] public Device() { } }")]
    [InlineData(Creates + "class Cpu : Device { } class Device { [AlwaysInline] public Device() { } int number = 4; }")]
    public Task UnwrittenConstructor_CallsItsBase(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("class Entry { [NoInstr] void M() { _ = {|NOINSTR101:{|NOINSTR104:new|}|} Cpu(); } } class Cpu { [AlwaysInline] public Cpu() { } int number = Tracer.Next(); }")]
    [InlineData("class Entry { [NoInstr] void M() { _ = {|NOINSTR101:{|NOINSTR104:new|}|} Cpu(4); } } class Cpu { [AlwaysInline] public Cpu(int number) { Tracer.Write(); } }")]
    [InlineData("class Entry { [NoInstr] void M() { _ = {|NOINSTR103:{|NOINSTR104:new|}|} Cpu(); } } class Cpu : Device { [AlwaysInline] public Cpu() { } } class Device { public Device() { } }")]
    [InlineData(Creates + "class Cpu { [AlwaysInline] public Cpu() : this(4) { } [NoInstr] Cpu(int number) { } int number = Tracer.{|NOINSTR101:Next|}(); }")]
    [InlineData(Creates + "class Cpu { [AlwaysInline] public Cpu() { number = Tracer.Safe(); } int number = Tracer.Safe(); }")]
    [InlineData("class Entry { [NoInstr] void M() { _ = new Cpu(4); } } [method: AlwaysInline] record struct Cpu(int Number);")]
    public Task AlwaysInlineConstructor_BringsTheInitializers(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("class Entry : Device { [NoInstr] public {|NOINSTR103:Entry|}() { } } class Device { public Device() { } }")]
    [InlineData("class Entry : Device { [NoInstr] public {|NOINSTR103:Entry|}() => Tracer.Safe(); } class Device { public Device(int number = 4) { } }")]
    [InlineData("class Entry : Device { [NoInstr] public {|NOINSTR103:Entry|}() { } } class Device { [NoInstr] public Device(params int[] irqs) { } }")]
    [InlineData("class Entry : Device { [NoInstr] public Entry() : {|NOINSTR101:base|}(4) { } } class Device { public Device(int number) { } }")]
    [InlineData("class Entry : Device { [NoInstr] public Entry() : {|NOINSTR101:base|}() { } } class Device { public Device() { } }")]
    [InlineData("class Entry : Device { [NoInstr] public Entry() { } } class Device { [NoInstr] public Device() { } }")]
    [InlineData("class Entry : Device { [NoInstr] public {|NOINSTR101:Entry|}() { } } class Device { int number = Tracer.Next(); }")]
    [InlineData("class Entry { [NoInstr] public Entry() { } }")]
    public Task WrittenConstructor_CallsItsBase(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[method: NoInstr] class {|NOINSTR103:Entry|}() : Device { } class Device { public Device() { } }")]
    [InlineData("[method: NoInstr] class {|NOINSTR101:Entry|}() : Device { } class Device { int number = Tracer.Next(); }")]
    [InlineData("[method: NoInstr] class Entry(int number) : {|NOINSTR101:Device|}(number); class Device { public Device(int number) { } }")]
    [InlineData("[method: NoInstr] class Entry(int number) : Device(Tracer.{|NOINSTR101:Next|}()); class Device { [NoInstr] public Device(int number) { } }")]
    [InlineData("[method: NoInstr] class Entry() : Device { } class Device { [NoInstr] public Device() { } }")]
    [InlineData("[method: NoInstr] class Entry(int number) { public int Number = number; int next = Tracer.{|NOINSTR101:Next|}(); }")]
    [InlineData("class Entry(int number) { [NoInstr] int M() => number; [NoInstr] void N() => number++; }")]
    [InlineData("partial class Entry : Device { } [method: NoInstr] partial class {|NOINSTR103:Entry|}() { } class Device { public Device() { } }")]
    [InlineData("[NoInstr] class {|NOINSTR103:Entry|} : Device { } class Device { public Device() { } }")]
    [InlineData("[NoInstr] class {|NOINSTR103:Entry|} : EventArgs { }")]
    [InlineData("[NoInstr] class Entry : Device { } class Device { [NoInstr] public Device() { } }")]
    [InlineData("[NoInstr(Unchecked = true, Justification = \"made at boot\")] class Entry : EventArgs { }")]
    [InlineData("[NoInstr] class Entry { } [NoInstr] static class Tables { } [NoInstr] struct Frame { } [NoInstr] record Snapshot(int Cpu); [NoInstr] record struct Register(int Ip); [NoInstr] delegate void Handler();")]
    public Task ConstructorWithoutABlock_IsReportedAtTheType(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("class Entry { [NoInstr] int M(Snapshot s) => s.Cpu; [NoInstr] void N(Snapshot s) { _ = s {|NOINSTR101:==|} s; var (cpu, irq) = s; _ = {|NOINSTR104:new|} Snapshot(1, 2); } } [NoInstr] record Snapshot(int Cpu, int Irq);")]
    [InlineData("class Entry { [NoInstr] int M(Snapshot s) => s.{|NOINSTR101:Cpu|}; [NoInstr] void N(Snapshot s) { var (cpu, irq) {|NOINSTR103:=|} s; _ = {|NOINSTR101:{|NOINSTR104:new|}|} Snapshot(1, 2); } } record Snapshot(int Cpu, int Irq);")]
    [InlineData("class Entry { [NoInstr] void M(Snapshot s) { _ = s {|NOINSTR101:!=|} s; _ = s.{|NOINSTR101:ToString|}(); _ = s with { Cpu = 1 }; _ = new Snapshot(1); } } [NoInstr] record struct Snapshot(int Cpu);")]
    [InlineData("class Entry { [NoInstr] void M(Snapshot s) { _ = s {|NOINSTR103:with|} { Cpu = 1 }; _ = s.{|NOINSTR102:GetHashCode|}(); } } [NoInstr] record Snapshot(int Cpu);")]
    public Task Record_CallsWhatItSynthesises(string source) => VerifyAsync(source);

    [Theory]
    [InlineData(
        "class Entry : Device { [NoInstr] public {|#0:Entry|}() { } } class Device { public Device() { } }",
        "'new Entry' is noinstr, but the implicit base() calls 'new Device' outside of an instrumentation scope. 'new Device' is neither [NoInstr] nor [AlwaysInline]. Wrap the statement in InstrumentationScope.Begin() and End(), or mark 'new Device' [NoInstr].")]
    [InlineData(
        "[NoInstr] class {|#0:Entry|} : Device { } class Device { public Device() { } }",
        "'new Entry' is noinstr, but the implicit base() calls 'new Device' outside of an instrumentation scope. 'new Device' is neither [NoInstr] nor [AlwaysInline]. Wrap the statement in InstrumentationScope.Begin() and End(), or mark 'new Device' [NoInstr].")]
    [InlineData(
        "class Entry { [NoInstr] void M() { InstrumentationScope.Begin(); var cpu = new Cpu(); InstrumentationScope.End(); cpu = {|#0:{|NOINSTR104:new|}|} Cpu(); } } class Cpu : Device { } class Device { public Device() { } }",
        "'Entry.M' is noinstr, but the implicit base() calls 'new Device' outside of an instrumentation scope. 'new Device' is neither [NoInstr] nor [AlwaysInline], and is reached through M → new Cpu → new Device. Wrap the statement in InstrumentationScope.Begin() and End(), or mark 'new Device' [NoInstr].")]
    public Task Finding_NamesTheConstructor(string source, string message) =>
        VerifyAsync(source, Verify.Diagnostic("NOINSTR103").WithLocation(0).WithMessage(message));

    private static Task VerifyAsync(string source, params DiagnosticResult[] expected) => Verify.VerifyAnalyzerAsync($$"""
        #pragma warning disable CS0169, CS0414, CS0649, CS9113
        using System;
        using NoInstr;

        {{source}}

        static class Tracer
        {
            public static string? Name;
            public static int Next() => 0;
            public static void Write() { }
            [NoInstr] public static int Safe() => 0;
        }

        struct Handle { public static implicit operator Handle(int number) => default; }
        """, expected);
}
