using System.Text.RegularExpressions;

namespace NoInstr.Tests.EntryModel.Fidelity;

/// <summary>Reads the calls of a row: items that <c>;</c> separates, blocks in braces, and conditions and remarks in brackets, which are no calls.</summary>
internal static partial class KernelCalls
{
    public const string Begin = "INSTR_BEGIN";
    public const string End = "INSTR_END";
    public const string Warn = "WARN";

    /// <summary>In C# these are reads and writes of fields.</summary>
    private static readonly Regex[] FieldAccesses =
    [
        new("^(READ|WRITE)_ONCE$"), new("^_*this_cpu_"), new("^raw_atomic_"), new("^cpu_feature_enabled$"), new("^static_branch_"), new("^(clear|set)_thread_flag$"),
    ];

    private static readonly HashSet<string> Warnings = ["WARN", "WARN_ON", "WARN_ON_ONCE", "WARN_ONCE", "BUG", "BUG_ON", "DEBUG_LOCKS_WARN_ON", "RCU_LOCKDEP_WARN"];

    private static readonly HashSet<string> Statements = ["return", "goto", "jmp", "break", "continue", "switch", "clear", "body", "static_call", "NULL", "status", "regs"];

    public static IReadOnlyList<string> Of(string text) => [.. SplitRegex().Split(WithoutBrackets(text)).SelectMany(NamesOf)];

    private static string WithoutBrackets(string text)
    {
        var kept = new System.Text.StringBuilder();
        var depth = 0;
        foreach (var c in text)
        {
            depth += c == '[' ? 1 : 0;
            if (depth == 0)
            {
                kept.Append(c);
            }

            depth -= c == ']' ? 1 : 0;
            if (c == ']' && depth == 0)
            {
                kept.Append(' ');
            }
        }

        return kept.ToString();
    }

    private static IEnumerable<string> NamesOf(string item)
    {
        foreach (var alternative in AlternativeRegex().Split(item.Replace("body:", "").Trim()))
        {
            var written = ItemRegex().Match(alternative.Trim());
            if (!written.Success || alternative.Contains("++") || alternative.Contains("--"))
            {
                continue;
            }

            var name = written.Groups["name"].Value;
            if (Statements.Contains(name) || FieldAccesses.Any(access => access.IsMatch(name)) || AssignmentRegex().IsMatch(alternative))
            {
                continue;
            }

            var times = written.Groups["times"] is { Success: true } counted ? int.Parse(counted.Value) : 1;
            for (var i = 0; i < times; i++)
            {
                yield return Warnings.Contains(name) ? Warn : name == "trace" ? alternative.Trim() : name;
            }
        }
    }

    [GeneratedRegex(@"[;{}|]")]
    private static partial Regex SplitRegex();

    [GeneratedRegex(@"\s+or\s+|\s+->\s+|(?<=\w)/(?=\w)")]
    private static partial Regex AlternativeRegex();

    [GeneratedRegex(@"^(?<name>[A-Za-z_]\w*((->|\.)\w+)*)(\(.*\))?(\s+x(?<times>\d+))?")]
    private static partial Regex ItemRegex();

    [GeneratedRegex(@"^\w+((->|\.)\w+)*\s*(\|=|&=|=)")]
    private static partial Regex AssignmentRegex();
}
