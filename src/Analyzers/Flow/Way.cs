using System.Collections;
using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// The bodies from a call down to an event, the outermost first. A caller's way is its own body and then the way of its callee, which it
/// shares: with a copy for each body, a chain of helpers would take memory by the square of its length.
/// </summary>
internal sealed class Way(ISymbol body, Way? rest) : IEnumerable<ISymbol>
{
    public ISymbol Body { get; } = body;

    public Way? Rest { get; } = rest;

    public IEnumerator<ISymbol> GetEnumerator()
    {
        for (var way = this; way is not null; way = way.Rest)
        {
            yield return way.Body;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
