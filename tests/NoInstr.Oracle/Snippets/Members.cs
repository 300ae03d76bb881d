namespace NoInstr.Oracle.Snippets;

/// <summary>Properties, indexers, fields, and extension members of C# 14.</summary>
internal static class Members
{
    private const string Trace = """
        static class Trace { public static void Hit(int value = 0) { } public static int Id(int value = 0) => value; }

        """;

    public static readonly Snippet[] All =
    [
        new("auto-properties", "class Task { public int Pid { get; set; } public int Cpu { get; init; } public int Id { get; } public Task(int id) { Id = id; Pid = 1; } int Sum() => Pid + Cpu + Id; }"),
        new("property that calls", Trace + "class Task { int _pid; public int Pid { get { return Trace.Id(_pid); } set { Trace.Hit(value); _pid = value; } } public int Cpu => Trace.Id(1); public int this[int i] => Trace.Id(i); public int this[string s] { get => Trace.Id(); set => Trace.Hit(value); } }"),
        new("property assignment forms", "class Task { public int Pid { get; set; } public string Name { get; set; } public int[] Cpus { get; set; } void Run(Task other) { other.Pid = Pid = 1; Pid++; --other.Pid; Pid += other.Pid; Name ??= \"x\"; other.Cpus[0] = 1; other.Cpus[1]++; var (a, b) = (Pid, Name); (Pid, Name) = (b.Length, b); } }"),
        new("indexer assignment forms", "class Table { public int this[int i, int j] { get => 0; set { } } void Run(int i) { this[i, 0] = 1; this[i, 1] += 2; this[i, 2]++; this[0, 0] = this[1, 1] = 3; } }"),
        new("property through a struct and a chain", "struct Cpu { public int Id { get; set; } } class Task { public Cpu Cpu; public Task Next { get; } = null; int Sum() => Cpu.Id + Next.Next.Cpu.Id; void Set() { Cpu.Id = 3; Next.Cpu.Id++; } }"),
        new("override of one accessor", "class Base { public virtual int Id { get => 0; set { } } } class Derived : Base { public override int Id { get => base.Id + 1; } void Run() { Id = Id + 1; Id++; } }"),
        new("ref property", "class Task { int _pid; public ref int Pid => ref _pid; public ref readonly int Id => ref _pid; void Run(Task other) { other.Pid = 1; Pid++; Pid += Id; (Pid, other.Pid) = (1, 2); } }"),
        new("static, abstract and interface properties", "abstract class Base { public abstract int Id { get; set; } public static int Count { get; set; } } interface ITask { int Pid { get; set; } } class Run { void Go(Base b, ITask t) { b.Id = t.Pid; t.Pid = Base.Count++; } }"),
        new("field keyword", Trace + "class Task { public int Pid { get => Trace.Id(field); set { Trace.Hit(value); field = value; } } = Trace.Id(3); public string Name { get; set => field = value ?? \"x\"; } void Run() { Pid = 1; Name = null; } }"),
        new("partial property and partial event", "partial class Task { public partial int Pid { get; set; } partial void Log(); } partial class Task { public partial int Pid { get => 1; set { Log(); } } partial void Log() { } void Run() { Pid = Pid + 1; } }"),
        new("partial constructor and partial event", "partial class Task { public partial Task(int pid); public partial event Action Done; } partial class Task { public partial Task(int pid) { Log(); } public partial event Action Done { add { Log(); } remove { } } void Log() { } static void Run(Action a) { new Task(1).Done += a; } }"),
        new("null-conditional assignment", "class Task { public int Pid { get; set; } public Task Next { get; set; } public int this[int i] { get => 0; set { } } public int Field; public event Action Done; int Id() => 0; void Run(Task task, Action a) { task?.Pid = Id(); task?.Next?.Pid += 2; task?[3] = Id(); task?.Field = 3; task?.Done += a; } }"),
        new("extension block with methods and properties", "class Task { public int Raw; } static class Tasks { extension(Task task) { public int Pid => task.Raw; public int Level { get => task.Raw; set => task.Raw = value; } public void Kill(int signal) { } public static Task Make() => new(); public static int Count => 3; } } class Sched { int Run(Task task) { task.Kill(9); task.Level = 3; task.Level++; return task.Pid + Task.Count + Task.Make().Pid; } }"),
        new("generic extension block", "static class Lists { extension<T>(List<T> list) where T : IComparable<T> { public T Top => list[0]; public bool Has<U>(U value) where U : T => list.Contains(value); public static List<T> Make(T value) => [value]; } } class Sched { int Run(List<int> list) => list.Top + (list.Has(3) ? 1 : 0) + List<int>.Make(3).Count + Lists.get_Top(list); }"),
        new("extension operators", "struct Ticks { public long Raw; } static class TicksMath { extension(Ticks) { public static Ticks operator +(Ticks a, Ticks b) => a; public static Ticks operator -(Ticks a) => a; public static bool operator >(Ticks a, Ticks b) => true; public static bool operator <(Ticks a, Ticks b) => true; } } class Clock { Ticks Sum(Ticks a, Ticks b) => a + -b; bool Late(Ticks a, Ticks b) => a > b; void Add(ref Ticks a, Ticks b) { a += b; } }"),
        new("instance compound operators", "class Ticks { public void operator +=(int by) { } public void operator ++() { } public void operator checked +=(int by) { } } struct Small { public void operator -=(int by) { } } class Clock { Ticks _base = new(); void Run(Ticks ticks, Small small) { ticks += 3; ticks++; ++_base; small -= 1; checked { ticks += 4; } } }"),
        new("extension members used by the language", "class Cpus { } static class CpuWalk { extension(Cpus cpus) { public IEnumerator<int> GetEnumerator() => throw null; public void Deconstruct(out int first, out int last) { first = last = 0; } } } class Smp { int Run(Cpus cpus) { foreach (var cpu in cpus) { } var (first, last) = cpus; return first + last; } }"),
        new("extension property in a pattern and an initialiser", "class Task { public int Raw; } static class Tasks { extension(Task task) { public int Level { get => task.Raw; set => task.Raw = value; } } } class Sched { bool Is(Task task) => task is { Level: 3 }; Task Make() => new() { Level = 3 }; }"),
        new("user-defined property named like array's", "class Ring { public int Length => 0; public long LongLength => 0; public int Count { get; } } class Buffer { long Size(Ring ring, int[] array, List<int> list) => ring.Length + ring.LongLength + ring.Count + array.Length + list.Count; }"),
        new("fields of all kinds", "class Task { public int Field; public static int Shared; public readonly int Fixed = 3; public const int Constant = 4; public volatile int Loud; int Sum(Task other) => Field + Shared + Fixed + Constant + Loud + other.Field; void Set(Task other) { other.Field = Shared = 1; other.Field++; Loud |= 2; } }"),
        new("constants and enums", "enum Trap { Page = 14 } class Irq { const string Name = \"irq\" + \"!\"; const int Size = 4 * 3; string Text() => Name + nameof(Trap) + Size; int Number() => (int)Trap.Page + Size; string Both() => $\"{Name}\"; bool Same() => Name == \"irq!\"; }"),
        new("nameof, typeof, sizeof, default and checked constants", "class Irq { int Id { get; } string Names() => nameof(Id) + nameof(Irq.Names) + nameof(List<int>.Count); Type Kind() => typeof(Irq); bool Same(Type type) => type == typeof(List<>); int Size() => sizeof(int) + checked(1 + 2); }"),
    ];
}
