using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Explain;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Analyzers;

/// <summary>
/// The only entry: gate, contexts, actions. Reading starts here and goes on in NOTES.md. Everything is reported from symbol, semantic-model,
/// operation and additional-file actions of the file it is in, never at the end of the compilation,
/// so that the editor shows what the build shows. At the end only an explanation is written, where the project asks for one.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NoInstrAnalyzer : DiagnosticAnalyzer
{
    private readonly Action<Verifier>? _started;

    public NoInstrAnalyzer()
    {
    }

    /// <summary>For tests that count what a verdict cost: they are shown the verifier of each compilation.</summary>
    internal NoInstrAnalyzer(Action<Verifier> started) => _started = started;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Catalogue.All;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(Start);
    }

    /// <summary>A compilation that does not know the attribute has no contract to break: no action is registered.</summary>
    private void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypesByMetadataName(ContractAttributes.GateTypeName).IsEmpty)
        {
            return;
        }

        var options = EngineOptions.Read(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
        var facts = SourceFacts.Of(context.Compilation, context.CancellationToken);
        var explainPath = ExplainFile.PathOf(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
        var verifier = new Verifier(context.Compilation, TrustedCallees.Of(context.Options.AdditionalFiles, options), options, [.. facts.Values])
        {
            Verified = explainPath is null ? null : new ConcurrentQueue<VerifiedRoot>(),
        };
        var reported = explainPath is null ? null : new ConcurrentQueue<Diagnostic>();
        _started?.Invoke(verifier);
        var rules = new MemberRules(context.Compilation, verifier, namesScope: facts.Values.Any(static inTree => inTree.NamesScope));

        // Symbol actions alone, one a kind: actions on operations, or on the syntax of bodies, double what the driver allocates for a body
        // that nobody annotated. An annotated body is bound by the same model that the driver shares with all analyzers.
        context.RegisterSymbolAction(symbol => rules.CheckMethod((IMethodSymbol)symbol.Symbol, Reporting(symbol.ReportDiagnostic), symbol.CancellationToken), SymbolKind.Method);
        context.RegisterSymbolAction(
            symbol => rules.CheckMember(symbol.Symbol, Reporting(symbol.ReportDiagnostic), symbol.CancellationToken), SymbolKind.Field, SymbolKind.Property, SymbolKind.Event);
        context.RegisterSymbolAction(
            symbol => rules.CheckType((INamedTypeSymbol)symbol.Symbol, Reporting(symbol.ReportDiagnostic), symbol.CancellationToken), SymbolKind.NamedType);
        context.RegisterSemanticModelAction(file => rules.CheckFile(file.SemanticModel, facts[file.SemanticModel.SyntaxTree], Reporting(file.ReportDiagnostic), file.CancellationToken));
        if (SlotSources.MayExist(context.Compilation, facts.Values))
        {
            var slots = new SlotRules(verifier);
            context.RegisterOperationAction(
                operation => slots.Check(operation.Operation, operation.ContainingSymbol, Reporting(operation.ReportDiagnostic), operation.CancellationToken), SlotEntries.Kinds);
        }

        if (DelegateUses.MayExist(context.Compilation, facts.Values, context.CancellationToken))
        {
            context.RegisterOperationAction(
                operation => HelperRules.CheckUse((IMethodReferenceOperation)operation.Operation, verifier.Contracts, Reporting(operation.ReportDiagnostic)), OperationKind.MethodReference);
        }

        RegisterConfiguration(context);
        if (explainPath is not null)
        {
            context.RegisterCompilationEndAction(end => ExplainFile.Write(explainPath, end.Compilation, verifier, reported!, end.Options.AdditionalFiles, end.CancellationToken));
        }

        // Nobody but an explanation asks what was reported elsewhere.
        Action<Diagnostic> Reporting(Action<Diagnostic> report) => reported is null ? report : found =>
        {
            reported.Enqueue(found);
            report(found);
        };
    }

    /// <summary>What the project says about the engine: its trusted lists, and the options in its configuration files.</summary>
    private static void RegisterConfiguration(CompilationStartAnalysisContext context)
    {
        var safeLists = new SafeListRules(context.Compilation);
        var options = new OptionRules(context.Compilation, context.Options);
        context.RegisterAdditionalFileAction(file =>
        {
            safeLists.Check(file.AdditionalFile, file.ReportDiagnostic);
            OptionRules.CheckFile(file.AdditionalFile, file.ReportDiagnostic);
        });
        context.RegisterSyntaxTreeAction(tree => options.CheckTree(tree.Tree, tree.ReportDiagnostic));
    }
}
