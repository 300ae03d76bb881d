namespace NoInstr.Oracle.Snippets;

internal static class Patterns
{
    private const string Task = """
        class Task { public int Pid { get; set; } public Task Parent { get; set; } public string Name; public int[] Cpus { get; set; } public bool IsIdle => false; }

        """;

    public static readonly Snippet[] All =
    [
        new("switch on few strings", "class Parser { int Parse(string option) { switch (option) { case \"nosmp\": return 1; case \"quiet\": return 2; default: return 0; } } }"),
        new("switch on many strings", "class Parser { int Parse(string option) => option switch { \"nosmp\" => 1, \"quiet\" => 2, \"debug\" => 3, \"nokaslr\" => 4, \"panic\" => 5, \"init\" => 6, \"root\" => 7, \"ro\" => 8, \"rw\" => 9, _ => 0 }; }"),
        new("switch on strings of one length", "class Parser { int Parse(string option) => option switch { \"aaaa\" => 1, \"aaab\" => 2, \"aaac\" => 3, \"aaba\" => 4, \"abaa\" => 5, \"baaa\" => 6, \"aacc\" => 7, \"accc\" => 8, _ => 0 }; }"),
        new("switch on a string with null and empty", "class Parser { int Parse(string option) => option switch { null => 0, \"\" => 1, \"quiet\" => 2, _ => 3 }; }"),
        new("is a string", "class Parser { bool IsQuiet(string option) => option is \"quiet\"; bool IsEmpty(string option) => option is \"\"; bool IsNull(string option) => option is null; }"),
        new("is one of several strings", "class Parser { bool Is(string option) => option is \"quiet\" or \"debug\" or \"panic\"; bool IsNot(object option) => option is not \"quiet\"; }"),
        new("switch on a span", "class Parser { int Parse(ReadOnlySpan<char> option) => option switch { \"nosmp\" => 1, \"quiet\" => 2, \"\" => 3, _ => 0 }; bool Is(Span<char> option) => option is \"quiet\"; }"),
        new("switch on many spans", "class Parser { int Parse(ReadOnlySpan<char> option) => option switch { \"nosmp\" => 1, \"quiet\" => 2, \"debug\" => 3, \"nokaslr\" => 4, \"panic\" => 5, \"init\" => 6, \"root\" => 7, \"ro\" => 8, \"rw\" => 9, _ => 0 }; }"),
        new("switch on many spans that can be written", "class Parser { int Parse(Span<char> option) => option switch { \"nosmp\" => 1, \"quiet\" => 2, \"debug\" => 3, \"nokaslr\" => 4, \"panic\" => 5, \"init\" => 6, \"root\" => 7, \"ro\" => 8, \"rw\" => 9, _ => 0 }; }"),
        new("switch on numbers", "class Parser { int Parse(int option) => option switch { 1 => 10, > 5 and < 9 => 20, _ => 0 }; }"),
        new("switch on decimals", "class Parser { int Parse(decimal load) => load switch { 1m => 1, > 5m => 2, _ => 0 }; bool Is(decimal load) => load is 0.5m; }"),
        new("is NaN", "class Parser { bool Is(double share) => share is double.NaN; int Parse(float share) => share switch { float.NaN => 1, 0.5f => 2, _ => 0 }; bool Any(object share) => share is double.NaN or float.NaN; }"),
        new("switch on an enum without default", "enum Trap { Page, Gp } class Parser { int Parse(Trap trap) => trap switch { Trap.Page => 1, Trap.Gp => 2 }; }"),
        new("switch expression that can fall through", "class Parser { int Parse(int trap) => trap switch { 1 => 1, 2 => 2 }; int Text(string trap) => trap switch { \"a\" => 1 }; int Both(int a, int b) => (a, b) switch { (1, 2) => 1 }; }"),
        new("switch on types", Task + "class Sched { int Pick(object o) => o switch { Task task => task.Pid, string s => s.Length, int i => i, null => 0, _ => 1 }; }"),
        new("switch statement with guards", Task + "class Sched { bool Ready(Task task) => true; int Pick(object o) { switch (o) { case Task task when Ready(task): return 1; case Task { Pid: 1 }: return 2; case int i when i > 3: return i; default: return 0; } } }"),
        new("property pattern", Task + "class Sched { bool Pick(Task task) => task is { Pid: 1, IsIdle: false }; }"),
        new("nested and extended property pattern", Task + "class Sched { bool Pick(Task task) => task is { Parent: { Pid: > 1 } } && task is { Parent.Parent.Name: \"init\" }; }"),
        new("property pattern with a discard and a variable", Task + "class Sched { int Pick(Task task) => task is { Pid: var pid, Cpus.Length: > 0 } ? pid : 0; }"),
        new("property pattern on a struct and a nullable", "struct Cpu { public int Id { get => 0; } } class Sched { bool Pick(Cpu cpu, Cpu? maybe) => cpu is { Id: 1 } && maybe is { Id: 2 }; }"),
        new("property pattern on a virtual property", "abstract class Task { public abstract int Pid { get; } } class Sched { bool Pick(Task task) => task is { Pid: 1 }; }"),
        new("property pattern on an interface", "interface ITask { int Pid { get; } } class Sched { bool Pick(object task) => task is ITask { Pid: 1 }; }"),
        new("positional pattern by Deconstruct", "class Task { public void Deconstruct(out int pid, out int cpu) { pid = 0; cpu = 0; } } class Sched { bool Pick(Task task) => task is (1, _); bool Also(Task task) => task is (var pid, > 0) && pid > 0; }"),
        new("positional pattern by an extension", "class Task { } static class Tasks { public static void Deconstruct(this Task task, out int pid, out int cpu) { pid = 0; cpu = 0; } } class Sched { bool Pick(Task task) => task is (1, 2); }"),
        new("positional pattern on a record", "record Task(int Pid, int Cpu); class Sched { int Pick(Task task) => task switch { (1, _) => 1, (_, 2) { Pid: 3 } => 2, _ => 0 }; }"),
        new("positional pattern on a tuple", "class Sched { bool Pick((int Pid, string Name) task) => task is (1, \"init\"); int Both(int a, string b) => (a, b) switch { (1, \"x\") => 1, (_, \"y\") => 2, _ => 0 }; }"),
        new("positional pattern on an ITuple", "class Sched { bool Pick(object task) => task is (1, \"init\"); bool Also(ITuple task) => task is (1, _, _); }"),
        new("list pattern on an array", "class Sched { bool Pick(int[] cpus) => cpus is [0, 1]; bool Any(int[] cpus) => cpus is [0, .., 1]; bool None(int[] cpus) => cpus is []; }"),
        new("list pattern with a slice of an array", "class Sched { int Pick(int[] cpus) => cpus is [0, .. var rest] ? rest.Length : 0; }"),
        new("list pattern on a list", "class Sched { bool Pick(List<int> cpus) => cpus is [0, .., 1]; }"),
        new("list pattern on a string", "class Sched { bool Pick(string name) => name is ['k', ..]; int Rest(string name) => name is ['k', .. var rest] ? rest.Length : 0; }"),
        new("list pattern on a span", "class Sched { bool Pick(ReadOnlySpan<int> cpus) => cpus is [0, .., 1]; int Rest(Span<int> cpus) => cpus is [0, .. var rest] ? rest.Length : 0; }"),
        new("list pattern on a user type with an index", "class Cpus { public int Length => 0; public int this[int i] => 0; } class Sched { bool Pick(Cpus cpus) => cpus is [0, .., 1]; }"),
        new("list pattern on a user type with Index and Range", "class Cpus { public int Count => 0; public int this[Index i] => 0; public Cpus this[Range r] => this; } class Sched { bool Pick(Cpus cpus) => cpus is [0, .. var rest, 1] && rest != null; }"),
        new("slice pattern on a user type with Slice", "class Cpus { public int Length => 0; public int this[int i] => 0; public Cpus Slice(int start, int length) => this; } class Sched { bool Pick(Cpus cpus) => cpus is [0, .. { Length: 3 }]; }"),
        new("type pattern with a type parameter", "class Sched { bool Pick<T>(T task) => task is string { Length: 3 }; bool Also<T>(object task) => task is T; }"),
        new("is and as with a user conversion ignored", "struct Pid { public static implicit operator int(Pid pid) => 0; } class Sched { bool Pick(object o) => o is int; int? Also(object o) => o as int?; }"),
        new("pattern on a nullable", "class Sched { int Pick(int? cpu) => cpu is { } id ? id : 0; bool Is(int? cpu) => cpu is 3; bool Big(long? cpu) => cpu is > 3; }"),
        new("goto case", "class Sched { int Pick(string name) { switch (name) { case \"init\": goto case \"kthreadd\"; case \"kthreadd\": return 2; default: goto case \"init\"; } } }"),
    ];
}
