using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Options;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.CodeFixes;

/// <summary>How a file ends its lines and indents them, read off its text.</summary>
internal sealed record FileHabits(string LineEnd, bool Tabs, int? IndentationSize)
{
    public static FileHabits Of(SourceText text)
    {
        int crlf = 0, lf = 0, tabs = 0, spaces = 0;
        int? step = null;
        var previous = 0;
        foreach (var line in text.Lines)
        {
            var ending = line.EndIncludingLineBreak - line.End;
            crlf += ending == 2 ? 1 : 0;
            lf += ending == 1 ? 1 : 0;
            var indentation = Indentation(text, line);
            if (indentation == line.Span.Length)
            {
                continue; // nothing but white space
            }
            tabs += indentation > 0 && text[line.Start] == '\t' ? 1 : 0;
            spaces += indentation > 0 && text[line.Start] == ' ' ? 1 : 0;
            if (text[line.Start + indentation] != '{' && previous >= 0 && indentation > previous && text[line.Start] == ' ')
            {
                step ??= indentation - previous;
            }
            // Only the line after a brace shows the step; other deeper lines may be continuations.
            previous = text[line.Start + indentation] == '{' && indentation + 1 == line.Span.Length ? indentation : -1;
        }
        return new FileHabits(crlf > lf ? "\r\n" : "\n", tabs > spaces, step);
    }

    public OptionSet Apply(OptionSet options)
    {
        var changed = options
            .WithChangedOption(FormattingOptions.NewLine, LanguageNames.CSharp, LineEnd)
            .WithChangedOption(FormattingOptions.UseTabs, LanguageNames.CSharp, Tabs);
        return IndentationSize is { } size
            ? changed.WithChangedOption(FormattingOptions.IndentationSize, LanguageNames.CSharp, size)
            : changed;
    }

    public string LineEnds(string text) => text.Replace("\r\n", "\n").Replace("\n", LineEnd);

    private static int Indentation(SourceText text, TextLine line)
    {
        var length = 0;
        while (line.Start + length < line.End && text[line.Start + length] is ' ' or '\t')
        {
            length++;
        }
        return length;
    }
}
