using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NoInstr.Tests.Verifiers.Specimens;

/// <summary>Well-behaved: methods must not be called <c>Trace…</c>; files must not hold <c>bad</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public class ForbiddenNameAnalyzer : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Rule =
        new("SPEC001", "Name", "'{0}' is a forbidden name", "Specimen", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Judge, SymbolKind.Method);
        context.RegisterAdditionalFileAction(JudgeFile);
    }

    protected virtual void Judge(SymbolAnalysisContext context)
    {
        if (context.Symbol.Name.StartsWith("Trace", StringComparison.Ordinal))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, context.Symbol.Locations[0], context.Symbol.Name));
        }
    }

    private static void JudgeFile(AdditionalFileAnalysisContext context)
    {
        var text = context.AdditionalFile.GetText(context.CancellationToken)!;
        if (text.ToString().IndexOf("bad", StringComparison.Ordinal) is >= 0 and var at)
        {
            var span = new Microsoft.CodeAnalysis.Text.TextSpan(at, 3);
            var place = Location.Create(context.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span));
            context.ReportDiagnostic(Diagnostic.Create(Rule, place, "bad"));
        }
    }
}

/// <summary>Two rules, so that <c>[|…|]</c> means nothing by itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TwoRuleAnalyzer : ForbiddenNameAnalyzer
{
    private static readonly DiagnosticDescriptor Second =
        new("SPEC002", "Type name", "'{0}' is a forbidden type name", "Specimen", DiagnosticSeverity.Info, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule, Second];

    public override void Initialize(AnalysisContext context)
    {
        base.Initialize(context);
        context.RegisterSymbolAction(JudgeType, SymbolKind.NamedType);
    }

    private static void JudgeType(SymbolAnalysisContext context)
    {
        if (context.Symbol.Name.StartsWith("Trace", StringComparison.Ordinal))
        {
            context.ReportDiagnostic(Diagnostic.Create(Second, context.Symbol.Locations[0], context.Symbol.Name));
        }
    }
}
