namespace NoInstr.Oracle.Snippets;

internal static class Foreach
{
    public static readonly Snippet[] All =
    [
        new("over an array", """
            class Irq { void Handle(int[] vectors) { foreach (var vector in vectors) { Trace.Hit(vector); } } }
            static class Trace { public static void Hit(int vector) { } }
            """),
        new("over an array of two dimensions", """
            class Topology { int Count(int[,] nodes) { var online = 0; foreach (var node in nodes) { online += node; } return online; } }
            """),
        new("over a string", """
            class CommandLine { int Count(string options) { var spaces = 0; foreach (var c in options) { if (c == ' ') { spaces++; } } return spaces; } }
            """),
        new("over a span", """
            class Ring { int Sum(Span<int> entries) { var sum = 0; foreach (var entry in entries) { sum += entry; } return sum; } }
            """),
        new("over a read-only span", """
            class Ring { int Sum(ReadOnlySpan<int> entries) { var sum = 0; foreach (var entry in entries) { sum += entry; } return sum; } }
            """),
        new("over a span by reference", """
            class Ring { void Clear(Span<int> entries) { foreach (ref var entry in entries) { entry = 0; } } }
            """),
        new("over a list", """
            class Irq { void Handle(List<int> vectors) { foreach (var vector in vectors) { Trace.Hit(vector); } } }
            static class Trace { public static void Hit(int vector) { } }
            """),
        new("over an IEnumerable of T", """
            class Irq { int Sum(IEnumerable<int> vectors) { var sum = 0; foreach (var vector in vectors) { sum += vector; } return sum; } }
            """),
        new("over an IEnumerable", """
            class Irq { int Count(IEnumerable vectors) { var count = 0; foreach (var vector in vectors) { count++; } return count; } }
            """),
        new("over a dictionary", """
            class Irq { int Sum(Dictionary<string, int> vectors) { var sum = 0; foreach (var vector in vectors) { sum += vector.Value; } return sum; } }
            """),
        new("over an immutable array", """
            class Irq { int Sum(ImmutableArray<int> vectors) { var sum = 0; foreach (var vector in vectors) { sum += vector; } return sum; } }
            """),
        new("over a type parameter", """
            class Irq { int Count<T>(T vectors) where T : IEnumerable<int> { var count = 0; foreach (var vector in vectors) { count++; } return count; } }
            """),
        new("over an inline array", """
            [InlineArray(4)] struct Slots { private int _first; }
            class Irq { int Sum(Slots slots) { var sum = 0; foreach (var slot in slots) { sum += slot; } return sum; } }
            """),
        new("by pattern over a class", """
            class Cpus { public Cursor GetEnumerator() => new Cursor(); public class Cursor { public int Current => 0; public bool MoveNext() => false; } }
            class Smp { void Kick(Cpus cpus) { foreach (var cpu in cpus) { } } }
            """),
        new("by pattern over a struct that is not disposable", """
            struct Cpus { public Cursor GetEnumerator() => default; public struct Cursor { public int Current => 0; public bool MoveNext() => false; } }
            class Smp { void Kick(Cpus cpus) { foreach (var cpu in cpus) { } } }
            """),
        new("by pattern with a struct that is disposable", """
            class Cpus { public Cursor GetEnumerator() => default; public struct Cursor : IDisposable { public int Current => 0; public bool MoveNext() => false; public void Dispose() { } } }
            class Smp { void Kick(Cpus cpus) { foreach (var cpu in cpus) { } } }
            """),
        new("by pattern with a struct that is disposable explicitly", """
            class Cpus { public Cursor GetEnumerator() => default; public struct Cursor : IDisposable { public int Current => 0; public bool MoveNext() => false; void IDisposable.Dispose() { } } }
            class Smp { void Kick(Cpus cpus) { foreach (var cpu in cpus) { } } }
            """),
        new("by pattern with a class that may be disposable", """
            class Cpus { public Cursor GetEnumerator() => new(); public class Cursor { public int Current => 0; public bool MoveNext() => false; } }
            class Smp { void Kick(Cpus cpus) { foreach (var cpu in cpus) { } } }
            """),
        new("by pattern with a sealed class that is disposable", """
            class Cpus { public Cursor GetEnumerator() => new(); public sealed class Cursor : IDisposable { public int Current => 0; public bool MoveNext() => false; public void Dispose() { } } }
            class Smp { void Kick(Cpus cpus) { foreach (var cpu in cpus) { } } }
            """),
        new("by pattern with a ref struct and a pattern Dispose", """
            class Cpus { public Cursor GetEnumerator() => default; public ref struct Cursor { public int Current => 0; public bool MoveNext() => false; public void Dispose() { } } }
            class Smp { void Kick(Cpus cpus) { foreach (var cpu in cpus) { } } }
            """),
        new("by pattern with a ref Current", """
            class Cpus { private int[] _online = new int[4]; public Cursor GetEnumerator() => new(_online);
                public ref struct Cursor(int[] online) { public ref int Current => ref online[0]; public bool MoveNext() => false; } }
            class Smp { void Kick(Cpus cpus) { foreach (ref var cpu in cpus) { cpu = 1; } } }
            """),
        new("by an extension GetEnumerator", """
            class Cpus { }
            static class CpuWalk { public static IEnumerator<int> GetEnumerator(this Cpus cpus) => new List<int>().GetEnumerator(); }
            class Smp { void Kick(Cpus cpus) { foreach (var cpu in cpus) { } } }
            """),
        new("with a user conversion of the element", """
            struct Cpu { public static explicit operator Cpu(int id) => default; }
            class Smp { void Kick(List<int> ids) { foreach (Cpu cpu in ids) { } } }
            """),
        new("with an implicit user conversion of the element of an array", """
            struct Cpu { public static implicit operator Cpu(int id) => default; }
            class Smp { void Kick(int[] ids) { foreach (Cpu cpu in ids) { } } }
            """),
        new("with a cast of the element", """
            class Smp { void Kick(IEnumerable ids) { foreach (string id in ids) { } } }
            """),
        new("with deconstruction", """
            struct Cpu { public void Deconstruct(out int id, out bool isOnline) { id = 0; isOnline = false; } }
            class Smp { void Kick(List<Cpu> cpus) { foreach (var (id, isOnline) in cpus) { } } }
            """),
        new("with deconstruction by an extension", """
            struct Cpu { }
            static class Cpus { public static void Deconstruct(this Cpu cpu, out int id, out bool isOnline) { id = 0; isOnline = false; } }
            class Smp { void Kick(Cpu[] cpus) { foreach (var (id, isOnline) in cpus) { } } }
            """),
        new("with deconstruction of tuples", """
            class Smp { int Kick((int Id, int Load)[] cpus) { var load = 0; foreach (var (_, each) in cpus) { load += each; } return load; } }
            """),
        new("with deconstruction into properties that exist", """
            class Smp { int Id { get; set; } int Load { get; set; } void Kick(List<(int, int)> cpus) { foreach (var cpu in cpus) { (Id, Load) = cpu; } } }
            """),
        new("await foreach over an IAsyncEnumerable", """
            class Log { async Task Drain(IAsyncEnumerable<int> records) { await foreach (var record in records) { Trace.Hit(record); } } }
            static class Trace { public static void Hit(int record) { } }
            """),
        new("await foreach with ConfigureAwait", """
            class Log { async Task Drain(IAsyncEnumerable<int> records) { await foreach (var record in records.ConfigureAwait(false)) { } } }
            """),
        new("await foreach by pattern with a user awaiter", """
            class Records { public Cursor GetAsyncEnumerator() => new(); public class Cursor { public int Current => 0; public Wait MoveNextAsync() => new(); public Wait2 DisposeAsync() => new(); } }
            class Wait { public Awaiter GetAwaiter() => new(); public class Awaiter : INotifyCompletion { public bool IsCompleted => true; public bool GetResult() => false; public void OnCompleted(Action next) { } } }
            class Wait2 { public Awaiter GetAwaiter() => new(); public class Awaiter : INotifyCompletion { public bool IsCompleted => true; public void GetResult() { } public void OnCompleted(Action next) { } } }
            class Log { async Task Drain(Records records) { await foreach (var record in records) { } } }
            """),
        new("inside an iterator", """
            class Log { IEnumerable<int> Records(List<int> ring) { foreach (var record in ring) { yield return record; } } }
            """),
    ];
}
