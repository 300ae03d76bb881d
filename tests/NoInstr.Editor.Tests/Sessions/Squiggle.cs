using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Editor.Tests.Sessions;

/// <summary>A finding as the editor draws it: <c>warning NOINSTR101: [|TraceSysEnter|](nr);</c>, the line with a mark under its part.</summary>
internal sealed record Squiggle(Diagnostic Diagnostic, string Line)
{
    public static Squiggle In(SourceText text, Diagnostic diagnostic)
    {
        var span = diagnostic.Location.SourceSpan;
        var line = text.Lines.GetLineFromPosition(span.Start);
        var end = Math.Min(span.End, line.End);
        var marked = $"{Part(text, line.Start, span.Start)}[|{Part(text, span.Start, end)}|]{Part(text, end, line.End)}";
        return new Squiggle(diagnostic, marked.Trim());
    }

    public override string ToString() => $"{Diagnostic.Severity.ToString().ToLowerInvariant()} {Diagnostic.Id}: {Line}";

    private static string Part(SourceText text, int start, int end) => text.ToString(TextSpan.FromBounds(start, end));
}
