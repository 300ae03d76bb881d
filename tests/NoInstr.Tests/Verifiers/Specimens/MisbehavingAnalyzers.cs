using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NoInstr.Tests.Verifiers.Specimens;

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThrowingAnalyzer : ForbiddenNameAnalyzer
{
    protected override void Judge(SymbolAnalysisContext context) => throw new InvalidOperationException("boom");
}

/// <summary>Mutable state in a field: reports a name only the first time it sees it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForgetfulAnalyzer : ForbiddenNameAnalyzer
{
    private readonly ConcurrentDictionary<string, bool> _seen = new();

    protected override void Judge(SymbolAnalysisContext context)
    {
        if (_seen.TryAdd(context.Symbol.ToDisplayString(), true))
        {
            base.Judge(context);
        }
    }
}

/// <summary>The message depends on which file the compiler was given first.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FileOrderAnalyzer : ForbiddenNameAnalyzer
{
    protected override void Judge(SymbolAnalysisContext context)
    {
        var first = Path.GetFileName(context.Compilation.SyntaxTrees.First().FilePath);
        context.ReportDiagnostic(Diagnostic.Create(Rule, context.Symbol.Locations[0], first));
    }
}

/// <summary>Reports at the declaration of a method, wherever it is, when it comes upon a call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForeignFileAnalyzer : ForbiddenNameAnalyzer
{
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(
            call =>
            {
                var callee = ((Microsoft.CodeAnalysis.Operations.IInvocationOperation)call.Operation).TargetMethod;
                call.ReportDiagnostic(Diagnostic.Create(Rule, callee.Locations[0], callee.Name));
            },
            OperationKind.Invocation);
    }
}

/// <summary>Reports in time, but nowhere: no editor asks for what is in no file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NowhereAnalyzer : ForbiddenNameAnalyzer
{
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxTreeAction(tree => tree.ReportDiagnostic(Diagnostic.Create(Rule, Location.None, "nowhere")));
    }
}

/// <summary>Reports at the end of the compilation, which editors never reach; <paramref name="tags"/> may say that it knows.</summary>
public abstract class AtTheEndAnalyzer(params string[] tags) : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _rule =
        new("SPEC003", "End", "The end", "Specimen", DiagnosticSeverity.Warning, isEnabledByDefault: true, customTags: tags);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(end => end.ReportDiagnostic(Diagnostic.Create(_rule, Location.None)));
    }
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AdmittedlyLateAnalyzer() : AtTheEndAnalyzer(WellKnownDiagnosticTags.CompilationEnd);

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretlyLateAnalyzer() : AtTheEndAnalyzer;
