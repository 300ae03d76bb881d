namespace NoInstr.Oracle.Snippets;

internal static class Ranges
{
    private const string Ring = """
        class Ring { public int Length => 0; public int this[int i] { get => 0; set { } } public Ring Slice(int start, int length) => this; }

        """;

    public static readonly Snippet[] All =
    [
        new("array from the end", "class Buffer { int Last(int[] ring) => ring[^1]; void Clear(int[] ring, int back) { ring[^back] = 0; } }"),
        new("array slices", "class Buffer { int[] Tail(int[] ring) => ring[1..]; int[] Middle(int[] ring, int a, int b) => ring[a..^b]; int[] All(int[] ring) => ring[..]; }"),
        new("string from the end and slices", "class Buffer { char Last(string name) => name[^1]; string Tail(string name) => name[1..]; string Middle(string name, int a) => name[a..^1]; string All(string name) => name[..]; string Head(string name) => name[..2]; }"),
        new("span from the end and slices", "class Buffer { int Last(Span<int> ring) => ring[^1]; Span<int> Tail(Span<int> ring) => ring[1..]; ReadOnlySpan<int> Middle(ReadOnlySpan<int> ring) => ring[1..^1]; Memory<int> More(Memory<int> ring) => ring[1..]; ReadOnlyMemory<char> Text(ReadOnlyMemory<char> name) => name[1..]; }"),
        new("list from the end", "class Buffer { int Last(List<int> ring) => ring[^1]; void Clear(List<int> ring) { ring[^1] = 0; ring[^2] += 3; } }"),
        new("user type from the end", Ring + "class Buffer { int Last(Ring ring) => ring[^1]; void Clear(Ring ring) { ring[^1] = 0; ring[^2]++; } }"),
        new("user type slices", Ring + "class Buffer { Ring Tail(Ring ring) => ring[1..]; Ring Middle(Ring ring, int a, int b) => ring[a..^b]; Ring All(Ring ring) => ring[..]; }"),
        new("user type with a Count", "class Ring { public int Count => 0; public int this[int i] => 0; } class Buffer { int Last(Ring ring) => ring[^1]; }"),
        new("user type with Index and Range", "class Ring { public int this[Index i] => 0; public Ring this[Range r] => this; } class Buffer { int Last(Ring ring) => ring[^1]; Ring Tail(Ring ring) => ring[1..]; }"),
        new("a range in a variable", "class Buffer { int[] Cut(int[] ring, Range range) => ring[range]; string CutText(string name, Range range) => name[range]; Span<int> CutSpan(Span<int> ring, Range range) => ring[range]; }"),
        new("a range in a variable of a user type", Ring + "class Buffer { Ring Cut(Ring ring, Range range) => ring[range]; int At(Ring ring, Index index) => ring[index]; }"),
        new("index and range values", "class Buffer { Index Last() => ^1; Index First(int i) => i; Range All() => ..; Range Tail(int a) => a..; Range Head(int a) => ..a; Range Both(Index a, Index b) => a..b; }"),
        new("lifted index and range", "class Buffer { Index? Back(int? a) => ^a; Range? Both(int? a, int? b) => a..b; }"),
        new("index in a variable", "class Buffer { int At(int[] ring, Index index) => ring[index]; char At(string name, Index index) => name[index]; int At(List<int> ring, Index index) => ring[index]; }"),
        new("conditional access from the end", "class Buffer { int? Last(int[] ring) => ring?[^1]; char? Last(string name) => name?[^1]; }"),
        new("a call in the index", Ring + "class Buffer { int Pick() => 0; int Last(Ring ring) => ring[^Pick()]; int[] Cut(int[] ring) => ring[Pick()..^Pick()]; }"),
    ];
}
