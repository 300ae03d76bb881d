namespace NoInstr.Oracle.Snippets;

/// <summary>How a call finds its target, and how its arguments are made.</summary>
internal static class Calls
{
    public static readonly Snippet[] All =
    [
        new("static, instance, base and this", "class Irq { protected virtual void Ack() { } } class Timer : Irq { protected override void Ack() { base.Ack(); this.Arm(); Now(); } void Arm() { } static void Now() { } }"),
        new("virtual, abstract and sealed", "abstract class Chip { public abstract void Mask(); public virtual void Ack() { } } sealed class Apic : Chip { public override void Mask() { } public override void Ack() { } } class Irq { void Handle(Chip chip, Apic apic) { chip.Mask(); chip.Ack(); apic.Mask(); apic.Ack(); } }"),
        new("covariant return", "class Chip { public virtual Chip Clone() => this; } class Apic : Chip { public override Apic Clone() => this; } class Irq { Chip Copy(Apic apic) => apic.Clone(); Chip Copy(Chip chip) => chip.Clone(); }"),
        new("interface", "interface IChip { void Mask(); int Vector { get; set; } } class Irq { void Handle(IChip chip) { chip.Mask(); chip.Vector = chip.Vector + 1; } }"),
        new("default interface member", "interface IChip { void Mask() { Ack(); } void Ack(); static void Reset() { } private void Log() { } void Eoi() => Log(); } class Apic : IChip { public void Ack() { } } class Irq { void Handle(IChip chip) { chip.Mask(); IChip.Reset(); } }"),
        new("explicit interface implementation", "interface IChip { void Mask(); } class Apic : IChip { void IChip.Mask() { } public void Off() { ((IChip)this).Mask(); } }"),
        new("interface implemented by a base in another way", "interface IChip { void Mask(); } class Base { public void Mask() { } } class Apic : Base, IChip { } class Irq { void Handle(Apic apic) { apic.Mask(); ((IChip)apic).Mask(); } }"),
        new("static abstract member", "interface IChip<T> where T : IChip<T> { static abstract void Reset(); static abstract int Count { get; } static virtual void Log() { } } class Irq { int Handle<T>() where T : IChip<T> { T.Reset(); T.Log(); return T.Count; } }"),
        new("type parameter receiver", "interface IChip { void Mask(); } class Irq { void Handle<T>(T chip) where T : IChip { chip.Mask(); chip.ToString(); } void Class<T>(T chip) where T : class, IChip { chip.Mask(); chip?.Mask(); } void Struct<T>(ref T chip) where T : struct, IChip { chip.Mask(); chip.GetHashCode(); } }"),
        new("new of a type parameter", "class Irq { T Make<T>() where T : new() => new T(); T Struct<T>() where T : struct => new T(); }"),
        new("struct receiver of object's members", "struct Cpu { public override int GetHashCode() => 0; } struct Node { } class Irq { int Hash(Cpu cpu, Node node, int id) => cpu.GetHashCode() + node.GetHashCode() + id.GetHashCode(); string Text(Cpu cpu) => cpu.ToString(); Type Kind(Cpu cpu) => cpu.GetType(); bool Same(Cpu cpu) => cpu.Equals(cpu); }"),
        new("enum receiver of object's members", "enum Trap { Page } class Irq { string Text(Trap trap) => trap.ToString(); int Hash(Trap trap) => trap.GetHashCode(); int Order(Trap trap) => trap.CompareTo(trap); }"),
        new("readonly struct receiver and a defensive copy", "struct Cpu { public int Tick() => 0; } class Irq { readonly Cpu _cpu; int Tick(in Cpu cpu) => cpu.Tick() + _cpu.Tick(); }"),
        new("extension method", "static class Irqs { public static void Mask(this int irq, bool on = true) { } } class Irq { void Handle(int irq) { irq.Mask(); Irqs.Mask(irq); } }"),
        new("generic methods and local functions", "class Irq { T Id<T>(T value) => value; int Handle(int irq) { return Local(Id(irq)) + Generic<int>(irq); int Local(int value) => value + irq; static T Generic<T>(T value) => value; } }"),
        new("recursive and nested local functions", "class Irq { int Handle(int depth) { return Down(depth); int Down(int d) { return d == 0 ? 0 : Up(d); int Up(int u) => Down(u - 1) + depth; } } }"),
        new("local function in a lambda and in an accessor", "class Irq { Func<int> Make() => () => { return Local(); static int Local() => 1; }; int Count { get { return Local(); static int Local() => 2; } } }"),
        new("named and optional arguments", "class Irq { int Id() => 0; void Raise(int irq = 1, string name = \"x\", decimal load = 0.5m, DateTime when = default) { } void Handle() { Raise(); Raise(name: \"y\", irq: Id()); } }"),
        new("caller information", "class Irq { void Raise([CallerMemberName] string name = null, [CallerLineNumber] int line = 0, [CallerArgumentExpression(\"name\")] string text = null) { } void Handle() { Raise(); } }"),
        new("ref, out and in arguments", "class Irq { int this[int i] => 0; void Raise(ref int a, out int b, in int c) { b = 0; } void Handle(int[] irqs, List<int> more) { Raise(ref irqs[0], out var b, in irqs[1]); Raise(ref b, out irqs[2], more[0]); Raise(ref b, out _, this[3]); } }"),
        new("params array", "class Irq { void Raise(params int[] irqs) { } void Handle(int irq) { Raise(); Raise(irq, 1); Raise([irq]); } }"),
        new("params array of objects", "class Irq { void Raise(string format, params object[] values) { } void Handle(int irq, string name) { Raise(\"\", irq, name); Raise(\"\", name); } }"),
        new("params span", "class Irq { void Raise(params ReadOnlySpan<int> irqs) { } void Names(params ReadOnlySpan<string> names) { } void Handle(int irq, string name) { Raise(); Raise(irq, 1); Raise(1, 2, 3); Names(name, name); Names(name); } }"),
        new("params span that can be written", "class Irq { void Raise(params Span<int> irqs) { } void Handle(int irq) { Raise(); Raise(irq, 1); } }"),
        new("params list and enumerable", "class Irq { void Raise(params List<int> irqs) { } void More(params IEnumerable<int> irqs) { } void Handle(int irq) { Raise(irq, 1); Raise(); More(irq, 1); More(); } }"),
        new("params of a user collection", """
            class Irqs : IEnumerable<int> { public void Add(int irq) { } public IEnumerator<int> GetEnumerator() => throw null; IEnumerator IEnumerable.GetEnumerator() => throw null; }
            class Irq { void Raise(params Irqs irqs) { } void Handle(int irq) { Raise(irq, 1); Raise(); } }
            """),
        new("indexer with params and ref return", "class Irq { int[] _all = new int[4]; public int this[params int[] path] => 0; ref int At(int i) => ref _all[i]; void Handle() { At(1) = this[1, 2]; At(2)++; ref int r = ref At(3); r = 4; } }"),
        new("ref-returning indexer assigned conditionally", "class Table { int[] _all = new int[4]; public ref int this[int i] => ref _all[i]; } class Irq { void Handle(Table table, bool on) { table[1] = on ? 1 : 0; table[2] += on ? 1 : 0; table[3]++; } }"),
        new("conditional access", "class Task { public Task Next() => this; public int Pid => 0; public int this[int i] => i; } class Sched { int? Pick(Task task) => task?.Next()?.Next().Pid; int? At(Task task) => task?[3]; void Run(Task task) { task?.Next(); } }"),
        new("conditional access on a nullable struct and a type parameter", "struct Cpu { public int Id() => 0; } class Sched { int? Pick(Cpu? cpu) => cpu?.Id(); string Text<T>(T task) => task?.ToString(); }"),
        new("P/Invoke and extern", "class Libc { [DllImport(\"c\")] public static extern int getpid(); [DllImport(\"c\", SetLastError = true)] static extern int kill(int pid, int signal); int Run() => getpid() + kill(1, 9); int Local() { return local(); [DllImport(\"c\", EntryPoint = \"getpid\")] static extern int local(); } }"),
        new("array members", "class Smp { int Size(int[] a, int[,] b) => a.Length + b.Length + b.GetLength(0) + a.Rank + (int)a.LongLength; object Copy(int[] a) => a.Clone(); int At(int[,] b) => b[1, 2]; void Set(int[,] b) { b[1, 2] = 3; b[0, 0]++; } ref int Ref(int[,] b) => ref b[1, 1]; int[,] Make() => new int[2, 3]; }"),
        new("variable argument list", "class Log { void Write(__arglist) { } void Say() { Write(__arglist(1, \"x\")); } }"),
        new("typed references", "class Log { int Read(ref int value) { var reference = __makeref(value); return __refvalue(reference, int); } Type Kind(TypedReference reference) => __reftype(reference); }"),
    ];
}
