namespace NoInstr.Oracle.Snippets;

internal static class Disposal
{
    public static readonly Snippet[] All =
    [
        new("using over a class", """
            sealed class Mapping : IDisposable { public void Dispose() { } public void Touch() { } }
            class Vm { void Fault() { using (var mapping = new Mapping()) { mapping.Touch(); } } }
            """),
        new("using over a class that is not sealed", """
            class Mapping : IDisposable { public virtual void Dispose() { } }
            class Vm { void Fault(Mapping mapping) { using (mapping) { Trace.Hit(); } } }
            static class Trace { public static void Hit() { } }
            """),
        new("using over a class that disposes explicitly", """
            class Mapping : IDisposable { void IDisposable.Dispose() { } }
            class Vm { void Fault() { using (new Mapping()) { } } }
            """),
        new("using over an interface", """
            class Vm { void Fault(IDisposable mapping) { using (mapping) { } } }
            """),
        new("using over a derived class that inherits Dispose", """
            class Mapping : IDisposable { public void Dispose() { } }
            sealed class Huge : Mapping { }
            class Vm { void Fault() { using (new Huge()) { } } }
            """),
        new("using over a struct", """
            struct Pin : IDisposable { public void Dispose() { } }
            class Vm { void Fault() { using (var pin = new Pin()) { } } }
            """),
        new("using over a struct that disposes explicitly", """
            struct Pin : IDisposable { void IDisposable.Dispose() { } }
            class Vm { void Fault(Pin pin) { using (pin) { } } }
            """),
        new("using over a nullable struct", """
            struct Pin : IDisposable { public void Dispose() { } }
            class Vm { void Fault(Pin? pin) { using (pin) { } } }
            """),
        new("using over a type parameter", """
            class Vm { void Fault<T>(T mapping) where T : IDisposable { using (mapping) { } } }
            """),
        new("using over a type parameter that is a struct", """
            class Vm { void Fault<T>(T mapping) where T : struct, IDisposable { using (mapping) { } } }
            """),
        new("using over a ref struct with a pattern Dispose", """
            ref struct Pin { public void Dispose() { } }
            class Vm { void Fault() { using (var pin = new Pin()) { } } }
            """),
        new("using over a ref struct that implements IDisposable", """
            ref struct Pin : IDisposable { public void Dispose() { } }
            class Vm { void Fault() { using var pin = new Pin(); } }
            """),
        new("using declaration", """
            sealed class Mapping : IDisposable { public void Dispose() { } public void Touch() { } }
            class Vm { void Fault(bool write) { using var mapping = new Mapping(); if (write) { return; } mapping.Touch(); } }
            """),
        new("two using declarations", """
            sealed class Mapping : IDisposable { public void Dispose() { } }
            class Vm { void Fault() { using Mapping first = new(), second = new(); } }
            """),
        new("using over null", """
            class Vm { void Fault() { using (null) { Trace.Hit(); } } }
            static class Trace { public static void Hit() { } }
            """),
        new("using over dynamic", """
            class Vm { void Fault(dynamic mapping) { using (mapping) { } } }
            """),
        new("await using over an IAsyncDisposable", """
            class Log { async Task Flush(IAsyncDisposable file) { await using (file) { } } }
            """),
        new("await using over a struct", """
            struct File : IAsyncDisposable { public ValueTask DisposeAsync() => default; }
            class Log { async Task Flush() { await using var file = new File(); } }
            """),
        new("await using by pattern with a user awaiter", """
            class File { public Wait DisposeAsync() => new(); }
            class Wait { public Awaiter GetAwaiter() => default; public struct Awaiter : INotifyCompletion { public bool IsCompleted => true; public void GetResult() { } public void OnCompleted(Action next) { } } }
            class Log { async Task Flush() { await using (new File()) { } } }
            """),
        new("await using with ConfigureAwait", """
            class Log { async Task Flush(IAsyncDisposable file) { await using (file.ConfigureAwait(false)) { } } }
            """),
        new("lock on an object", """
            class Ring { private readonly object _lock = new(); private int _head; void Push() { lock (_lock) { _head++; } } }
            """),
        new("lock on a Lock", """
            class Ring { private readonly Lock _lock = new(); private int _head; void Push() { lock (_lock) { _head++; } } }
            """),
        new("lock on a type parameter", """
            class Ring { void Push<T>(T key) where T : class { lock (key) { } } }
            """),
        new("lock on an expression with a call", """
            class Ring { object Key() => this; void Push() { lock (Key()) { Trace.Hit(); } } }
            static class Trace { public static void Hit() { } }
            """),
        new("lock in an async method", """
            class Ring { private readonly object _lock = new(); async Task Push() { lock (_lock) { } await Task.Yield(); } }
            """),
        new("try and finally", """
            class Irq { void Handle() { try { Trace.Enter(); } finally { Trace.Exit(); } } }
            static class Trace { public static void Enter() { } public static void Exit() { } }
            """),
        new("return inside try with finally and a value", """
            class Irq { int Handle() { try { return Trace.Enter(); } finally { Trace.Exit(); } } }
            static class Trace { public static int Enter() => 0; public static void Exit() { } }
            """),
    ];
}
