using System.Text.Json;

namespace NoInstr.PackageTests;

/// <summary>The log that <c>ErrorLog</c> asks the compiler for, as a CI server would read it.</summary>
internal static class SarifLog
{
    public static IReadOnlyList<SarifResult> Read(string path)
    {
        using var log = JsonDocument.Parse(File.ReadAllText(path));
        return [.. log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(ReadResult)];
    }

    private static SarifResult ReadResult(JsonElement result) => new(
        result.GetProperty("ruleId").GetString()!,
        result.GetProperty("level").GetString()!,
        result.GetProperty("message").GetProperty("text").GetString()!);
}

internal sealed record SarifResult(string RuleId, string Level, string Message);
