using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Contracts;

/// <summary>
/// Documentation-comment id → what the compilation declares by that id, or by that name. An id names something exactly when the engine would
/// find it: both compare the text that <see cref="ISymbol.GetDocumentationCommentId"/> gives. Roslyn's own DocumentationCommentId is no
/// measure: it accepts ids that no symbol has (<c>M:System.Console.Beep()</c>), misses indexers that are not called Item, and its parser
/// overflows the stack on an id that nests deeply. One instance per compilation.
/// </summary>
internal sealed class DeclaredIds(Compilation compilation)
{
    private static readonly string[] NoIds = [];

    private readonly ConcurrentDictionary<string, Place> _places = new(StringComparer.Ordinal);

    /// <summary>How many names have been looked up: one a name, however many lines and overloads have it.</summary>
    public int Lookups => _places.Count;

    public ISymbol? Find(string id) => PlaceOf(id).ById.TryGetValue(id, out var symbol) ? symbol : null;

    /// <summary>
    /// Where the name of an id leads, its kind, parameters and arity aside. Last is the last type or namespace on the way, null where not even
    /// the first word is there. Alike are the ids of what is called so, in ordinal order.
    /// </summary>
    public (ISymbol? Last, string Missing, IReadOnlyCollection<string> Alike) Lead(string id)
    {
        var place = PlaceOf(id);
        return (place.Last, place.Missing, place.Missing.Length == 0 ? place.ById.Keys : NoIds);
    }

    private Place PlaceOf(string id) => _places.GetOrAdd(NameIn(id), Walk);

    /// <summary>Without kind, parameters and return type; with a <c>+</c> before a nested type, which is how reflection writes it, as a dot.</summary>
    private static string NameIn(string id)
    {
        var end = id.IndexOfAny(['(', '~']);
        return (end < 0 ? id.Substring(2) : id.Substring(2, end - 2)).Replace('+', '.');
    }

    private Place Walk(string name)
    {
        IReadOnlyList<INamespaceOrTypeSymbol> containers = [compilation.GlobalNamespace];
        IReadOnlyList<ISymbol> found = [];
        foreach (var word in name.Split('.'))
        {
            // A name that goes on behind a method: what it names is the method.
            if (containers.Count == 0)
            {
                break;
            }

            found = [.. containers.SelectMany(container => MembersOf(container, Simple(word)))];
            if (found.Count == 0)
            {
                return new Place([], containers[0] is INamespaceSymbol { IsGlobalNamespace: true } ? null : containers[0], Simple(word));
            }

            containers = [.. found.OfType<INamespaceOrTypeSymbol>()];
        }

        return new Place(found, null, "");
    }

    private static IEnumerable<ISymbol> MembersOf(INamespaceOrTypeSymbol container, string name) => name switch
    {
        "#ctor" => container.GetMembers(WellKnownMemberNames.InstanceConstructorName),
        "#cctor" => container.GetMembers(WellKnownMemberNames.StaticConstructorName),
        _ when name.IndexOf('#') > 0 => container.GetMembers().Where(member => !member.CanBeReferencedByName && ExplicitName(member) == name),
        _ when container.GetMembers(name) is { IsEmpty: false } members => members,
        _ => container.GetMembers(WellKnownMemberNames.Indexer).Where(indexer => indexer.MetadataName == name),
    };

    /// <summary>An explicit implementation is named by the member of the interface, with <c>#</c> for its dots: <c>System#IDisposable#Dispose</c>.</summary>
    private static string? ExplicitName(ISymbol member)
    {
        var name = member.GetDocumentationCommentId() is { } id ? NameIn(id) : null;
        return name is null ? null : Simple(name.Substring(name.LastIndexOf('.') + 1));
    }

    /// <summary>Without arity, in an id (<c>List`1</c>) or in C# (<c>List&lt;T&gt;</c>). What the compiler names itself begins with a bracket.</summary>
    private static string Simple(string word)
    {
        var arity = word.IndexOfAny(['`', '<']);
        return arity > 0 ? word.Substring(0, arity) : word;
    }

    private sealed class Place
    {
        public Place(IEnumerable<ISymbol> symbols, ISymbol? last, string missing)
        {
            (Last, Missing) = (last, missing);
            foreach (var symbol in symbols)
            {
                if (symbol.GetDocumentationCommentId() is { } id && !ById.ContainsKey(id))
                {
                    ById.Add(id, symbol);
                }
            }
        }

        public SortedDictionary<string, ISymbol> ById { get; } = new(StringComparer.Ordinal);

        public ISymbol? Last { get; }

        public string Missing { get; }
    }
}
