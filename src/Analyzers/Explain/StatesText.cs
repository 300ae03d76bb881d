using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Explain;

/// <summary>"+Rcu -Tracing ?Nmi": on, off, on some paths. What is as it was when the root began, and not known, is left out.</summary>
internal static class StatesText
{
    public static string Of(StateMap states) => string.Join(" ", states.All
        .Select(static entry => (entry.State, Sign: SignOf(entry.Value)))
        .Where(static shown => shown.Sign is not null)
        .Select(static shown => shown.Sign + shown.State.Name));

    private static string? SignOf(StateValue value) =>
        value.IsOn ? "+"
        : value.IsOff ? "-"
        : value.May == StateCases.Unchanged ? null
        : "?";
}
