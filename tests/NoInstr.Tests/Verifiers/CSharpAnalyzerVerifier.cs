using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NoInstr.Tests.Verifiers;

/// <summary><c>using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier&lt;NoInstr.Analyzers.NoInstrAnalyzer&gt;;</c></summary>
public static class CSharpAnalyzerVerifier<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>The only rule of the analyzer.</summary>
    public static DiagnosticResult Diagnostic() => new(new TAnalyzer().SupportedDiagnostics.Single());

    public static DiagnosticResult Diagnostic(DiagnosticDescriptor descriptor) => new(descriptor);

    public static DiagnosticResult Diagnostic(string id)
    {
        var ids = new TAnalyzer().SupportedDiagnostics.Select(rule => rule.Id).ToArray();
        return ids.Contains(id)
            ? new DiagnosticResult(id)
            : throw new ArgumentException($"{typeof(TAnalyzer).Name} has no rule {id}, only {string.Join(", ", ids)}.", nameof(id));
    }

    public static Task VerifyAnalyzerAsync(string source, params DiagnosticResult[] expected)
    {
        var test = new CSharpAnalyzerTest<TAnalyzer> { TestCode = source };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
