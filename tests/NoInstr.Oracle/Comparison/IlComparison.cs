using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Oracle.Engine;
using NoInstr.Oracle.Il;
using NoInstr.Oracle.Source;

namespace NoInstr.Oracle.Comparison;

/// <summary>
/// The calls of the IL against the engine's events, function by function. Sets are compared, not counts: the compiler may copy code
/// (finally blocks, field initialisers), and merges what a switch asks twice.
/// </summary>
internal sealed class IlComparison
{
    private readonly Compilation _compilation;
    private readonly DeclaredMethods _declared;
    private readonly IReadOnlyDictionary<SourceFunction, IReadOnlyList<EngineEvent>> _events;
    private readonly Dictionary<SourceFunction, List<SourceCall>> _calls = [];
    private readonly Dictionary<IMethodSymbol, HashSet<string>> _implemented = new(SymbolEqualityComparer.Default);
    private readonly ComparisonResult _result = new();

    private IlComparison(Compilation compilation, IReadOnlyDictionary<SourceFunction, IReadOnlyList<EngineEvent>> events)
    {
        _compilation = compilation;
        _declared = new DeclaredMethods(compilation);
        _events = events;
    }

    public static ComparisonResult Run(Compilation compilation, params ReadOnlySpan<OptimizationLevel> optimizations) =>
        Run(compilation, new EngineEvents(compilation).All(), optimizations);

    /// <summary>The verdict follows the source: the engine is asked once, and has to be right about Debug and about Release.</summary>
    public static ComparisonResult Run(Compilation compilation, IReadOnlyDictionary<SourceFunction, IReadOnlyList<EngineEvent>> events, params ReadOnlySpan<OptimizationLevel> optimizations)
    {
        var total = new ComparisonResult();
        foreach (var optimization in optimizations)
        {
            var comparison = new IlComparison(compilation, events);
            comparison.Read(EmittedAssembly.Emit(compilation.WithOptions(compilation.Options.WithOptimizationLevel(optimization))));
            comparison.FindMissed();
            comparison.FindPhantoms();
            total.Add(comparison._result);
        }

        return total;
    }

    private void Read(EmittedAssembly assembly)
    {
        var calls = new SourceCalls(_compilation, assembly, _declared);
        foreach (var call in calls.All())
        {
            if (!_calls.TryGetValue(call.Function, out var ofFunction))
            {
                _calls.Add(call.Function, ofFunction = []);
            }

            ofFunction.Add(call);
        }

        _result.Synthesised = calls.Synthesised;
        _result.Lost.AddRange(calls.Lost.Select(lost => $"{lost.Call.Callee} in {lost.Body.Key}"));
    }

    private void FindMissed()
    {
        foreach (var (function, calls) in _calls)
        {
            FindMissed(function, calls);
        }
    }

    private void FindPhantoms()
    {
        foreach (var (function, events) in _events)
        {
            FindPhantoms(function, events);
        }
    }

    private void FindMissed(SourceFunction function, List<SourceCall> calls)
    {
        _result.Calls += calls.Count;
        _result.Edges += calls.Select(call => call.Call.Callee).Distinct().Count();
        var events = EventsOf(function);
        foreach (var call in calls.DistinctBy(call => (call.Call.Callee, call.Call.Constrained, call.At)))
        {
            var naming = events.Where(happened => Names(happened, call.Call)).ToList();
            if (naming.Count > 0 && (call is not { IsExact: true, At: { } at } || naming.Exists(happened => IsInSameStatement(happened.Syntax, at))))
            {
                continue;
            }

            if (_declared.Of(call.Call.Callee) is null && TrustedLowering.For(new LoweringSite(_compilation, call, events)) is { } lowering)
            {
                _result.Add(lowering);
            }
            else if (!IsUnknown(call, events))
            {
                _result.Add(DifferenceOf(naming.Count > 0 ? DifferenceKind.Misplaced : DifferenceKind.Missed, call));
            }
        }
    }

    /// <summary>The engine reports what it does not know, with all that it calls.</summary>
    private static bool IsUnknown(SourceCall call, IReadOnlyList<EngineEvent> events) => events.Any(happened =>
        happened.Kind == EventKind.Unknown && (call.At is null || happened.Syntax.Span.IntersectsWith(SourceFunction.StatementAt(call.At).Span)));

    private void FindPhantoms(SourceFunction function, IReadOnlyList<EngineEvent> events)
    {
        var calls = _calls.GetValueOrDefault(function) ?? [];
        foreach (var happened in events)
        {
            if (happened.Keys.IsEmpty || calls.Exists(call => Names(happened, call.Call)))
            {
                continue;
            }

            if (LoweredAway.For(happened, calls) is { } optimisation)
            {
                _result.Add(optimisation);
                continue;
            }

            var target = happened.Keys[0];
            _result.Add(new Difference(DifferenceKind.Phantom, GroupOf(target, happened.Syntax), target, function.ToString(), happened.Syntax.GetLocation(), happened.Syntax.Kind().ToString()));
        }
    }

    private IReadOnlyList<EngineEvent> EventsOf(SourceFunction function) => _events.GetValueOrDefault(function) ?? [];

    private bool Names(EngineEvent happened, IlCall call) =>
        happened.Keys.Contains(call.Callee) || (IsKnownTarget(happened, call) && Implemented(happened.Callee!).Contains(call.Callee));

    /// <summary>The IL calls an interface member on a struct, or disposes of a sealed class, and the engine knows what that comes to.</summary>
    private static bool IsKnownTarget(EngineEvent happened, IlCall call) =>
        happened.Callee is { IsStatic: false, ContainingType: var type } && (type.IsValueType ? call.Constrained is not null : happened.IsInserted);

    private HashSet<string> Implemented(IMethodSymbol method)
    {
        if (!_implemented.TryGetValue(method, out var keys))
        {
            _implemented.Add(method, keys = [.. SymbolKeys.OfImplemented(method)]);
        }

        return keys;
    }

    /// <summary>
    /// An event may stand for a whole statement (a loop), or be a part of the one whose point the code has. <c>fixed</c> has no reliable
    /// point: what it pins seems to belong to the statement before it.
    /// </summary>
    private static bool IsInSameStatement(SyntaxNode happened, SyntaxNode at)
    {
        var (ofEvent, ofCall) = (SourceFunction.StatementAt(happened), SourceFunction.StatementAt(at));
        return ofEvent is FixedStatementSyntax || ofEvent.Span.Contains(ofCall.Span) || ofCall.Span.Contains(ofEvent.Span);
    }

    private Difference DifferenceOf(DifferenceKind kind, SourceCall call)
    {
        var at = call.At ?? call.Function.Syntax;
        return new Difference(kind, GroupOf(call.Call.Callee, at), call.Call.Callee, call.Function.ToString(), at.GetLocation(), at.Kind().ToString());
    }

    /// <summary>Members of the framework by name; user code by the syntax that calls it.</summary>
    private string GroupOf(string target, SyntaxNode at) =>
        _declared.Of(target) is { } method ? $"user code: {method.MethodKind} in {SourceFunction.StatementAt(at).Kind()}" : TrustedLowering.NameOf(target);
}
