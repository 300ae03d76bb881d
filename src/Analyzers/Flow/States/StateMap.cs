using System.Collections.Immutable;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Flow;

/// <summary>The values of all states at a point. Only what differs from how the body begins is held: a state that nobody names costs nothing.</summary>
internal sealed class StateMap : IEquatable<StateMap>
{
    /// <summary>Of a body that nothing is declared of.</summary>
    public static readonly StateMap AtEntry = new(Values.Unknown, []);

    private readonly Values _start;
    private readonly ImmutableArray<(State State, StateValue Value)> _values;

    private StateMap(Values start, ImmutableArray<(State, StateValue)> values)
    {
        _start = start;
        _values = values;
    }

    public IEnumerable<(State State, StateValue Value)> All => _values;

    /// <summary>How the body begins, by its own contract.</summary>
    public static StateMap Of(StateContract contract)
    {
        var start = contract is { EntryPoint: not null, IsAnyContext: false } ? Values.Off : Values.Unknown;
        var map = start == Values.Unknown ? AtEntry : new StateMap(start, []);
        foreach (var state in contract.EntryPoint ?? [])
        {
            map = map.StartsWith(state, Values.On);
        }

        foreach (var clause in contract.Clauses)
        {
            map = clause.Kind switch
            {
                ContractAttribute.Requires or ContractAttribute.Revokes or ContractAttribute.Restores => map.StartsWith(clause.State, Values.On),
                ContractAttribute.Forbids => map.StartsWith(clause.State, Values.Off),
                ContractAttribute.Establishes when !clause.State.IsCounted => map.StartsWith(clause.State, Values.Off),
                _ => map,
            };
        }

        return map;
    }

    public StateValue this[State state]
    {
        get
        {
            foreach (var (known, value) in _values)
            {
                if (known.Equals(state))
                {
                    return value;
                }
            }

            return StateValue.AtEntry with { Start = _start, IsCounted = state.IsCounted };
        }
    }

    public StateMap With(State state, StateValue value)
    {
        var at = 0;
        while (at < _values.Length && _values[at].State.CompareTo(state) < 0)
        {
            at++;
        }

        return at < _values.Length && _values[at].State.Equals(state)
            ? _values[at].Value.Equals(value) ? this : new StateMap(_start, _values.SetItem(at, (state, value)))
            : new StateMap(_start, _values.Insert(at, (state, value)));
    }

    public StateMap Join(StateMap other) => Combine(other, static (left, right) => left.Join(right));

    public StateMap Widen(StateMap next) => Combine(next, static (before, after) => before.Widen(after));

    public bool Equals(StateMap? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _values.Concat(other._values).All(entry => this[entry.State].Equals(other[entry.State])));

    public override bool Equals(object? obj) => Equals(obj as StateMap);

    public override int GetHashCode() => (int)_start;

    /// <summary>What a caller sees of it at a return: values, without how they came about.</summary>
    public StateMap AsEffect() => _values.IsEmpty
        ? AtEntry
        : new StateMap(Values.Unknown, [.. _values.Select(static entry => (entry.State, new StateValue
        {
            Set = entry.Value.Set,
            Start = entry.Value.Start,
            Count = entry.Value.Count,
            IsCounted = entry.Value.IsCounted,
        }))]);

    /// <summary>Whatever has been changed may be anything.</summary>
    public StateMap AsUnknown() => new(Values.Unknown, [.. _values.Select(static entry => entry.Value.IsAsAtStart
        ? entry
        : (entry.State, entry.Value with { Set = Values.Entry | Values.Unknown, Count = new Depth(-Depth.Limit, Depth.Limit) }))]);

    /// <summary>", EntryState.Rcu On": for the debug dump.</summary>
    public override string ToString() => string.Concat(_values.Select(static entry => $", {entry.State} {(entry.Value.IsCounted ? entry.Value.Count : entry.Value.Set)}"));

    private StateMap StartsWith(State state, Values start) => With(state, this[state] with { Start = start });

    private StateMap Combine(StateMap other, Func<StateValue, StateValue, StateValue> combine)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        var combined = this;
        foreach (var (state, value) in _values.AddRange(other._values))
        {
            combined = combined.With(state, combine(this[state], other[state]));
        }

        return combined;
    }
}
