using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Flow;

/// <summary>Strongly connected components, callees first (Tarjan), with a stack of its own: a chain of ten thousand helpers is no recursion here.</summary>
internal sealed class ComponentOrder(Func<IMethodSymbol, IEnumerable<IMethodSymbol>> callees)
{
    private sealed class Visit(IMethodSymbol method, int index, IEnumerator<IMethodSymbol> rest)
    {
        public IMethodSymbol Method { get; } = method;

        public int Index { get; } = index;

        public int Low { get; set; } = index;

        public bool IsOnStack { get; set; } = true;

        public IEnumerator<IMethodSymbol> Rest { get; } = rest;
    }

    private readonly Dictionary<IMethodSymbol, Visit> _visits = new(SymbolEqualityComparer.Default);
    private readonly Stack<Visit> _open = new();

    public IEnumerable<IReadOnlyList<IMethodSymbol>> From(IMethodSymbol start)
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

    private Visit Enter(IMethodSymbol method)
    {
        // The callees are listed before the walk goes on: what is solved meanwhile must not change the enumeration.
        var visit = new Visit(method, _visits.Count, callees(method).ToList().GetEnumerator());
        _visits.Add(method, visit);
        _open.Push(visit);
        return visit;
    }

    private List<IMethodSymbol> Close(Visit root)
    {
        var component = new List<IMethodSymbol>();
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
