namespace NoInstr.Oracle.Snippets;

internal static class Delegates
{
    private const string Trace = """
        static class Trace { public static void Hit(int value) { } public static int Id(int value) => value; }

        """;

    public static readonly Snippet[] All =
    [
        new("lambda without captures", Trace + "class Hooks { Action<int> Make() => value => Trace.Hit(value); Func<int, int> Static() => static value => Trace.Id(value); }"),
        new("lambda that captures a parameter and this", Trace + "class Hooks { int _base; Action Make(int value) => () => Trace.Hit(value + _base); Action This() => () => Trace.Hit(_base); }"),
        new("lambda that captures in a loop", Trace + "class Hooks { void Make(List<Action> all) { for (var i = 0; i < 3; i++) { var each = i; all.Add(() => Trace.Hit(each)); } } }"),
        new("lambdas that capture at two depths", Trace + "class Hooks { Action Make(int value) { if (value > 0) { var inner = Trace.Id(value); return () => Trace.Hit(value + inner); } return null; } }"),
        new("lambda in a lambda", Trace + "class Hooks { Func<Action> Make(int value) => () => { var next = Trace.Id(value); return () => Trace.Hit(next + value); }; }"),
        new("anonymous method", Trace + "class Hooks { Action<int> Make(int by) => delegate (int value) { Trace.Hit(value + by); }; Action Any() => delegate { Trace.Hit(1); }; }"),
        new("lambda in a field and a property initialiser", Trace + "class Hooks { Action<int> _hit = value => Trace.Hit(value); static readonly Func<int> Id = () => Trace.Id(1); Action Again { get; } = () => Trace.Hit(2); }"),
        new("lambda in a constructor initialiser and base arguments", Trace + "class Base { public Base(Action hit) { } } class Hooks : Base { public Hooks(int value) : base(() => Trace.Hit(value)) { } } class More(int value) : Base(() => Trace.Hit(value));"),
        new("method group", Trace + "class Hooks { void Own(int value) { } Action<int> Static() => Trace.Hit; Action<int> Instance() => Own; Action<int> Other(Hooks hooks) => hooks.Own; }"),
        new("method group of a virtual, an interface and a base member", "class Base { public virtual void Hit() { } } interface IHit { void Hit(); } class Hooks : Base { Action Virtual(Base b) => b.Hit; Action Interface(IHit h) => h.Hit; Action Super() => base.Hit; }"),
        new("method group of an extension and a struct", "struct Cpu { public void Tick() { } } static class Cpus { public static void Mark(this Cpus2 cpus) { } } class Cpus2 { } class Hooks { Action Struct(Cpu cpu) => cpu.Tick; Action Extension(Cpus2 cpus) => cpus.Mark; }"),
        new("method group of a local function", Trace + "class Hooks { Action<int> Make(int by) { return Local; void Local(int value) => Trace.Hit(value + by); } Action Static() { return Plain; static void Plain() => Trace.Hit(1); } }"),
        new("new of a delegate", Trace + "class Hooks { Action<int> Make() => new Action<int>(Trace.Hit); Action<int> Copy(Action<int> other) => new Action<int>(other); }"),
        new("natural type of a lambda", Trace + "class Hooks { int Run() { var id = (int value) => Trace.Id(value); var by = (ref int value) => value; var hit = Trace.Hit; hit(1); var x = 1; return id(2) + by(ref x); } }"),
        new("lambda with default and params arguments", Trace + "class Hooks { int Run() { var id = (int value = 3, params int[] more) => Trace.Id(value); return id() + id(1, 2, 3); } }"),
        new("delegate call", "delegate int Probe(int value); class Hooks { Probe _probe; event Action Fired; int Run(Probe probe, Action action) { action(); action?.Invoke(); _probe.Invoke(1); Fired?.Invoke(); return probe(2); } }"),
        new("delegate call of a result and an element", "class Hooks { Func<int> Get() => null; Func<int>[] _all = []; int Run(Dictionary<string, Func<int>> named) => Get()() + _all[0]() + named[\"x\"](); }"),
        new("delegate conversion by variance", "class Hooks { Func<object> Wide(Func<string> narrow) => narrow; Action<string> Narrow(Action<object> wide) => wide; }"),
        new("event with accessors", "class Hooks { public event Action Fired { add { Log(); } remove { } } void Log() { } void Run(Hooks other) { other.Fired += Log; other.Fired -= Log; } }"),
        new("field-like event", "class Hooks { public event Action Fired; public static event EventHandler Changed; void Run(Action a) { Fired += a; Fired -= a; Fired?.Invoke(); Fired = null; Changed += (_, _) => a(); } }"),
        new("event of an interface and a virtual event", "interface IHooks { event Action Fired; } class Base { public virtual event Action Fired; } class Derived : Base { public override event Action Fired { add { base.Fired += value; } remove { } } } class Hooks { void Run(IHooks i, Base b, Action a) { i.Fired += a; b.Fired -= a; } }"),
        new("event initialiser and static event", "class Hooks { public static event Action Fired = () => { }; public event Action Other = Make(); static Action Make() => null; }"),
        new("lambda that calls base", "class Base { protected virtual int Hit() => 0; } class Hooks : Base { protected override int Hit() => 1; Func<int> Make() => () => base.Hit(); async System.Threading.Tasks.Task<int> Later() { await System.Threading.Tasks.Task.Yield(); return base.Hit(); } }"),
        new("lambda that calls base in a generic class", "class Base<T> { protected virtual T Hit(T value) => value; } class Hooks<T> : Base<T> { Func<T> Make(T value) => () => base.Hit(value); }"),
        new("local function that captures and is only called", Trace + "class Hooks { int Run(int value) { var sum = 0; Add(1); Add(2); return sum; void Add(int by) { sum += Trace.Id(by + value); } } }"),
        new("local function that captures and is called by a lambda", Trace + "class Hooks { Action Run(int value) { return () => Add(1); void Add(int by) { Trace.Hit(by + value); } } }"),
        new("iterator local function that captures", Trace + "class Hooks { IEnumerable<int> Run(int value) { return Each(); IEnumerable<int> Each() { yield return Trace.Id(value); } } }"),
        new("unused local function and lambda", Trace + "class Hooks { void Run() { Action hit = () => Trace.Hit(1);\n#pragma warning disable CS8321\n void Unused() => Trace.Hit(2); } }"),
        new("lambda with attributes and a return type", Trace + "class Hooks { Func<int, object> Make() => [Obsolete] object (int value) => Trace.Id(value); }"),
        new("lambda in an argument of a generic method", Trace + "class Hooks { T Run<T>(Func<T> make) => make(); int Go(int value) => Run(() => Trace.Id(value)) + Run<int>(() => value); }"),
        new("captured parameter of a primary constructor in an initialiser", "class Cpu(int id, int node) { Func<int> _id = () => id; Func<int> _node = () => node; Func<int> Both { get; } = () => id + node; int Node() => node; } class Core(int id) { event Action Started = () => id.ToString(); void Start() => Started(); }"),
        new("static initialisers of a record", "record Cpu(int Id) { public static readonly Cpu Boot = new(0); public static Func<int> Count { get; } = () => Boot.Id; } record struct Node(int Id) { public static readonly Node Zero = new(0); }"),
        new("captured parameter of a primary constructor", Trace + "class Hooks(int value) { Action Make() => () => Trace.Hit(value); int Twice => Trace.Id(value); Action _field = () => Trace.Hit(value); }"),
        new("captured value of a setter and an indexer", Trace + "class Hooks { Action _last; int Level { set { _last = () => Trace.Hit(value); } } int this[int i] { get { Func<int> get = () => Trace.Id(i); return get(); } } }"),
        new("captured pattern and out variables", Trace + "class Hooks { Action Make(object o) { if (o is int value && int.TryParse(\"1\", out var parsed)) { return () => Trace.Hit(value + parsed); } return null; } }"),
    ];
}
