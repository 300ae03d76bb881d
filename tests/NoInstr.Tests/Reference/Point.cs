namespace NoInstr.Tests.Reference;

/// <summary>Where a path stands: open scopes, and what the flags and <c>v</c> are.</summary>
internal readonly record struct Point(int Values, int Depth)
{
    private const int CaseShift = 6;

    /// <summary>In masks, the bit that stands for <c>v</c>.</summary>
    public const int CaseBit = 1 << CaseShift;

    /// <summary>Of these, 0 is one that no program names.</summary>
    public const int Cases = 4;

    public int Case => Values >> CaseShift;

    public bool this[Flag flag] => (Values & Bit(flag)) != 0;

    public static int Bit(Flag flag) => 1 << (int)flag;

    /// <summary>All values of the parameters; the locals are false.</summary>
    public static IEnumerable<Point> Starts(int depth)
    {
        for (var values = 0; values < 8; values++)
        {
            for (var v = 0; v < Cases; v++)
            {
                yield return new Point(values | (v << CaseShift), depth);
            }
        }
    }

    public Point With(Flag flag, bool value) => this with { Values = value ? Values | Bit(flag) : Values & ~Bit(flag) };

    public Point At(int depth) => this with { Depth = depth };

    public Point WithCase(int v) => this with { Values = (Values & (CaseBit - 1)) | (v << CaseShift) };

    /// <summary>The points that differ in these only.</summary>
    public IEnumerable<Point> Vary(int mask)
    {
        IEnumerable<int> values = [Values];
        foreach (var bit in Enumerable.Range(0, CaseShift).Select(flag => 1 << flag).Where(bit => (mask & bit) != 0))
        {
            values = values.SelectMany(before => new[] { before & ~bit, before | bit });
        }

        if ((mask & CaseBit) != 0)
        {
            values = values.SelectMany(before => Enumerable.Range(0, Cases).Select(v => (before & (CaseBit - 1)) | (v << CaseShift)));
        }

        var depth = Depth;
        return values.Select(changed => new Point(changed, depth));
    }

    /// <summary>What is left of the values when only these count.</summary>
    public int Project(int mask) => Values & (mask | ((mask & CaseBit) << 1));
}
