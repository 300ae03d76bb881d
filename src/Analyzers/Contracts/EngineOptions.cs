using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NoInstr.Analyzers.Contracts;

/// <summary>A key and the values that it may have; the first is what holds without it.</summary>
internal sealed record EngineOption(string Key, ImmutableArray<string> Values)
{
    public string Default => Values[0];

    public string? Parse(string value) => Values.FirstOrDefault(known => known.Equals(value.Trim(), StringComparison.OrdinalIgnoreCase));
}

/// <summary>
/// The options of the engine. They are read from the global configuration only: a summary belongs to callers in several files, so an option
/// of one file would make a verdict depend on who asks.
/// </summary>
internal sealed record EngineOptions(bool TrustsIntrinsics, bool InfersCallees)
{
    /// <summary>Every key that begins with it is ours.</summary>
    public const string Prefix = "noinstr.";

    /// <summary>Whether a callee without an annotation is judged by what it declares, or by its body as if it were always-inline.</summary>
    public static readonly EngineOption Callees = new("noinstr.callees", ["declared", "inferred"]);

    public static readonly EngineOption TrustIntrinsics = new("noinstr.trust_intrinsics", ["true", "false"]);

    public static readonly ImmutableArray<EngineOption> All = [Callees, TrustIntrinsics];

    public static EngineOptions Default { get; } = new(TrustsIntrinsics: true, InfersCallees: false);

    public static EngineOptions Read(AnalyzerConfigOptions global) => new(
        TrustsIntrinsics: ValueOf(TrustIntrinsics, global) == "true",
        InfersCallees: ValueOf(Callees, global) == "inferred");

    public static EngineOption? Find(string key) => All.FirstOrDefault(option => option.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>An unknown value (902) counts as the default.</summary>
    private static string ValueOf(EngineOption option, AnalyzerConfigOptions global) =>
        global.TryGetValue(option.Key, out var value) ? option.Parse(value) ?? option.Default : option.Default;
}
