namespace NoInstr.Oracle.Snippets;

/// <summary>Spans, inline arrays, pointers, fixed, stackalloc, function pointers.</summary>
internal static class Memory
{
    private const string Slots = """
        [InlineArray(4)] struct Slots { private int _first; }

        """;

    public static readonly Snippet[] All =
    [
        new("implicit span conversions", "class Ring { void Fill(Span<int> span) { } int Sum(ReadOnlySpan<int> span) => 0; int Text(ReadOnlySpan<char> text) => 0; int Run(int[] array, string name, Span<int> span) { Fill(array); return Sum(array) + Sum(span) + Text(name); } }"),
        new("span conversions in extension receivers", "class Ring { bool Has(int[] array) => array.Contains(3); bool Starts(string name) => name.AsSpan().StartsWith(\"k\"); int Find(int[] array) => array.IndexOf(3); }"),
        new("explicit span conversions", "class Ring { Span<int> Cast(int[] array) => (Span<int>)array; Span<int> Make(int[] array) => new Span<int>(array, 1, 2); ReadOnlySpan<object> Up(ReadOnlySpan<string> names) => names; }"),
        new("span elements", "class Ring { int Get(Span<int> span, ReadOnlySpan<int> other) => span[0] + other[1] + span.Length; void Set(Span<int> span) { span[0] = 1; span[1]++; span[2] += 3; } ref int Ref(Span<int> span) => ref span[0]; }"),
        new("stackalloc to a span", "class Ring { int Sum(int size) { Span<int> span = stackalloc int[size]; ReadOnlySpan<byte> bytes = stackalloc byte[] { 1, 2, 3 }; return span[0] + bytes[1]; } }"),
        new("stackalloc in an expression", "class Ring { int Pick(int size) => Sum(size > 8 ? new int[size] : stackalloc int[8]); int Sum(Span<int> span) => span.Length; int Id() => 3; int Sized() { Span<int> span = stackalloc[] { Id(), 2 }; return span[0]; } }"),
        new("stackalloc to a pointer", "unsafe class Ring { int Size() => 4; int Sum() { int* ring = stackalloc int[Size()]; ring[0] = 1; return *ring; } }"),
        new("inline array elements", Slots + "class Ring { int Get(Slots slots, int i) => slots[0] + slots[i] + slots[^1]; void Set(ref Slots slots, int i) { slots[0] = 1; slots[i] = 2; slots[i]++; } int In(in Slots slots, int i) => slots[i]; }"),
        new("inline array elements by readonly reference", Slots + "class Ring { ref readonly int At(in Slots slots, int i) => ref slots[i]; ref readonly int First(in Slots slots) => ref slots[0]; ref readonly int Second(in Slots slots) => ref slots[1]; }"),
        new("inline array conversions and slices", Slots + "class Ring { Span<int> All(ref Slots slots) => slots; ReadOnlySpan<int> Read(in Slots slots) => slots; Span<int> Tail(ref Slots slots) => slots[1..]; }"),
        new("inline array field of a class", Slots + "class Ring { Slots _slots; int Get(int i) => _slots[i]; void Set(int i) { _slots[i] = 3; } int Sum() { var sum = 0; foreach (var slot in _slots) { sum += slot; } return sum; } }"),
        new("pointers", "unsafe struct Node { public Node* Next; public int Value; public int Get() => Value; } unsafe class Walk { int Sum(Node* node) => node->Value + node->Next->Get() + (*node).Get() + node[1].Value; int Index() => 0; int At(int* p) => p[Index()]; }"),
        new("fixed buffer", "unsafe struct Page { public fixed int Words[4]; } unsafe class Vm { int Get(Page* page, int i) => page->Words[i]; int Own(Page page) => page.Words[1]; }"),
        new("fixed over an array and a string", "unsafe class Vm { int Sum(int[] page, string name) { fixed (int* p = page) { fixed (char* c = name) { return *p + *c; } } } int At(int[] page) { fixed (int* p = &page[1]) { return *p; } } }"),
        new("fixed over spans", "unsafe class Vm { int Sum(Span<int> page, ReadOnlySpan<int> other) { fixed (int* p = page, q = other) { return *p + *q; } } }"),
        new("fixed over a user GetPinnableReference", "class Page { int _word; public ref int GetPinnableReference() => ref _word; } unsafe class Vm { int Sum(Page page) { fixed (int* p = page) { return *p; } } }"),
        new("fixed over an extension GetPinnableReference", "class Page { public int Word; } static class Pages { public static ref readonly int GetPinnableReference(this Page page) => ref page.Word; } unsafe class Vm { int Sum(Page page) { fixed (int* p = page) { return *p; } } }"),
        new("fixed over a struct's GetPinnableReference", "struct Page { public int[] Words; public ref int GetPinnableReference() => ref Words[0]; } unsafe class Vm { int Sum(Page page) { fixed (int* p = page) { return *p; } } }"),
        new("fixed over a field and a call", "unsafe class Vm { int _word; ref int Word() => ref _word; int Sum() { fixed (int* p = &_word, q = &Word()) { return *p + *q; } } }"),
        new("function pointers", "unsafe class Irq { static void Handle(int irq) { } void Raise(delegate*<int, void> handler) { handler(1); } void Run() { Raise(&Handle); delegate* unmanaged<int> native = null; native(); } }"),
        new("function pointer in a table", "unsafe class Irq { delegate*<int, int>[] _table = new delegate*<int, int>[4]; int Index() => 0; int Raise() => _table[Index()](Index()); }"),
        new("Unsafe and Volatile", "class Ring { int _head; int Read() => Volatile.Read(ref _head) + Unsafe.Add(ref _head, 1) + Interlocked.Increment(ref _head); volatile int _tail; int Tail() => _tail; }"),
        new("ref locals, ref fields and ref structs", "ref struct Cursor { public ref int Slot; public Cursor(ref int slot) { Slot = ref slot; } public void Clear() { Slot = 0; } } class Ring { void Run(int[] ring) { var cursor = new Cursor(ref ring[0]); cursor.Clear(); cursor.Slot = 3; } }"),
        new("sizeof, default and unmanaged types", "unsafe class Vm { int Size<T>() where T : unmanaged => sizeof(T) + sizeof(int); T None<T>() => default; nint Native() => sizeof(nint); }"),
        new("memory and array segments", "class Ring { Memory<int> All(int[] ring) => ring; ReadOnlyMemory<char> Text(string name) => name.AsMemory(); ArraySegment<int> Part(int[] ring) => ring; Span<int> Span(Memory<int> ring) => ring.Span; }"),
    ];
}
