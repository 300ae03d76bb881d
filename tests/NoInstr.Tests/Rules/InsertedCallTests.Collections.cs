using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>Collection expressions and initialisers, strings that are put together, indices and ranges.</summary>
public partial class InsertedCallTests
{
    [Theory]
    [InlineData("int[] a = {|NOINSTR104:[|}1, field];")]
    [InlineData("int[] a = {|NOINSTR103:[|}];")]
    [InlineData("List<int> a = {|NOINSTR104:[|}1];")]
    [InlineData("List<int> a = {|NOINSTR104:[|}];")]
    [InlineData("IEnumerable<int> a = {|NOINSTR104:[|}1];")]
    [InlineData("IEnumerable<int> a = {|NOINSTR103:[|}];")]
    [InlineData("IReadOnlyList<int> a = {|NOINSTR103:[|}];")]
    [InlineData("IList<int> a = {|NOINSTR104:[|}];")]
    [InlineData("ImmutableArray<int> a = {|NOINSTR104:[|}1];")]
    [InlineData("ImmutableArray<int> a = [];")]
    [InlineData("object[] a = {|NOINSTR104:[|}{|NOINSTR104:field|}];")]
    [InlineData("int[][] a = {|NOINSTR104:[|}{|NOINSTR104:[|}1], {|NOINSTR103:[|}]];")]
    [InlineData("Span<int> a = [1, field];")]
    [InlineData("ReadOnlySpan<int> a = [1, 2];")]
    [InlineData("Span<int> a = [];")]
    [InlineData("Span<int> a = {|NOINSTR104:[|}..irqs];")]
    [InlineData("ReadOnlySpan<int> a = {|NOINSTR104:[|}1, ..irqs];")]
    [InlineData("Built a = {|NOINSTR103:[|}1];")]
    [InlineData("SafeBuilt a = [1, field];")]
    [InlineData("SafeBuilt a = {|NOINSTR104:[|}1, .. irqs];")]
    [InlineData("SafeBuilt a = [];")]
    [InlineData("Queue a = {|NOINSTR103:{|NOINSTR104:[|}|}1];")]
    [InlineData("SafeQueue a = {|NOINSTR104:[|}1, field];")]
    [InlineData("SafeQueue a = {|NOINSTR104:[|}];")]
    [InlineData("StructQueue a = {|NOINSTR103:[|}1];")]
    [InlineData("StructQueue a = [];")]
    [InlineData("SafeStructQueue a = [1, field];")]
    [InlineData("ExtendedQueue a = {|NOINSTR103:[|}1];")]
    [InlineData("Begin(); Queue a = [1, ..vectors]; End();")]
    public Task CollectionExpression_MakesAndAdds(string body) => VerifyCollectionAsync(body);

    [Theory]
    [InlineData("SafeStructQueue a = [..irqs];")]
    [InlineData("SafeStructQueue a = [..inline, ..(ReadOnlySpan<int>)irqs];")]
    [InlineData("SafeStructQueue a = [..safeRing];")]
    [InlineData("SafeStructQueue a = [{|NOINSTR103:..|}ring];")]
    [InlineData("SafeStructQueue a = [{|NOINSTR103:..|}vectors];")]
    [InlineData("SafeStructQueue a = [{|NOINSTR103:..|}sequence];")]
    [InlineData("int[] a = {|NOINSTR104:[|}{|NOINSTR103:..|}vectors];")]
    [InlineData("SafeStructQueue a = [{|NOINSTR103:..|}handles];")]
    [InlineData("HandleQueue a = [{|NOINSTR103:..|}handles];")]
    [InlineData("object[] a = {|NOINSTR104:[|}{|NOINSTR104:..|}irqs];")]
    public Task Spread_CallsTheEnumerator(string body) => VerifyCollectionAsync(body);

    [Theory]
    [InlineData("_ = {|NOINSTR104:new|} SafeQueue { 1, 2 };")]
    [InlineData("_ = {|NOINSTR104:new|} Queue { {|NOINSTR103:1|}, {|NOINSTR103:2|} };")]
    [InlineData("_ = new StructQueue { {|NOINSTR103:1|} };")]
    [InlineData("_ = {|NOINSTR101:{|NOINSTR104:new|}|} List<int> { {|NOINSTR103:1|} };")]
    [InlineData("_ = {|NOINSTR101:{|NOINSTR104:new|}|} Dictionary<int, int> { {|NOINSTR103:{|}1, 2} };")]
    [InlineData("_ = {|NOINSTR101:{|NOINSTR104:new|}|} Dictionary<int, int> { {|NOINSTR101:[1]|} = 2 };")]
    [InlineData("_ = {|NOINSTR104:new|} SafeQueue { [1] = 2 };")]
    [InlineData("_ = {|NOINSTR104:new|} SafeCpu { Number = 1, Next = { Number = 2 } };")]
    [InlineData("_ = {|NOINSTR104:new|} SafeCpu { Irqs = { {|NOINSTR103:1|} } };")]
    [InlineData("_ = {|NOINSTR104:new|} SafeCpu { Queue = { 1 } };")]
    [InlineData("_ = {|NOINSTR104:new|} Cpu { {|NOINSTR101:Number|} = 1 };")]
    [InlineData("_ = new ExtendedQueue { {|NOINSTR103:1|} };")]
    public Task Initializer_CallsAddAndSetters(string body) => VerifyCollectionAsync(body);

