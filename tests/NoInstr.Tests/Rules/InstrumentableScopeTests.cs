using Microsoft.CodeAnalysis;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>
/// 205 in bodies that are instrumentable themselves. Objtool does not look at the markers there: it follows calls of code in .noinstr.text only.
/// </summary>
public class InstrumentableScopeTests
{
    [Theory]
    [InlineData("void Audit() { {|NOINSTR205:Begin|}(); Trace(); End(); }")]
    [InlineData("[Instrumentable] void Audit() { {|NOINSTR205:Begin|}(); Trace(); End(); }")]
    [InlineData("void Audit() { using var _ = InstrumentationScope.{|NOINSTR205:Open|}(); Trace(); }")]
    [InlineData("void Audit() { using (global::NoInstr.InstrumentationScope.{|NOINSTR205:Open|}()) Trace(); }")]
    [InlineData("void Audit() => {|NOINSTR205:Begin|}();")]
    [InlineData("void Audit() { if (on) { {|NOINSTR205:Begin|}(); } }")]
    [InlineData("void Audit() { {|NOINSTR205:Begin|}(); {|NOINSTR205:Begin|}(); End(); }")]
    [InlineData("Entry() { {|NOINSTR205:Begin|}(); End(); }")]
    [InlineData("~Entry() { {|NOINSTR205:Begin|}(); End(); }")]
    [InlineData("int Level { get { {|NOINSTR205:Begin|}(); return 1; } [NoInstr] set { using (Open()) Trace(); } }")]
    [InlineData("int Level => Use({|NOINSTR205:Open|}());")]
    [InlineData("public static Entry operator +(Entry entry, int cpu) { {|NOINSTR205:Begin|}(); return entry; }")]
    [InlineData("public virtual void Audit() { {|NOINSTR205:Begin|}(); }")]
    [InlineData("async System.Threading.Tasks.Task Audit() { {|NOINSTR205:Begin|}(); await System.Threading.Tasks.Task.Yield(); }")]
    [InlineData("System.Collections.Generic.IEnumerable<int> Audit() { {|NOINSTR205:Begin|}(); yield return 1; }")]
    [InlineData("void Audit() { Local(); void Local() { {|NOINSTR205:Begin|}(); Trace(); End(); } }")]
    [InlineData("void Audit() { Outer(); void Outer() { Inner(); void Inner() { {|NOINSTR205:Begin|}(); } } }")]
    [InlineData("[NoInstr] void DoSyscall() { [Instrumentable] void Local() { {|NOINSTR205:Begin|}(); } }")]
    [InlineData("System.Action log = () => { {|NOINSTR205:Begin|}(); };")]
    [InlineData("System.Action log = () => {|NOINSTR205:Begin|}();")]
    [InlineData("System.Action log = delegate { {|NOINSTR205:Begin|}(); };")]
    [InlineData("System.Action Log { get; } = static () => {|NOINSTR205:Begin|}();")]
    [InlineData("static readonly System.Action s_log = [Instrumentable] () => {|NOINSTR205:Begin|}();")]
    [InlineData("void Audit() { [NoInstr] void Local() { using (Open()) { System.Action log = () => {|NOINSTR205:Begin|}(); } } }")]
    [InlineData("void Set(System.Action log) => Set(() => {|NOINSTR205:Begin|}());")]
    [InlineData("[NoInstr] System.Action hook = null!; void Set() => hook = Wrap(() => {|NOINSTR205:Begin|}());")]
    [InlineData("[Instrumentable] class Log { void Write() { {|NOINSTR205:Begin|}(); } }")]
    public Task ScopeInInstrumentableBody_DoesNothing(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("[NoInstr] void DoSyscall() { using (Open()) Trace(); }")]
    [InlineData("[NoInstr(Unchecked = true, Justification = \"Audited.\")] void DoSyscall() { Begin(); Trace(); End(); }")]
    [InlineData("[NoInstr] int Level { get { using (Open()) Trace(); return 1; } }")]
    [InlineData("[AlwaysInline] void ExitWork() { Begin(); Trace(); End(); }")]
    [InlineData("[AlwaysInline] void ExitWork() => Begin();")]
    [InlineData("[NoInstr] class Covered { void DoSyscall() { using (Open()) Trace(); } }")]
    [InlineData("[NoInstr] void DoSyscall() { Local(); void Local() { using (Open()) Trace(); } }")]
    [InlineData("void Audit() { [NoInstr] void Local() { using (Open()) Trace(); } }")]
    [InlineData("void Audit() { [NoInstr] void Local() { Inner(); void Inner() { using (Open()) Trace(); } } }")]
    [InlineData("void Audit() { [AlwaysInline] void Local() { Begin(); } }")]
    [InlineData("System.Action hook = [NoInstr] () => { using (Open()) Trace(); };")]
    [InlineData("[NoInstr] System.Action hook = () => { using (Open()) Trace(); };")]
    [InlineData("[NoInstr] System.Action Hook { get; } = static () => { using (Open()) Trace(); };")]
    [InlineData("[NoInstr] System.Action[] hooks = [() => { using (Open()) Trace(); }, () => { }];")]
    [InlineData("[NoInstr] System.Action? hook; void Set() => hook = on ? () => { using (Open()) Trace(); } : null;")]
    [InlineData("[NoInstr] System.Action? hook; void Set() => hook ??= (() => { using (Open()) Trace(); });")]
    [InlineData("Hook hook = () => { using (Open()) Trace(); };")]
    [InlineData("object hook = new Hook(() => { using (Open()) Trace(); });")]
    [InlineData("object hook = (Hook)delegate { using (Open()) Trace(); };")]
    [InlineData("void Set([NoInstr] System.Action hook) => Set(() => { using (Open()) Trace(); });")]
    [InlineData("[return: NoInstr] System.Action Get() => () => { using (Open()) Trace(); };")]
    [InlineData("[return: NoInstr] System.Action Get() { return () => { using (Open()) Trace(); }; }")]
    public Task ScopeInNoInstrBody_Counts(string member) => VerifyAsync(member + WithAFinding);

