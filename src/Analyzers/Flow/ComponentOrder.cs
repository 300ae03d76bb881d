using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Flow;

/// <summary>Strongly connected components, callees first (Tarjan), with a stack of its own: a chain of ten thousand helpers is no recursion here.</summary>
internal sealed class ComponentOrder(Func<ISymbol, IEnumerable<ISymbol>> callees)
{
    private sealed class Visit(ISymbol method, int index, IEnumerator<ISymbol> rest)
    {
        public ISymbol Method { get; } = method;

        public int Index { get; } = index;

        public int Low { get; set; } = index;

        public bool IsOnStack { get; set; } = true;

        public IEnumerator<ISymbol> Rest { get; } = rest;
    }

    private readonly Dictionary<ISymbol, Visit> _visits = new(SymbolEqualityComparer.Default);
    private readonly Stack<Visit> _open = new();

    public IEnumerable<IReadOnlyList<ISymbol>> From(ISymbol start)
    {
        var path = new Stack<Visit>();
        path.Push(Enter(start));
        while (path.Count > 0)
        {
            var visit = path.Peek();
            if (visit.Rest.MoveNext())
            {
                if (!_visits.TryGetValue(visit.Rest.Current, out var next))
                {
                    path.Push(Enter(visit.Rest.Current));
                }
                else if (next.IsOnStack)
                {
                    visit.Low = Math.Min(visit.Low, next.Index);
                }

                continue;
            }

            path.Pop();
            if (path.Count > 0)
            {
                path.Peek().Low = Math.Min(path.Peek().Low, visit.Low);
            }

            if (visit.Low == visit.Index)
            {
                yield return Close(visit);
            }
        }
    }

    private Visit Enter(ISymbol method)
    {
        // The callees are listed before the walk goes on: what is solved meanwhile must not change the enumeration.
        var visit = new Visit(method, _visits.Count, callees(method).ToList().GetEnumerator());
        _visits.Add(method, visit);
        _open.Push(visit);
        return visit;
    }

    private List<ISymbol> Close(Visit root)
    {
        var component = new List<ISymbol>();
        Visit member;
        do
        {
            member = _open.Pop();
            member.IsOnStack = false;
            component.Add(member.Method);
        }
        while (member != root);
        component.Reverse();
        return component;
    }
}