    [Theory]
    [InlineData("Text($\"cpu{nameof(Entry)}\");")]
    [InlineData("const string Kernel = \"kernel\"; Text($\"{Kernel}/irq\");")]
    [InlineData("Text({|NOINSTR104:$\"|}irq {field}\");")]
    [InlineData("Text({|NOINSTR104:$\"|}irq {field,4:x} {name} {mode} {maybe}\");")]
    [InlineData("Text({|NOINSTR104:$\"\"\"|}irq {field}\"\"\");")]
    [InlineData("Text({|NOINSTR103:{|NOINSTR104:$\"|}|}irq {handles[0]}\");")]
    [InlineData("Text({|NOINSTR103:{|NOINSTR104:$\"|}|}irq {box}\");")]
    [InlineData("Text({|NOINSTR103:{|NOINSTR104:$\"|}|}irq {(handles[0], 1)}\");")]
    [InlineData("Text({|NOINSTR104:$\"|}irq {ticket}\");")]
    [InlineData("Text({|NOINSTR104:$\"|}irq {{|NOINSTR101:Count|}()}\");")]
    [InlineData("Object({|NOINSTR104:$\"|}irq {field}\");")]
    [InlineData("Format({|NOINSTR104:$\"|}irq {field}\");")]
    [InlineData("Handled({|NOINSTR103:$\"|}irq {field}\");")]
    [InlineData("SafelyHandled($\"irq {field}\");")]
    [InlineData("Begin(); Text($\"irq {handles[0]}\"); End();")]
    public Task InterpolatedString_BuildsOrCallsItsHandler(string body) => VerifyCollectionAsync(body);

    [Theory]
    [InlineData("Text(\"cpu\" + \"/\" + nameof(Entry));")]
    [InlineData("Text(name {|NOINSTR104:+|} \"x\");")]
    [InlineData("Text(\"a\" + name {|NOINSTR104:+|} field);")]
    [InlineData("Text(name + 'c' {|NOINSTR104:+|} mode);")]
    [InlineData("Text(name {|NOINSTR104:+|} {|NOINSTR103:handles[0]|});")]
    [InlineData("Text(name {|NOINSTR104:+|} {|NOINSTR103:box|});")]
    [InlineData("Text(name {|NOINSTR104:+|} ticket);")]
    [InlineData("Text($\"irq {field}\" {|NOINSTR104:+|} name);")]
    [InlineData("Text(name + (field > 1 ? \"a\" {|NOINSTR104:+|} name : name) {|NOINSTR104:+|} name);")]
    [InlineData("name {|NOINSTR104:+=|} field;")]
    [InlineData("name {|NOINSTR104:+=|} {|NOINSTR103:handles[0]|};")]
    [InlineData("Begin(); name += box; End();")]
    public Task Concatenation_BuildsOneString(string body) => VerifyCollectionAsync(body);

    [Theory]
    [InlineData("_ = vectors{|NOINSTR103:[^1]|};")]
    [InlineData("_ = meter{|NOINSTR103:[^1]|};")]
    [InlineData("meter{|NOINSTR103:[^1]|} = 2;")]
    [InlineData("meter{|NOINSTR103:[^1]|} += 2;")]
    [InlineData("_ = meter{|NOINSTR103:[1..2]|};")]
    [InlineData("_ = irqs{|NOINSTR103:[1..2]|};")]
    [InlineData("_ = irqs{|NOINSTR103:[some]|};")]
    [InlineData("_ = name{|NOINSTR103:[1..2]|};")]
    [InlineData("_ = safeMeter[^1]; safeMeter[^1] = 2; safeMeter[^1]++; _ = safeMeter[1..2];")]
    [InlineData("_ = irqs[^1]; irqs[^1] = 2; _ = irqs[last];")]
    [InlineData("_ = name[^1];")]
    [InlineData("Span<int> span = irqs; _ = span[^1]; _ = span[1..2];")]
    [InlineData("_ = inline[1]; inline[1] = 2; _ = inline[^1]; Span<int> part = inline[1..2];")]
    [InlineData("Index index = ^1; Range range = 1..2; _ = ..; index = 3;")]
    public Task IndexAndRange_CallLengthAndIndexer(string body) => VerifyCollectionAsync(body);

