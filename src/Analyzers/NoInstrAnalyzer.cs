using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Analyzers;

/// <summary>
/// The only entry: gate, contexts, actions. Reading starts here and goes on in NOTES.md. Everything is reported from symbol, operation-block,
/// syntax and additional-file actions of the file it is in, never at the end of the compilation, so that the editor shows what the build shows.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NoInstrAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Catalogue.All;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(Start);
    }

    /// <summary>A compilation that does not know the attribute has no contract to break: no action is registered.</summary>
    private static void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypesByMetadataName(ContractAttributes.GateTypeName).IsEmpty)
        {
            return;
        }

        var options = EngineOptions.Read(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
        var verifier = new Verifier(context.Compilation, TrustedCallees.Of(context.Options.AdditionalFiles, options), options);
        var annotations = new AnnotationRules(verifier.Contracts);
        var inheritance = new InheritanceRules(context.Compilation, verifier);

        // Gated by symbol: an operation-block action for every body would double what the driver allocates.
        context.RegisterSymbolStartAction(member => StartMethod(member, verifier), SymbolKind.Method);
        context.RegisterSymbolStartAction(member => StartInitializer(member, verifier), SymbolKind.Field);
        context.RegisterSymbolStartAction(member => StartInitializer(member, verifier), SymbolKind.Property);
        context.RegisterSymbolStartAction(member => StartInitializer(member, verifier), SymbolKind.Event);
        context.RegisterSyntaxNodeAction(
            node => AnalyzeNested(node, verifier, annotations), SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression);
        context.RegisterSymbolAction(
            symbol => annotations.Check(symbol.Symbol, symbol.ReportDiagnostic),
            SymbolKind.Method, SymbolKind.NamedType, SymbolKind.Field, SymbolKind.Property, SymbolKind.Event, SymbolKind.Parameter);
        context.RegisterSymbolAction(
            symbol => UncheckedRules.CheckNeed(symbol.Symbol, verifier, symbol.ReportDiagnostic, symbol.CancellationToken), SymbolKind.Method, SymbolKind.Property, SymbolKind.Event);
        context.RegisterSymbolAction(
            symbol => inheritance.CheckMember(symbol.Symbol, symbol.ReportDiagnostic), SymbolKind.Method, SymbolKind.Property, SymbolKind.Event);
        context.RegisterSymbolAction(
            symbol => inheritance.CheckType((INamedTypeSymbol)symbol.Symbol, symbol.ReportDiagnostic), SymbolKind.NamedType);
        context.RegisterSymbolAction(
            symbol => verifier.VerifyUnwritten((INamedTypeSymbol)symbol.Symbol, symbol.ReportDiagnostic, symbol.CancellationToken), SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(
            node => annotations.CheckUnit((CompilationUnitSyntax)node.Node, node.Compilation, node.ReportDiagnostic), SyntaxKind.CompilationUnit);
        var idleScopes = new InstrumentableScopeRules(context.Compilation, verifier);
        context.RegisterSyntaxNodeAction(idleScopes.Check, SyntaxKind.InvocationExpression);
        if (SlotSources.MayExist(context.Compilation, context.CancellationToken))
        {
            var slots = new SlotRules(verifier);
            context.RegisterOperationAction(
                operation => slots.Check(operation.Operation, operation.ContainingSymbol, operation.ReportDiagnostic, operation.CancellationToken), SlotEntries.Kinds);
        }

        if (DelegateUses.MayExist(context.Compilation, context.CancellationToken))
        {
            context.RegisterOperationAction(
                operation => HelperRules.CheckUse((IMethodReferenceOperation)operation.Operation, verifier.Contracts, operation.ReportDiagnostic), OperationKind.MethodReference);
        }

        RegisterConfiguration(context);
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

    private static void StartMethod(SymbolStartAnalysisContext context, Verifier verifier)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.PartialImplementationPart is not null)
        {
            return; // the implementing part has the body
        }

        switch (verifier.Contracts.Of(method))
        {
            case { Region: Region.NoInstr, Unchecked: false }:
                context.RegisterOperationBlockAction(body => verifier.VerifyRoot(method, body.ReportDiagnostic, body.CancellationToken));
                break;
            case { Region: Region.AlwaysInline }:
                context.RegisterOperationBlockAction(body => verifier.VerifyHelper(method, body.ReportDiagnostic, body.CancellationToken));
                break;
        }
    }

    private static void StartInitializer(SymbolStartAnalysisContext context, Verifier verifier)
    {
        var member = context.Symbol;
        if (member is IFieldSymbol { IsConst: true } || verifier.Contracts.RootOfInitializer(member) is not { } root)
        {
            return;
        }

        context.RegisterOperationBlockAction(body =>
        {
            foreach (var block in body.OperationBlocks)
            {
                verifier.VerifyInitializer(root, member, block, body.ReportDiagnostic, body.CancellationToken);
            }
        });
    }

    /// <summary>An annotated local function or lambda is a body of its own, wherever it stands.</summary>
    private static void AnalyzeNested(SyntaxNodeAnalysisContext context, Verifier verifier, AnnotationRules annotations)
    {
        if (!HasAttributes(context.Node))
        {
            return;
        }

        var symbol = context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
            ?? context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;
        if (symbol is not IMethodSymbol function)
        {
            return;
        }

        annotations.CheckFunction(function, context.ReportDiagnostic);
        switch (verifier.Contracts.Of(function))
        {
            case { Region: Region.NoInstr, Unchecked: true }:
                UncheckedRules.CheckNeed(function, verifier, context.ReportDiagnostic, context.CancellationToken);
                break;
            case { Region: Region.NoInstr, Unchecked: false }:
                verifier.VerifyRoot(function, context.ReportDiagnostic, context.CancellationToken);
                break;
            case { Region: Region.AlwaysInline }:
                verifier.VerifyHelper(function, context.ReportDiagnostic, context.CancellationToken);
                break;
        }
    }

    private static bool HasAttributes(SyntaxNode function) => function switch
    {
        LocalFunctionStatementSyntax local => local.AttributeLists.Count > 0 || local.ParameterList.Parameters.Any(parameter => parameter.AttributeLists.Count > 0),
        ParenthesizedLambdaExpressionSyntax lambda => lambda.AttributeLists.Count > 0 || lambda.ParameterList.Parameters.Any(parameter => parameter.AttributeLists.Count > 0),
        _ => false,
    };
}
