using Microsoft.CodeAnalysis;
using NoInstr.Oracle.Comparison;
using NoInstr.Oracle.Engine;
using NoInstr.Oracle.Il;
using NoInstr.Oracle.Snippets;
using NoInstr.Oracle.Source;

namespace NoInstr.Oracle;

/// <summary>The oracle itself: it sees what is wrong, and excuses nothing that it need not.</summary>
public class OracleTests
{
    private static readonly Compilation Syscalls = new Snippet("syscalls", """
        static class Entry { static void DoSyscall() { Trace.SysEnter(); Run(); } static void DoIrq() { Run(); } static void Run() { } }
        static class Trace { public static void SysEnter() { } }
        """).Compile();

    [Fact]
    public void EventThatIsMissing_IsMissed()
    {
        var events = Events(Syscalls);
        var result = Compare(events.ToDictionary(pair => pair.Key, _ => (IReadOnlyList<EngineEvent>)[]));

        Assert.Equal(["Entry.Run()", "Entry.Run()", "Trace.SysEnter()"], Targets(result, DifferenceKind.Missed));
    }

    [Fact]
    public void EventTooMany_IsPhantom()
    {
        var events = Events(Syscalls);
        var entered = events.Values.SelectMany(list => list).First(happened => happened.Keys.Contains("Trace.SysEnter()"));
        var result = Compare(events.ToDictionary(pair => pair.Key, pair => pair.Key.ToString() == "DoIrq" ? [.. pair.Value, entered] : pair.Value));

        Assert.Equal(["Trace.SysEnter()"], Targets(result, DifferenceKind.Phantom));
    }

    [Fact]
    public void EventInAnotherStatement_IsMisplaced()
    {
        var events = Events(Syscalls);
        var other = events.Single(pair => pair.Key.ToString() == "DoSyscall").Value.Single(happened => happened.Keys.Contains("Entry.Run()")).Syntax;
        var result = Compare(events.ToDictionary(
            pair => pair.Key,
            pair => (IReadOnlyList<EngineEvent>)[.. pair.Value.Select(happened => happened.Keys.Contains("Trace.SysEnter()") ? happened with { Syntax = other } : happened)]));

        Assert.Equal(["Trace.SysEnter()"], Targets(result, DifferenceKind.Misplaced));
    }

    [Fact]
    public void UserCode_IsNeverExcused()
    {
        var compilation = new Snippet("user code", "namespace System { class Object2 : Object { } } class Entry { object Make() => $\"{new System.Object2()}\"; }").Compile();
        var result = IlComparison.Run(compilation, Events(compilation).ToDictionary(pair => pair.Key, _ => (IReadOnlyList<EngineEvent>)[]), OptimizationLevel.Release);

        Assert.Contains("System.Object2..ctor()", Targets(result, DifferenceKind.Missed));
    }

    [Fact]
    public void Lowering_IsNotExcused_WhereTheSourceNamesIt()
    {
        var compilation = new Snippet("named", "static class Entry { static bool Has(int? irq) => irq.HasValue; static int Get(int? irq) => irq is { } known ? known : 0; }").Compile();
        var result = IlComparison.Run(compilation, Events(compilation).ToDictionary(pair => pair.Key, _ => (IReadOnlyList<EngineEvent>)[]), OptimizationLevel.Release);

        Assert.Equal(["Has"], result.Differences.Select(difference => difference.Member));
    }

    /// <summary>Every method has the same key as a symbol and in the metadata.</summary>
    [Fact]
    public void Keys_OfSymbolsAndMetadata_AreTheSame()
    {
        var compilation = new Snippet("keys", """
            namespace Kernel
            {
                class Table<T> { public class Node<U> { public Node(T first, List<U[]> rest) { } public V Get<V>(Dictionary<T, (U, V)> map, ref nint at, in Span<T>.Enumerator walk) => default; } public static implicit operator int(Table<T> table) => 0; public static explicit operator long(Table<T> table) => 0; }
                unsafe class Raw : IComparable<Raw> { void Read(int* p, delegate*<int, void> f, int[,] grid, int?[][] rows, dynamic any, object[] all, out (int A, string B)? pair) { pair = null; } int IComparable<Raw>.CompareTo(Raw other) => 0; int this[int i] { get => i; set { } } event Action Done { add { } remove { } } static Raw() { } ~Raw() { } }
                static class Extensions { extension<T>(List<T> list) { public int Top<U>(U value) => 0; public int Size => 0; } public static void Old<T>(this T value) { } }
                delegate void Probe(int value);
                record Frame(long Ip);
            }
            """).Compile();
        var declared = new DeclaredMethods(compilation);
        var bodies = EmittedAssembly.Emit(compilation).Bodies.Where(body => body.Type.StartsWith("Kernel.", StringComparison.Ordinal) && !body.Type.Contains('<', StringComparison.Ordinal)).ToList();

        Assert.True(bodies.Count > 30);
        Assert.All(bodies, body => Assert.NotNull(declared.Of(body.Key)));
    }

    /// <summary>A line that nothing needs could only hide something.</summary>
    [Fact]
    public void Excuses_AreNeededBySnippets()
    {
        var used = SnippetTable.Total().Excuses;

        List<string> stale =
        [
            .. TrustedLowering.All.Where(line => !used.Contains(line)).Select(line => $"{line.Target}: {line.Reason}"),
            .. LoweredAway.All.Where(line => !used.Contains(line)).Select(line => $"{line.Callee}: {line.Reason}"),
        ];
        Assert.True(stale.Count == 0, $"No snippet needs:\n{string.Join("\n", stale)}");
    }

    private static IReadOnlyDictionary<SourceFunction, IReadOnlyList<EngineEvent>> Events(Compilation compilation) => new EngineEvents(compilation).All();

    private static ComparisonResult Compare(IReadOnlyDictionary<SourceFunction, IReadOnlyList<EngineEvent>> events) =>
        IlComparison.Run(Syscalls, events, OptimizationLevel.Debug, OptimizationLevel.Release);

    private static IEnumerable<string> Targets(ComparisonResult result, DifferenceKind kind) =>
        result.Differences.Where(difference => difference.Kind == kind).Select(difference => difference.Target).Order(StringComparer.Ordinal);
}
