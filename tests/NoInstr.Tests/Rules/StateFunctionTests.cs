using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>Contracts that are not on a plain method of this project: local functions, lambdas, delegates and slots, virtual members, other assemblies.</summary>
public class StateFunctionTests
{
    /// <summary>A local function is part of the body around it: what it demands and does is that body's, and findings are inside it.</summary>
    [Theory]
    [InlineData("[NoInstr, EntryPoint] void M() { Local(); void Local() { {|NOINSTR401:NeedsRcu|}(); } }")]
    [InlineData("[NoInstr, EntryPoint] void M() { RcuEnter(); Local(); RcuExit(); void Local() { NeedsRcu(); } }")]
    [InlineData("[NoInstr, EntryPoint] void M() { Local(); RcuExit(); void Local() => RcuEnter(); }")]
    [InlineData("[NoInstr, EntryPoint] void M() { Local(); {|NOINSTR405:return|}; void Local() => RcuEnter(); }")]
    [InlineData("[NoInstr, EntryPoint] void M() { Local(); void Local() { RcuEnter(); {|NOINSTR402:RcuEnter|}(); RcuExit(); } }")]
    [InlineData("[NoInstr, EntryPoint] void M() { Outer(); void Outer() { Inner(); } void Inner() { {|NOINSTR401:NeedsRcu|}(); } }")]
    [InlineData("[NoInstr, EntryPoint] void M() { Local(); Local(); void Local() { {|NOINSTR401:NeedsRcu|}(); } }")]
    [InlineData("[NoInstr, EntryPoint] void M() { {|NOINSTR401:Local|}(); void Local() { Work(); } } [NoInstr] void Work() => NeedsRcu();")]
    [InlineData("[NoInstr, EntryPoint] void M() { Down(3); void Down(int n) { {|NOINSTR401:NeedsRcu|}(); if (n > 0) Down(n - 1); } }")]
    [InlineData("[NoInstr, EntryPoint(Rcu)] void M() { Begin(); Local(); End(); RcuEnter(); void Local() { {|NOINSTR408:RcuExit|}(); Log(); } }")]
    [InlineData("[NoInstr] void M() { Local(); void Local() { var saved = {|NOINSTR407:IrqEnter|}(); } }")]
    [InlineData("[Requires(Rcu)] void M() { Local(); void Local() { {|NOINSTR406:IdleOnly|}(); } }")]
    [InlineData("[Requires(Lockdep)] void M() { Local(); void Local() { RcuEnter(); {|NOINSTR402:RcuEnter|}(); RcuExit(); } }")]
    public Task LocalFunction_IsPartOfTheBodyAroundIt(string members) => StateCode.VerifyAsync(members);

    [Theory]
    [InlineData("[NoInstr, EntryPoint] void M() { {|NOINSTR401:Local|}(); [NoInstr, Requires(Rcu)] void Local() { NeedsRcu(); } }")]
    [InlineData("[NoInstr, EntryPoint] void M() { Local(); RcuExit(); [NoInstr, Establishes(Rcu)] void Local() { RcuEnter(); } }")]
    [InlineData("[NoInstr, EntryPoint] void M() { Local(); RcuExit(); [NoInstr, Establishes(Rcu)] void Local() { {|NOINSTR405:}|} }")]
    [InlineData("[NoInstr, EntryPoint] void M() { Local(); RcuExit(); [AlwaysInline, Establishes(Rcu)] void Local() { RcuEnter(); } }")]
    public Task LocalFunctionWithContract_IsABodyOfItsOwn(string members) => StateCode.VerifyAsync(members);

