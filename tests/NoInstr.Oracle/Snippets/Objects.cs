namespace NoInstr.Oracle.Snippets;

/// <summary>Constructors, initialisers, records, static initialisation.</summary>
internal static class Objects
{
    private const string Trace = """
        static class Trace { public static void Hit(int value = 0) { } public static int Id(int value = 0) => value; }

        """;

    public static readonly Snippet[] All =
    [
        new("constructor with an implicit base", Trace + "class Chip { public Chip() { Trace.Hit(); } } class Apic : Chip { public Apic() { } public Apic(int id) { Trace.Hit(id); } }"),
        new("constructor that nobody wrote", Trace + "class Chip { public Chip() { Trace.Hit(); } } class Apic : Chip { } class Irq { Chip Make() => new Apic(); object Plain() => new Irq(); }"),
        new("constructor that nobody wrote, with initialisers", Trace + "class Chip { protected int Id = Trace.Id(1); } class Apic : Chip { int _pins = Trace.Id(2); string Name { get; } = Trace.Id(3).ToString(); } class Irq { Chip Make() => new Apic(); }"),
        new("constructor that chains to base and this", Trace + "class Chip { public Chip(int id) { Trace.Hit(id); } } class Apic : Chip { int _pins = Trace.Id(4); public Apic(int id) : base(Trace.Id(id)) { } public Apic() : this(Trace.Id(3)) { } }"),
        new("base constructor with optional and params arguments", "class Chip { public Chip(int id = 3, params int[] pins) { } } class Apic : Chip { } class Pic : Chip { public Pic() { } } class Pit() : Chip;"),
        new("primary constructor", Trace + "class Chip(int id) { public int Id => id; int _pins = Trace.Id(id); } class Apic(int id) : Chip(Trace.Id(id)) { } class Irq { int Run() => new Apic(1).Id; }"),
        new("primary constructor of a struct", Trace + "struct Cpu(int id) { int _id = Trace.Id(id); public int Id => _id; } class Smp { int Run() => new Cpu(1).Id + new Cpu().Id; }"),
        new("struct constructors", Trace + "struct Cpu { public int Id = 3; public Cpu() { Trace.Hit(); } public Cpu(int id) : this() { Id = id; } } class Smp { Cpu Make() => new Cpu(); Cpu Default() => default; Cpu[] All() => new Cpu[2]; Cpu Id(int id) => new(id); }"),
        new("struct without a constructor", "struct Cpu { public int Id; } class Smp { Cpu Make() => new Cpu(); Cpu With() => new Cpu { Id = 1 }; }"),
        new("finaliser", Trace + "class Chip { ~Chip() { Trace.Hit(); } } class Apic : Chip { ~Apic() { } }"),
        new("static constructor and initialisers", Trace + "class Table { static int _size = Trace.Id(4); static readonly int[] Slots = new int[_size]; static Table() { Trace.Hit(); } public static int Size => _size; } class Irq { int Get() => Table.Size; }"),
        new("initialisers that convert a literal", "struct Handle { public static implicit operator Handle(int id) => default; } class Irq { Handle _handle = 1; static Handle Default { get; } = 0; Irq Make() => new Irq(); static Handle Get() => Default; }"),
        new("static initialisers only", Trace + "class Table { public static readonly int Size = Trace.Id(4); public static string Name { get; } = Trace.Id(1).ToString(); } class Irq { int Get() => Table.Size + Table.Name.Length; }"),
        new("thread static", "class Cpu { [ThreadStatic] static int _current; static int Get() => _current++; } class Local { static readonly ThreadLocal<int> Id = new(() => 1); int Get() => Id.Value; }"),
        new("record class", "record Frame(long Ip, string Name) { public long Sp { get; init; } } class Unwinder { Frame Make(long ip) => new(ip, \"x\") { Sp = 1 }; string Text(Frame frame) => frame.ToString(); int Hash(Frame frame) => frame.GetHashCode(); bool Same(Frame a, Frame b) => a.Equals(b); }"),
        new("record struct", "record struct Frame(long Ip, string Name); readonly record struct Pair(int A, int B) { public int Sum => A + B; } class Unwinder { bool Same(Frame a, Frame b) => a == b; string Text(Pair pair) => pair.ToString() + pair.Sum; }"),
        new("record with members of its own", Trace + "record Frame(long Ip) { public override string ToString() => Ip.ToString(); public virtual bool Equals(Frame other) => other?.Ip == Ip; public override int GetHashCode() => Trace.Id(1); protected Frame(Frame other) { Ip = other.Ip; Trace.Hit(); } public void Deconstruct(out long ip, out int id) { ip = Ip; id = Trace.Id(); } }"),
        new("record that derives", Trace + "abstract record Frame(long Ip) { public abstract string Kind { get; } } sealed record Kernel(long Ip, long Sp) : Frame(Trace.Id((int)Ip)) { public override string Kind => \"k\"; } record User(long Ip) : Frame(Ip) { public override string Kind => \"u\"; }"),
        new("record with an initialised property", Trace + "record Frame(long Ip) { public long Ip { get; init; } = Trace.Id((int)Ip); public int Id { get; } = Trace.Id(2); }"),
        new("with of a record class", "record Frame(long Ip) { public long Sp { get; init; } } record Kernel(long Ip) : Frame(Ip); class Unwinder { Frame Next(Frame frame) => frame with { Ip = 1, Sp = 2 }; Frame Copy(Kernel frame) => frame with { }; }"),
        new("with of a struct, a record struct and an anonymous type", "struct Pin { public int Id { get; set; } public int Level; } record struct Frame(long Ip); class Unwinder { Pin Set(Pin pin) => pin with { Id = 1, Level = 2 }; Frame Next(Frame frame) => frame with { Ip = 1 }; object Any(int id) { var task = new { Id = id, Cpu = 1 }; return task with { Cpu = 2 }; } }"),
        new("with of a type parameter", "record Frame(long Ip); class Unwinder { T Next<T>(T frame) where T : Frame => frame with { Ip = 1 }; }"),
        new("with of a record with a copy constructor", Trace + "record Frame(long Ip) { protected Frame(Frame other) { Trace.Hit(); Ip = other.Ip; } } class Unwinder { Frame Next(Frame frame) => frame with { Ip = Trace.Id() }; }"),
        new("anonymous types", "class Unwinder { int Run(int id) { var task = new { Id = id, Name = \"x\" }; return task.Id + task.Name.Length + task.GetHashCode(); } bool Same(int id) => new { id }.Equals(new { id }); }"),
        new("generic type and its nested types", Trace + "class Table<T> { public class Node { public T Value; public Node(T value) { Value = value; } public static Node Make(T value) => new(value); } public Node First = Node.Make(default); } class Irq { int Run() => new Table<int>().First.Value + Table<int>.Node.Make(1).Value; }"),
        new("attributes and default values do not run", "class MarkAttribute : Attribute { public MarkAttribute(Type type, params int[] ids) { } public string Name { get; set; } } [Mark(typeof(int), 1, 2, Name = \"x\")] class Irq { [Mark(null)] int Run([Mark(null)] int id = 3, string name = nameof(Irq)) => id; }"),
        new("module initialiser and entry point", Trace + "static class Boot { [ModuleInitializer] internal static void Init() { Trace.Hit(); } }"),
        new("array of objects and boxing", "struct Cpu { } class Smp { object Box(int id) => id; object[] All(int id, Cpu cpu) => [id, cpu, \"x\"]; IComparable Compare(int id) => id; bool Is(object o) => o is int i && i.Equals((object)i); }"),
    ];
}
