namespace NoInstr.Oracle.Snippets;

/// <summary>Dynamic binding and expression trees.</summary>
internal static class Dynamics
{
    public static readonly Snippet[] All =
    [
        new("dynamic call, property, indexer and construction", "class Probe { Probe(int x) { } Probe() { } void Run(dynamic d) { d.Hit(1); d.Id = d.Level; d[1] = d[2]; var probe = new Probe(d); d(); } }"),
        new("dynamic operators and conversions", "class Probe { int Run(dynamic d) { int i = d; var sum = d + 1; d += 2; d++; if (d) { i++; } string s = (string)d; return -d; } bool Both(dynamic d) => d && !d; }"),
        new("dynamic argument of a known method", "class Probe { void Hit(int x) { } void Hit(string x) { } static int Id(object o, int i) => 0; int Run(dynamic d) { Hit(d); return Id(d, 3); } }"),
        new("dynamic in foreach and using", "class Probe { int Run(dynamic d) { var sum = 0; foreach (var each in d) { sum++; } using (d) { } return sum; } }"),
        new("dynamic event and delegate", "class Probe { void Run(dynamic d, Action a) { d.Done += a; d.Done -= a; Action b = d.Hit; } }"),
        new("dynamic await and interpolation", "class Probe { async Task<int> Run(dynamic d) { await d; return await d.Later() + 1; } }"),
        new("dynamic null-conditional and coalescing", "class Probe { object Run(dynamic d) => d?.Next ?? d.First; void Set(dynamic d) { d.Name ??= 3; } }"),
        new("dynamic in a collection initialiser and an object initialiser", "class Probe { public object Level { get; set; } object Run(dynamic d) => new List<object> { d, 1 }; Probe Make(dynamic d) => new() { Level = d }; }"),
        new("expression tree", "class Probe { int Id { get; } static int Hit(int x) => x; Expression<Func<int, int>> Make(int by) => x => Hit(x) + by + Id; }"),
        new("expression tree with construction, members and lambdas", "class Probe { public int Level { get; set; } public string Name = \"\"; Expression<Func<List<int>, object>> Make() => list => new { Probe = new Probe { Level = list.Count, Name = \"x\" }, Any = list.Any(i => i > 3), All = new[] { 1, 2 }, First = list[0], Text = \"a\" + list }; }"),
        new("expression tree without parameters", "class Probe { static void Hit() { } Expression<Action> Make() => () => Hit(); Expression<Func<int>> Constant() => () => 3; }"),
        new("expression tree as an argument", "class Probe { int Level { get; } void Run<T>(Expression<Func<T>> e) { } void Go() { Run(() => Level); Run(() => new Probe()); } }"),
        new("expression tree with a conversion and a conditional", "struct Pid { public static implicit operator int(Pid pid) => 0; } class Probe { Expression<Func<Pid, object>> Make() => pid => pid > 3 ? (object)(int)pid : typeof(Pid); }"),
        new("query over IQueryable with captures", "class Probe { IQueryable<int> Run(IQueryable<string> names, int size) => names.Where(name => name.Length > size).Select(name => name.Length + size); }"),
    ];
}
