using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>
/// 904: three projects. "Rcu" has contracts and references NoInstr.Attributes.dll, "Trace" brings its own copy of the attributes, and the
/// application, which has a copy too, does not reference the dll. Objtool has no counterpart: it reads one linked image, and knows no contracts.
/// </summary>
public class UnreadableContractTests
{
    private const string Copy =
        """
        namespace NoInstr
        {
            internal sealed class NoInstrAttribute : System.Attribute { public bool Unchecked { get; set; } public string? Justification { get; set; } }
            internal sealed class AlwaysInlineAttribute : System.Attribute;
            internal sealed class InstrumentableAttribute : System.Attribute;
            internal sealed class RequiresAttribute(params object[] states) : System.Attribute { public object[] States => states; }
            internal readonly ref struct InstrumentationScope { public static void Begin() { } public static void End() { } }
        }
        """;

    private const string Rcu =
        """
        using System;
        using NoInstr;

        public enum Watching { On }

        public class ContextTracking
        {
            [NoInstr, Primitive, Establishes(EntryState.Rcu)] public static void Enter() { }
            [NoInstr, Primitive, Revokes(Watching.On)] public static void Exit() { }
            [AlwaysInline, Primitive, Requires(EntryState.Lockdep, EntryState.Rcu)] public static void Check() { }
            [Instrumentable, Forbids(EntryState.Nmi)] public static void Schedule() { }
            [NoInstr] public static bool IsWatching { [HoldsWhen(true, EntryState.Rcu)] get; set; }
            [NoInstr, Requires(EntryState.Rcu)] public static int Depth => 0;
            [NoInstr, Primitive, Requires(EntryState.Rcu)] public ContextTracking() { }
            [NoInstr] public ContextTracking(int cpu) { }
            [NoInstr, Primitive, Requires(EntryState.Rcu)] public static ContextTracking operator +(ContextTracking tracking, int cpu) => tracking;
            [NoInstr] public static void Plain() { }
            [NoInstr(Unchecked = true, Justification = "Audited.")] public static void Halt() { }
            [AlwaysInline] public static void Count() { }
            [Instrumentable] public static void Log() { }
            [NoInstr, Primitive] public static void Cpuid() { }
            [NoInstr, EntryPoint(EntryState.Rcu)] public static void DoNmi() { }
            [NoInstr, Requires(EntryState.Rcu)] public static Action Hook = static () => { };
            [NoInstr] public static Action Plug = static () => { };
        }

        [NoInstr, Requires(EntryState.Rcu)] public delegate void Handler();

        public interface ITracer
        {
            [NoInstr, Requires(EntryState.Rcu)] void TraceSysEnter();
            [NoInstr] void Flush();
            [NoInstr] int Level { [Requires(EntryState.Rcu)] get; }
        }

        public abstract class Tracer
        {
            [NoInstr, Requires(EntryState.Rcu)] public abstract void TraceSysExit();
            [NoInstr] public abstract void Flush();
        }
        """;

    private const string Trace =
        """
        using NoInstr;

        public enum TraceState { On }

        public static class Ftrace
        {
            [NoInstr, Requires(TraceState.On)] public static void Stop() => ContextTracking.{|NOINSTR904:Enter|}();
            [NoInstr] public static void Pause() { }
        }
        """ + Copy;

    public static TheoryData<string, ProjectReferenceKind> Unreadable => Rows(
        "ContextTracking.{|NOINSTR904:Enter|}();",
        "ContextTracking.{|NOINSTR904:Exit|}();",
        "ContextTracking.{|NOINSTR904:Check|}();",
        "InstrumentationScope.Begin(); ContextTracking.{|NOINSTR904:Schedule|}(); InstrumentationScope.End();",
        "InstrumentationScope.Begin(); ContextTracking.{|NOINSTR904:Enter|}(); InstrumentationScope.End();",
        "if (ContextTracking.{|NOINSTR904:IsWatching|}) { }",
        "_ = ContextTracking.{|NOINSTR904:Depth|};",
        "InstrumentationScope.Begin(); _ = {|NOINSTR904:new|} ContextTracking(); InstrumentationScope.End();",
        "tracking {|NOINSTR904:+=|} 1;",
        "{|NOINSTR904:handler|}();",
        "ContextTracking.{|NOINSTR904:Hook|}();",
        "InstrumentationScope.Begin(); ContextTracking.Hook.{|NOINSTR904:Invoke|}(); InstrumentationScope.End();",
        "Local(); void Local() => ContextTracking.{|NOINSTR904:Enter|}();",
        "ContextTracking.{|NOINSTR904:Enter|}(); ContextTracking.{|NOINSTR904:Enter|}();");

