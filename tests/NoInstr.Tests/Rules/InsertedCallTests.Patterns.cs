using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>Patterns: what they ask of a value.</summary>
public partial class InsertedCallTests
{
    [Theory]
    [InlineData("{|NOINSTR103:switch|} (name) { case \"idle\": Enter(); break; case \"swapper\": break; }")]
    [InlineData("_ = name {|NOINSTR103:switch|} { \"idle\" => 1, \"swapper\" => 2, _ => 3 };")]
    [InlineData("_ = name is {|NOINSTR103:\"idle\"|};")]
    [InlineData("_ = name is not null and {|NOINSTR103:\"idle\"|};")]
    [InlineData("_ = load is {|NOINSTR103:1m|};")]
    [InlineData("_ = share is {|NOINSTR103:double.NaN|} or 1.5;")]
    [InlineData("_ = box {|NOINSTR103:switch|} { float.NaN => 1, _ => 2 };")]
    [InlineData("_ = load {|NOINSTR103:switch|} { > 1m => 1, _ => 2 };")]
    [InlineData("_ = name is null;")]
    [InlineData("_ = name is { Length: 3 };")]
    [InlineData("switch (name) { case null: Enter(); break; }")]
    [InlineData("switch (vector) { case 1: Enter(); break; case > 4: break; }")]
    [InlineData("_ = vector is (> 1 and < 9) or 32;")]
    [InlineData("System.ReadOnlySpan<char> letters = name; _ = letters is \"idle\";")]
    public Task Constant_OfStringOrDecimal_IsCompared(string body) => VerifyPatternAsync(body);

    [Theory]
    [InlineData("_ = vectors is {|NOINSTR103:[|}1, ..];")]
    [InlineData("_ = vectors is {|NOINSTR103:[|}];")]
    [InlineData("_ = meter is {|NOINSTR103:[|}1, ..];")]
    [InlineData("_ = meter is {|NOINSTR103:[|}1, {|NOINSTR103:.. var rest|}];")]
    [InlineData("_ = irqs is [1, {|NOINSTR103:.. var rest|}];")]
    [InlineData("_ = name is ['a', {|NOINSTR103:.. var rest|}];")]
    [InlineData("_ = countOnly is [_, ..];")]
    [InlineData("_ = safeMeter is [1, .. var rest];")]
    [InlineData("_ = irqs is [1, 2, ..];")]
    [InlineData("_ = irqs is [];")]
    [InlineData("_ = name is ['a', ..];")]
    [InlineData("System.ReadOnlySpan<int> span = irqs; _ = span is [1, .. var rest];")]
    public Task List_CallsLengthIndexerAndSlice(string body) => VerifyPatternAsync(body);

    [Theory]
    [InlineData("_ = frame is {|NOINSTR103:(1, 2)|};")]
    [InlineData("_ = frame is {|NOINSTR103:Frame (1, 2) { }|};")]
    [InlineData("_ = frame switch { {|NOINSTR103:(1, _)|} => 1, _ => 2 };")]
    [InlineData("_ = register is {|NOINSTR103:(1, 2)|};")]
    [InlineData("_ = box is {|NOINSTR103:(1, 2)|};")]
    [InlineData("_ = safeFrame is (1, 2);")]
    [InlineData("_ = pair is (_, 2);")]
    [InlineData("_ = (vector, user) is (1, true);")]
    public Task Positional_CallsDeconstruct(string body) => VerifyPatternAsync(body);

    [Theory]
    [InlineData("_ = frame is { {|NOINSTR101:Size|}: 1 };")]
    [InlineData("_ = frame is { {|NOINSTR101:Next|}.{|NOINSTR101:Size|}: 1 };")]
    [InlineData("_ = safeFrame is { Size: 1 };")]
    [InlineData("_ = frame is { Field: 1 };")]
    [InlineData("_ = box is int number && number > 1;")]
    [InlineData("_ = box is Frame { };")]
    [InlineData("_ = box is not (int or long);")]
    public Task Property_CallsItsGetter(string body) => VerifyPatternAsync(body);

    private static Task VerifyPatternAsync(string body) => Verify.VerifyAnalyzerAsync($$"""
        using NoInstr;

        class Entry
        {
            [NoInstr] void M(bool user, int vector) { {{body}} }

            int[] irqs = null!;
            string name = null!;
            object box = null!;
            decimal load;
            double share;
            (int, int) pair;
            System.Collections.Generic.List<int> vectors = null!;
            Meter meter = null!;
            SafeMeter safeMeter = null!;
            CountOnly countOnly = null!;
            Frame frame = null!;
            SafeFrame safeFrame = null!;
            Register register = null!;

            [NoInstr] void Enter() { }
        }

        class Meter { public int Count => 0; public int this[int index] => index; public Meter Slice(int start, int length) => this; }
        [NoInstr] class SafeMeter { public int Count => 0; public int this[int index] => index; public SafeMeter Slice(int start, int length) => this; }
        class CountOnly { [NoInstr] public int Length => 0; public int this[int index] => index; public int this[System.Range range] => 0; }
        class Frame { public int Field; public int Size => 0; public Frame Next => this; public void Deconstruct(out int ip, out int sp) { ip = sp = 0; } }
        class SafeFrame { [NoInstr] public int Size => 0; [NoInstr] public void Deconstruct(out int ip, out int sp) { ip = sp = 0; } }
        class Register;
        static class Extensions { public static void Deconstruct(this Register register, out int ip, out int sp) { ip = sp = 0; } }
        """);
}
