using System.Text;

namespace NoInstr.Bench.Report;

/// <summary>Rows → Markdown.</summary>
internal static class Table
{
    public static string Of(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows)
    {
        var names = header.ToList();
        var text = new StringBuilder($"| {string.Join(" | ", names)} |\n|{string.Concat(names.Select(_ => " --- |"))}");
        foreach (var row in rows)
        {
            text.Append($"\n| {string.Join(" | ", row)} |");
        }

        return text.ToString();
    }
}
