using System.Text.Json;

namespace NoInstr.PackageTests;

/// <summary>The log that <c>ErrorLog</c> asks the compiler for, as a service that shows findings would read it.</summary>
internal sealed class SarifLog
{
    private readonly JsonElement _run;

    private SarifLog(string text)
    {
        Text = text;
        _run = JsonDocument.Parse(text).RootElement.GetProperty("runs")[0];
        Results = [.. _run.GetProperty("results").EnumerateArray().Select(SarifResult.Of)];
        Rules = [.. _run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(SarifRule.Of)];
    }

    public string Text { get; }

    public IReadOnlyList<SarifResult> Results { get; }

    public IReadOnlyList<SarifRule> Rules { get; }

    /// <summary>Of the places, and of the places that belong to them.</summary>
    public IEnumerable<string> Uris => Results.SelectMany(result => result.Uris.Concat(result.RelatedUris));

    /// <summary>The rules that the project set another severity for: <c>NOINSTR305 off</c>.</summary>
    public IEnumerable<string> Overrides => _run.GetProperty("invocations")[0].GetProperty("ruleConfigurationOverrides").EnumerateArray().Select(change =>
        $"{change.GetProperty("descriptor").GetProperty("id").GetString()} "
        + (change.GetProperty("configuration").TryGetProperty("level", out var level) ? level.GetString() : "off"));

    public static SarifLog Read(string path) => new(File.ReadAllText(path));
}

internal sealed record SarifResult(string RuleId, string Level, string Message)
{
    public IReadOnlyList<string> Uris { get; private init; } = [];

    public IReadOnlyList<string> RelatedUris { get; private init; } = [];

    public bool IsSuppressed { get; private init; }

    public string? Justification { get; private init; }

    public static SarifResult Of(JsonElement result) => new(
        result.GetProperty("ruleId").GetString()!,
        result.GetProperty("level").GetString()!,
        result.GetProperty("message").GetProperty("text").GetString()!)
    {
        Uris = UrisIn(result, "locations"),
        RelatedUris = UrisIn(result, "relatedLocations"),
        IsSuppressed = result.TryGetProperty("suppressions", out var suppressions),
        Justification = suppressions.ValueKind == JsonValueKind.Array && suppressions[0].TryGetProperty("justification", out var reason) ? reason.GetString() : null,
    };

    private static IReadOnlyList<string> UrisIn(JsonElement result, string property) => result.TryGetProperty(property, out var places)
        ? [.. places.EnumerateArray().Select(place => place.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!)]
        : [];
}

internal sealed record SarifRule(string Id, string Title, string Description, string HelpUri)
{
    public static SarifRule Of(JsonElement rule) => new(
        rule.GetProperty("id").GetString()!, TextOf(rule, "shortDescription"), TextOf(rule, "fullDescription"),
        rule.TryGetProperty("helpUri", out var address) ? address.GetString()! : "");

    private static string TextOf(JsonElement rule, string property) =>
        rule.TryGetProperty(property, out var message) ? message.GetProperty("text").GetString()! : "";
}
