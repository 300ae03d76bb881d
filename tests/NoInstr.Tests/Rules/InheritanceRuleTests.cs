using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>
/// 301: overrides and implementations keep the contract of the member that they stand for. Clang's function effects inherit it, and warn about
/// what an override that was made noinstr by that does; here nobody is noinstr without a word where he is declared.
/// </summary>
public class InheritanceRuleTests
{
    [Theory]
    [InlineData("class Apic : Chip { public override void {|NOINSTR301:Ack|}(int vector) { } }")]
    [InlineData("abstract class Apic : Chip { public abstract override void {|NOINSTR301:Ack|}(int vector); }")]
    [InlineData("class Apic : Chip { [Instrumentable] public override void {|NOINSTR301:Ack|}(int vector) { } }")]
    [InlineData("class Apic : Chip { [AlwaysInline] public sealed override void {|NOINSTR301:Ack|}(int vector) { } }")]
    [InlineData("[Instrumentable] class Apic : Chip { public override void {|NOINSTR301:Ack|}(int vector) { } }")]
    [InlineData("class Apic : Chip { public sealed override extern void {|NOINSTR301:Ack|}(int vector); }")]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } } class X2Apic : Apic { public override void {|NOINSTR301:Ack|}(int vector) { } }")]
    [InlineData("class Apic : Chip { public override void {|NOINSTR301:Ack|}(int vector) { } } class X2Apic : Apic { public override void {|NOINSTR301:Ack|}(int vector) { } }")]
    [InlineData("[NoInstr] class Apic : Chip { public override void Ack(int vector) { } } class X2Apic : Apic { public override void {|NOINSTR301:Ack|}(int vector) { } }")]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } public override Apic {|NOINSTR301:Clone|}() => this; }")]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } public override int {|NOINSTR301:Mask|} { get; set; } }")]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } public override int {|NOINSTR301:Mask|} { set { } } }")]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } public override int {|NOINSTR301:Mask|} { get; [NoInstr] set; } }")]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } public override int {|NOINSTR301:this|}[int pin] => pin; }")]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } public override event System.Action {|NOINSTR301:Fired|} { add { } remove { } } }")]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } public override event System.Action {|NOINSTR301:Fired|} { [NoInstr] add { } remove { } } }")]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } public override event System.Action {|NOINSTR301:Fired|}; }")]
    [InlineData("class Apic<T> : Bus<T> { public override void {|NOINSTR301:Send|}(T message) { } }")]
    [InlineData("class Apic : Bus<int> { public override void {|NOINSTR301:Send|}(int message) { } }")]
    [InlineData("class Named : Described { public override string {|NOINSTR301:ToString|}() => \"\"; }")]
    public Task OverrideOfNoInstrMember_MustBeNoInstr(string types) => VerifyAsync(types);

    [Theory]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } public override void Describe() { } }")]
    [InlineData("[NoInstr] class Apic : Chip { public override void Ack(int vector) { } public override Apic Clone() => this; public override int Mask { get; set; } }")]
    [InlineData("class Apic : Chip { [NoInstr(Unchecked = true, Justification = \"stub\")] public sealed override extern void Ack(int vector); }")]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } [NoInstr] public override Apic Clone() => this; [NoInstr] public override int this[int pin] => pin; }")]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } public override int Mask { [NoInstr] get; [NoInstr] set; } }")]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } public override event System.Action Fired { [NoInstr] add { } [NoInstr] remove { } } }")]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } [NoInstr] public override void Describe() { } }")]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } public new int Mask => 0; public new object Clone() => this; }")]
    [InlineData("class Apic : Chip { [NoInstr] public override void Ack(int vector) { } public void Ack(long vector) { } }")]
    [InlineData("abstract class Apic : Chip { }")]
    [InlineData("class Apic<T> : Bus<T> { [NoInstr] public override void Send(T message) { } public void Send(T first, T second) { } }")]
    [InlineData("class Half : Chip2 { public override int Rate { [NoInstr] get => 0; set { } } }")]
    [InlineData("partial class Apic : Chip { [NoInstr] public override partial void Ack(int vector); } partial class Apic { public override partial void Ack(int vector) { } }")]
    public Task OverrideThatKeepsTheContract_IsClean(string types) => VerifyAsync(types);

    [Theory]
    [InlineData("class Tsc : IClock { public ulong {|NOINSTR301:Read|}() => 0; }")]
    [InlineData("struct Tsc : IClock { public ulong {|NOINSTR301:Read|}() => 0; }")]
    [InlineData("record Tsc : IClock { public ulong {|NOINSTR301:Read|}() => 0; }")]
    [InlineData("readonly record struct Tsc : IClock { public ulong {|NOINSTR301:Read|}() => 0; }")]
    [InlineData("class Tsc : IClock { ulong IClock.{|NOINSTR301:Read|}() => 0; public ulong Read() => 1; }")]
    [InlineData("class Tsc : IClock { public virtual ulong {|NOINSTR301:Read|}() => 0; }")]
    [InlineData("abstract class Tsc : IClock { public abstract ulong {|NOINSTR301:Read|}(); }")]
    [InlineData("interface ICoarse : IClock { ulong IClock.{|NOINSTR301:Read|}() => 0; } class Tsc : ICoarse { }")]
    [InlineData("interface ICoarse : IClock { } class Tsc : ICoarse { public ulong {|NOINSTR301:Read|}() => 0; }")]
    [InlineData("class Tsc : IClock, ITimer { public ulong {|NOINSTR301:Read|}() => 0; }")]
    [InlineData("class Tsc : IRate { public int {|NOINSTR301:Rate|} { get; set; } }")]
    [InlineData("class Tsc : IRate { public int {|NOINSTR301:Rate|} { [NoInstr] get; set; } }")]
    [InlineData("class Tsc : IRate { int IRate.{|NOINSTR301:Rate|} { get => 0; set { } } }")]
    [InlineData("record Tsc(string {|NOINSTR301:Name|}) : INamed;")]
    [InlineData("class Tsc : ISource { public event System.Action {|NOINSTR301:Tick|} { add { } remove { } } }")]
    [InlineData("class Tsc : ISource { public event System.Action {|NOINSTR301:Tick|}; }")]
    [InlineData("class Tsc : ITable { public int {|NOINSTR301:this|}[int cpu] => cpu; }")]
    [InlineData("class X86 : IPlatform<X86> { public static void {|NOINSTR301:Boot|}() { } [NoInstr] public static X86 operator +(X86 a, int b) => a; }")]
    [InlineData("class X86 : IPlatform<X86> { [NoInstr] public static void Boot() { } public static X86 operator {|NOINSTR301:+|}(X86 a, int b) => a; }")]
    [InlineData("class X86 : IPlatform<X86> { [NoInstr] public static void Boot() { } [NoInstr] public static X86 operator +(X86 a, int b) => a; public static void {|NOINSTR301:Halt|}() { } }")]
    [InlineData("class Queue<T> : ISink<T> { public void {|NOINSTR301:Put|}(T item) { } }")]
    [InlineData("class Queue : ISink<string>, ISink<int> { public void {|NOINSTR301:Put|}(string item) { } [NoInstr] public void Put(int item) { } }")]
    [InlineData("class Log : INeverCalled { public void {|NOINSTR301:Write|}() { } }")]
    [InlineData("partial class Tsc : IClock { public partial ulong Read(); } partial class Tsc { public partial ulong {|NOINSTR301:Read|}() => 0; }")]
    public Task ImplementationOfNoInstrMember_MustBeNoInstr(string types) => VerifyAsync(types);

    [Theory]
    [InlineData("class Tsc : IClock { [NoInstr] public ulong Read() => 0; }")]
    [InlineData("class Tsc : IClock { [NoInstr] ulong IClock.Read() => 0; public ulong Read() => 1; }")]
    [InlineData("[NoInstr] class Tsc : IClock, IRate, ITable { public ulong Read() => 0; public int Rate { get; set; } public int this[int cpu] => cpu; }")]
    [InlineData("interface ICoarse : IClock { [NoInstr] ulong IClock.Read() => 0; } class Tsc : ICoarse { }")]
    [InlineData("interface ICoarse : IClock { abstract ulong IClock.Read(); } class Tsc : ICoarse { [NoInstr] public ulong Read() => 0; }")]
    [InlineData("interface ICoarse : IClock { new ulong Read(); } class Tsc : ICoarse { ulong ICoarse.Read() => 0; [NoInstr] ulong IClock.Read() => 0; }")]
    [InlineData("record Tsc([property: NoInstr] string Name) : INamed;")]
    [InlineData("class Tsc : IHalf { public int Rate { [NoInstr] get; set; } }")]
    [InlineData("class Tsc : ISource { [NoInstr] public event System.Action Tick { add { } remove { } } }")]
    [InlineData("class X86 : IPlatform<X86> { [NoInstr] public static void Boot() { } [NoInstr] public static X86 operator +(X86 a, int b) => a; }")]
    [InlineData("class Log : INeverCalled { }")]
    [InlineData("class Tsc : IPlain { [NoInstr] public void Write() { } }")]
    [InlineData("class Tsc : IPlain { public void Write() { } }")]
    [InlineData("partial class Tsc : IClock { [NoInstr] public partial ulong Read(); } partial class Tsc { public partial ulong Read() => 0; }")]
    [InlineData("class Tsc : {|CS0535:IClock|} { public ulong read() => 0; }")]
    public Task ImplementationThatKeepsTheContract_IsClean(string types) => VerifyAsync(types);

    [Theory]
    [InlineData("class Tsc : Counter, {|NOINSTR301:IClock|} { }")]
    [InlineData("class Tsc : Counter, System.IDisposable, {|NOINSTR301:IClock|} { public void Dispose() { } }")]
    [InlineData("interface ICoarse : IClock { } class Tsc : Counter, {|NOINSTR301:ICoarse|} { }")]
    [InlineData("partial class Tsc : Counter { } partial class Tsc : {|NOINSTR301:IClock|} { }")]
    [InlineData("class Mid : Counter { } class Tsc : Mid, {|NOINSTR301:IClock|} { }")]
    [InlineData("class Tsc : {|NOINSTR301:IEquality|} { }")]
    [InlineData("class Tsc(int cpu) : Counter, {|NOINSTR301:IClock|} { public int Cpu => cpu; }")]
    [InlineData("class Tsc : Counter, {|NOINSTR301:IClock|} { } class Tsc2 : Tsc, IClock { }")]
    [InlineData("class Tsc : IClock { public ulong {|NOINSTR301:Read|}() => 0; } class Tsc2 : Tsc, IClock { }")]
    [InlineData("class Tsc : IClock { [NoInstr] public ulong Read() => 0; } class Tsc2 : Tsc, IClock { public new ulong {|NOINSTR301:Read|}() => 0; }")]
    [InlineData("class Tsc : Clean, IClock { }")]
    [InlineData("class Tsc : Counter, IClock { [NoInstr] public new ulong Read() => 0; }")]
    [InlineData("class Tsc : Counter, IClock { [NoInstr] ulong IClock.Read() => 0; }")]
    public Task InheritedImplementation_IsReportedInTheBaseList(string types) => VerifyAsync(types);

    [Theory]
    [InlineData("class Idt : Vectors { public override System.Action {|NOINSTR301:Get|}() => null!; }")]
    [InlineData("class Idt : Vectors { public override void {|NOINSTR301:Set|}([NoInstr] System.Action handler) { } }")]
    [InlineData("class Idt : Vectors { public override void {|NOINSTR301:Give|}(out System.Action handler) => handler = null!; }")]
    [InlineData("class Idt : Vectors { public override System.Action {|NOINSTR301:Nmi|} { [NoInstr] get => null!; [NoInstr] set { } } }")]
    [InlineData("class Idt : Vectors { public override System.Action {|NOINSTR301:Debug|} { get => null!; [param: NoInstr] set { } } }")]
    [InlineData("class Idt : Vectors { [return: NoInstr] public override System.Action Get() => null!; public override void Set(System.Action handler) { } }")]
    [InlineData("class Idt : Vectors { public override void Take(System.Action handler) { } public override void Give([NoInstr] out System.Action handler) => handler = null!; }")]
    [InlineData("class Idt : Vectors { [NoInstr] public override System.Action Nmi { get => null!; set { } } [return: NoInstr] public override System.Action Any() => null!; }")]
    public Task SlotsOfASignature_AreKept(string types) => VerifyAsync(types);

    [Theory]
    [MemberData(nameof(ProjectReferenceKinds.All), MemberType = typeof(ProjectReferenceKinds))]
    public Task ContractsOfAnotherAssembly_AreKept(ProjectReferenceKind kind)
    {
        var test = new CSharpAnalyzerTest<NoInstrAnalyzer>
        {
            ProjectReferenceKind = kind,
            TestCode = """
                class Apic : Chip { public override void {|NOINSTR301:Ack|}(int vector) { } }
                class X2Apic : Chip { [NoInstr.NoInstr] public override void Ack(int vector) { } }
                class Tsc : Counter, {|NOINSTR301:IClock|} { }
                class Hpet : Clean, IClock { }
                """,
        };
        test.TestState.AdditionalProjects["Library"].Sources.Add("""
            using NoInstr;
            public abstract class Chip { [NoInstr] public abstract void Ack(int vector); }
            public interface IClock { [NoInstr] ulong Read(); }
            public class Counter { public ulong Read() => 0; }
            [NoInstr] public class Clean { public ulong Read() => 0; }
            """);
        test.TestState.AdditionalProjectReferences.Add("Library");
        return test.RunAsync();
    }

    [Fact]
    public Task CoveredAssembly_CoversItsOverrides() => Verify.VerifyAnalyzerAsync("""
        using NoInstr;
        [assembly: NoInstr]
        abstract class Chip { public abstract void Ack(int vector); public virtual void Describe() { } }
        class Apic : Chip { public override void Ack(int vector) { } [Instrumentable] public override void {|NOINSTR301:Describe|}() { } }
        """);

    [Fact]
    public async Task TrustedImplementation_IsAsGoodAsDeclared()
    {
        var test = new CSharpAnalyzerTest<NoInstrAnalyzer>
        {
            TestCode = "interface ILength { [NoInstr.NoInstr] int Count { get; } } class Vectors : System.Collections.Generic.List<int>, ILength { }",
        };
        test.TestState.AdditionalFiles.Add(("NoInstr.Safe.txt", "P:System.Collections.Generic.List`1.Count ; audited"));
        await test.RunAsync();
    }

    private static async Task VerifyAsync(string types)
    {
        var test = new CSharpAnalyzerTest<NoInstrAnalyzer>
        {
            TestCode = $$"""
                #pragma warning disable CS0067, CS8618, CS0626
                using NoInstr;

                {{types}}

                abstract class Chip
                {
                    [NoInstr] public abstract void Ack(int vector);
                    [NoInstr] public virtual Chip Clone() => this;
                    [NoInstr] public virtual int Mask { get; set; }
                    [NoInstr] public virtual int this[int pin] => pin;
                    [NoInstr] public virtual event System.Action Fired { add { } remove { } }
                    public virtual void Describe() { }
                }

                abstract class Chip2 { public abstract int Rate { [NoInstr] get; set; } }
                abstract class Bus<T> { [NoInstr] public abstract void Send(T message); }
                abstract class Described { [NoInstr] public abstract override string ToString(); }
                class Counter { public ulong Read() => 0; }
                class Clean { [NoInstr] public ulong Read() => 0; }

                interface IClock { [NoInstr] ulong Read(); }
                interface ITimer { [NoInstr] ulong Read(); }
                interface IRate { [NoInstr] int Rate { get; set; } }
                interface IHalf { int Rate { [NoInstr] get; set; } }
                interface INamed { [NoInstr] string Name { get; } }
                interface ISource { [NoInstr] event System.Action Tick; }
                interface ITable { [NoInstr] int this[int cpu] { get; } }
                interface IPlain { void Write(); }
                interface INeverCalled { [NoInstr] void Write() { } }
                interface IEquality { [NoInstr] int GetHashCode(); }
                interface ISink<in T> { [NoInstr] void Put(T item); }
                interface IPlatform<TSelf> where TSelf : IPlatform<TSelf>
                {
                    [NoInstr] static abstract void Boot();
                    [NoInstr] static virtual void Halt() { }
                    [NoInstr] static abstract TSelf operator +(TSelf a, int b);
                }

                abstract class Vectors
                {
                    [return: NoInstr] public virtual System.Action Get() => null!;
                    public virtual System.Action Any() => null!;
                    public virtual void Set(System.Action handler) { }
                    public virtual void Take([NoInstr] System.Action handler) { }
                    public virtual void Give([NoInstr] out System.Action handler) => handler = null!;
                    [NoInstr] public virtual System.Action Nmi { get; set; }
                    public virtual System.Action Debug { get; set; }
                }
                """,
        };
        await test.RunAsync();
    }
}
