using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Oracle.Engine;
using NoInstr.Oracle.Il;

namespace NoInstr.Oracle.Comparison;

/// <summary>A call of the IL that no event names: what an excuse may look at.</summary>
internal sealed class LoweringSite(Compilation compilation, SourceCall call, IReadOnlyList<EngineEvent> events)
{
    private IReadOnlyList<IOperation>? _operations;

    public string Callee => call.Call.Callee;

    public IReadOnlyList<EngineEvent> Events => events;

    /// <summary>The operations of the function that the call is in, implicit ones included.</summary>
    public IReadOnlyList<IOperation> Operations => _operations ??= [.. FindOperations()];

    public bool Has<TOperation>(Func<TOperation, bool>? where = null) where TOperation : IOperation =>
        Operations.OfType<TOperation>().Any(where ?? (_ => true));

    private IEnumerable<IOperation> FindOperations()
    {
        var syntax = call.Function.Syntax;
        var model = compilation.GetSemanticModel(syntax.SyntaxTree);
        return syntax.DescendantNodesAndSelf().Select(node => model.GetOperation(node)).OfType<IOperation>().Where(operation => operation.Parent is null || operation.Syntax == syntax)
            .SelectMany(operation => operation.DescendantsAndSelf());
    }
}
