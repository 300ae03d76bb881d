namespace NoInstr.Analyzers.Contracts;

/// <summary>
/// A list of members that may be called in the region without an annotation: one documentation-comment id a line (<c>M:</c>, <c>P:</c>,
/// <c>T:</c> or <c>N:</c>), <c>;</c> starts the reason, <c>#</c> a comment, a leading <c>!</c> withdraws trust. A withdrawal beats every grant.
/// Knows nothing of Roslyn.
/// </summary>
internal sealed class TrustList
{
    private readonly HashSet<string> _granted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withdrawn = new(StringComparer.Ordinal);

    /// <summary>A line that could not be understood: its number, from 1, and its text.</summary>
    public List<(int Line, string Text)> Unreadable { get; } = [];

    public static TrustList Parse(TextReader reader)
    {
        var list = new TrustList();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            list.Add(line, number);
        }

        return list;
    }

    /// <summary>Whether any of the ids (of the member itself, of what contains it) is trusted and none is withdrawn.</summary>
    public bool Trusts(IReadOnlyCollection<string> ids) => ids.Any(_granted.Contains) && !ids.Any(_withdrawn.Contains);

    private void Add(string line, int number)
    {
        var entry = line.Trim();
        if (entry.Length == 0 || entry[0] == '#')
        {
            return;
        }

        var reason = entry.IndexOf(';');
        var id = (reason < 0 ? entry : entry.Substring(0, reason)).TrimEnd();
        var withdraws = id.StartsWith("!", StringComparison.Ordinal);
        id = withdraws ? id.Substring(1).TrimStart() : id;
        if (id.Length < 3 || id[1] != ':' || "MPTN".IndexOf(id[0]) < 0 || id.IndexOf(' ') >= 0)
        {
            Unreadable.Add((number, line));
            return;
        }

        (withdraws ? _withdrawn : _granted).Add(id);
    }
}
