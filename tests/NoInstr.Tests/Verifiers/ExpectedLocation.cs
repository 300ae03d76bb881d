using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Tests.Verifiers;

/// <summary>A place in a file: by lines and columns, or by the number of a <c>{|#0:…|}</c> mark until that is looked up.</summary>
internal sealed record ExpectedLocation(string? Path, LinePositionSpan Span, bool StartOnly = false, int? MarkupKey = null)
{
    public ExpectedLocation Resolve(IReadOnlyDictionary<int, ExpectedLocation> marks)
    {
        if (MarkupKey is not { } key)
        {
            return this;
        }

        Assert.True(marks.ContainsKey(key), $"WithLocation({key}), but no source holds {{|#{key}:…|}}.");
        return marks[key];
    }

    public bool Matches(Location actual)
    {
        var place = actual.GetLineSpan();
        return place.Path == Path && (StartOnly ? place.Span.Start == Span.Start : place.Span == Span);
    }

    public override string ToString() => MarkupKey is { } key ? $"#{key}" : Print(Path, Span);

    public static string Print(string? path, LinePositionSpan span)
        => $"{path}({span.Start.Line + 1},{span.Start.Character + 1})-({span.End.Line + 1},{span.End.Character + 1})";
}
