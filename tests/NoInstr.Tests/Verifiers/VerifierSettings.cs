using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.Verifiers;

/// <summary>What a test gets when it asks for nothing. Never a hidden prelude: what is written is what is compiled.</summary>
internal static class VerifierSettings
{
    public const string MainProject = "TestProject";

    public const LanguageVersion DefaultLanguageVersion = LanguageVersion.Latest;

    /// <summary>What <c>[|…|]</c> means for an analyzer with several rules.</summary>
    private static readonly Dictionary<Type, string> MainRules = new()
    {
        [typeof(NoInstrAnalyzer)] = RuleIds.CallLeavesRegion,
    };

    public static string? DefaultId(ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        foreach (var analyzer in analyzers)
        {
            if (MainRules.TryGetValue(analyzer.GetType(), out var id))
            {
                return id;
            }
        }

        var ids = analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct().ToArray();
        return ids.Length == 1 ? ids[0] : null;
    }
}
