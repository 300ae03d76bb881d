using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Tests.EntryModel;

/// <summary>
/// What the rules should find in the model or in a mutant of it, by a walk that is as plain as possible: from every noinstr method, along every
/// edge, with a concrete depth; an always-inline callee is walked again at each of its calls, and conditions are not looked at.
/// The mutant is the model with one thing ignored: a marker, or the [NoInstr] of a symbol.
/// </summary>
internal sealed class ModelWalk
{
    private readonly ModelCode _code;
    private readonly Place? _ignoredMarker;
    private readonly ISymbol? _stripped;

    private ModelWalk(ModelCode code, Place? ignoredMarker, ISymbol? stripped)
    {
        _code = code;
        _ignoredMarker = ignoredMarker;
        _stripped = stripped;
        foreach (var root in code.Methods.Where(method => RegionOf(method) == Region.NoInstr))
        {
            var exits = Walk(root, 0, site: null);
            if (exits.Any(depth => depth > 0))
            {
                OpenReturns.Add(root);
            }
        }
    }

    /// <summary>The call in the root, and the call that leaves, which is the same or inside an always-inline callee.</summary>
    public HashSet<(Place Site, Place Call)> Leaving { get; } = [];

    public HashSet<(Place Site, Place Call)> Unmatched { get; } = [];

    public HashSet<(Place Site, Place Call)> Nested { get; } = [];

    public HashSet<ISymbol> OpenReturns { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Methods in which paths of different depth meet.</summary>
    public HashSet<ISymbol> Conflicts { get; } = new(SymbolEqualityComparer.Default);

    public bool IsClean => Leaving.Count + Unmatched.Count + Nested.Count + OpenReturns.Count + Conflicts.Count == 0;

    public static ModelWalk Of(ModelCode code) => new(code, null, null);

    public static ModelWalk WithoutMarker(ModelCode code, Place marker) => new(code, marker, null);

    public static ModelWalk WithoutNoInstr(ModelCode code, ISymbol symbol) => new(code, null, symbol);

    /// <summary>The depths with which the method returns, when it is entered with one.</summary>
    private HashSet<int> Walk(IMethodSymbol method, int depth, Place? site)
    {
        var exits = new HashSet<int>();
        var seen = new Dictionary<BasicBlock, HashSet<int>>();
        var pending = new Stack<(BasicBlock Block, int Depth)>();
        Go(_code.GraphOf(method).Blocks[0], depth);
        while (pending.TryPop(out var at))
        {
            var depths = Run(at.Block, at.Depth, site);
            foreach (var branch in new[] { at.Block.ConditionalSuccessor, at.Block.FallThroughSuccessor })
            {
                foreach (var after in branch?.Destination is null ? [] : depths)
                {
                    Go(branch!.Destination!, after);
                }
            }
        }

        return exits;

        void Go(BasicBlock block, int arriving)
        {
            if (block.Kind == BasicBlockKind.Exit)
            {
                exits.Add(arriving);
            }

            if (!seen.TryGetValue(block, out var known))
            {
                seen.Add(block, known = []);
            }

            if (known.Add(arriving))
            {
                pending.Push((block, arriving));
            }

            if (known.Count > 1)
            {
                Conflicts.Add(method);
            }
        }
    }

    private HashSet<int> Run(BasicBlock block, int entry, Place? site)
    {
        HashSet<int> depths = [entry];
        foreach (var call in _code.CallsOf(block))
        {
            depths = [.. depths.SelectMany(depth => Call(call, depth, site))];
            if (site is null)
            {
                // In a root nothing is open below zero. A helper may close what its caller has opened.
                depths = [.. depths.Select(depth => Math.Max(0, depth))];
            }
        }

        return depths;
    }

    private HashSet<int> Call(IInvocationOperation call, int depth, Place? site)
    {
        var here = Place.Of((InvocationExpressionSyntax)call.Syntax);
        var outermost = site ?? here;
        if (here == _ignoredMarker)
        {
            return [depth];
        }

        var callee = call.TargetMethod.OriginalDefinition;
        if (callee.ContainingType.Name == nameof(InstrumentationScope))
        {
            var opens = callee.Name == nameof(InstrumentationScope.Begin);
            if (opens && depth > 0)
            {
                Nested.Add((outermost, here));
            }
            else if (!opens && depth <= 0)
            {
                Unmatched.Add((outermost, here));
            }

            return [depth + (opens ? 1 : -1)];
        }

        switch (RegionOf(callee))
        {
            case Region.AlwaysInline:
                return Walk(callee, depth, outermost);
            case Region.None when depth <= 0:
                Leaving.Add((outermost, here));
                break;
        }

        return [depth];
    }

    private Region RegionOf(IMethodSymbol method)
    {
        for (ISymbol? symbol = method; symbol is not null; symbol = symbol.ContainingType)
        {
            var isStripped = SymbolEqualityComparer.Default.Equals(symbol, _stripped);
            foreach (var attribute in symbol.GetAttributes())
            {
                switch (attribute.AttributeClass!.Name)
                {
                    case nameof(AlwaysInlineAttribute):
                        return Region.AlwaysInline;
                    case nameof(NoInstrAttribute) when !isStripped:
                        return Region.NoInstr;
                }
            }
        }

        return Region.None;
    }

    private enum Region
    {
        None,
        NoInstr,
        AlwaysInline,
    }
}
