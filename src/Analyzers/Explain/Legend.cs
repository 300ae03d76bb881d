using System.Collections.Immutable;

namespace NoInstr.Analyzers.Explain;

/// <summary>How to read a tree.</summary>
internal static class Legend
{
    public static readonly ImmutableArray<string> Lines =
    [
        "Each root is a noinstr body. Below it is what it does, in order; what counts as part of it is indented.",
        "  │ region: no scope is open      ░ scope: instrumentation may run      ┆ a scope is open on some paths",
        "  +State is on before the step, -State is off, ?State is on along some paths. A state that is not named is as it was when the root began.",
        "  ! a rule objects",
    ];

    public static char SignOf(Openness open) => open switch
    {
        Openness.Region => '│',
        Openness.Scope => '░',
        _ => '┆',
    };
}
