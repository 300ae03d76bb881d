using System.Text.RegularExpressions;

namespace NoInstr.Tests.EntryModel.Fidelity;

/// <summary>A function of the kernel: one row of the table, or one of several that share it.</summary>
internal sealed record KernelFunction(string Architecture, string File, string Name, string Annotation, string OrderedCalls)
{
    /// <summary>What the model must write on it.</summary>
    public string Attribute => Annotation switch
    {
        "noinstr" or "macro-generated noinstr" => "NoInstr",
        "always_inline" => "AlwaysInline",
        _ => "",
    };

    public bool IsAssembly => Annotation == "asm";

    public override string ToString() => $"{Name} ({File})";
}

/// <summary>The facts that the model is held against: <c>entry-functions.csv</c> beside it.</summary>
internal static partial class KernelTable
{
    public static IReadOnlyList<KernelFunction> Baseline { get; } = [.. Read().Where(row => !VersionRegex().IsMatch(row[2])).SelectMany(FunctionsOf)];

    private static IEnumerable<KernelFunction> FunctionsOf(string[] row) =>
        row[2].Split(" / ").Select(name => new KernelFunction(row[0], row[1], ArgumentsRegex().Replace(name, ""), row[4], row[6]));

    private static IEnumerable<string[]> Read()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "samples", "EntryModel", "entry-functions.csv"));
        return lines.Skip(1).Select(line => FieldRegex().Matches(line).Select(match => match.Groups["quoted"] is { Success: true } quoted ? quoted.Value : match.Groups["plain"].Value).ToArray());
    }

    [GeneratedRegex(@"\[(v|2015)")]
    private static partial Regex VersionRegex();

    [GeneratedRegex(@"\((func|regs)\)$")]
    private static partial Regex ArgumentsRegex();

    [GeneratedRegex("(?:^|,)(?:\"(?<quoted>[^\"]*)\"|(?<plain>[^,]*))")]
    private static partial Regex FieldRegex();
}
