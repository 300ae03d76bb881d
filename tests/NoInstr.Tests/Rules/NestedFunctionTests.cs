using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>An annotated lambda or local function is a root of its own, wherever it stands; the body around it need not be one.</summary>
public class NestedFunctionTests
{
    private const string Lambda = "[NoInstr] () => {|NOINSTR101:Read|}()";

    [Theory]
    [InlineData($"int field = Use({Lambda});")]
    [InlineData($"int Property {{ get; }} = Use({Lambda});")]
    [InlineData($"int Property => Use({Lambda});")]
    [InlineData($"int this[int i] {{ get => Use({Lambda}); }}")]
    [InlineData($"event Action Event {{ add {{ Use({Lambda}); }} remove {{ }} }}")]
    [InlineData($"Entry(string name) : this(Use({Lambda})) {{ }} Entry(int irq) {{ }}")]
    [InlineData($"~Entry() => Use({Lambda});")]
    [InlineData($"public static int operator +(Entry entry) => Use({Lambda});")]
    [InlineData($"void M() {{ Action handler = delegate {{ Use({Lambda}); }}; }}")]
    [InlineData($"void M() {{ Func<int, Func<int>> make = static i => {Lambda}; }}")]
    [InlineData($"void M() {{ Func<int> read = [NoInstr] () => Noop() + {{|NOINSTR101:Use|}}([NoInstr] () {{|NOINSTR104:=>|}} Noop() + {{|NOINSTR101:Read|}}()); }}")]
    [InlineData("void M() { void Local() { [NoInstr] int Inner() => {|NOINSTR101:Read|}(); Inner(); } Local(); }")]
    [InlineData("void M() { Action handler = () => { [NoInstr] int Inner() => {|NOINSTR101:Read|}(); Inner(); }; }")]
    [InlineData($"void M() {{ void Local() {{ try {{ Use({Lambda}); }} finally {{ Use({Lambda}); }} }} Local(); }}")]
    [InlineData($"object M(int[] irqs) => from irq in irqs let next = irq + 1 where next > Use({Lambda}) select Use({Lambda});")]
    [InlineData($"object M(Query query) => from irq in query select {Lambda};")]
    [InlineData($"object M(Query query) => from irq in query select [NoInstr] () => irq + {{|NOINSTR101:Read|}}();")]
    public Task Annotated_IsVerified(string member) => Verify.VerifyAnalyzerAsync($$"""
        using System;
        using System.Linq;
        using NoInstr;

        class Entry
        {
            {{member}}
            [NoInstr] static int Noop() => 0;
            static int Read() => 1;
            static int Use(Func<int> read) => read();
        }

        class Query { public Query Select(Func<int, Func<int>> make) => this; }
        """);

    [Fact]
    public Task HeaderOfAType_HoldsLambdas() => Verify.VerifyAnalyzerAsync($$"""
        using System;
        using NoInstr;

        class Entry(int irq) : Base([NoInstr] () => {|NOINSTR101:Read|}())
        {
            int irq = irq;
            static int Read() => 1;
        }

        class Base(Func<int> read) { Func<int> read = read; }
        """);
}
