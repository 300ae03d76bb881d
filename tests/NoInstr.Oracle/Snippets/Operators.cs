namespace NoInstr.Oracle.Snippets;

internal static class Operators
{
    private const string Ticks = """
        struct Ticks
        {
            public static Ticks operator +(Ticks a, Ticks b) => a;
            public static Ticks operator checked +(Ticks a, Ticks b) => a;
            public static Ticks operator -(Ticks a) => a;
            public static Ticks operator ++(Ticks a) => a;
            public static Ticks operator <<(Ticks a, int by) => a;
            public static Ticks operator >>>(Ticks a, int by) => a;
            public static bool operator <(Ticks a, Ticks b) => true;
            public static bool operator >(Ticks a, Ticks b) => false;
            public static bool operator ==(Ticks a, Ticks b) => true;
            public static bool operator !=(Ticks a, Ticks b) => false;
            public static Ticks operator &(Ticks a, Ticks b) => a;
            public static Ticks operator |(Ticks a, Ticks b) => a;
            public static bool operator true(Ticks a) => true;
            public static bool operator false(Ticks a) => false;
            public static bool operator !(Ticks a) => false;
            public override bool Equals(object o) => true;
            public override int GetHashCode() => 0;
        }

        """;

    private const string Pid = """
        struct Pid { public static implicit operator int(Pid pid) => 0; public static implicit operator Pid(int value) => default; }

        """;

