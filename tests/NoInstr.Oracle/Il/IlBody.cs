using System.Reflection.Metadata;

namespace NoInstr.Oracle.Il;

/// <summary>A call in the IL: <paramref name="Callee"/> is a key; <paramref name="Constrained"/> the type that a constrained call is made on.</summary>
internal sealed record IlCall(int Offset, ILOpCode OpCode, string Callee, string? Constrained);

/// <summary>A method body of an emitted assembly.</summary>
internal sealed class IlBody(MethodDefinitionHandle handle, string key, string type, string name, IReadOnlyList<IlCall> calls, IReadOnlyList<Point> points)
{
    public MethodDefinitionHandle Handle { get; } = handle;

    public string Key { get; } = key;

    public string Type { get; } = type;

    public string Name { get; } = name;

    public IReadOnlyList<IlCall> Calls { get; } = calls;

    /// <summary>Sequence points by offset; hidden ones are kept, because they end the one before.</summary>
    public IReadOnlyList<Point> Points { get; } = points;

    /// <summary>The body that this state machine's MoveNext was made from.</summary>
    public MethodDefinitionHandle KickOff { get; init; }

    public bool HasVisiblePoint => Points.Any(point => !point.IsHidden);

    /// <summary>The nearest visible point at or before an offset, else the first after it; and whether the code is exactly of that point.</summary>
    public (Point? Nearest, bool IsExact) PointAt(int offset)
    {
        Point? nearest = null;
        var isExact = false;
        foreach (var point in Points)
        {
            if (point.Offset > offset && nearest is not null)
            {
                break;
            }

            if (!point.IsHidden)
            {
                isExact = point.Offset <= offset;
                nearest = point;
            }
            else if (point.Offset <= offset)
            {
                isExact = false;
            }
        }

        return (nearest, isExact);
    }
}

/// <summary>A sequence point: where in which file the code from an offset on comes from. Lines and columns count from 1.</summary>
internal readonly record struct Point(int Offset, string File, int Line, int Column, bool IsHidden);