    private static Task VerifyCollectionAsync(string body) => Verify.VerifyAnalyzerAsync($$"""
        #pragma warning disable CS0219
        using System;
        using System.Collections;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Runtime.CompilerServices;
        using NoInstr;
        using static NoInstr.InstrumentationScope;

        class Entry
        {
            [NoInstr] void M() { {{body}} }

            int field;
            int? maybe;
            int[] irqs = null!;
            string name = null!;
            object box = null!;
            DayOfWeek mode;
            List<int> vectors = null!;
            IEnumerable<int> sequence = null!;
            Ring ring = null!;
            SafeRing safeRing = null!;
            Handle[] handles = null!;
            Ticket ticket;
            Vectors inline;
            Meter meter = null!;
            SafeMeter safeMeter = null!;
            Index last;
            Range some;

            [NoInstr] void Text(string text) { }
            [NoInstr] void Object(object text) { }
            [NoInstr] void Format(FormattableString text) { }
            [NoInstr] void Handled(Handler text) { }
            [NoInstr] void SafelyHandled(SafeHandler text) { }
            int Count() => 1;
        }

        class Ring { public RingEnumerator GetEnumerator() => default; }
        struct RingEnumerator { public int Current => 0; public bool MoveNext() => false; }
        [NoInstr] class SafeRing { public SafeEnumerator GetEnumerator() => default; }
        [NoInstr] struct SafeEnumerator { public int Current => 0; public bool MoveNext() => false; }

        class Queue : Numbers { public void Add(int vector) { } }
        class SafeQueue : Numbers { [NoInstr] public void Add(long vector) { } [NoInstr] public long this[int index] { get => 0; set { } } }
        struct StructQueue : IEnumerable<int> { public void Add(int vector) { } public IEnumerator<int> GetEnumerator() => null!; IEnumerator IEnumerable.GetEnumerator() => null!; }
        struct SafeStructQueue : IEnumerable<int> { [NoInstr] public void Add(int vector) { } public IEnumerator<int> GetEnumerator() => null!; IEnumerator IEnumerable.GetEnumerator() => null!; }
        struct HandleQueue : IEnumerable<Handle> { [NoInstr] public void Add(int vector) { } public IEnumerator<Handle> GetEnumerator() => null!; IEnumerator IEnumerable.GetEnumerator() => null!; }
        struct ExtendedQueue : IEnumerable<int> { public IEnumerator<int> GetEnumerator() => null!; IEnumerator IEnumerable.GetEnumerator() => null!; }
        class Numbers : IEnumerable<int> { public IEnumerator<int> GetEnumerator() => null!; IEnumerator IEnumerable.GetEnumerator() => null!; }
        static class Extensions { public static void Add(this ExtendedQueue queue, int vector) { } }

        [CollectionBuilder(typeof(Builder), "Create")] class Built { public IEnumerator<int> GetEnumerator() => null!; }
        [CollectionBuilder(typeof(Builder), "CreateSafely")] class SafeBuilt { public IEnumerator<int> GetEnumerator() => null!; }
        static class Builder
        {
            public static Built Create(ReadOnlySpan<int> vectors) => null!;
            [NoInstr] public static SafeBuilt CreateSafely(ReadOnlySpan<int> vectors) => null!;
        }

        class Cpu { public int Number { get; set; } }
        [NoInstr] class SafeCpu { public int Number { get; set; } public List<int> Irqs => null!; public SafeQueue Queue => null!; public SafeCpu Next => this; }
        struct Handle { public override string ToString() => ""; public static implicit operator int(Handle handle) => 0; }
        struct Ticket { [NoInstr] public override string ToString() => null!; }
        [InlineArray(4)] struct Vectors { int first; }
        class Meter { public int Count => 0; public int this[int index] { get => index; set { } } public Meter Slice(int start, int length) => this; }
        [NoInstr] class SafeMeter { public int Count => 0; public int this[int index] { get => index; set { } } public SafeMeter Slice(int start, int length) => this; }
        [InterpolatedStringHandler] struct Handler { public Handler(int literals, int holes) { } public void AppendLiteral(string text) { } public void AppendFormatted<T>(T value) { } }
        [InterpolatedStringHandler, NoInstr] struct SafeHandler { public SafeHandler(int literals, int holes) { } public void AppendLiteral(string text) { } public void AppendFormatted<T>(T value) { } }
        """);
}
