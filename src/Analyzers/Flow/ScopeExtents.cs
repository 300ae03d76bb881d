using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>The extents of the scopes of one body, with what is the same for all: a body may open thousands of them.</summary>
internal sealed class ScopeExtents(Body body, Func<ISymbol, Summary> summaries)
{
    private List<int>[]? _successors;
    private Dictionary<Event, (Block Block, int Index)>? _places;

    public Body Body { get; } = body;

    public ScopeExtent Of(Event opening) => new(this, opening);

    /// <summary>Of code that counts as part of the body.</summary>
    public Summary? SummaryOf(Event happened) => happened is CallEvent { Target: { IsExpanded: true, Unit: { } unit } } ? summaries(unit) : null;

    public List<int> SuccessorsOf(Block block) => (_successors ??= GraphEdges.Successors(Body.Graph))[block.Graph.Ordinal];

    /// <summary>Null for what is in none of the body's blocks.</summary>
    public (Block Block, int Index)? PlaceOf(Event opening) => (_places ??= Places()).TryGetValue(opening, out var place) ? place : null;

    private Dictionary<Event, (Block, int)> Places()
    {
        var places = new Dictionary<Event, (Block, int)>();
        foreach (var block in Body.Blocks)
        {
            for (var index = 0; index < block.Events.Length; index++)
            {
                if (block.Events[index] is CallEvent or ScopeEvent)
                {
                    places[block.Events[index]] = (block, index);
                }
            }
        }

        return places;
    }
}