    public static readonly Snippet[] All =
    [
        new("binary", Ticks + "class Clock { Ticks Sum(Ticks a, Ticks b) => a + b; bool Before(Ticks a, Ticks b) => a < b; Ticks Shift(Ticks a) => a << 3 >>> 2; }"),
        new("unary", Ticks + "class Clock { Ticks Back(Ticks a) => -a; bool Not(Ticks a) => !a; }"),
        new("checked", Ticks + "class Clock { Ticks Sum(Ticks a, Ticks b) => checked(a + b); int Plain(int a, int b) => checked(a + b); }"),
        new("equality", Ticks + "class Clock { bool Same(Ticks a, Ticks b) => a == b; bool Differ(Ticks a, Ticks b) => a != b; }"),
        new("lifted", Ticks + "class Clock { Ticks? Sum(Ticks? a, Ticks? b) => a + b; bool Same(Ticks? a, Ticks? b) => a == b; bool Before(Ticks? a, Ticks b) => a < b; Ticks? Back(Ticks? a) => -a; }"),
        new("lifted comparison with null", Ticks + "class Clock { bool None(Ticks? a) => a == null; bool Some(Ticks? a) => a != null; }"),
        new("lifted built-in", "class Clock { int? Sum(int? a, int? b) => a + b; bool Same(int? a, int? b) => a == b; bool? Both(bool? a, bool? b) => a & b; long? Wide(int? a) => a; }"),
        new("increment", Ticks + "class Clock { Ticks Now { get; set; } Ticks Next(Ticks a) => ++a; Ticks Last(Ticks a) => a++; void Tick() { Now++; } }"),
        new("increment of an element and a lifted one", Ticks + "class Clock { void Tick(Ticks[] all, List<Ticks> list, Ticks? maybe) { all[0]++; list[0]++; maybe++; } }"),
        new("increment through user conversions", Pid + "class Pids { Pid Next { get; set; } Pid Take(Pid pid) { pid++; Next++; return pid; } }"),
        new("compound assignment", Ticks + "class Clock { Ticks Now { get; set; } Ticks _base; void Advance(Ticks by) { Now += by; _base += by; _base <<= 2; } }"),
        new("compound assignment to an element", Ticks + "class Clock { void Advance(Ticks[] all, List<Ticks> list, Ticks by) { all[0] += by; list[0] += by; } }"),
        new("compound assignment with conversions in and out", Pid + "class Pids { Pid Next { get; set; } void Take(Pid pid) { pid += 1; Next += 2; pid -= pid; } }"),
        new("compound assignment of a nullable", Ticks + "class Clock { Ticks? Now { get; set; } void Advance(Ticks by) { Now += by; } }"),
        new("condition by operator true", Ticks + "class Clock { int Pick(Ticks a) { if (a) { return 1; } while (a) { } for (; a;) { } do { } while (a); return a ? 1 : 2; } }"),
        new("short-circuit by user operators", Ticks + "class Clock { Ticks Both(Ticks a, Ticks b) => a && b; Ticks Either(Ticks a, Ticks b) => a || b; bool Test(Ticks a, Ticks b) { if (a && b || a) { return true; } return false; } }"),
        new("condition by an implicit conversion to bool", "struct Flag { public static implicit operator bool(Flag flag) => true; } class Irq { int Test(Flag a, Flag b) { if (a) { return 1; } if (a && b || !a) { return 2; } return a ? 3 : 4; } }"),
        new("decimal arithmetic", "class Load { decimal Sum(decimal a, decimal b) => a + b * 2 - a / b % 3; decimal Minus(decimal a) => -a; bool Less(decimal a, decimal b) => a < b || a == b; decimal Next(decimal a) { a++; --a; a += 1.5m; return a; } }"),
        new("decimal conversions and constants", "class Load { decimal From(int a) => a; int To(decimal a) => (int)a; decimal Half() => 0.5m; decimal Zero() => 0m; double Wide(decimal a) => (double)a; decimal FromDouble(double a) => (decimal)a; }"),
        new("lifted decimal", "class Load { decimal? Sum(decimal? a, decimal? b) => a + b; bool Less(decimal? a, decimal b) => a < b; decimal? From(int? a) => a; decimal? Next(decimal? a) => ++a; }"),
        new("delegate combination and comparison", "class Hooks { Action Both(Action a, Action b) => a + b; Action Without(Action a, Action b) => a - b; bool Same(Action a, Action b) => a == b || a != b; bool None(Action a) => a == null; void Add(Action a) { Action all = null; all += a; all -= a; } }"),
        new("user conversion explicit and implicit", Pid + "class Pids { int Raw(Pid pid) => pid; Pid Make(int value) => value; Pid Cast(long value) => (Pid)value; int Sum(Pid a, Pid b) => a + b; }"),
        new("user conversion lifted", Pid + "class Pids { int? Raw(Pid? pid) => pid; Pid? Make(int? value) => value; int? Mixed(Pid pid) => pid; }"),
        new("user conversion in an argument, a return and an initialiser", Pid + "class Pids { void Kill(Pid pid) { } void Run(int value) { Kill(value); Pid pid = value; Pid[] all = { value }; } }"),
        new("user conversion from a derived type and an interface", "class Base { public static implicit operator string(Base value) => \"\"; } class Derived : Base { } class Names { string Name(Derived d) => d; bool Same(Derived d) => d == \"x\"; }"),
        new("user conversion of a switch and a conditional", Pid + "class Pids { Pid Pick(bool a, int b) => a ? b : new Pid(); Pid Choose(int a) => a switch { 1 => 2, _ => default }; int Coalesce(Pid? a) => a ?? 3; }"),
        new("user conversion of a coalescing value", "class Name { public static implicit operator string(Name name) => \"\"; } class Names { string Get(Name name) => name ?? \"\"; }"),
        new("checked user conversion", "struct Pid { public static explicit operator checked int(Pid pid) => 0; public static explicit operator int(Pid pid) => 0; } class Pids { int A(Pid pid) => checked((int)pid); int B(Pid pid) => unchecked((int)pid); }"),
        new("null coalescing assignment", "class Cache { string _name; string Name { get; set; } string Make() => \"\"; string Get() { Name ??= Make(); return _name ??= Name; } int? Id { get; set; } int GetId() => Id ??= 3; }"),
        new("null coalescing of nullables", "class Cache { int? Id() => 0; int Get() => Id() ?? 0; int Sure() => Id().Value; int Or() => Id().GetValueOrDefault(); bool Has() => Id().HasValue; }"),
        new("unwrapping of a nullable", "class Cache { int Get(int? id) => (int)id; long Wide(int? id) => (long)id; }"),
        new("null coalescing of a conditional access", "class Task { public int Pid { get; set; } public Task Parent { get; set; } } class Sched { int Pid(Task task) => task?.Pid ?? 0; int Deep(Task task) => task?.Parent?.Pid ?? -1; int? Maybe(Task task) => task?.Pid; }"),
        new("reference equality", "class Task { } class Sched { bool Same(Task a, Task b) => a == b || ReferenceEquals(a, b) || object.ReferenceEquals(a, null); }"),
        new("enum operators", "[Flags] enum Irqs { None, Timer } class Irq { bool Has(Irqs irqs) => (irqs & Irqs.Timer) != 0 || irqs.HasFlag(Irqs.Timer); Irqs Without(Irqs irqs) => irqs & ~Irqs.Timer; string Name(Irqs irqs) => irqs.ToString(); }"),
        new("operators of generic math", "class Sum { T Add<T>(T a, T b) where T : System.Numerics.INumber<T> => a + b * T.One; bool Less<T>(T a, T b) where T : System.Numerics.INumber<T> => a < b || a == b; T Next<T>(T a) where T : System.Numerics.INumber<T> { a++; a += a; return -a; } }"),
        new("static abstract operator of a user interface", "interface ITicks<T> where T : ITicks<T> { static abstract T operator +(T a, T b); static abstract implicit operator long(T a); } class Clock { T Sum<T>(T a, T b) where T : ITicks<T> => a + b; long Raw<T>(T a) where T : ITicks<T> => a; }"),
        new("record equality", "record Frame(long Ip); class Unwinder { bool Same(Frame a, Frame b) => a == b || a != b; }"),
        new("operators on Int128 and Half", "class Wide { Int128 Sum(Int128 a, int b) => a + b; Half Low(float a) => (Half)a; UInt128 Big() => 5; nint Native(int a) => a + (nint)3; }"),
        new("comparison of types and dates", "class Clock { bool Same(Type a, Type b) => a == b; bool Late(DateTime a, DateTime b) => a > b; TimeSpan Since(DateTime a, DateTime b) => a - b; }"),
    ];
}
