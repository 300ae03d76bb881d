using System.Text;

namespace NoInstr.Analyzers.Explain;

/// <summary>The explanation as text: for a terminal, and to compare with that of yesterday.</summary>
internal static class TextPage
{
    private const int NameWidth = 64;
    private const int KindWidth = 24;

    public static string Of(Explanation explanation)
    {
        var text = new StringBuilder();
        text.Append($"{explanation.Assembly}: {explanation.Counts}\n\n");
        foreach (var line in Legend.Lines)
        {
            text.Append($"{line}\n");
        }

        foreach (var root in explanation.Roots)
        {
            text.Append($"\n{root.Name}  {root.Place}{(root.Contract.Length == 0 ? "" : "  " + root.Contract)}\n");
            Append(text, root.Steps, depth: 1);
            foreach (var finding in root.Findings)
            {
                text.Append($"  ! {PlainText.Of(finding)}\n");
            }
        }

        if (!explanation.Others.IsEmpty)
        {
            text.Append("\nFindings outside of roots\n");
            foreach (var finding in explanation.Others)
            {
                text.Append($"  ! {PlainText.Of(finding)}\n");
            }
        }

        foreach (var section in explanation.Trust)
        {
            text.Append($"\n{section.Title}: {section.Lines.Length}\n  {section.Meaning}\n");
            foreach (var line in section.Lines)
            {
                text.Append($"  - {PlainText.Of(line)}\n");
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<TreeStep> steps, int depth)
    {
        foreach (var step in steps)
        {
            var name = new string(' ', 2 * depth) + PlainText.Of(step.Name);
            var line = $"  {Legend.SignOf(step.Open)} {name.PadRight(NameWidth)} {step.Kind.PadRight(KindWidth)} {step.States}";
            text.Append(line.TrimEnd()).Append(step.Rules.Length == 0 ? "" : "  ! " + step.Rules).Append('\n');
            Append(text, step.Inside, depth + 1);
        }
    }
}
