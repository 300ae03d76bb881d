namespace NoInstr.Tests.Robustness;

internal static partial class HostileSources
{
    private const string AnnotatedEverywhere = """
        using System;
        using System.Runtime.CompilerServices;
        using NoInstr;
        [assembly: NoInstr(Unchecked = true, Justification = "everything")]
        [module: NoInstr]

        [NoInstr] delegate void Hook([NoInstr] Action inner);
        [NoInstr] interface IEntry
        {
            [NoInstr] void Enter() => Log();
            [AlwaysInline] static void Shared() { InstrumentationScope.Begin(); }
            static abstract void Exit();
            [NoInstr] int this[int i] { get; set; }
            [Instrumentable] private void Log() { }
        }
        [NoInstr] abstract record Base([NoInstr] Action OnEnter, int Vector)
        {
            [NoInstr] public virtual int Twice => Vector * 2;
        }
        sealed record Derived(Action OnEnter, int Vector) : Base(OnEnter, Vector), IEntry
        {
            static void IEntry.Exit() => InstrumentationScope.End();
            int IEntry.this[int i] { get => i; set => _ = value; }
            [NoInstr] public override int Twice { get { InstrumentationScope.Begin(); return base.Twice; } }
        }
        record struct Token([field: NoInstr] Func<int> Read, int Depth);
        [NoInstr]
        partial class Cpu(int number, [NoInstr] Action trap) : IDisposable
        {
            [NoInstr] static Cpu() => Log("static");
            [NoInstr] private readonly Action[] _table = [() => { }, trap];
            [NoInstr] private int _count = Count(1);
            private static readonly string s_name = Name("cpu");
            [ThreadStatic] private static object? s_current;
            [NoInstr] public event Action? Raised;
            public event Action Custom { [NoInstr] add { Log("add"); } [AlwaysInline] remove { InstrumentationScope.End(); } }
            [method: NoInstr] public int Number { get; } = number;
            public int Other { [NoInstr] get => Count(2); [Instrumentable] set { Log(value.ToString()); } }
            public string Init { get; [NoInstr] init; } = Name("init");
            public required string Required { get; [AlwaysInline] init; }
            [NoInstr] partial void Hidden();
            [NoInstr] public partial int Split(int a);
            public partial int Split(int a) { using var scope = InstrumentationScope.Open(); return a; }
            [NoInstr] ~Cpu() { Log("finalizer"); }
            [NoInstr, AlwaysInline, Instrumentable] public void Dispose() { Raised?.Invoke(); _table[0](); trap(); Hidden(); GC.SuppressFinalize(this); s_current = this; }
            [NoInstr] public static Cpu operator +(Cpu a, Cpu b) { InstrumentationScope.End(); return a; }
            [NoInstr] public static implicit operator int(Cpu cpu) => cpu._count;
            [AlwaysInline] public static bool operator true(Cpu cpu) => (int)cpu > 0;
            [AlwaysInline] public static bool operator false(Cpu cpu) => cpu ? false : Count(3) > 0;
            [NoInstr] public static bool operator !(Cpu cpu) => !(cpu == 1 ? true : false);
            [NoInstr, Unchecked] static int Count([NoInstr] int n) => n;
            static string Name(string name) => name + s_name;
            [Instrumentable] static void Log(string text) { }
            [return: NoInstr] Action Slot() => trap;
            [EntryPoint(IrqState.Disabled, null, 3, "x")] [Requires] [Ensures(null)] [Establishes(new object[] { EntryState.Rcu })]
            [Restores(EntryState.Rcu), Revokes(EntryState.Lockdep), Asserts(EntryState.Tracing), HoldsWhen(true, IrqState.Disabled, Exact = true)]
            public bool Weird([Consumes] Token token, params int[] rest) => Weird(token, rest) || Weird(token);
            class UncheckedAttribute : Attribute;
        }
        enum Vector { [Counted, ScopeRequires, ScopeForbids] Nmi = 2 }
        [NoInstr] ref struct Guard
        {
            private ref int _depth;
            [NoInstr] public Guard(ref int depth) { _depth = ref depth; depth++; InstrumentationScope.Begin(); }
            [AlwaysInline] public readonly void Dispose() { _depth--; InstrumentationScope.End(); }
        }
        file static class Extensions
        {
            [AlwaysInline] public static void Enter(this Base entry) { entry.OnEnter(); entry.Enter(); }
            [NoInstr] public static ref readonly int Ref(this in Token token) => ref Unsafe.NullRef<int>();
        }
        """;

