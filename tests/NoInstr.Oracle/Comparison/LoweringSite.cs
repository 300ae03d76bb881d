using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Oracle.Engine;
using NoInstr.Oracle.Il;
using NoInstr.Oracle.Source;

namespace NoInstr.Oracle.Comparison;

/// <summary>
/// A call of the IL that no event names, and what an excuse may look at: the statement whose sequence point the call has, or the
/// whole function where it has none of its own.
/// </summary>
internal sealed class LoweringSite(Compilation compilation, SourceCall call, IReadOnlyList<EngineEvent> events)
{
    private readonly Lazy<IReadOnlyList<IOperation>> _inFunction = new(() => [.. FunctionOperations.Of(compilation, call.Function)]);
    private readonly Lazy<SyntaxNode> _function = new(() => call.Function.Syntax);

    public string Callee => call.Call.Callee;

    public SyntaxNode Function => _function.Value;

    public bool IsAsync => FunctionOperations.IsAsync(Function);

    public bool IsIterator => Function.DescendantNodesAndSelf(node => node == Function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .Any(node => node is YieldStatementSyntax);

    public bool Has<TOperation>(Func<TOperation, bool>? where = null) where TOperation : IOperation =>
        Operations.OfType<TOperation>().Any(where ?? (_ => true));

    /// <summary>The type of a value, or of the collection, receiver or operand that it was made from.</summary>
    public bool HasType(Func<ITypeSymbol, bool> where) => Operations.Any(operation => operation.Type is { } type && where(type));

    public bool HasSyntax<TSyntax>() where TSyntax : SyntaxNode => Operations.Any(operation => operation.Syntax is TSyntax);

    /// <summary>An event of the function says that something is allocated here.</summary>
    public bool Allocates(params Allocated[] kinds) => events.Any(happened => kinds.Contains(happened.Allocated) && IsHere(happened.Syntax));

    /// <summary>As <see cref="Allocates"/>, wherever in the function: a closure is made where its block begins.</summary>
    public bool AllocatesSomewhere(params Allocated[] kinds) => events.Any(happened => kinds.Contains(happened.Allocated));

    public bool Throws => events.Any(happened => happened.Kind == EventKind.Throw && IsHere(happened.Syntax));

    public bool Calls(string key) => events.Any(happened => happened.Keys.Contains(key) && IsHere(happened.Syntax));

    /// <summary>Whether the source names the callee: then it is no lowering. Nobody wrote the members of anonymous types.</summary>
    public bool IsNamedInSource => !Callee.StartsWith("anonymous type.", StringComparison.Ordinal) && Operations.Any(operation => !operation.IsImplicit && FunctionOperations.CalleesOf(operation).Any(callee => SymbolKeys.Of(callee).Contains(Callee)));

    private IEnumerable<IOperation> Operations => call is { IsExact: true, At: { } at }
        ? _inFunction.Value.Where(operation => SourceFunction.StatementAt(operation.Syntax).Span == SourceFunction.StatementAt(at).Span)
        : _inFunction.Value;

    private bool IsHere(SyntaxNode syntax) =>
        call is not { IsExact: true, At: { } at } || SourceFunction.StatementAt(syntax).Span.Contains(at.Span) || SourceFunction.StatementAt(at).Span.Contains(syntax.Span);
}
