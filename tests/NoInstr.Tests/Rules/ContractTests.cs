using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>Where contracts come from: nearest wins, by name, from source and metadata.</summary>
public class ContractTests
{
    [Theory]
    [InlineData("[NoInstr] class Entry { void M() { {|NOINSTR101:Trace|}(); } [Instrumentable] void Trace() { } }")]
    [InlineData("[NoInstr] class Outer { class Entry { void M() { {|NOINSTR101:Trace|}(); } [Instrumentable] void Trace() { } } }")]
    [InlineData("[NoInstr] class Outer { [Instrumentable] class Log { public void Write() { Log2.Write(); } } } class Log2 { public static void Write() { } }")]
    [InlineData("[assembly: NoInstr] class Entry { void M() { {|NOINSTR101:Trace|}(); } [Instrumentable] void Trace() { } }")]
    [InlineData("[module: NoInstr] class Entry { void M() { {|NOINSTR101:Trace|}(); } [Instrumentable] void Trace() { } }")]
    [InlineData("[assembly: NoInstr] [Instrumentable] class Entry { void M() { Trace(); } void Trace() { } }")]
    [InlineData("class Entry { [NoInstr] int Level { get { return {|NOINSTR101:Trace|}(); } set { {|NOINSTR101:Trace|}(); } } int Trace() => 0; }")]
    [InlineData("class Entry { [NoInstr] int Level { get => {|NOINSTR101:Trace|}(); [Instrumentable] set { Trace(); } } int Trace() => 0; }")]
    [InlineData("class Entry { [NoInstr] event System.Action Written { add { {|NOINSTR101:Trace|}(); } remove { {|NOINSTR101:Trace|}(); } } int Trace() => 0; }")]
    [InlineData("class Entry { [NoInstr] Entry() { {|NOINSTR101:Trace|}(); } void Trace() { } }")]
    [InlineData("class Entry { [NoInstr] Entry() : {|NOINSTR101:this|}(1) { } Entry(int cpu) { } }")]
    [InlineData("class Entry { [NoInstr] Entry(int cpu) : this() { } [NoInstr] Entry() { } }")]
    [InlineData("class Base { public Base(int cpu) { } } class Entry : Base { [NoInstr] Entry() : {|NOINSTR101:base|}(Trace.{|NOINSTR101:Next|}()) { } } static class Trace { public static int Next() => 0; }")]
    [InlineData("class Base { public Base(int cpu) { } } [method: NoInstr] class Entry(int cpu) : {|NOINSTR101:Base|}(cpu);")]
    [InlineData("class Entry { [NoInstr] public static Entry operator +(Entry left, Entry right) { {|NOINSTR101:Trace|}(); return left; } static void Trace() { } }")]
    [InlineData("class Entry { [NoInstr] ~Entry() { {|NOINSTR101:Trace|}(); } static void Trace() { } }")]
    [InlineData("class Entry { int cpu = {|NOINSTR101:Trace|}(); static int id = Trace(); [NoInstr] Entry() { } [NoInstr] Entry(int cpu) : this() { } static int Trace() => 0; }")]
    [InlineData("class Entry { int cpu = Trace(); static int id = {|NOINSTR101:Trace|}(); [NoInstr] static Entry() { } static int Trace() => 0; }")]
    [InlineData("class Entry { int cpu = Trace(); Entry() { } static int Trace() => 0; }")]
    [InlineData("class Entry { [NoInstr] static Entry() { {|NOINSTR101:Trace|}(); } static void Trace() { } }")]
    [InlineData("[NoInstr] class Entry { int cpu = {|NOINSTR101:Trace|}(); int Level { get; } = {|NOINSTR101:Trace|}(); [Instrumentable] static int Trace() => 0; }")]
    [InlineData("[NoInstr] static class Entry { static readonly int Cpu = {|NOINSTR101:Trace|}(); const int Size = 4; [Instrumentable] static int Trace() => 0; }")]
    [InlineData("class Entry { [NoInstr(Unchecked = true, Justification = \"assembly stub\")] void M() { Trace(); } void Trace() { } [NoInstr] void Use() { M(); } }")]
    [InlineData("class Base { [NoInstr] public virtual void Enter() { } } class Derived : Base { public override void {|NOINSTR301:Enter|}() { } [NoInstr] void M(Derived d, Base b) { d.{|NOINSTR102:Enter|}(); b.Enter(); base.Enter(); } }")]
    [InlineData("[NoInstr] partial class Entry { partial void Enter(); } partial class Entry { partial void Enter() { {|NOINSTR101:Trace|}(); } [Instrumentable] void Trace() { } }")]
    [InlineData("[NoInstr] record Entry(int Cpu) { public int Twice => Cpu + Cpu; }")]
    [InlineData("interface IHandler { static abstract void Run(); [NoInstr] static abstract void Enter(); } class Entry { [NoInstr] void M<T>() where T : IHandler { T.{|NOINSTR102:Run|}(); T.Enter(); } }")]
    [InlineData("partial class Entry { [NoInstr] partial void M(); partial void M() { {|NOINSTR101:Trace|}(); } void Trace() { } }")]
    [InlineData("partial class Entry { partial void M(); [NoInstr] partial void M() { {|NOINSTR101:Trace|}(); } void Trace() { } }")]
    [InlineData("[NoInstr] class Entry { event System.Action? Written = {|NOINSTR101:Trace|}(); [Instrumentable] static System.Action? Trace() => null; }")]
    [InlineData("[NoInstr] class Entry { event System.Action? Written; void M(System.Action handler) { {|NOINSTR101:Written|} += handler; {|NOINSTR101:Written|} -= handler; Written = null; } }")]
    [InlineData("[NoInstr] interface ISource { event System.Action Written; } class Entry { [NoInstr] void M(ISource source) { source.Written += null; } }")]
    [InlineData("[NoInstr] class Source { public event System.Action Written { add { } remove { } } } class Entry { [NoInstr] void M(Source source) { source.Written += null; } }")]
    [InlineData("class Entry(bool user) { [NoInstr] void Flip() { user = !user; } [NoInstr] void M() { if (user) InstrumentationScope.Begin(); {|NOINSTR203:Flip|}(); if (user) InstrumentationScope.End(); } }")]
    public Task NearestContract_Wins(string source) => Verify.VerifyAnalyzerAsync(
        "#pragma warning disable CS0067, CS0169, CS0414, CS0649, CS8618, CS9113\nusing NoInstr;\n" + source);