    private const string Bodies = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using NoInstr;
        class Bodies
        {
            [NoInstr] async Task Async() { await Task.Yield(); InstrumentationScope.Begin(); await foreach (var x in Stream()) { Log(); } }
            [NoInstr] async IAsyncEnumerable<int> Stream() { yield return 1; await Task.Delay(1); await using var a = new Later(); }
            [NoInstr] IEnumerable<int> Iterator() { InstrumentationScope.Begin(); yield return 1; try { yield break; } finally { Log(); } }
            [AlwaysInline] async void Void() => await Async();
            [AlwaysInline] IEnumerable<int> Lazy() { yield return 2; }
            [NoInstr] void Uses() { Void(); foreach (var x in Lazy()) { InstrumentationScope.Begin(); } foreach (var (k, v) in new Dictionary<int, int>()) Log(); }
            [NoInstr] Bodies() : this(Make()) { }
            [NoInstr] Bodies(int a) => Log();
            [AlwaysInline] static int Make() { InstrumentationScope.Begin(); return 1; }
            [NoInstr] int this[Index i] => this[1..^i.Value];
            [NoInstr] int this[Range r] { get { InstrumentationScope.End(); return 0; } set { lock (this) { using (InstrumentationScope.Open()) value++; } } }
            [NoInstr] void Linq() { _ = from x in Iterator() let y = x + 1 where y > 1 orderby y group x by y into g select g.Key; }
            [NoInstr] void Dynamic(dynamic d) { d.Call(d[1]).Name = d + 1; if (d) { d(); } var n = new List<int> { 1, d }; }
            [NoInstr] string Text(int a) => $"{a:x} {Make(),3} {$"{Name}"}" + a + Name;
            string Name { [NoInstr] get => Text(1); set { } }
            [NoInstr] void Tuples((int A, (string B, Bodies C)) t) { (var a, (_, var c)) = t; (a, t.Item1) = (t.Item1, a); c?.Linq(); c!.Name ??= c.Name; }
            [NoInstr] int Checked(int a) { checked { a += Make(); unchecked { a++; } } return -a; }
            [NoInstr] Span<int> Stack() { Span<int> s = stackalloc int[Make()]; foreach (ref var x in s) x = 1; return default; }
            [NoInstr] object Collections() { List<int> l = [1, .. Iterator(), Make()]; return new { l, X = new int[2, 3] { { 1, 2, 3 }, { 4, 5, Make() } } }; }
            [NoInstr] void Throws() { try { throw new Exception(Name); } catch (Exception e) when (Filter(e)) { throw; } finally { InstrumentationScope.End(); } }
            bool Filter(Exception e) => true;
            static void Log() { }
            struct Later : IAsyncDisposable { public ValueTask DisposeAsync() => default; }
            [NoInstr] void Empty() { }
            [NoInstr] extern void Extern();
            [AlwaysInline] extern void ExternHelper();
            [NoInstr] void Calls() { Extern(); ExternHelper(); }
        }
        """;

    private const string Generics = """
        using System;
        using NoInstr;
        interface INode<TSelf, TOther> where TSelf : INode<TSelf, TOther> where TOther : INode<TOther, TSelf>
        {
            [AlwaysInline] static abstract TSelf Enter(TOther other);
            [NoInstr] static virtual TSelf operator +(TSelf a, TOther b) => TSelf.Enter(b);
            [AlwaysInline] void Down<T>(T t) where T : INode<T, T> { t.Down(t); }
        }
        class Node<T, U> : INode<Node<T, U>, Node<U, T>> where T : class, IComparable<T>, new() where U : class, IComparable<U>, new()
        {
            [AlwaysInline] public static Node<T, U> Enter(Node<U, T> other) => Node<Box<T>, U>.Make<Node<T, T>>(3) is null ? new() : new();
            [AlwaysInline] public static object? Make<V>(int n) where V : INode<V, V> { if (n > 0) Node<U, T>.Make<Node<U, U>>(n - 1); InstrumentationScope.Begin(); return new T(); }
            [NoInstr] public static void Root<V>(V v) where V : INode<V, V>, new() { Enter(null!); v.Down(v); _ = v + new V(); V.Enter(v); Swap<Box<Box<V>>>(); }
            [AlwaysInline] static void Swap<V>() { if (typeof(V) == typeof(int)) Swap<Box<V>>(); InstrumentationScope.End(); }
        }
        sealed class Box<T> : IComparable<Box<T>> { public int CompareTo(Box<T>? other) => 0; [NoInstr] public static implicit operator T(Box<T> box) => default!; }
        """;
}
