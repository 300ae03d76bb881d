namespace NoInstr.Analyzers.Contracts;

/// <summary>Why a line of a <see cref="TrustList"/> cannot be taken as it stands.</summary>
internal enum LineFault
{
    None,

    /// <summary>A <c>!</c> or a reason, and no id.</summary>
    NoId,

    /// <summary>The id does not begin with one of <c>M: P: E: T: N:</c>.</summary>
    NoKind,

    /// <summary><c>F:</c>: a field is never called.</summary>
    Field,

    /// <summary>Nothing after the kind.</summary>
    NoName,

    /// <summary>Something stands between the id and its reason.</summary>
    TextAfterId,

    /// <summary>The same file grants and withdraws this very id. Both lines count, so the withdrawal does.</summary>
    Opposed,
}

/// <summary>
/// A line that says something. <c>Start</c> and <c>Length</c> are where its id stands, with the <c>!</c>; where no word stands alone, the line.
/// </summary>
internal readonly record struct TrustLine(int Number, int Start, int Length, string Id, bool Withdraws)
{
    private const string Kinds = "MPETN";

    public LineFault Fault { get; init; }

    /// <summary>The number of the first line that says the opposite: <see cref="LineFault.Opposed"/>.</summary>
    public int Opposes { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Null for an empty line and a comment.</summary>
    public static TrustLine? Read(TextLine line)
    {
        var (text, start, end) = (line.Text, line.Start, line.End);
        if (line.IsEmpty || text[start] == '#')
        {
            return null;
        }

        var withdraws = text[start] == '!';
        var idStart = withdraws ? line.SkipSpace(start + 1) : start;
        var idEnd = idStart;
        while (idEnd < end && text[idEnd] != ';' && !TextLine.IsSpace(text[idEnd]))
        {
            idEnd++;
        }

        var id = text.Substring(idStart, idEnd - idStart);
        var rest = line.SkipSpace(idEnd);
        var isAlone = rest == end || text[rest] is ';' or '#';
        return new TrustLine(line.Number, start, (isAlone && idEnd > idStart ? idEnd : end) - start, id, withdraws)
        {
            Fault = FaultOf(id) is var fault && fault == LineFault.None && !isAlone ? LineFault.TextAfterId : fault,
            Reason = isAlone && rest < end && text[rest] == ';' ? text.Substring(rest + 1, end - rest - 1).Trim() : "",
        };
    }

    private static LineFault FaultOf(string id)
    {
        if (id.Length == 0)
        {
            return LineFault.NoId;
        }

        if (id.Length == 1 || id[1] != ':')
        {
            return LineFault.NoKind;
        }

        return id[0] == 'F' ? LineFault.Field
            : Kinds.IndexOf(id[0]) < 0 ? LineFault.NoKind
            : id.Length == 2 ? LineFault.NoName
            : LineFault.None;
    }
}
