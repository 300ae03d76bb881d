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
    private readonly HashSet<CaptureId> _assigned = [];
    private readonly HashSet<(ISymbol Variable, SyntaxNode? Statement)> _writes = [];

    /// <summary>Operations as the source has them capture nothing.</summary>
    public static Captures None { get; } = new(null);

    public Captures(ControlFlowGraph? graph)
    {
        foreach (var block in graph?.Blocks ?? [])
        {
            foreach (var operation in block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            {
                if (operation is IFlowCaptureOperation capture)
                {
                    Add(capture);
                }

                AddWrites(operation);
            }
        }
    }

    public IReadOnlyList<IOperation> ValuesOf(CaptureId id) => _values.TryGetValue(id, out var values) ? values : Nothing;

    /// <summary>The property or indexer that an assignment through this capture sets, if it holds one. One that returns a reference has been read by then.</summary>
    public IOperation? Place(CaptureId id) =>
        _assigned.Contains(id) && ValuesOf(id) is { Count: > 0 } values && values[0] is IPropertyReferenceOperation { Property: { ReturnsByRef: false, ReturnsByRefReadonly: false } } or IImplicitIndexerReferenceOperation ? ValuesOf(id)[0] : null;

    /// <summary>The variables that an assignment through this capture may write: <c>held = a || b</c> captures <c>held</c> first.</summary>
    public IEnumerable<IOperation> Variables(CaptureId id) => _assigned.Contains(id)
        ? ValuesOf(id).Where(static value => value is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation)
        : Nothing;

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
    public bool IsOverwritten(IOperation captured) => _writes.Count > 0 && captured.DescendantsAndSelf()
        .Any(operation => SymbolOf(operation) is { } variable && _writes.Contains((variable, StatementOf(captured))));

    private void AddWrites(IOperation statement)
    {
        foreach (var operation in statement.DescendantsAndSelf())
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
                    _assigned.Add(reference.Id);
                    foreach (var variable in ValuesOf(reference.Id).Select(SymbolOf).OfType<ISymbol>())
                    {
                        _writes.Add((variable, StatementOf(operation)));
                    }
                }
                else if (SymbolOf(place) is { } variable)
                {
                    _writes.Add((variable, StatementOf(operation)));
                }
            }
        }
    }

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    private static SyntaxNode? StatementOf(IOperation operation) => operation.Syntax.FirstAncestorOrSelf<StatementSyntax>();

    /// <summary>A deconstruction assigns to each element of its target.</summary>
    private static IEnumerable<IOperation> Places(IOperation? target) => target switch
    {
        null => [],
        ITupleOperation tuple => tuple.Elements.SelectMany(Places),
        _ => [target],
    };
}
