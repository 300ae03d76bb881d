namespace NoInstr.Oracle.Snippets;

internal static class Collections
{
    private const string CpuMask = """
        class CpuMask : IEnumerable<int> { public void Add(int cpu) { } public IEnumerator<int> GetEnumerator() => throw null; IEnumerator IEnumerable.GetEnumerator() => throw null; }

        """;

    public static readonly Snippet[] All =
    [
        new("empty array", "class Smp { int[] Online() => []; }"),
        new("constant array", "class Smp { int[] Online() => [1, 2, 3, 4, 5]; }"),
        new("array of calls", "class Smp { int Id() => 0; int[] Online() => [Id(), Id()]; }"),
        new("array with a spread of an array", "class Smp { int[] Online(int[] boot) => [0, .. boot]; }"),
        new("array with a spread of a list", "class Smp { int[] Online(List<int> boot) => [0, .. boot]; }"),
        new("array with a spread of an IEnumerable", "class Smp { int[] Online(IEnumerable<int> boot) => [0, .. boot]; }"),
        new("array that is one spread", "class Smp { int[] Online(IEnumerable<int> boot) => [.. boot]; int[] Copy(List<int> boot) => [.. boot]; int[] Slice(ReadOnlySpan<int> boot) => [.. boot]; int[] Other(Span<int> boot) => [.. boot]; }"),
        new("array with a spread of a user collection", """
            class Smp { int[] Online(Cpus boot) => [0, .. boot]; }
            class Cpus { public Cursor GetEnumerator() => new(); public class Cursor { public int Current => 0; public bool MoveNext() => false; } }
            """),
        new("array with a spread of a user collection with a count", """
            class Smp { int[] Online(Cpus boot) => [0, .. boot]; }
            class Cpus { public int Count => 0; public Cursor GetEnumerator() => default; public struct Cursor : IDisposable { public int Current => 0; public bool MoveNext() => false; public void Dispose() { } } }
            """),
        new("array with a conversion of the spread's elements", """
            struct Cpu { public static implicit operator Cpu(int id) => default; }
            class Smp { Cpu[] Online(List<int> boot) => [0, .. boot]; }
            """),
        new("array with a spread of a string", "class Smp { char[] Name(string name) => ['c', .. name]; }"),
        new("array with a spread of a span", "class Smp { int[] Online(Span<int> boot) => [0, .. boot, 1]; }"),
        new("empty list", "class Smp { List<int> Online() => []; }"),
        new("list of elements", "class Smp { List<int> Online(int boot) => [boot, 1]; }"),
        new("list with spreads", "class Smp { List<int> Online(int[] boot, IEnumerable<int> late) => [0, .. boot, .. late]; }"),
        new("list that is one spread", "class Smp { List<int> Online(IEnumerable<int> boot) => [.. boot]; List<int> Copy(int[] boot) => [.. boot]; List<int> Other(ImmutableArray<int> boot) => [.. boot]; }"),
        new("one spread of a user collection with a count", "struct Ring { public int Count => 2; public Each GetEnumerator() => default; } class Mask { public int Length => 1; public Each GetEnumerator() => default; } struct Each { public int Current => 0; public bool MoveNext() => false; } class Known : IEnumerable<int> { public int Count => 1; public IEnumerator<int> GetEnumerator() => null; IEnumerator IEnumerable.GetEnumerator() => null; } class Smp { List<int> One(Ring ring) => [.. ring]; int[] Two(Ring ring) => [.. ring]; List<int> Three(Mask mask) => [.. mask]; int[] Four(Mask mask) => [.. mask]; List<int> Five(Known known) => [.. known]; int[] Six(Known known) => [.. known]; IReadOnlyList<int> Seven(Ring ring) => [.. ring]; ImmutableArray<int> Eight(Ring ring) => [.. ring]; int Nine(Ring ring) { Span<int> all = [.. ring]; return all[0]; } }"),
        new("list with a spread of an immutable array", "class Smp { List<int> Online(ImmutableArray<int> boot) => [0, .. boot]; int[] All(ImmutableArray<int> boot) => [.. boot, .. boot]; }"),
        new("list with a spread of a list and a span", "class Smp { List<int> Online(List<int> boot, ReadOnlySpan<int> late) => [.. boot, .. late]; }"),
        new("span of elements", "class Smp { int Sum(int boot) { Span<int> online = [boot, 1]; return online[0]; } }"),
        new("read-only span of constants", "class Smp { int Sum() { ReadOnlySpan<int> online = [1, 2, 3]; return online[0]; } }"),
        new("read-only span of references", "class Smp { int Sum(string boot) { ReadOnlySpan<string> online = [boot, boot]; return online.Length; } }"),
        new("read-only span of one element", "class Smp { int Sum(int boot) { ReadOnlySpan<int> online = [boot]; return online.Length; } }"),
        new("read-only span with a spread", "class Smp { int Sum(int[] boot) { ReadOnlySpan<int> online = [0, .. boot]; return online.Length; } }"),
        new("empty spans", "class Smp { int Sum() { Span<int> one = []; ReadOnlySpan<int> two = []; return one.Length + two.Length; } }"),
        new("IEnumerable of elements", "class Smp { IEnumerable<int> Online(int boot) => [boot, 1]; }"),
        new("IEnumerable of one element", "class Smp { IEnumerable<int> Online(int boot) => [boot]; }"),
        new("IReadOnlyList with a spread", "class Smp { IReadOnlyList<int> Online(IEnumerable<int> boot) => [0, .. boot]; }"),
        new("IList of elements", "class Smp { IList<int> Online(int boot) => [boot]; ICollection<int> None() => []; }"),
        new("empty IEnumerable", "class Smp { IEnumerable<int> Online() => []; IReadOnlyCollection<int> None() => []; }"),
        new("immutable array", "class Smp { ImmutableArray<int> Online(int boot) => [boot, 1]; ImmutableArray<int> None() => []; ImmutableArray<int> All(IEnumerable<int> boot) => [.. boot]; }"),
        new("immutable list and hash set", "class Smp { ImmutableList<int> Online(int boot) => [boot, 1]; HashSet<int> Set(int boot) => [boot, 1]; }"),
        new("user builder", """
            [CollectionBuilder(typeof(CpuMasks), "Create")] class CpuMask : IEnumerable<int> { public IEnumerator<int> GetEnumerator() => throw null; IEnumerator IEnumerable.GetEnumerator() => throw null; }
            static class CpuMasks { public static CpuMask Create(ReadOnlySpan<int> cpus) => new(); }
            class Smp { CpuMask Online(int boot) => [boot, 1]; CpuMask None() => []; CpuMask More(IEnumerable<int> boot) => [0, .. boot]; }
            """),
        new("user collection with Add", CpuMask + """
            class Smp { CpuMask Online(int boot) => [boot, 1]; CpuMask More(List<int> boot) => [.. boot]; }
            """),
        new("user collection with a constructor and Add with a conversion", """
            struct Cpu { public static implicit operator Cpu(int id) => default; }
            class CpuMask : IEnumerable<Cpu> { public CpuMask() { } public void Add(Cpu cpu) { } public IEnumerator<Cpu> GetEnumerator() => throw null; IEnumerator IEnumerable.GetEnumerator() => throw null; }
            class Smp { CpuMask Online(int boot) => [boot, 1]; CpuMask More(int[] boot) => [.. boot]; }
            """),
        new("user collection with an extension Add", """
            class CpuMask : IEnumerable<int> { public IEnumerator<int> GetEnumerator() => throw null; IEnumerator IEnumerable.GetEnumerator() => throw null; }
            static class CpuMasks { public static void Add(this CpuMask mask, int cpu) { } }
            class Smp { CpuMask Online(int boot) => [boot, 1]; }
            """),
        new("user struct collection", """
            struct CpuMask : IEnumerable<int> { public void Add(int cpu) { } public IEnumerator<int> GetEnumerator() => throw null; IEnumerator IEnumerable.GetEnumerator() => throw null; }
            class Smp { CpuMask Online(int boot) => [boot, 1]; }
            """),
        new("type parameter collection", """
            class Smp { T Online<T>(int boot) where T : IList<int>, new() => [boot]; }
            """),
        new("nested collections", "class Smp { int[][] Nodes(int boot) => [[boot], [], [1, 2]]; List<List<int>> Lists(int boot) => [[boot], []]; }"),
        new("collection initialiser", "class Smp { List<int> Online(int boot) => new List<int> { boot, 1 }; }"),
        new("collection initialiser of a user collection", CpuMask + """
            class Smp { CpuMask Online(int boot) => new() { boot, 1 }; }
            """),
        new("collection initialiser with an extension Add", """
            class CpuMask : IEnumerable { public IEnumerator GetEnumerator() => throw null; }
            static class CpuMasks { public static void Add(this CpuMask mask, int cpu, string name) { } }
            class Smp { CpuMask Online(int boot) => new() { { boot, "boot" } }; }
            """),
        new("dictionary initialiser", """
            class Smp { Dictionary<string, int> Nodes(int boot) => new() { ["boot"] = boot, ["late"] = 1 }; Dictionary<string, int> More(int boot) => new() { { "boot", boot } }; }
            """),
        new("collection initialiser with Add that returns a value", """
            class Smp { HashSet<int> Online(int boot) => new() { boot, 1 }; }
            """),
        new("object initialiser with properties, fields and nested objects", """
            class Registers { public long Ax { get; set; } public long Bx; }
            class Frame { public Registers Registers { get; } = new(); public List<int> Stack { get; } = new(); public long this[int slot] { get => 0; set { } } public long Ip { get; init; } }
            class Unwinder { Frame Make() => new() { Ip = 1, Registers = { Ax = 2, Bx = 3 }, Stack = { 4, 5 }, [6] = 7 }; }
            """),
        new("object initialiser with required members", """
            class Frame { public required long Ip { get; init; } public required long Sp; }
            class Unwinder { Frame Make() => new() { Ip = 1, Sp = 2 }; }
            """),
        new("object initialiser of a struct", """
            struct Frame { public long Ip { get; set; } public long Sp; }
            class Unwinder { Frame Make() => new() { Ip = 1, Sp = 2 }; }
            """),
        new("collection initialiser through dynamic", """
            class Smp { List<object> Online(dynamic boot) => new() { boot }; }
            """),
        new("array creation and initialisers", """
            class Smp { int Id() => 0; int[] Online() => new[] { Id(), 1 }; int[,] Nodes() => new int[2, 2] { { 1, 2 }, { 3, Id() } }; int[][] Jagged() => new[] { new[] { 1 }, new int[Id()] }; }
            """),
        new("implicit index in an initialiser", """
            class Ring { public int[] Slots { get; } = new int[4]; }
            class Rings { Ring Make() => new() { Slots = { [0] = 1, [^1] = 2 } }; }
            """),
    ];
}
