using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Explain;

/// <summary>What a root declares: "entry point in any context, established: Nmi; Requires Rcu".</summary>
internal static class ContractText
{
    public static string Of(ISymbol root, ContractReader contracts)
    {
        if (root is not IMethodSymbol method)
        {
            return "";
        }

        var contract = contracts.States.Of(method);
        var parts = contract.Clauses
            .GroupBy(static clause => clause.Kind)
            .Select(static clauses => $"{clauses.Key} {List(clauses.Select(static clause => clause.State))}")
            .Concat(contract.Meanings.Select(static meaning => $"when {(meaning.Result ? "true" : "false")}, {meaning.State.Name} holds{(meaning.IsExact ? ", else not" : "")}"));
        return string.Join("; ", contract.EntryPoint is { } established ? parts.Prepend(EntryPoint(established, contract.IsAnyContext)) : parts);
    }

    private static string EntryPoint(IReadOnlyCollection<State> established, bool isAnyContext) =>
        "entry point" + (isAnyContext ? " in any context" : "") + (established.Count == 0 ? "" : ", established: " + List(established));

    private static string List(IEnumerable<State> states) => string.Join(", ", states.Select(static state => state.Name));
}
