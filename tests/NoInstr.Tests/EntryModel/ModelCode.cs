using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Tests.EntryModel;

/// <summary>The methods of the model with their graphs, read once and shared by the walks over all mutants.</summary>
internal sealed class ModelCode
{
    private readonly Dictionary<IMethodSymbol, ControlFlowGraph> _graphs = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<BasicBlock, IReadOnlyList<IInvocationOperation>> _calls = [];

    public ModelCode(CSharpCompilation model)
    {
        foreach (var tree in model.SyntaxTrees)
        {
            var semantics = model.GetSemanticModel(tree);
            foreach (var declaration in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            {
                if (ControlFlowGraph.Create(declaration, semantics) is { } graph)
                {
                    _graphs.Add(semantics.GetDeclaredSymbol(declaration)!, graph);
                    foreach (var block in graph.Blocks)
                    {
                        _calls.Add(block, [.. Calls(block)]);
                    }
                }
            }
        }
    }

    public IEnumerable<IMethodSymbol> Methods => _graphs.Keys;

    public ControlFlowGraph GraphOf(IMethodSymbol method) => _graphs[method];

    public IReadOnlyList<IInvocationOperation> CallsOf(BasicBlock block) => _calls[block];

    /// <summary>Who calls the method, from anywhere.</summary>
    public IEnumerable<IMethodSymbol> CallersOf(IMethodSymbol callee) =>
        _graphs.Where(method => method.Value.Blocks.SelectMany(CallsOf).Any(call => Same(call.TargetMethod.OriginalDefinition, callee))).Select(method => method.Key);

    private static bool Same(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    /// <summary>A marker is a statement of its own, so the order of calls within one does not matter.</summary>
    private static IEnumerable<IInvocationOperation> Calls(BasicBlock block) =>
        block.Operations.Append(block.BranchValue).OfType<IOperation>().SelectMany(operation => operation.DescendantsAndSelf()).OfType<IInvocationOperation>();
}
