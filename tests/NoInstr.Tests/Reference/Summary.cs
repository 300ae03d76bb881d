namespace NoInstr.Tests.Reference;

/// <summary>What a call of a helper or local function does, by all paths of its body.</summary>
internal sealed class Summary
{
    private readonly int _kept;
    private readonly ILookup<int, int> _nets;
    private readonly ILookup<int, Sensitive> _points;

    /// <param name="points">What rules may object to in the body, and where the paths stand there.</param>
    public Summary(EveryPath paths, IEnumerable<(SensitivePoint What, Point Point)> points, bool isExact)
    {
        IsExact = isExact;
        _kept = paths.Code.KeptParameters;
        _nets = paths.Code.Instructions.Where(instruction => instruction.Opcode == Opcode.Return).SelectMany(paths.At)
            .Select(point => (When: point.Project(_kept), Net: (int)point.Depth)).Distinct()
            .ToLookup(point => point.When, point => point.Net);
        _points = points.Select(point => (When: point.Point.Project(_kept), At: new Sensitive(point.What, point.Point.Depth))).Distinct()
            .ToLookup(point => point.When, point => point.At);
        Throws = paths.At(paths.Code.Escape).Select(point => (int)point.Depth).ToHashSet();
    }

    /// <summary>Whatever the parameters are: the engine keeps no condition for an exception.</summary>
    public IReadOnlyCollection<int> Throws { get; }

    /// <summary>False where paths of different depth met in the body: what comes after that is not told here.</summary>
    public bool IsExact { get; }

    public IEnumerable<int> NetsWhen(int values) => _nets[values & _kept];

    public IEnumerable<Sensitive> PointsWhen(int values) => _points[values & _kept];
}

/// <summary>A point in an expanded body, with its depth relative to the call.</summary>
internal readonly record struct Sensitive(SensitivePoint What, int Depth);
