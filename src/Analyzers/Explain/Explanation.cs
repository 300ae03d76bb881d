using System.Collections.Immutable;

namespace NoInstr.Analyzers.Explain;

/// <summary>What the verdicts on an assembly are about and rest on: a tree for each root, and all that is believed instead of verified.</summary>
/// <param name="Others">Findings about declarations and about what enters slots: they are in no root.</param>
internal sealed record Explanation(string Assembly, ImmutableArray<RootTree> Roots, ImmutableArray<string> Others, ImmutableArray<Section> Trust)
{
    /// <summary>"3 roots, 1 finding".</summary>
    public string Counts => $"{Count(Roots.Length, "root")}, {Count(Roots.Sum(static root => root.Findings.Length) + Others.Length, "finding")}";

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}

/// <summary>A noinstr body that is verified on its own, the steps of it, and what was found.</summary>
internal sealed record RootTree(string Name, string Place, string Contract, ImmutableArray<TreeStep> Steps, ImmutableArray<string> Findings);

/// <summary>One event of a body, before which the region and the states are as said. What it expands is inside it.</summary>
/// <param name="States">"+Rcu -Tracing": what is known of entry states; empty for what is as it was when the root began.</param>
/// <param name="Rules">The rules that object to it.</param>
internal sealed record TreeStep(Openness Open, string Name, string Kind, string Place, string States, string Rules, ImmutableArray<TreeStep> Inside);

/// <summary>Whether a scope is open at a point.</summary>
internal enum Openness
{
    Region,
    Scope,
    OnSomePaths,
}

/// <summary>A kind of trust, or of what was not seen: never left out, so that an empty one says that there is none.</summary>
internal sealed record Section(string Title, string Meaning, ImmutableArray<string> Lines);
