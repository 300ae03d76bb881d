using System.Collections.Immutable;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Flow;

/// <summary>The values of all states at a point. Only what differs from how the body begins is held: a state that nobody names costs nothing.</summary>
internal sealed class StateMap : IEquatable<StateMap>
{
    /// <summary>Of a body that nothing is declared of.</summary>
    public static readonly StateMap AtEntry = new(StateCases.Unchanged, []);

    private readonly StateCases _start;
    private readonly ImmutableArray<(State State, StateValue Value)> _values;

    private StateMap(StateCases start, ImmutableArray<(State, StateValue)> values)
    {
        _start = start;
        _values = values;
    }

    public IEnumerable<(State State, StateValue Value)> All => _values;

    /// <summary>Nothing is known, and nothing has been changed.</summary>
    public bool IsAtEntry => _values.IsEmpty && _start == StateCases.Unchanged;

    /// <summary>How the body begins, by its own contract.</summary>
    public static StateMap Of(StateContract contract)
    {
        var start = contract is { EntryPoint: not null, IsAnyContext: false } ? StateCases.StillOff : StateCases.Unchanged;
        var map = start == StateCases.Unchanged ? AtEntry : new StateMap(start, []);
        foreach (var state in contract.EntryPoint ?? [])
        {
            map = map.StartsWith(state, StateCases.StillOn);
        }

        foreach (var clause in contract.Clauses)
        {
            map = clause.Kind switch
            {
                ContractAttribute.Requires or ContractAttribute.Revokes or ContractAttribute.Restores => map.StartsWith(clause.State, StateCases.StillOn),
                ContractAttribute.Forbids => map.StartsWith(clause.State, StateCases.StillOff),
                ContractAttribute.Establishes when !clause.State.IsCounted => map.StartsWith(clause.State, StateCases.StillOff),
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

            return StateValue.AtEntry with { Cases = _start, IsCounted = state.IsCounted };
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
        : new StateMap(StateCases.Unchanged, [.. _values.Select(static entry => (entry.State, new StateValue
        {
            Cases = entry.Value.Cases,
            Count = entry.Value.Count,
            IsCounted = entry.Value.IsCounted,
        }))]);

    /// <summary>Whatever has been changed may be anything.</summary>
    public StateMap AsUnknown() => new(StateCases.Unchanged, [.. _values.Select(static entry => entry.Value.IsAsAtStart
        ? entry
        : (entry.State, entry.Value with { Cases = entry.Value.IsCounted ? StateCases.Unchanged : StateCases.Unchanged | StateCases.NowOn | StateCases.NowOff, Count = new Depth(-Depth.Limit, Depth.Limit) }))]);

    /// <summary>", EntryState.Rcu On": for the debug dump.</summary>
    public override string ToString() => string.Concat(_values.Select(static entry => $", {entry.State} {(entry.Value.IsCounted ? entry.Value.Count : entry.Value.Cases)}"));

    private StateMap StartsWith(State state, StateCases start) => With(state, this[state] with { Cases = start });

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
