using System.Collections.Immutable;

namespace NoInstr.Analyzers.Contracts;

/// <summary>One state in the list of one kind of attribute.</summary>
internal readonly record struct StateClause(ContractAttribute Kind, State State);

/// <summary>What a result tells of a state: when the member returns <c>Result</c> it holds; <c>IsExact</c>: else it does not.</summary>
internal readonly record struct StateMeaning(bool Result, State State, bool IsExact);

/// <summary>What a method, a delegate type or a slot declares about entry states.</summary>
internal sealed class StateContract
{
    public static readonly StateContract None = new();

    /// <summary>In the order in which they are looked at where the member is called: Requires first, Asserts last; lists from left to right.</summary>
    public ImmutableArray<StateClause> Clauses { get; init; } = [];

    public ImmutableArray<StateMeaning> Meanings { get; init; } = [];

    /// <summary>The lists that have an order, each as states are established: those of Revokes and Restores are turned around.</summary>
    public ImmutableArray<ImmutableArray<State>> Orders { get; init; } = [];

    /// <summary>[EntryPoint]: what is established when hardware or assembly enters; null for everything else.</summary>
    public ImmutableArray<State>? EntryPoint { get; init; }

    /// <summary>It may interrupt anything: what is not listed is unknown.</summary>
    public bool IsAnyContext { get; init; }

    public bool IsEmpty => Clauses.IsEmpty && Meanings.IsEmpty && EntryPoint is null;

    /// <summary>Whether the body has to prove something.</summary>
    public bool IsProven => !Clauses.IsEmpty || EntryPoint is not null;

    public bool Names(State state, ContractAttribute kind)
    {
        foreach (var clause in Clauses)
        {
            if (clause.Kind == kind && clause.State.Equals(state))
            {
                return true;
            }
        }

        return false;
    }

    public bool IsSame(StateContract other) => Clauses.Length == other.Clauses.Length && Clauses.All(other.Clauses.Contains);

    /// <summary>Every state that it names anywhere.</summary>
    public IEnumerable<State> States => Clauses.Select(static clause => clause.State)
        .Concat(Meanings.Select(static meaning => meaning.State))
        .Concat(EntryPoint ?? []);

    /// <summary>A call through a slot is bound by the contract of its type, too.</summary>
    public static StateContract Union(IEnumerable<StateContract> contracts)
    {
        var all = contracts.Where(static contract => !contract.IsEmpty).ToList();
        return all.Count switch
        {
            0 => None,
            1 => all[0],
            _ => new StateContract
            {
                Clauses = [.. all.SelectMany(static contract => contract.Clauses).Distinct().OrderBy(static clause => clause.Kind)],
                Meanings = [.. all.SelectMany(static contract => contract.Meanings).Distinct()],
                Orders = [.. all.SelectMany(static contract => contract.Orders)],
            },
        };
    }
}
