using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Contracts;

/// <summary>One entry state: a member of an enum. Canonical order, in which states are established, is that of declaration within one enum.</summary>
internal sealed class State : IEquatable<State>, IComparable<State>
{
    private readonly IFieldSymbol _member;
    private readonly string _enumName;

    public State(IFieldSymbol member)
    {
        _member = member;
        _enumName = member.ContainingType.ToDisplayString();
        Index = member.ContainingType.GetMembers().IndexOf(member);
        IsCounted = member.Has(ContractAttribute.Counted);
        IsRequiredByScopes = member.Has(ContractAttribute.ScopeRequires);
        IsForbiddenByScopes = member.Has(ContractAttribute.ScopeForbids);
    }

    public string Name => _member.Name;

    /// <summary>"EntryState.Rcu": as a contract has it.</summary>
    public string QualifiedName => $"{_member.ContainingType.Name}.{Name}";

    public INamedTypeSymbol Enum => _member.ContainingType;

    public int Index { get; }

    /// <summary>It nests: tracked as a count.</summary>
    public bool IsCounted { get; }

    public bool IsRequiredByScopes { get; }

    public bool IsForbiddenByScopes { get; }

    /// <summary>Whether the canonical order says that this state is established before the other.</summary>
    public bool IsBefore(State other) => _enumName == other._enumName && Index < other.Index;

    public bool Equals(State? other) => other is not null && Name == other.Name && _enumName == other._enumName;

    public override bool Equals(object? obj) => Equals(obj as State);

    public override int GetHashCode() => Name.GetHashCode() ^ _enumName.GetHashCode();

    /// <summary>Any total order that does not depend on what was met first.</summary>
    public int CompareTo(State? other)
    {
        var byEnum = string.CompareOrdinal(_enumName, other?._enumName);
        return byEnum != 0 ? byEnum : Index.CompareTo(other!.Index);
    }

    public override string ToString() => QualifiedName;
}
