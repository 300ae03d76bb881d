using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Bench.Subjects;

/// <summary>Analyzers that do one thing and report nothing: what the same work costs without us.</summary>
public abstract class SimpleAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Nothing = new("BENCH000", "Nothing", "Nothing", "Bench", DiagnosticSeverity.Warning, true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Nothing];

    /// <summary>Keeps what was computed from being optimised away.</summary>
    public static long Seen { get; protected set; }

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.EnableConcurrentExecution();
        Register(context);
    }

    protected abstract void Register(AnalysisContext context);
}

/// <summary>Is called and does nothing: what the driver and the compiler cost as soon as there is any analyzer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Idle : SimpleAnalyzer
{
    protected override void Register(AnalysisContext context) => context.RegisterSymbolAction(static _ => { }, SymbolKind.Method);
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AttributeLook : SimpleAnalyzer
{
    /// <summary>As every analyzer does that is about an attribute: whoever does not know it is left alone.</summary>
    protected override void Register(AnalysisContext context) => context.RegisterCompilationStartAction(static start =>
    {
        if (start.Compilation.GetTypeByMetadataName("NoInstr.NoInstrAttribute") is { } wanted)
        {
            start.RegisterSymbolAction(
                symbol => Seen += symbol.Symbol.GetAttributes().Any(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, wanted)) ? 1 : 0, SymbolKind.Method);
        }
    });
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OperationWalk : SimpleAnalyzer
{
    protected override void Register(AnalysisContext context) => context.RegisterOperationBlockAction(body =>
    {
        foreach (var block in body.OperationBlocks)
        {
            Seen += block.DescendantsAndSelf().Count(operation => operation is IInvocationOperation);
        }
    });
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GraphOfEveryMethod : SimpleAnalyzer
{
    protected override void Register(AnalysisContext context) => context.RegisterOperationBlockAction(body =>
    {
        foreach (var block in body.OperationBlocks.OfType<IBlockOperation>())
        {
            Seen += body.GetControlFlowGraph(block).Blocks.Length;
        }
    });
}
