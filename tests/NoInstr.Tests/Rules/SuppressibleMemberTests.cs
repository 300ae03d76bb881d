using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Rules;
using NoInstr.Tests.Robustness;

namespace NoInstr.Tests.Rules;

/// <summary>A finding names the member that it is in, in the way that a suppression of that member has to: a baseline is made from that.</summary>
public class SuppressibleMemberTests
{
    [Theory]
    [InlineData("[NoInstr] void DoSyscall() => Trace();", "M:Entry.DoSyscall")]
    [InlineData("[NoInstr] void DoSyscall<T>(T[] frame, ref int nr, in T? state, int[,] map) => Trace();", "M:Entry.DoSyscall``1(``0[],System.Int32@,``0@,System.Int32[,])")]
    [InlineData("[NoInstr] unsafe void DoSyscall(int* frame) => Trace();", "M:Entry.DoSyscall(System.Int32*)")]
    [InlineData("[NoInstr] int Level => Trace();", "P:Entry.Level")]
    [InlineData("int Level { [NoInstr] get { return Trace(); } set { } }", "P:Entry.Level")]
    [InlineData("[NoInstr] int this[int cpu] { get { return Trace(); } }", "P:Entry.Item(System.Int32)")]
    [InlineData("event System.Action Written { [NoInstr] add { Trace(); } remove { } }", "E:Entry.Written")]
    [InlineData("[NoInstr] Entry() { Trace(); }", "M:Entry.#ctor")]
    [InlineData("[NoInstr] static Entry() { Trace(); }", "M:Entry.#cctor")]
    [InlineData("[NoInstr] ~Entry() { Trace(); }", "M:Entry.Finalize")]
    [InlineData("[NoInstr] public static Entry operator +(Entry left, int right) { Trace(); return left; }", "M:Entry.op_Addition(Entry,System.Int32)~Entry")]
    [InlineData("[NoInstr] public static explicit operator int(Entry entry) => Trace();", "M:Entry.op_Explicit(Entry)~System.Int32")]
    [InlineData("int cpu = Trace(); [NoInstr] Entry() { }", "F:Entry.cpu")]
    [InlineData("int Level { get; } = Trace(); [NoInstr] Entry() { }", "P:Entry.Level")]
    [InlineData("[NoInstr] void DoSyscall() { Local(); void Local() => Trace(); }", "M:Entry.DoSyscall")]
    [InlineData("void DoSyscall() { Local(); [NoInstr] void Local() => Trace(); }", "M:Entry.DoSyscall")]
    [InlineData("void DoSyscall() { System.Func<int> read = [NoInstr] () => Trace(); }", "M:Entry.DoSyscall")]
    [InlineData("System.Func<int> read = [NoInstr] () => Trace();", "F:Entry.read")]
    [InlineData("class Inner<T> : System.IDisposable { [NoInstr] void System.IDisposable.Dispose() => Trace(); }", "M:Entry.Inner`1.System#IDisposable#Dispose")]
    [InlineData("class Base { public Base(int cpu) { } } [method: NoInstr] class Inner(int cpu) : Base(cpu);", "M:Entry.Inner.#ctor(System.Int32)")]
    [InlineData("[NoInstr] void DoSyscall() { InstrumentationScope.Begin(); }", "M:Entry.DoSyscall")]
    public async Task Member_CanBeSuppressed(string members, string id)
    {
        var source = SourceOf(members);
        var finding = Assert.Single(await FindAsync(source));
        Assert.Equal(id, finding.Properties[PropertyKeys.Member]);

        var suppression = $"""[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage("NoInstr", "{finding.Id}", Scope = "member", Target = "~{id}")]""";

        Assert.Empty(await FindAsync(source.Replace("class Entry {", suppression + "\nclass Entry {")));
        Assert.NotEmpty(await FindAsync(source.Replace("class Entry {", suppression.Replace("~", "~X") + "\nclass Entry {")));
    }

    /// <summary>An id that names nothing would make a line of the baseline that suppresses nothing.</summary>
    [Fact]
    public async Task MemberWithAFunctionPointer_HasNoName()
    {
        var finding = Assert.Single(await FindAsync(SourceOf("[NoInstr] unsafe void DoSyscall(delegate*<int, void> next) => Trace();")));

        Assert.False(finding.Properties.ContainsKey(PropertyKeys.Member));
    }

    private static string SourceOf(string members) =>
        $"#pragma warning disable CS0649, CS0169, CS0219, CS8321\nusing NoInstr;\nclass Entry {{ {members} static int Trace() => 0; }}\n";

    private static async Task<IReadOnlyList<Diagnostic>> FindAsync(string source) =>
        [.. (await AnalyzerHost.AnalyzeAsync(AnalyzerHost.CompileValid(source))).Where(finding => finding.Severity >= DiagnosticSeverity.Warning)];
}
