namespace NoInstr.Analyzers.Contracts;

/// <summary>
/// A list of members that may be called in the region without an annotation: one documentation-comment id a line, <c>;</c> starts the
/// reason, <c>#</c> a comment (after an id only behind a space, since ids have a <c>#</c> of their own: <c>#ctor</c>), a leading <c>!</c>
/// withdraws trust. A line that cannot be understood neither grants nor withdraws. Knows nothing of Roslyn.
/// </summary>
internal sealed class TrustList
{
    public static readonly TrustList Empty = Parse("");

    /// <summary>Ids, each with the number of the first line that has it.</summary>
    private readonly Dictionary<string, int> _granted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _withdrawn = new(StringComparer.Ordinal);

    private readonly List<TrustLine> _lines = [];

    /// <summary>The lines that say something, in order: neither the empty ones nor the comments.</summary>
    public IReadOnlyList<TrustLine> Lines => _lines;

    public static TrustList Parse(string text)
    {
        var list = new TrustList();
        foreach (var line in TextLines.Of(text))
        {
            if (TrustLine.Read(line) is { } entry)
            {
                list.Add(entry);
            }
        }

        return list;
    }

    /// <summary>Whether any of the ids (of the member itself, of what contains it) is granted.</summary>
    public bool Grants(IReadOnlyCollection<string> ids) => ids.Any(_granted.ContainsKey);

    public bool Withdraws(IReadOnlyCollection<string> ids) => _withdrawn.Count > 0 && ids.Any(_withdrawn.ContainsKey);

    private void Add(TrustLine line)
    {
        if (line.Fault == LineFault.None)
        {
            var (own, other) = line.Withdraws ? (_withdrawn, _granted) : (_granted, _withdrawn);
            if (!own.ContainsKey(line.Id))
            {
                own.Add(line.Id, line.Number);
            }

            if (other.TryGetValue(line.Id, out var opposed))
            {
                line = line with { Fault = LineFault.Opposed, Opposes = opposed };
            }
        }

        _lines.Add(line);
    }
}
