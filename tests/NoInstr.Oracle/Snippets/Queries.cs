namespace NoInstr.Oracle.Snippets;

internal static class Queries
{
    private const string Tasks = """
        class Task { public int Pid; public int Cpu { get; set; } public string Name { get; set; } public List<int> Threads { get; } = []; }
        static class Trace { public static bool Hit(int value) => true; public static int Id(int value) => value; }

        """;

    public static readonly Snippet[] All =
    [
        new("where and select", Tasks + "class Sched { IEnumerable<int> Pick(List<Task> tasks) => from task in tasks where Trace.Hit(task.Cpu) select Trace.Id(task.Pid); }"),
        new("degenerate select", Tasks + "class Sched { IEnumerable<Task> Pick(List<Task> tasks) => from task in tasks select task; IEnumerable<Task> Where(List<Task> tasks) => from task in tasks where task.Cpu > 1 select task; }"),
        new("two from clauses", Tasks + "class Sched { IEnumerable<int> Pick(List<Task> tasks) => from task in tasks from thread in task.Threads select Trace.Id(thread + task.Pid); }"),
        new("three from clauses with a condition", Tasks + "class Sched { IEnumerable<int> Pick(List<Task> tasks) => from task in tasks from thread in task.Threads from other in tasks where Trace.Hit(thread) && other.Cpu == task.Cpu select thread; }"),
        new("let", Tasks + "class Sched { IEnumerable<int> Pick(List<Task> tasks) => from task in tasks let id = Trace.Id(task.Pid) let cpu = task.Cpu where id > cpu select id + cpu; }"),
        new("orderby", Tasks + "class Sched { IEnumerable<int> Pick(List<Task> tasks) => from task in tasks orderby task.Cpu, Trace.Id(task.Pid) descending select task.Pid; }"),
        new("group by", Tasks + "class Sched { IEnumerable<IGrouping<int, string>> Pick(List<Task> tasks) => from task in tasks group task.Name by Trace.Id(task.Cpu); }"),
        new("group by into", Tasks + "class Sched { IEnumerable<int> Pick(List<Task> tasks) => from task in tasks group task by task.Cpu into cpu where Trace.Hit(cpu.Key) select cpu.Count(); }"),
        new("join", Tasks + "class Sched { IEnumerable<int> Pick(List<Task> tasks, List<int> pids) => from task in tasks join pid in pids on Trace.Id(task.Pid) equals Trace.Id(pid) select task.Cpu + pid; }"),
        new("join into", Tasks + "class Sched { IEnumerable<int> Pick(List<Task> tasks, List<int> pids) => from task in tasks join pid in pids on task.Pid equals pid into found select found.Count() + task.Cpu; }"),
        new("join with a condition after it", Tasks + "class Sched { IEnumerable<int> Pick(List<Task> tasks, List<int> pids) => from task in tasks join pid in pids on task.Pid equals pid where Trace.Hit(pid) orderby task.Cpu select pid; }"),
        new("typed range variable", Tasks + "class Sched { IEnumerable<int> Pick(ArrayList tasks) => from Task task in tasks select task.Pid; }"),
        new("select into", Tasks + "class Sched { IEnumerable<int> Pick(List<Task> tasks) => from task in tasks select task.Cpu into cpu where Trace.Hit(cpu) select cpu; }"),
        new("query that captures", Tasks + "class Sched { int _cpu; IEnumerable<int> Pick(List<Task> tasks, int pid) => from task in tasks where task.Pid > pid && task.Cpu == _cpu select Trace.Id(pid); }"),
        new("nested query", Tasks + "class Sched { IEnumerable<int> Pick(List<Task> tasks) => from task in tasks where (from thread in task.Threads where Trace.Hit(thread) select thread).Any() select task.Pid; }"),
        new("lambda in a query", Tasks + "class Sched { IEnumerable<Func<int>> Pick(List<Task> tasks) => from task in tasks select (Func<int>)(() => Trace.Id(task.Pid)); }"),
        new("query over a user type with instance methods", "class Runqueue { public Runqueue Where(Func<int, bool> test) => this; public int Select(Func<int, int> pick) => 0; } class Sched { int Pick(Runqueue queue) => from pid in queue where pid > 1 select pid + 1; }"),
        new("query over a user type with extension methods", "class Runqueue { } static class Runqueues { public static Runqueue Where(this Runqueue queue, Func<int, bool> test) => queue; public static int Select(this Runqueue queue, Func<int, int> pick) => 0; } class Sched { int Pick(Runqueue queue) => from pid in queue where pid > 1 select pid + 1; }"),
        new("query over IQueryable", Tasks + "class Sched { IQueryable<int> Pick(IQueryable<Task> tasks) => from task in tasks where task.Cpu > 1 orderby task.Name select task.Pid; }"),
        new("query with an anonymous type", Tasks + "class Sched { int Pick(List<Task> tasks) { var sum = 0; foreach (var pair in from task in tasks select new { task.Pid, Cpu = Trace.Id(task.Cpu) }) { sum += pair.Pid + pair.Cpu; } return sum; } }"),
        new("query in a field initialiser", "class Sched { static readonly int[] Pids = [1, 2]; static IEnumerable<int> _odd = from pid in Pids where Odd(pid) select pid; static bool Odd(int pid) => true; }"),
    ];
}
