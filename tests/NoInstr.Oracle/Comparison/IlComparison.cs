using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
    private readonly DeclaredMethods _declared;
    private readonly Dictionary<SourceFunction, IReadOnlyList<EngineEvent>> _events = [];
    private readonly Dictionary<SourceFunction, List<SourceCall>> _calls = [];
    private readonly Dictionary<IMethodSymbol, HashSet<string>> _implemented = new(SymbolEqualityComparer.Default);
    private readonly Compilation _compilation;

    private IlComparison(Compilation compilation)
    {
        _compilation = compilation;
        _declared = new DeclaredMethods(compilation);
        var origins = new SourceCalls(compilation, EmittedAssembly.Emit(compilation), _declared);
        foreach (var call in origins.All())
        {
            if (!_calls.TryGetValue(call.Function, out var calls))
            {
                _calls.Add(call.Function, calls = []);
            }

            calls.Add(call);
        }

        Result.Synthesised = origins.Synthesised;
        Result.Lost.AddRange(origins.Lost.Select(lost => $"{lost.Call.Callee} in {lost.Body.Key}"));
        var engine = new EngineEvents(compilation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var (function, events) in engine.Of(tree))
            {
                _events.Add(function, events);
            }
        }
    }

    private ComparisonResult Result { get; } = new();

    public static ComparisonResult Run(Compilation compilation)
    {
        var comparison = new IlComparison(compilation);
        foreach (var (function, calls) in comparison._calls)
        {
            comparison.FindMissed(function, calls);
        }

        foreach (var (function, events) in comparison._events)
        {
            comparison.FindPhantoms(function, events);
        }

        return comparison.Result;
    }

    private void FindMissed(SourceFunction function, List<SourceCall> calls)
    {
        Result.Calls += calls.Count;
        Result.Edges += calls.Select(call => call.Call.Callee).Distinct().Count();
        var events = EventsOf(function);
        foreach (var call in calls.DistinctBy(call => (call.Call.Callee, call.Call.Constrained, call.At)))
        {
            var naming = events.Where(happened => Names(happened, call.Call)).ToList();
            if (naming.Count > 0)
            {
                if (call is { IsExact: true, At: { } at } && !naming.Any(happened => IsInSameStatement(happened.Syntax, at)))
                {
                    Result.Add(DifferenceOf(DifferenceKind.Misplaced, call));
                }

                continue;
            }

            var site = new LoweringSite(_compilation, call, events);
            if (_declared.Of(call.Call.Callee) is not null || !TrustedLowering.Excuses(site))
            {
                Result.Add(DifferenceOf(DifferenceKind.Missed, call));
            }
        }
    }

    private void FindPhantoms(SourceFunction function, IReadOnlyList<EngineEvent> events)
    {
        var calls = _calls.GetValueOrDefault(function) ?? [];
        foreach (var happened in events)
        {
            if (!happened.Keys.IsEmpty && happened.Kind != EventKind.Throw && !calls.Any(call => Names(happened, call.Call)))
            {
                var target = happened.Keys[0];
                Result.Add(new Difference(DifferenceKind.Phantom, GroupOf(target, happened.Syntax), target, function.ToString(), happened.Syntax.GetLocation(), happened.Syntax.Kind().ToString()));
            }
        }
    }

    private IReadOnlyList<EngineEvent> EventsOf(SourceFunction function) => _events.GetValueOrDefault(function) ?? [];

    private bool Names(EngineEvent happened, IlCall call) =>
        happened.Keys.Contains(call.Callee)
        || (call.Constrained is not null && happened.Callee is { IsStatic: false, ContainingType.IsValueType: true } callee && Implemented(callee).Contains(call.Callee))
        || (happened.Callee is { IsStatic: false, ContainingType.TypeKind: TypeKind.Class } known && Implemented(known).Contains(call.Callee));

    private HashSet<string> Implemented(IMethodSymbol method)
    {
        if (!_implemented.TryGetValue(method, out var keys))
        {
            _implemented.Add(method, keys = [.. SymbolKeys.OfImplemented(method)]);
        }

        return keys;
    }

    /// <summary>An event may stand for a whole statement (a loop), or be a part of the one whose point the code has.</summary>
    private static bool IsInSameStatement(SyntaxNode happened, SyntaxNode at)
    {
        var (ofEvent, ofCall) = (SourceFunction.StatementAt(happened), SourceFunction.StatementAt(at));
        return ofEvent.Span.Contains(ofCall.Span) || ofCall.Span.Contains(ofEvent.Span);
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
