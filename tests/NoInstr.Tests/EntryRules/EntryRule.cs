using System.Collections.Immutable;

namespace NoInstr.Tests.EntryRules;

/// <summary>One rule of the kernel's entry code (Documentation/core-api/entry.rst and the headers that it describes), and what proves it.</summary>
/// <param name="Number">In the order of that document.</param>
/// <param name="Text">What it demands or allows.</param>
/// <param name="Contract">How a C# project says it. Without one, it is a permission.</param>
/// <param name="Ids">The diagnostics that a breach gives.</param>
/// <param name="Clean">Members of a class that follow the rule.</param>
/// <param name="Broken">Members that break it, with the findings marked.</param>
internal sealed record EntryRule(int Number, string Text, string Contract, ImmutableArray<string> Ids, string Clean, string? Broken)
{
    private const string Nothing = "–";

    /// <summary>What objtool sees of a breach in the compiled kernel; a dash for nothing.</summary>
    public string Objtool { get; init; } = Nothing;

    /// <summary>What lockdep says when the breach runs, where it is built in; a dash for nothing.</summary>
    public string Lockdep { get; init; } = Nothing;

    /// <summary>What RCU and context tracking say when it runs.</summary>
    public string Rcu { get; init; } = Nothing;

    public bool IsPermission => Broken is null;

    public bool IsSeenByObjtool => Objtool != Nothing;

    public bool IsSeenAtRunTime => Lockdep != Nothing || Rcu != Nothing;

    /// <summary>As a test names it.</summary>
    public override string ToString() => $"{Number}: {Text}";
}