    /// <summary>Static initialisation is a part of the access that starts it; an initialiser is one of the constructor that runs it.</summary>
    [Theory]
    [InlineData("static Entry() { Begin(); Trace(); End(); }")]
    [InlineData("int level = Use(Open());")]
    [InlineData("static int s_level = Use(Open());")]
    public Task ScopeInInitialisation_IsLeftToItsUsers(string member) => VerifyAsync(member + WithAFinding);

    [Theory]
    [InlineData("void Audit() { var log = new Log(); log.Begin(); log.Open(); log.End(); }")]
    [InlineData("void Audit() { Log.Open(1); }")]
    [InlineData("void Audit() { Begin(); static void Begin() => End(); }")]
    [InlineData("void Audit() { System.Action begin = Begin; }")]
    [InlineData("void Audit() { _ = nameof(Begin); }")]
    [InlineData("void Audit() { End(); }")]
    [InlineData("void Audit() { InstrumentationScope scope = default; scope.Dispose(); }")]
    [InlineData("void Audit() { Begin(); void Begin() { } }")]
    public Task OtherCalls_AreNoMarkers(string member) => VerifyAsync(member + WithAFinding);

    [Fact]
    public Task GlobalUsingInAnotherFile_IsSeen()
    {
        var test = Test("class Audit { void Record() { {|NOINSTR205:Begin|}(); Marker.{|NOINSTR205:Open|}(); } }");
        test.TestState.Sources.Add("global using static NoInstr.InstrumentationScope;");
        test.TestState.Sources.Add("global using Marker = NoInstr.InstrumentationScope;");
        return test.RunAsync();
    }

    [Fact]
    public Task TopLevelStatements_AreInstrumentable()
    {
        var test = Test(
            """
            using NoInstr;
            InstrumentationScope.{|NOINSTR205:Begin|}();
            Local();
            InstrumentationScope.End();
            static void Local() { InstrumentationScope.{|NOINSTR205:Begin|}(); InstrumentationScope.End(); }
            [NoInstr] static void Entry() { using (InstrumentationScope.Open()) System.Console.WriteLine(); }
            """);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    [Fact]
    public Task InternalCopyOfTheMarkers_IsNotJudgedItself()
    {
        var test = Test(
            """
            namespace NoInstr
            {
                internal sealed class NoInstrAttribute : System.Attribute;
                internal readonly ref struct InstrumentationScope
                {
                    public static void Begin() { }
                    public static void End() { }
                    public static InstrumentationScope Open() { Begin(); return default; }
                    public void Dispose() => End();
                }
            }

            class Audit { void Record() { NoInstr.InstrumentationScope.{|NOINSTR205:Begin|}(); } }
            """);
        test.TestState.ReferencesAttributes = false;
        return test.RunAsync();
    }

    /// <summary>What is trusted by a list, or counts as inlined by an option, is used in a region.</summary>
    [Theory]
    [InlineData("/.globalconfig", "is_global = true\nnoinstr.callees = inferred\n")]
    [InlineData("/NoInstr.Safe.txt", "M:Audit.Record ; audited\n")]
    public Task BodyThatNoInstrCodeMayUse_IsNotReported(string path, string text)
    {
        var test = Test("using NoInstr; class Audit { void Record() { InstrumentationScope.Begin(); } public virtual void Flush() { InstrumentationScope.{|NOINSTR205:Begin|}(); } }");
        (path.EndsWith("config", StringComparison.Ordinal) ? test.TestState.AnalyzerConfigFiles : test.TestState.AdditionalFiles).Add(path, text);
        return test.RunAsync();
    }

    [Fact]
    public Task Messages_SayWhyAndWhatToDo()
    {
        var test = Test("using NoInstr; class Audit { void Record() { InstrumentationScope.{|#0:Begin|}(); } [Instrumentable] void Flush() { InstrumentationScope.{|#1:Open|}(); } }");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("NOINSTR205").WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithMessage(
            "The instrumentation scope that 'Audit.Record' opens here does nothing: 'Audit.Record' is neither [NoInstr] nor [AlwaysInline], so its whole body is instrumentable anyway. Remove it, or mark 'Audit.Record' [NoInstr]."));
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("NOINSTR205").WithLocation(1).WithSeverity(DiagnosticSeverity.Info).WithMessage(
            "The instrumentation scope that 'Audit.Flush' opens here does nothing: 'Audit.Flush' is [Instrumentable], so its whole body is instrumentable anyway. Remove it."));
        return test.RunAsync();
    }

    /// <summary>Clean rows of an advice need a finding of it beside them.</summary>
    private const string WithAFinding = " void Record() { {|NOINSTR205:Begin|}(); End(); }";

    private static Task VerifyAsync(string member) => Test(
        $$"""
        #pragma warning disable CS0169, CS0414, CS8321, CS0649, CS1998
        using NoInstr;
        using static NoInstr.InstrumentationScope;

        [NoInstr] delegate void Hook();
        class Log { public void Begin() { } public void Open() { } public void End() { } public static void Open(int cpu) { } }

        class Entry
        {
            static bool on;
            {{member}}

            static int Use(InstrumentationScope scope) => 0;
            static void Trace() { }
            [return: NoInstr] static System.Action Wrap(System.Action log) => null!;
        }
        """).RunAsync();

    private static Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer> Test(string source) => new() { TestCode = source };
}
