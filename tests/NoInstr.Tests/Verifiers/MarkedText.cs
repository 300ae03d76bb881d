using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Tests.Verifiers;

/// <summary>
/// A file without its markup, and the spans that were marked: <c>[|…|]</c> (name ""), <c>{|ID:…|}</c>, <c>{|#0:…|}</c>.
/// A closing bracket closes the last one opened of its own kind, so marks may nest and even overlap.
/// </summary>
internal sealed record MarkedText(string Path, SourceText Text, ImmutableArray<MarkedText.Mark> Marks)
{
    internal readonly record struct Mark(string Name, TextSpan Span);

    public LinePositionSpan LinesOf(TextSpan span) => Text.Lines.GetLinePositionSpan(span);

    public static MarkedText Parse(string path, string marked)
    {
        var text = new StringBuilder(marked.Length);
        var marks = ImmutableArray.CreateBuilder<Mark>();
        var square = new Stack<(string Name, int Start)>();
        var curly = new Stack<(string Name, int Start)>();
        for (var i = 0; i < marked.Length; i++)
        {
            switch (marked.AsSpan(i))
            {
                case ['{', '|', '}', ..] when curly.Count > 0:
                case ['[', '|', '}', ..] when curly.Count > 0 && marked.AsSpan(i + 3) is not ['|', ']', ..]:
                    text.Append(marked[i]); // a bracket that is itself marked
                    break;
                case ['[', '|', ..]:
                    square.Push(("", text.Length));
                    i++;
                    break;
                case ['{', '|', ..]:
                    var colon = marked.IndexOf(':', i);
                    var hasName = colon > i + 2 && !marked.AsSpan()[(i + 2)..colon].ContainsAny(" \n(){}[]");
                    Assert.True(hasName, $"{path}: '{{|' without 'ID:' behind it, before:\n{text}");
                    curly.Push((marked[(i + 2)..colon], text.Length));
                    i = colon;
                    break;
                case ['|', ']', ..]:
                    Close(square, "|]");
                    i++;
                    break;
                case ['|', '}', ..]:
                    Close(curly, "|}");
                    i++;
                    break;
                default:
                    text.Append(marked[i]);
                    break;
            }
        }

        Assert.True(square.Count + curly.Count == 0, $"{path}: {square.Count + curly.Count} mark(s) never closed.");
        marks.Sort((x, y) => (x.Span.Start, -x.Span.Length).CompareTo((y.Span.Start, -y.Span.Length)));
        return new MarkedText(path, SourceText.From(text.ToString(), Encoding.UTF8), marks.ToImmutable());

        void Close(Stack<(string Name, int Start)> open, string bracket)
        {
            Assert.True(open.Count > 0, $"{path}: '{bracket}' without an opening one, before:\n{text}");
            var (name, start) = open.Pop();
            marks.Add(new Mark(name, TextSpan.FromBounds(start, text.Length)));
        }
    }
}
