using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>304: contracts that contradict each other, or mean nothing where they stand.</summary>
public class AnnotationRuleTests
{
    [Theory]
    [InlineData("[NoInstr, {|NOINSTR304:AlwaysInline|}] void Enter() { }")]
    [InlineData("[AlwaysInline] [{|NOINSTR304:NoInstr|}] void Enter() { }")]
    [InlineData("[NoInstr, {|NOINSTR304:Instrumentable|}] void Enter() { }")]
    [InlineData("[Instrumentable, {|NOINSTR304:AlwaysInline|}] void Enter() { }")]
    [InlineData("[NoInstr, {|NOINSTR304:MethodImpl(MethodImplOptions.AggressiveInlining)|}] void Enter() { }")]
    [InlineData("[MethodImpl(MethodImplOptions.AggressiveInlining), {|NOINSTR304:NoInstr|}] void Enter() { }")]
    [InlineData("[NoInstr] int Depth { [{|NOINSTR304:MethodImpl(MethodImplOptions.AggressiveInlining)|}] get => 0; }")]
    [InlineData("[NoInstr, {|NOINSTR304:Instrumentable|}] int Depth => 0;")]
    [InlineData("[NoInstr, {|NOINSTR304:Instrumentable|}] class Nested { }")]
    [InlineData("void M() { Local(); [NoInstr, {|NOINSTR304:AlwaysInline|}] void Local() { } }")]
    [InlineData("System.Action lambda = [NoInstr, {|NOINSTR304:Instrumentable|}] () => { };")]
    public Task ContradictingRegions_AreReportedOnTheLaterAttribute(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("[{|NOINSTR304:EntryPoint|}] void DoSyscall() { }")]
    [InlineData("[{|NOINSTR304:EntryPoint(EntryState.Rcu)|}] void DoSyscall() { }")]
    [InlineData("[{|NOINSTR304:EntryPoint|}, Instrumentable] void DoSyscall() { }")]
    [InlineData("[EntryPoint, NoInstr] void DoSyscall() { }")]
    [InlineData("[NoInstr] class Entries { [EntryPoint(AnyContext = true)] void DoNmi() { } }")]
    public Task EntryPoint_MustBeNoInstr(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("[{|NOINSTR304:Requires|}] void M() { }")]
    [InlineData("[{|NOINSTR304:Forbids()|}] void M() { }")]
    [InlineData("[{|NOINSTR304:Establishes(null)|}] void M() { }")]
    [InlineData("[{|NOINSTR304:Ensures(EntryState.Rcu, null)|}, Primitive] void M() { }")]
    [InlineData("[{|NOINSTR304:Revokes(1)|}] void M() { }")]
    [InlineData("[{|NOINSTR304:Restores(\"Rcu\")|}] void M() { }")]
    [InlineData("[{|NOINSTR304:Asserts((EntryState)77)|}] void M() { }")]
    [InlineData("[{|NOINSTR304:HoldsWhen(true)|}] bool M() => true;")]
    [InlineData("[{|NOINSTR304:Ensures(EntryState.Nmi)|}] void M() { }")]
    [InlineData("[EntryPoint(), NoInstr] void M() { }")]
    [InlineData("[{|NOINSTR304:EntryPoint(typeof(int))|}, NoInstr] void M() { }")]
    [InlineData("[Primitive, Establishes(EntryState.Nmi, EntryState.Rcu), Requires(IrqState.Disabled, Own.Ready)] void M() { }")]
    [InlineData("[{|NOINSTR304:Requires|}] delegate void Handler();")]
    [InlineData("[{|NOINSTR304:Requires|}] System.Action slot = null!;")]
    [InlineData("void M([{|NOINSTR304:Forbids|}] System.Action handler) { }")]
    public Task StateList_MustNameEnumMembers(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("[{|NOINSTR304:NoInstr|}] int count;")]
    [InlineData("[{|NOINSTR304:NoInstr|}] string name = null!;")]
    [InlineData("[{|NOINSTR304:NoInstr|}] System.Collections.Generic.List<System.Action> list = null!;")]
    [InlineData("[NoInstr] System.Action handler = null!;")]
    [InlineData("[NoInstr] System.Action[] table = null!;")]
    [InlineData("[NoInstr] System.Memory<int>.{|CS0426:Missing|} unknown = null!;")]
    [InlineData("[NoInstr] unsafe delegate* unmanaged<int, void>* descriptors;")]
    [InlineData("[NoInstr] Vectors vectors;")]
    [InlineData("void M([NoInstr] System.ReadOnlySpan<System.Action> table) { }")]
    [InlineData("void M([{|NOINSTR304:NoInstr|}] int vector) { }")]
    [InlineData("[return: {|NOINSTR304:NoInstr|}] int M() => 0;")]
    [InlineData("[return: NoInstr] System.Action M() => null!;")]
    [InlineData("[NoInstr] int Level { get; set; }")]
    [InlineData("delegate void Handler([{|NOINSTR304:NoInstr|}] int vector);")]
    [InlineData("void M() { void Local([{|NOINSTR304:NoInstr|}] int vector) { } }")]
    [InlineData("void M() { System.Action<int> f = ([{|NOINSTR304:NoInstr|}] int vector) => { }; }")]
    [InlineData("record Handlers([property: NoInstr] System.Action Enter, [{|NOINSTR304:NoInstr|}] int Vector);")]
    [InlineData("enum Vector { [{|NOINSTR304:NoInstr|}] Nmi }")]
    public Task SlotWithoutTargets_IsReported(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("[{|NOINSTR304:NoInstr|}] event System.Action Written;")]
    [InlineData("[NoInstr] event System.Action Written { add { } remove { } }")]
    [InlineData("interface ISource { [NoInstr] event System.Action Written; }")]
    [InlineData("abstract class Source { [NoInstr] public abstract event System.Action Written; }")]
    public Task FieldLikeEvent_CannotBeNoInstr(string member) => VerifyAsync(member);

    [Fact]
    public Task PartsOfAPartialMethod_Unite() => VerifyAsync(
        "[NoInstr] partial void Enter(); [{|NOINSTR304:AlwaysInline|}] partial void Enter() { }");

    [Fact]
    public Task PartsInDifferentFiles_AreReportedOnce()
    {
        var test = new Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>();
        test.TestState.Sources.Add("using NoInstr; partial class Entry { [NoInstr] partial void Enter(); }");
        test.TestState.Sources.Add("using NoInstr; partial class Entry { [{|NOINSTR304:AlwaysInline|}] partial void Enter() { } }");
        return test.RunAsync();
    }

    [Fact]
    public Task Assembly_CanContradictItself() => Verify.VerifyAnalyzerAsync(
        "using NoInstr; [assembly: NoInstr] [assembly: {|NOINSTR304:Instrumentable|}] class Entry { }");

    private static async Task VerifyAsync(string member)
    {
        var test = new Verifiers.CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>
        {
            TestCode = $$"""
                #pragma warning disable CS0169, CS0649, CS0067, CS8618, CS0414, CS8321, CS0219
                using NoInstr;
                using System.Runtime.CompilerServices;

                partial class Entry
                {
                    {{member}}
                }

                enum Own { Ready }
                [InlineArray(4)] struct Vectors { System.Action first; }
                """,
        };
        await test.RunAsync();
    }
}
