using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>
/// 309 and 310: what is trusted unseen. Objtool has no such word: it skips a function that is STACK_FRAME_NON_STANDARD without a reason. klint's
/// <c>unchecked</c> has none either, and stays when it is no longer needed.
/// </summary>
public class UncheckedRuleTests
{
    private const string Audited = "NoInstr(Unchecked = true, Justification = \"Audited.\")";

    [Theory]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true)|}] void Switch() => Trace();")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true, Justification = null)|}] void Switch() => Trace();")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true, Justification = \"\")|}] void Switch() => Trace();")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true, Justification = \" \\t\")|}] void Switch() => Trace();")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true)|}] Entry() { Trace(); }")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true)|}] int Level { get { Trace(); return 1; } set => Trace(); }")]
    [InlineData("int Level { [{|NOINSTR309:NoInstr(Unchecked = true)|}] get { Trace(); return 1; } }")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true)|}] event Action Entered { add => Trace(); remove => Trace(); }")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true)|}] class Stubs { }")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true)|}] delegate void Hook();")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true)|}] Action? hook;")]
    [InlineData("[return: {|NOINSTR309:NoInstr(Unchecked = true)|}] Action Get() => null!;")]
    [InlineData("void Set([{|NOINSTR309:NoInstr(Unchecked = true)|}] Action hook) { }")]
    [InlineData("void M() { [{|NOINSTR309:NoInstr(Unchecked = true)|}] void Local() => Trace(); }")]
    [InlineData("Action hook = [{|NOINSTR309:NoInstr(Unchecked = true)|}] () => Trace();")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true)|}] partial void Switch(); partial void Switch() => Trace();")]
    [InlineData("partial void Switch(); [{|NOINSTR309:NoInstr(Unchecked = true)|}] partial void Switch() => Trace();")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true)|}] partial int Level { get; } partial int Level { get { Trace(); return 1; } }")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = true)|}, DllImport(\"entry\")] static extern void Halt();")]
    [InlineData("[method: {|NOINSTR309:NoInstr(Unchecked = true)|}] class Cpu(int id) { int id = id; }")]
    public Task Unchecked_NeedsAJustification(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("[{|NOINSTR309:NoInstr|}, DllImport(\"entry\")] static extern void Halt();")]
    [InlineData("[{|NOINSTR309:NoInstr(Unchecked = false)|}, DllImport(\"entry\")] static extern void Halt();")]
    [InlineData("[DllImport(\"entry\")] [{|NOINSTR309:NoInstr|}] static extern void Halt();")]
    [InlineData("[{|NOINSTR309:NoInstr|}] static extern int Cr2 { [DllImport(\"entry\")] get; [DllImport(\"entry\")] set; }")]
    [InlineData("static extern int Cr2 { [{|NOINSTR309:NoInstr|}, DllImport(\"entry\")] get; [DllImport(\"entry\")] set; }")]
    [InlineData("static extern int Cr2 { [DllImport(\"entry\")] get; [{|NOINSTR309:NoInstr|}, DllImport(\"entry\")] set; }")]
    [InlineData("[NoInstr] class Covered { [DllImport(\"entry\")] static extern void {|NOINSTR309:Halt|}(); }")]
    [InlineData("[NoInstr] class Covered { static extern int Cr2 { [DllImport(\"entry\")] {|NOINSTR309:get|}; [DllImport(\"entry\")] {|NOINSTR309:set|}; } }")]
    [InlineData("void M() { Local(); [{|NOINSTR309:NoInstr|}, DllImport(\"entry\")] static extern void Local(); }")]
    [InlineData("[{|NOINSTR309:NoInstr|}] public static partial void Halt(); [DllImport(\"entry\")] public static extern partial void Halt();")]
    [InlineData("public static partial void Halt(); [{|NOINSTR309:NoInstr|}, DllImport(\"entry\")] public static extern partial void Halt();")]
    public Task ExternMethod_MustBeUnchecked(string member) => VerifyAsync(member);

    [Theory]
    [InlineData($"[{Audited}] void Switch() => Trace();")]
    [InlineData($"[{Audited}, DllImport(\"entry\")] static extern void Halt();")]
    [InlineData($"[{Audited}] class Stubs {{ [DllImport(\"entry\")] static extern void Halt(); void Switch() => Trace(); }}")]
    [InlineData($"[{Audited}] static extern int Cr2 {{ [DllImport(\"entry\")] get; [DllImport(\"entry\")] set; }}")]
    [InlineData("[NoInstr(Unchecked = false)] void Exit() { }")]
    [InlineData("[NoInstr(Justification = \"Not trusted.\")] void Exit() { }")]
    [InlineData("[DllImport(\"entry\")] static extern void Trace2();")]
    [InlineData("[Instrumentable, DllImport(\"entry\")] static extern void Trace2();")]
    [InlineData("[NoInstr] class Covered { [Instrumentable, DllImport(\"entry\")] static extern void Trace2(); }")]
    [InlineData("[NoInstr] abstract class Cpu { public abstract void Halt(); }")]
    [InlineData("interface ICpu { [NoInstr] void Halt(); }")]
    [InlineData("[NoInstr] class Covered { [Unknown(Unchecked = true)] void M() { } }")]
    [InlineData($"[{Audited}] public static partial void Halt(); [DllImport(\"entry\")] public static extern partial void Halt();")]
    public Task JustifiedOrVerified_IsClean(string member) => VerifyAsync(member);

    [Fact]
    public async Task AssemblyAndModule_NeedAJustification()
    {
        await Verify.VerifyAnalyzerAsync("[assembly: {|NOINSTR309:NoInstr.NoInstr(Unchecked = true)|}]");
        await Verify.VerifyAnalyzerAsync("[module: {|NOINSTR309:NoInstr.NoInstr(Unchecked = true)|}]");
        await Verify.VerifyAnalyzerAsync("[assembly: NoInstr.NoInstr(Unchecked = true, Justification = \"Stubs only.\")] class Stubs { static extern void {|CS0626:Halt|}(); }");
    }

    /// <summary>A generator writes the other part: the finding is where the attribute is, whichever file an editor asks about.</summary>
    [Fact]
    public Task PartsInDifferentFiles_AreReportedAtTheAttribute()
    {
        var test = new Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>();
        test.TestState.Sources.Add("using NoInstr; partial class Cpu { [{|NOINSTR309:NoInstr|}] public static partial void Halt(); [{|NOINSTR310:NoInstr(Unchecked = true, Justification = \"-\")|}] partial void Count(); }");
        test.TestState.Sources.Add("partial class Cpu { [System.Runtime.InteropServices.DllImport(\"entry\")] public static extern partial void Halt(); partial void Count() { } }");
        return test.RunAsync();
    }

    [Theory]
    [InlineData("void Count() => depth++;")]
    [InlineData("void Count() { }")]
    [InlineData("void Exit() { using (InstrumentationScope.Open()) Trace(); }")]
    [InlineData("void Exit() { Enter(); Inlined(); }")]
    [InlineData("void Exit() { InstrumentationScope.Begin(); Trace(); InstrumentationScope.End(); }")]
    [InlineData("int Level { get => depth; set => depth = value; }")]
    [InlineData("int Level => depth;")]
    [InlineData("int Level { get => depth; }")]
    [InlineData("event Action Entered { add => depth++; remove => depth--; }")]
    [InlineData("Entry(int level) { depth = level; }")]
    [InlineData("static int operator +(Entry entry, int cpu) => cpu;", true)]
    [InlineData("virtual void Exit() { }", true)]
    public Task UncheckedBodyThatVerifies_IsUnnecessary(string member, bool isPublic = false) =>
        VerifyAsync($"[{{|NOINSTR310:{Audited}|}}] {(isPublic ? "public " : "")}{member}");

    [Theory]
    [InlineData("int Level { [{|NOINSTR310:" + Audited + "|}] get => depth; set => Trace(); }")]
    [InlineData("void M() { [{|NOINSTR310:" + Audited + "|}] void Local() => depth++; }")]
    [InlineData("Action hook = [{|NOINSTR310:" + Audited + "|}] () => { };")]
    [InlineData("[NoInstr] class Covered { [{|NOINSTR310:" + Audited + "|}] void Exit() { } }")]
    [InlineData("[{|NOINSTR310:" + Audited + "|}] partial void Count(); partial void Count() => depth++;")]
    [InlineData("[{|NOINSTR310:" + Audited + "|}] partial int Level { get; } partial int Level { get => depth; }")]
    [InlineData("class Cpu { object id = new(); [" + Audited + "] Cpu() { } [{|NOINSTR310:" + Audited + "|}] Cpu(int level) : this() { } }")]
    [InlineData("class Cpu { int id = 1; [{|NOINSTR310:" + Audited + "|}] Cpu() { } }")]
    public Task UncheckedWhereverItStands_IsUnnecessary(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("void Exit() => Trace();")]
    [InlineData("void Exit() => _ = new object();")]
    [InlineData("void Exit() => throw null!;")]
    [InlineData("void Exit() => log();")]
    [InlineData("void Exit() { InstrumentationScope.Begin(); Trace(); }")]
    [InlineData("void Exit() { InstrumentationScope.End(); }")]
    [InlineData("void Exit() { Local(); void Local() => Trace(); }")]
    [InlineData("int Level { get => depth; set => Trace(); }")]
    [InlineData("int Level { get { Trace(); return 1; } set { } }")]
    [InlineData("event Action Entered { add => depth++; remove => Trace(); }")]
    [InlineData("async System.Threading.Tasks.Task {|NOINSTR303:Exit|}() { await System.Threading.Tasks.Task.Yield(); }")]
    [InlineData("System.Collections.Generic.IEnumerable<int> {|NOINSTR303:Exit|}() { yield break; }")]
    public Task UncheckedBodyWithAWarning_IsNeeded(string member) => VerifyAsync($"[{Audited}] {member} {WithAFinding}");

    /// <summary>With other symbols there is more in the body; with a state contract there is more in the attribute.</summary>
    [Theory]
    [InlineData("[" + Audited + "] void Exit() => System.Diagnostics.Debug.Assert(depth > 0);")]
    [InlineData("[" + Audited + "] void Exit() => Asserts();")]
    [InlineData("[" + Audited + "] void Exit() {\n#if CONFIG_TRACE\nTrace();\n#endif\n}")]
    [InlineData("[" + Audited + "] void Exit() => Generated();")]
    [InlineData("[" + Audited + ", Establishes(EntryState.Rcu)] void RcuEnter() => depth++;")]
    [InlineData("[" + Audited + ", EntryPoint] void DoNmi() => depth++;")]
    [InlineData("[" + Audited + "] bool IsWatching { [HoldsWhen(true, EntryState.Rcu)] get => depth > 0; }")]
    [InlineData("class Cpu { object id = new(); [" + Audited + "] Cpu() { } }")]
    [InlineData("class Cpu { static object s_id = new(); [" + Audited + "] static Cpu() { } }")]
    [InlineData("class Cpu { [" + Audited + "] static Cpu() { } }")]
    [InlineData("[" + Audited + "] int Auto { get; set; }")]
    [InlineData("[" + Audited + "] class Stubs { void Exit() { } }")]
    [InlineData("[" + Audited + "] Action? hook;")]
    [InlineData("[" + Audited + ", DllImport(\"entry\")] static extern void Halt();")]
    [InlineData("abstract class Cpu { [" + Audited + "] public abstract void Halt(); }")]
    public Task UncheckedThatSaysMore_IsLeftAlone(string member) => VerifyAsync($"{member} {WithAFinding}");

    [Fact]
    public Task Messages_SayWhatToDo()
    {
        var test = Test($"[{{|#0:NoInstr(Unchecked = true)|}}] void Switch() => Trace(); [{{|#1:NoInstr|}}, DllImport(\"entry\")] static extern void Halt(); [{{|#2:{Audited}|}}] int Level => depth;");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("NOINSTR309").WithLocation(0).WithMessage(
            "'Entry.Switch' is noinstr and Unchecked, without a justification. Say in Justification = \"…\" why it may be trusted unseen."));
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("NOINSTR309").WithLocation(1).WithMessage(
            "'Entry.Halt' is extern and noinstr, so there is no body to verify. If it has been audited, say so with [NoInstr(Unchecked = true, Justification = \"…\")]."));
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("NOINSTR310").WithLocation(2).WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithMessage(
            "The body of 'Entry.Level' verifies, so 'Unchecked' is unnecessary. Remove it, so that the body stays verified."));
        return test.RunAsync();
    }

    /// <summary>Clean rows of an advice need a finding of it beside them.</summary>
    private const string WithAFinding = "[{|NOINSTR310:" + Audited + "|}] void Record() { }";

    private static Task VerifyAsync(string member) => Test(member).RunAsync();

    private static Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer> Test(string member) => new()
    {
        LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp13,
        TestCode = $$"""
            #pragma warning disable CS0169, CS0414, CS8321, CS0649, CS1998, CS0067, CS8618
            using System;
            using System.Runtime.InteropServices;
            using NoInstr;

            class UnknownAttribute : Attribute { public bool Unchecked { get; set; } }

            partial class Entry
            {
                int depth;
                Action log;

                {{member}}

                public Entry(int level, int cpu) { }
                Entry(bool user) { }
                [NoInstr] void Enter() { }
                [AlwaysInline] void Inlined() { }
                [AlwaysInline] void Asserts() => System.Diagnostics.Debug.Assert(depth > 0);
                partial void Generated();
                static void Trace() { }
            }
            """,
    };
}