    [Theory]
    [InlineData("Action a = [NoInstr, Requires(Rcu)] static () {|NOINSTR104:=>|} NeedsRcu();")]
    [InlineData("Action a = [NoInstr, Requires(Rcu)] static () {|NOINSTR104:=>|} { {|NOINSTR406:IdleOnly|}(); };")]
    [InlineData("Action a = [NoInstr, Establishes(Rcu)] static () {|NOINSTR104:=>|} {|NOINSTR405:Nothing()|};")]
    [InlineData("Action a = [NoInstr, Establishes(Rcu)] static () {|NOINSTR104:=>|} { {|NOINSTR405:}|};")]
    [InlineData("Action a = [NoInstr, EntryPoint] static () {|NOINSTR104:=>|} { {|NOINSTR401:NeedsRcu|}(); };")]
    [InlineData("Action a = [Requires(Rcu)] static () {|NOINSTR104:=>|} { {|NOINSTR406:IdleOnly|}(); };")]
    [InlineData("Action a = static () {|NOINSTR104:=>|} { RcuExit(); RcuExit(); };")]
    public Task Lambda_KeepsItsContract(string statement) => StateCode.VerifyAsync($"[NoInstr] void M() {{ {statement} }}");

    /// <summary>What is called through a delegate has the contracts of its type and of the slot.</summary>
    [Theory]
    [InlineData("{|NOINSTR401:_handler|}();")]
    [InlineData("RcuEnter(); _handler(); RcuExit();")]
    [InlineData("_handler.{|NOINSTR401:Invoke|}();")]
    [InlineData("{|NOINSTR401:_hook|}();")]
    [InlineData("RcuEnter(); _hook(); RcuExit();")]
    [InlineData("{|NOINSTR401:Property|}();")]
    [InlineData("{|NOINSTR401:parameter|}();")]
    [InlineData("var local = _hook; {|NOINSTR401:local|}();")]
    [InlineData("RcuEnter(); var local = _hook; local(); RcuExit();")]
    [InlineData("Action local; local = _hook; {|NOINSTR401:local|}();")]
    [InlineData("_enter(); NeedsRcu(); RcuExit();")]
    [InlineData("_enter(); {|NOINSTR402:_enter|}(); RcuExit();")]
    [InlineData("RcuEnter(); {|NOINSTR401:_both|}(); RcuExit();")]
    [InlineData("LockdepOff(); RcuEnter(); _both(); RcuExit(); LockdepOn();")]
    public Task Slot_HasAContract(string body) => StateCode.VerifyAsync(
        $$"""
        [NoInstr, EntryPoint] void M([NoInstr, Requires(Rcu)] Action parameter) { {{body}} }
            [NoInstr, Requires(Rcu)] delegate void Handler();
            readonly Handler _handler = null!;
            [NoInstr, Requires(Rcu)] readonly Action _hook = null!;
            [NoInstr, Establishes(Rcu)] readonly Action _enter = null!;
            [NoInstr, Requires(Lockdep)] readonly Handler _both = null!;
            [NoInstr, Requires(Rcu)] Action Property { [NoInstr] get; } = null!;
        """);

    /// <summary>Where it is called, a virtual member does what it declares, and is nothing but that.</summary>
    [Theory]
    [InlineData("tracer.{|NOINSTR401:Trace|}();")]
    [InlineData("RcuEnter(); tracer.Trace(); RcuExit();")]
    [InlineData("tracer.Enter(); NeedsRcu(); RcuExit();")]
    [InlineData("tracer.Plain(); IdleOnly();")]
    [InlineData("clock.{|NOINSTR401:Read|}();")]
    [InlineData("_ = clock.{|NOINSTR401:Now|};")]
    [InlineData("RcuEnter(); clock.Read(); _ = clock.Now; RcuExit();")]
    [InlineData("if (clock.IsRunning) { NeedsRcu(); RcuExit(); }")]
    public Task VirtualMember_IsAnAxiomWhereItIsCalled(string body) => StateCode.VerifyAsync(
        $$"""
        [NoInstr, EntryPoint] void M(Tracer tracer, IClock clock) { {{body}} }
            abstract class Tracer
            {
                [NoInstr, Requires(Rcu)] public virtual void Trace() { }
                [NoInstr, Establishes(Rcu)] public abstract void Enter();
                [NoInstr] public virtual void Plain() { }
            }
            interface IClock { [NoInstr, Requires(Rcu)] void Read(); int Now { [NoInstr, Requires(Rcu)] get; } [HoldsWhen(true, Rcu)] bool IsRunning { [NoInstr] get; } }
        """);

    [Fact]
    public Task VirtualBody_KeepsItsContract() => StateCode.VerifyAsync(
        "public class Tracer { [NoInstr, Requires(Rcu)] public virtual void Trace() { RcuExit(); {|NOINSTR405:}|} }");

