using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// What the graph's flow captures hold. A capture of a property reference that is assigned through later is a place, not a value: its
/// accessors run where the capture is used. So is that of a variable: it is written there.
/// </summary>
internal sealed class Captures
{
    private static readonly IReadOnlyList<IOperation> Nothing = [];

    private readonly Dictionary<CaptureId, List<IOperation>> _values = [];
    private readonly ControlFlowGraph? _graph;
    private Writes? _writes;

    /// <summary>Operations as the source has them capture nothing.</summary>
    public static Captures None { get; } = new(null);

    public Captures(ControlFlowGraph? graph)
    {
        _graph = graph;
        foreach (var block in graph?.Blocks ?? [])
        {
            foreach (var operation in block.Operations)
            {
                if (operation is IFlowCaptureOperation capture)
                {
                    Add(capture);
                }
            }
        }
    }

    /// <summary>Most captures are values, which nobody asks it for: the graph is not walked for those.</summary>
    private Writes Written => _writes ??= new Writes(this, _graph);

    public IReadOnlyList<IOperation> ValuesOf(CaptureId id) => _values.TryGetValue(id, out var values) ? values : Nothing;

    /// <summary>The property or indexer that an assignment through this capture sets, if it holds one. One that returns a reference has been read by then.</summary>
    public IOperation? Place(CaptureId id) =>
        ValuesOf(id) is { Count: > 0 } values
        && values[0] is IPropertyReferenceOperation { Property: { ReturnsByRef: false, ReturnsByRefReadonly: false } } or IImplicitIndexerReferenceOperation
        && Written.Through.Contains(id) ? values[0] : null;

    /// <summary>The variables that an assignment through this capture may write: <c>held = a || b</c> captures <c>held</c> first.</summary>
    public IEnumerable<IOperation> Variables(CaptureId id) => ValuesOf(id)
        .Where(value => (value is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation) && Written.Through.Contains(id));

    private void Add(IFlowCaptureOperation capture)
    {
        if (!_values.TryGetValue(capture.Id, out var values))
        {
            _values.Add(capture.Id, values = []);
        }

        values.Add(capture.Value);
    }

    /// <summary>
    /// Whether the statement of a captured value goes on to write a variable that it was read from: then the variable no longer says what was
    /// captured, as in <c>Enter(held, held = true || b)</c>.
    /// </summary>
    public bool IsOverwritten(IOperation captured) => !captured.ConstantValue.HasValue && captured.DescendantsAndSelf()
        .Any(operation => SymbolOf(operation) is { } variable && Written.ByStatement.Contains((variable, StatementOf(captured))));

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    private static SyntaxNode? StatementOf(IOperation operation) => operation.Syntax.FirstAncestorOrSelf<StatementSyntax>();

    /// <summary>What a graph assigns to, and in which statements.</summary>
    private sealed class Writes
    {
        private readonly Captures _captures;

        public Writes(Captures captures, ControlFlowGraph? graph)
        {
            _captures = captures;
            var pending = new Stack<IOperation>();
            foreach (var block in graph?.Blocks ?? [])
            {
                foreach (var operation in block.Operations)
                {
                    AddAll(operation, pending);
                }

                if (block.BranchValue is { } value)
                {
                    AddAll(value, pending);
                }
            }
        }

        /// <summary>The captures that are assigned through.</summary>
        public HashSet<CaptureId> Through { get; } = [];

        public HashSet<(ISymbol Variable, SyntaxNode? Statement)> ByStatement { get; } = [];

        private void AddAll(IOperation root, Stack<IOperation> pending)
        {
            pending.Push(root);
            while (pending.Count > 0)
            {
                var operation = pending.Pop();
                Add(operation);
                foreach (var child in operation.ChildOperations)
                {
                    pending.Push(child);
                }
            }
        }

        private void Add(IOperation operation)
        {
            var target = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation increment => increment.Target,
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
                _ => null,
            };
            foreach (var place in Places(target))
            {
                if (place is IFlowCaptureReferenceOperation reference)
                {
                    Through.Add(reference.Id);
                    foreach (var variable in _captures.ValuesOf(reference.Id).Select(SymbolOf).OfType<ISymbol>())
                    {
                        ByStatement.Add((variable, StatementOf(operation)));
                    }
                }
                else if (SymbolOf(place) is { } variable)
                {
                    ByStatement.Add((variable, StatementOf(operation)));
                }
            }
        }

        /// <summary>A deconstruction assigns to each element of its target.</summary>
        private static IEnumerable<IOperation> Places(IOperation? target) => target switch
        {
            null => [],
            ITupleOperation tuple => tuple.Elements.SelectMany(Places),
            _ => [target],
        };
    }
}
