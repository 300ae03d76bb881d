using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// What the graph's flow captures hold. A capture of a property reference that is assigned through later is a place, not a value: its
/// accessors run where the capture is used.
/// </summary>
internal sealed class Captures
{
    private static readonly IReadOnlyList<IOperation> Nothing = [];

    private readonly Dictionary<CaptureId, List<IOperation>> _values = [];
    private readonly HashSet<CaptureId> _assigned = [];

    public Captures(ControlFlowGraph graph)
    {
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                if (operation is IFlowCaptureOperation capture)
                {
                    Add(capture);
                }

                // Only statements assign through a capture, save for nested assignments, which are expressions inside a statement.
                foreach (var assigned in AssignedThrough(operation))
                {
                    _assigned.Add(assigned);
                }
            }
        }
    }

    public IReadOnlyList<IOperation> ValuesOf(CaptureId id) => _values.TryGetValue(id, out var values) ? values : Nothing;

    /// <summary>The property or indexer that an assignment through this capture sets, if it holds one. One that returns a reference has been read by then.</summary>
    public IOperation? Place(CaptureId id) =>
        _assigned.Contains(id) && ValuesOf(id) is { Count: > 0 } values && values[0] is IPropertyReferenceOperation { Property: { ReturnsByRef: false, ReturnsByRefReadonly: false } } or IImplicitIndexerReferenceOperation ? ValuesOf(id)[0] : null;

    private void Add(IFlowCaptureOperation capture)
    {
        if (!_values.TryGetValue(capture.Id, out var values))
        {
            _values.Add(capture.Id, values = []);
        }

        values.Add(capture.Value);
    }

    private static IEnumerable<CaptureId> AssignedThrough(IOperation statement)
    {
        foreach (var operation in statement.DescendantsAndSelf())
        {
            var target = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation increment => increment.Target,
                _ => null,
            };
            foreach (var place in Places(target))
            {
                yield return place;
            }
        }
    }

    /// <summary>A deconstruction assigns to each element of its target.</summary>
    private static IEnumerable<CaptureId> Places(IOperation? target) => target switch
    {
        IFlowCaptureReferenceOperation reference => [reference.Id],
        ITupleOperation tuple => tuple.Elements.SelectMany(Places),
        _ => [],
    };
}