    [Fact]
    public Task AttributeOfTheProjectItself_CountsByName()
    {
        var test = new CSharpAnalyzerTest<NoInstrAnalyzer>
        {
            TestCode = """
                using NoInstr;

                class Entry
                {
                    [NoInstr] void M() { {|NOINSTR101:Trace|}(); InstrumentationScope.Begin(); Trace(); InstrumentationScope.End(); }
                    void Trace() { }
                }

                namespace NoInstr
                {
                    class NoInstrAttribute : System.Attribute { }
                    static class InstrumentationScope { public static void Begin() { } public static void End() { } }
                }
                """,
        };
        test.TestState.ReferencesAttributes = false;
        return test.RunAsync();
    }

    [Fact]
    public Task AttributeOfAnotherNamespace_MeansNothing() => Verify.VerifyAnalyzerAsync("""
        class Entry
        {
            [Other.NoInstr] void M() { Trace(); }
            void Trace() { }
        }

        namespace Other { class NoInstrAttribute : System.Attribute { } }
        """);

    [Fact]
    public Task InitializerInAnotherPart_IsJudgedWhereItStands()
    {
        var test = new CSharpAnalyzerTest<NoInstrAnalyzer>();
        test.TestState.Sources.Add("using NoInstr; partial class Entry { [NoInstr] public Entry() { } }");
        test.TestState.Sources.Add("partial class Entry { int cpu = {|NOINSTR101:Trace|}(); public int Cpu => cpu; static int Trace() => 0; }");
        return test.RunAsync();
    }

    [Theory]
    [MemberData(nameof(ProjectReferenceKinds.All), MemberType = typeof(ProjectReferenceKinds))]
    public Task ContractsOfALibrary_AreRead(ProjectReferenceKind kind)
    {
        var test = new CSharpAnalyzerTest<NoInstrAnalyzer>
        {
            ProjectReferenceKind = kind,
            TestCode = """
                using NoInstr;

                class Entry
                {
                    [NoInstr] void M()
                    {
                        Rcu.Enter();
                        Rcu.Inlined();
                        Rcu.{|NOINSTR101:Trace|}();
                        _ = Rcu.Level;
                    }
                }
                """,
        };
        test.TestState.AdditionalProjectReferences.Add("Library");
        test.TestState.AdditionalProjects["Library"].Sources.Add("""
            using NoInstr;

            public static class Rcu
            {
                [NoInstr] public static void Enter() { }
                [AlwaysInline] public static void Inlined() { Enter(); }
                [NoInstr] public static int Level => 1;
                public static void Trace() { }
            }
            """);
        return test.RunAsync();
    }
}
