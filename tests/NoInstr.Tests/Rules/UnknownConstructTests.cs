using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>903: what the engine cannot see through is reported, and what it knows to run nothing is not.</summary>
public class UnknownConstructTests
{
    [Theory]
    [InlineData("Variadic({|NOINSTR903:__arglist(1, vector)|});")]
    [InlineData("Variadic({|NOINSTR903:__arglist({|NOINSTR101:Count|}())|});")]
    [InlineData("{|NOINSTR903:both|}++;")]
    [InlineData("{|NOINSTR903:narrow|}++;")]
    [InlineData("Things things = {|NOINSTR903:{|NOINSTR104:[|}|}{|NOINSTR104:new|} { Cpu = 1 }];")]
    [InlineData("Things things = {|NOINSTR903:{|NOINSTR104:[|}|}anything];")]
    public Task UnknownCalls_AreReported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("Begin(); Variadic(__arglist(1, vector)); both++; End();")]
    [InlineData("if (user) Begin(); {|NOINSTR903:both|}++; if (user) End();")]
    [InlineData("{|NOINSTR903:Helper|}(); Begin(); Helper(); End();")]
    [InlineData("try { Enter(); {|NOINSTR903:both|}++; } catch { {|NOINSTR101:Trace|}(); }")]
    public Task ScopeAndHelper_CountAsForCalls(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var reference = __makeref(vector); __refvalue(reference, int) = 3; _ = __reftype(reference);")]
    [InlineData("unsafe { int* p = &vector; _ = p[1]; *p = 2; p++; _ = p + 1 == null; Frame f; Frame* q = &f; q->Ip = 1; _ = sizeof(Frame); }")]
    [InlineData("unsafe { buffer.Data[0] = 1; fixed (int* p = buffer.Data) { } }")]
    [InlineData("unsafe { int* p = stackalloc int[4]; Span<int> span = stackalloc[] { 1, 2 }; }")]
    [InlineData("ref var either = ref (user ? ref field : ref vector); either = 2; ref readonly int same = ref either;")]
    [InlineData("again: if (vector > 1) { vector--; goto again; } switch (vector) { case 1 when user: goto default; default: break; }")]
    [InlineData("(int x, int y) point = (1, vector); var (p, q) = point; (p, _) = (q, p); _ = (point, 3).point.x;")]
    [InlineData("_ = entry?.maybe ?? 1; entry!.maybe ??= 3; box ??= null; _ = entry?.box;")]
    [InlineData("checked { vector += 1; } unchecked { vector <<= 1; vector >>>= 2; } nint address = vector; address++;")]
    [InlineData("_ = typeof(Entry); _ = nameof(vector); _ = default(Frame); _ = sizeof(int); _ = \"idle\"u8; _ = \"\"\"idle\"\"\";")]
    [InlineData("foreach (ref var v in irqs.AsSafeSpan()) v = 1; do { } while (vector > 3); for (; ; ) break;")]
    [InlineData("_ = box is string { Length: > 3 } and not null or null; _ = box is var other; _ = box is int or long;")]
    [InlineData("unsafe { pointer(1); }")]
    public Task KnownConstruct_IsClean(string body) => VerifyAsync(body);

    [Fact]
    public Task CodeThatDoesNotCompile_IsLeftToTheCompiler() => VerifyAsync("_ = {|CS0019:(box, vector) == (box, entry)|};");

    [Fact]
    public Task Finding_NamesTheConstruct() => VerifyAsync(
        "Variadic({|#0:__arglist(1)|});",
        Verify.Diagnostic("NOINSTR903").WithLocation(0).WithMessage(
            "'Entry.M' is noinstr, but uses a construct outside of an instrumentation scope whose calls cannot be determined ('__arglist'), so it is assumed to call instrumentable code. Wrap the statement in InstrumentationScope.Begin() and End(), or write the calls out."));

    private static Task VerifyAsync(string body, params DiagnosticResult[] expected) => Verify.VerifyAnalyzerAsync($$"""
        #pragma warning disable CS0162, CS0164, CS0168, CS0169, CS0219, CS0649, CS8500
        using System;
        using System.Collections;
        using NoInstr;
        using static NoInstr.InstrumentationScope;

        class Entry
        {
            [NoInstr] void M(bool user, int vector) { {{body}} }

            int field;
            int? maybe;
            int[] irqs = null!;
            object? box;
            dynamic anything = null!;
            Entry? entry;
            Both both;
            Narrow narrow;
            Buffer buffer;
            [NoInstr] unsafe delegate*<int, void> pointer;

            [NoInstr] void Variadic(__arglist) { }
            [NoInstr] void Enter() { }
            [AlwaysInline] void Helper() { both++; }
            void Trace() { }
            int Count() => 1;
        }

        struct Frame { public int Ip; }
        unsafe struct Buffer { public fixed int Data[4]; }
        static class Extensions { [NoInstr] public static Span<int> AsSafeSpan(this int[] irqs) => irqs; }

        /// <summary>++ goes through a number, and there are two ways.</summary>
        struct Both
        {
            public static implicit operator int(Both both) => 0;
            public static implicit operator Both(int number) => default;
            public static implicit operator long(Both both) => 0;
            public static implicit operator Both(long number) => default;
        }

        struct Narrow
        {
            public static implicit operator short(Narrow narrow) => 0;
            public static implicit operator Narrow(int number) => default;
        }

        class Things : IEnumerable { public void Add(object thing) { } public IEnumerator GetEnumerator() => null!; }
        """, expected);
}