    public static TheoryData<string, ProjectReferenceKind> Readable => Rows(
        "ContextTracking.Plain();",
        "ContextTracking.Halt();",
        "ContextTracking.Count();",
        "InstrumentationScope.Begin(); ContextTracking.Log(); InstrumentationScope.End();",
        "ContextTracking.Cpuid();",
        "ContextTracking.DoNmi();",
        "ContextTracking.IsWatching = true;",
        "ContextTracking.Plug();",
        "InstrumentationScope.Begin(); _ = new ContextTracking(0); InstrumentationScope.End();",
        "Ftrace.Stop();",
        "Ftrace.Pause();",
        "_ = nameof(ContextTracking.Enter);",
        "Ready();",
        "void Unused() => ContextTracking.Enter();",
        "ContextTracking.{|NOINSTR101:Log|}();");

    public static TheoryData<string, ProjectReferenceKind> Members => Rows(
        "[AlwaysInline] void ExitWork() => ContextTracking.{|NOINSTR904:Enter|}();",
        "[AlwaysInline] void ExitWork() { Local(); void Local() => ContextTracking.{|NOINSTR904:Enter|}(); } [NoInstr] void DoIrq() => ExitWork();",
        "[NoInstr] int Level { get => ContextTracking.{|NOINSTR904:Depth|}; }",
        "[NoInstr] static class Covered { static int s_depth = ContextTracking.{|NOINSTR904:Depth|}; }",
        "void M() { [NoInstr] void Local() => ContextTracking.{|NOINSTR904:Enter|}(); }",
        "class Derived : ContextTracking { [NoInstr] public {|NOINSTR904:Derived|}() { } }",
        "class Own : ITracer { [NoInstr] public void {|NOINSTR904:TraceSysEnter|}() { } [NoInstr] public void Flush() { } [NoInstr] public int {|NOINSTR904:Level|} => 0; }",
        "class Own : ITracer { [NoInstr] void ITracer.{|NOINSTR904:TraceSysEnter|}() { } [NoInstr] void ITracer.Flush() { } [NoInstr] int ITracer.{|NOINSTR904:Level|} => 0; }",
        "class Own : Tracer { [NoInstr] public override void {|NOINSTR904:TraceSysExit|}() { } [NoInstr] public override void Flush() { } }",
        "class Own : Tracer { public override void {|NOINSTR904:{|NOINSTR301:TraceSysExit|}|}() { } public override void {|NOINSTR301:Flush|}() { } }",
        "void Init() => ContextTracking.Enter();",
        "[Instrumentable] void Init() => ContextTracking.Enter();",
        "[NoInstr(Unchecked = true, Justification = \"Audited.\")] void DoIrq() => ContextTracking.Enter();",
        "[NoInstr] void DoIrq() { InstrumentationScope.Begin(); Init(); InstrumentationScope.End(); } void Init() => ContextTracking.Enter();",
        "System.Action init = () => ContextTracking.Enter();");

    [Theory]
    [MemberData(nameof(Unreadable))]
    public Task ContractWithoutItsAttributes_IsReportedAtTheCall(string body, ProjectReferenceKind kind) => VerifyBodyAsync(body, kind);

    [Theory]
    [MemberData(nameof(Readable))]
    public Task WhatAnAttributeSaysByItsName_IsKnown(string body, ProjectReferenceKind kind) => VerifyBodyAsync(body, kind);

    [Theory]
    [MemberData(nameof(Members))]
    public Task NoInstrAndAlwaysInlineBodies_AreAsked(string member, ProjectReferenceKind kind) => Test(member, kind).RunAsync();

    [Theory]
    [MemberData(nameof(ProjectReferenceKinds.All), MemberType = typeof(ProjectReferenceKinds))]
    public Task ApplicationThatReferencesTheAttributes_ReadsThem(ProjectReferenceKind kind)
    {
        var test = new CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>
        {
            ProjectReferenceKind = kind,
            TestCode = "using NoInstr; class Entry { [NoInstr] void DoSyscall() { ContextTracking.Enter(); Ftrace.Stop(); } }",
        };
        AddLibraries(test);
        return test.RunAsync();
    }

