namespace NoInstr.Oracle.Snippets;

internal static class Awaits
{
    private const string Wait = """
        class Wait { public Awaiter GetAwaiter() => new(); }
        class Awaiter : INotifyCompletion { public bool IsCompleted => true; public int GetResult() => 0; public void OnCompleted(Action next) { } }

        """;

    public static readonly Snippet[] All =
    [
        new("await of a task", """
            class Log { async Task Flush(Task pending) { await pending; } }
            """),
        new("await of a task of T", """
            class Log { async Task<int> Flush(Task<int> pending) => await pending + 1; }
            """),
        new("await of a ValueTask", """
            class Log { async ValueTask<int> Flush(ValueTask<int> pending) => await pending; async ValueTask Drain(ValueTask pending) => await pending; }
            """),
        new("await with ConfigureAwait", """
            class Log { async Task Flush(Task pending) => await pending.ConfigureAwait(false); }
            """),
        new("await of Task.Yield", """
            class Log { async Task Flush() { await Task.Yield(); } }
            """),
        new("await of a user awaitable", Wait + """
            class Log { async Task<int> Flush(Wait wait) => await wait; }
            """),
        new("await of a user awaitable with a critical awaiter", """
            struct Wait { public Awaiter GetAwaiter() => default; }
            struct Awaiter : ICriticalNotifyCompletion { public bool IsCompleted => true; public void GetResult() { } public void OnCompleted(Action next) { } public void UnsafeOnCompleted(Action next) { } }
            class Log { async Task Flush(Wait wait) { await wait; } }
            """),
        new("await of an extension GetAwaiter", """
            class Log { async Task Flush() { await 10; } }
            static class Waiting { public static TaskAwaiter GetAwaiter(this int ticks) => Task.Delay(ticks).GetAwaiter(); }
            """),
        new("await of dynamic", """
            class Log { async Task Flush(dynamic pending) { await pending; } }
            """),
        new("await inside an expression", Wait + """
            class Log { int Sum(int a, int b) => a + b; async Task<int> Flush(Wait wait) => Sum(await wait, await wait); }
            """),
        new("await in a catch and a finally", """
            class Log { async Task Flush(Task pending) { try { await pending; } catch (InvalidOperationException) { await pending; } finally { await pending; } } }
            """),
        new("async void", """
            class Log { async void Flush(Task pending) => await pending; }
            """),
        new("async without await", """
            class Log
            {
            #pragma warning disable CS1998
                async Task Flush() { Trace.Hit(); }
            }
            static class Trace { public static void Hit() { } }
            """),
        new("async lambda", """
            class Log { Func<Task> Flusher(Task pending) => async () => { await pending; Trace.Hit(); }; }
            static class Trace { public static void Hit() { } }
            """),
        new("async local function that captures", """
            class Log { Task Flush(int records) { return Drain(); async Task Drain() { await Task.Delay(records); Trace.Hit(); } } }
            static class Trace { public static void Hit() { } }
            """),
        new("async iterator", """
            class Log { async IAsyncEnumerable<int> Records() { yield return 1; await Task.Yield(); Trace.Hit(); yield return 2; } }
            static class Trace { public static void Hit() { } }
            """),
        new("async iterator with a cancellation token", """
            class Log { async IAsyncEnumerable<int> Records([EnumeratorCancellation] CancellationToken stop) { await Task.Delay(1, stop); yield return 1; } }
            """),
        new("async iterator with finally", """
            class Log { async IAsyncEnumerable<int> Records() { try { yield return 1; await Task.Yield(); } finally { Trace.Hit(); } } }
            static class Trace { public static void Hit() { } }
            """),
        new("async method with the pooling builder", """
            class Log { [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))] async ValueTask Flush(Task pending) => await pending; [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] async ValueTask<int> Read(Task<int> pending) => await pending; }
            """),
        new("async method with a builder of its own", """
            [AsyncMethodBuilder(typeof(WorkBuilder))] class Work { public TaskAwaiter GetAwaiter() => default; }
            class WorkBuilder
            {
                public static WorkBuilder Create() => new();
                public Work Task => new();
                public void Start<T>(ref T machine) where T : IAsyncStateMachine => machine.MoveNext();
                public void SetStateMachine(IAsyncStateMachine machine) { }
                public void SetResult() { }
                public void SetException(Exception e) { }
                public void AwaitOnCompleted<A, T>(ref A awaiter, ref T machine) where A : INotifyCompletion where T : IAsyncStateMachine { }
                public void AwaitUnsafeOnCompleted<A, T>(ref A awaiter, ref T machine) where A : ICriticalNotifyCompletion where T : IAsyncStateMachine { }
            }
            class Log { async Work Flush(Task pending) => await pending; }
            """),
        new("async generic method of a generic class", """
            class Log<T> { async Task<U> Flush<U>(Task<U> pending, T record) { Trace.Hit(record); return await pending; } }
            static class Trace { public static void Hit<T>(T record) { } }
            """),
    ];
}
