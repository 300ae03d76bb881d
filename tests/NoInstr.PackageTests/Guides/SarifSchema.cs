using NJsonSchema;

namespace NoInstr.PackageTests.Guides;

/// <summary>The schema of SARIF 2.1.0.</summary>
internal static class SarifSchema
{
    private static readonly Lazy<Task<JsonSchema>> Read = new(() =>
        JsonSchema.FromFileAsync(Path.Combine(BuildLocations.RepositoryRoot, "tests", "NoInstr.PackageTests", "Schemas", "sarif-schema-2.1.0.json")));

    /// <summary><c>#/runs[0].results[1].ruleId: StringTooShort</c>; nothing for a valid log.</summary>
    public static async Task<IReadOnlyList<string>> ErrorsInAsync(string log) =>
        [.. (await Read.Value).Validate(log).Select(error => $"{error.Path}: {error.Kind}")];
}