    /// <summary>The attributes are there; the enum is of an assembly that is not.</summary>
    [Theory]
    [MemberData(nameof(ProjectReferenceKinds.All), MemberType = typeof(ProjectReferenceKinds))]
    public Task EnumThatIsNotReferenced_CannotBeReadEither(ProjectReferenceKind kind)
    {
        var test = new CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>
        {
            ProjectReferenceKind = kind,
            TestState =
            {
                Sources = { "using NoInstr; class Entry { [NoInstr] void DoSyscall() { DebugRegisters.{|#0:Save|}(); DebugRegisters.Load(); } }" },
                AdditionalProjectReferences = { "Debug" },
                AdditionalProjects =
                {
                    ["States"] = { Sources = { "public enum DebugState { Saved }" } },
                    ["Debug"] =
                    {
                        Sources = { "using NoInstr; public static class DebugRegisters { [NoInstr, Primitive, Requires(DebugState.Saved)] public static void Save() { } [NoInstr, Primitive, Requires(EntryState.Rcu)] public static void Load() { } }" },
                        AdditionalProjectReferences = { "States" },
                    },
                },
            },
        };
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("NOINSTR904").WithLocation(0).WithMessage(
            "The contract [Requires] of 'DebugRegisters.Save' cannot be read, because an assembly that defines its states is not referenced. Reference it, so that what the contract demands and does is known here."));
        return test.RunAsync();
    }

    /// <summary>Nothing here is noinstr, whatever a library says: a project that does not know the attribute does not use the tool.</summary>
    [Fact]
    public Task ApplicationWithoutACopy_IsNotAnalysed()
    {
        var test = new CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer> { TestCode = "class Entry : Tracer { public override void TraceSysExit() => ContextTracking.Enter(); public override void Flush() { } }" };
        test.TestState.ReferencesAttributes = false;
        AddLibraries(test);
        test.TestState.AdditionalProjects["Trace"].Sources.Clear();
        test.ProjectReferenceKind = ProjectReferenceKind.MetadataImage;
        return test.RunAsync();
    }

    [Fact]
    public Task Message_NamesTheContractAndTheAssembly()
    {
        var test = Test("[NoInstr] void DoIrq() => ContextTracking.{|#0:Enter|}();", ProjectReferenceKind.MetadataImage);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("NOINSTR904").WithLocation(0).WithMessage(
            "The contract [Establishes] of 'ContextTracking.Enter' cannot be read, because the assembly 'NoInstr.Attributes', which defines the attribute, is not referenced. Reference it, so that what the contract demands and does is known here."));
        return test.RunAsync();
    }

    private static TheoryData<string, ProjectReferenceKind> Rows(params string[] codes)
    {
        var rows = new TheoryData<string, ProjectReferenceKind>();
        foreach (var code in codes)
        {
            foreach (var kind in Enum.GetValues<ProjectReferenceKind>())
            {
                rows.Add(code, kind);
            }
        }

        return rows;
    }

    private static Task VerifyBodyAsync(string body, ProjectReferenceKind kind) =>
        Test($"[NoInstr] void DoSyscall(Handler handler, ContextTracking tracking) {{ {body} }}", kind).RunAsync();

    private static CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer> Test(string member, ProjectReferenceKind kind)
    {
        var test = new CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>
        {
            ProjectReferenceKind = kind,
            TestCode = $$"""
                #pragma warning disable CS8321
                using NoInstr;

                class Entry
                {
                    {{member}}

                    [NoInstr, Requires(Watching.On)] static void Ready() { }
                }
                """ + Copy,
        };
        test.TestState.ReferencesAttributes = false;
        AddLibraries(test);
        return test;
    }

    private static void AddLibraries(CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer> test)
    {
        test.TestState.AdditionalProjectReferences.Add("Rcu");
        test.TestState.AdditionalProjectReferences.Add("Trace");
        test.TestState.AdditionalProjects["Rcu"].Sources.Add(Rcu);
        var trace = test.TestState.AdditionalProjects["Trace"];
        trace.Sources.Add(Trace);
        trace.ReferencesAttributes = false;
        trace.AdditionalProjectReferences.Add("Rcu");
    }
}