    private const string Library =
        """
        using NoInstr;
        public enum Debug { [ScopeForbids] Saved, Loaded }
        [EntryToken] public struct DebugState { }
        public static class DebugRegisters
        {
            [NoInstr, Primitive, Establishes(Debug.Saved)] public static void Save() { }
            [NoInstr, Primitive, Revokes(Debug.Saved)] public static void Restore() { }
            [NoInstr, Primitive, Requires(Debug.Saved)] public static void Load() { }
            [NoInstr, Primitive] public static DebugState Take() => default;
            [NoInstr, Primitive] public static void Give([Consumes] DebugState state) { }
            [NoInstr, Primitive, Requires(EntryState.Rcu)] public static void Trace() { }
        }
        """;

    /// <summary>An enum of another assembly, and contracts that name it: read from source, or from metadata.</summary>
    [Theory]
    [InlineData("DebugRegisters.{|NOINSTR401:Load|}();")]
    [InlineData("DebugRegisters.Save(); DebugRegisters.Load(); DebugRegisters.Restore();")]
    [InlineData("DebugRegisters.Save(); {|NOINSTR405:return|};")]
    [InlineData("DebugRegisters.{|NOINSTR403:Restore|}();")]
    [InlineData("DebugRegisters.Save(); InstrumentationScope.{|NOINSTR406:Begin|}(); InstrumentationScope.End(); DebugRegisters.Restore();")]
    [InlineData("DebugRegisters.{|NOINSTR407:Take|}();")]
    [InlineData("DebugRegisters.Give(DebugRegisters.Take());")]
    [InlineData("DebugRegisters.{|NOINSTR401:Trace|}();")]
    public async Task Library_BringsContractsAndEnums(string body)
    {
        foreach (var kind in new[] { ProjectReferenceKind.Compilation, ProjectReferenceKind.MetadataImage })
        {
            await VerifyLibraryAsync(body, kind);
        }
    }

    private static Task VerifyLibraryAsync(string body, ProjectReferenceKind kind)
    {
        var test = new CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>
        {
            ProjectReferenceKind = kind,
            TestCode = $$"""
                using NoInstr;
                class Entry { [NoInstr, EntryPoint] void DoDebug() { {{body}} } }
                """,
        };
        test.TestState.AdditionalProjectReferences.Add("Debug");
        test.TestState.AdditionalProjects["Debug"].Sources.Add(Library);
        return test.RunAsync();
    }

    /// <summary>A copy of the attributes counts by its name.</summary>
    [Fact]
    public Task CopyOfTheAttributes_IsAsGood()
    {
        var test = new CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>
        {
            TestCode =
                """
                using System;
                using NoInstr;
                namespace NoInstr
                {
                    internal sealed class NoInstrAttribute : Attribute;
                    internal sealed class PrimitiveAttribute : Attribute;
                    internal sealed class EntryPointAttribute(params object[] states) : Attribute { public object[] States => states; }
                    internal sealed class EstablishesAttribute(params object[] states) : Attribute { public object[] States => states; }
                    internal sealed class RequiresAttribute(params object[] states) : Attribute { public object[] States => states; }
                    internal sealed class EntryTokenAttribute : Attribute;
                    internal sealed class CountedAttribute : Attribute;
                    internal enum EntryState { [Counted] Nmi, Rcu }
                }
                [EntryToken] struct Saved { }
                class Entry
                {
                    [NoInstr, EntryPoint] void DoSyscall() { Count(); {|NOINSTR401:Trace|}(); Enter(); Trace(); {|NOINSTR402:Enter|}(); {|NOINSTR407:Take|}(); }
                    [NoInstr, Primitive, Establishes(EntryState.Rcu)] void Enter() { }
                    [NoInstr, Primitive, Establishes(EntryState.Nmi)] void Count() { }
                    [NoInstr, Primitive, Requires(EntryState.Rcu)] void Trace() { }
                    [NoInstr, Primitive] Saved Take() => default;
                }
                """,
        };
        test.TestState.ReferencesAttributes = false;
        test.DisabledDiagnostics.Add("NOINSTR405");
        return test.RunAsync();
    }
}
