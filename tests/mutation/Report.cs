using System.Text;
using NoInstr.Mutation.Mutants;
using NoInstr.Mutation.Verdicts;
using NoInstr.Tests;
using Spectre.Console;

namespace NoInstr.Mutation;

/// <summary>What the verdicts add up to: on the console, and as docs/mutation.md.</summary>
internal static class Report
{
    private const string Page = "docs/mutation.md";

    /// <summary>Why a mutant of a kind may be reported and yet do nothing bad when it runs.</summary>
    private static readonly Dictionary<MutantKind, string> WhyHarmless = new()
    {
        [MutantKind.DropMarker] = "A marker does nothing at run time: it says where instrumentation is safe, and without it a checker can no longer tell.",
        [MutantKind.MoveMarker] = "A marker does nothing at run time. What it no longer encloses may be instrumented where nothing says that this is safe.",
        [MutantKind.DropAnnotation] = "An annotation does nothing at run time here; in a kernel the function may now be traced, probed or sanitized.",
        [MutantKind.CallInstrumentable] = "At that point RCU watches already, or still, in every scenario; outside of a scope nothing says so.",
        [MutantKind.DropStateCall] = "Another call, or the interrupted context, happens to leave the CPU in the same state in every scenario.",
        [MutantKind.RepeatStateCall] = "The second call finds its work done and does nothing; its contract does not promise that.",
        [MutantKind.SwapNeighbours] = "The order shows only to somebody who looks in between, and no event of the explorer does.",
        [MutantKind.ForgetToken] = "The token says in every scenario what the default value says.",
        [MutantKind.EnableInterrupts] = "The flag is set again, or was set, before the explorer's events could tell.",
        [MutantKind.ReturnEarly] = "No scenario runs past that point, or what is left out has no effect on the CPU's state.",
        [MutantKind.WeakenCondition] = "No scenario comes by with the other value, or both branches leave the same state.",
    };

    public static int Show(IReadOnlyList<Verdict> verdicts)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns("mutant", "judged", "reported", "bad when run", "missed", "harmless, reported");
        foreach (var row in Rows(verdicts))
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        AnsiConsole.Write(table);
        var unknown = KnownMisses.Unknown(verdicts);
        foreach (var missed in unknown)
        {
            Console.WriteLine($"MISSED {missed.Mutant.Name}: {missed.Mistake}");
        }

        return unknown.Count > 0 ? 1 : 0;
    }

    public static int Explain(IReadOnlyList<Verdict> verdicts)
    {
        foreach (var verdict in verdicts)
        {
            var said = verdict.IsReported ? string.Join(", ", verdict.Rules) : "silent";
            Console.WriteLine($"{verdict.Mutant.Name}: {said}; {verdict.Mistake ?? "harmless"}{(verdict.IsProven ? "" : $" ({verdict.Mutant.Trust})")}");
        }

        return KnownMisses.Unknown(verdicts).Count > 0 ? 1 : 0;
    }

    /// <param name="isWhole">Whether all mutants were judged, so that it shows which of the known misses are none any more.</param>
    public static int Update(IReadOnlyList<Verdict> verdicts, int all, bool isWhole)
    {
        File.WriteAllText(Path.Combine(Repository.Root, Page), Write(verdicts, all, isWhole));
        var unused = isWhole ? KnownMisses.Unused(verdicts).ToList() : [];
        foreach (var known in unused)
        {
            Console.WriteLine($"UNUSED {known}: fewer mutants than the list says are missed for that reason; correct it.");
        }

        return Show(verdicts) == 0 && unused.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<string[]> Rows(IReadOnlyList<Verdict> verdicts)
    {
        var proven = verdicts.Where(verdict => verdict.IsProven).ToList();
        return
        [
            .. Enum.GetValues<MutantKind>().Select(kind => Row(kind.ToString(), [.. proven.Where(verdict => verdict.Mutant.Kind == kind)])),
            Row("all", proven),
            Row("in axioms", [.. verdicts.Where(verdict => verdict.Mutant.Trust == Trust.Axiom)]),
            Row("where excused", [.. verdicts.Where(verdict => verdict.Mutant.Trust == Trust.Excused)]),
        ];
    }

    private static string[] Row(string name, List<Verdict> verdicts) =>
    [
        name, $"{verdicts.Count}", $"{verdicts.Count(verdict => verdict.IsReported)}", $"{verdicts.Count(verdict => verdict.IsBad)}",
        $"{verdicts.Count(verdict => verdict is { IsBad: true, IsReported: false })}", $"{verdicts.Count(verdict => verdict is { IsReported: true, IsBad: false })}",
    ];

    private static string Write(IReadOnlyList<Verdict> verdicts, int all, bool isWhole)
    {
        var page = new StringBuilder("""
            # Mutants of the entry model

            Made by `dotnet run -c Release --project tests/mutation -- --update`; CI judges a fixed sample with `-- --sample`.

            Each mutant is the entry model with one edit. It is judged twice: by the analyzer, and by running every scenario with an interrupt, an NMI, a #DB or a #PF at
            every step where the hardware allows one. A mutant that goes wrong when it runs and is not reported is **missed**: there may be none. A marker does nothing at run time, so that one which can be dropped without a report is missed, too: those at the end of this page, by number, each for a reason.

            An axiom is the body of a `[Primitive]` function: its contract is what everything else is proven from, and the body is not asked to prove it. So is what only such bodies
            call, without a contract of its own. The machine (`samples/EntryModel/Machine/`) is not mutated: it is the instructions, the words of memory, each a load or a store and what that means for a state, and
            the claims, which do nothing: each says in which case a path is, and the analyzer checks that it holds there. Where a finding is suppressed with a reason, or one about what a call needs at all calls of a function, the kernel is outside of the rules and knows it. The mutants of
            these are counted by themselves, since nobody is asked to report them; none of them may be missed all the same. A mutant that never ends, panics where it should not or the other way round, takes a page fault for a message of the host, or stops with an exception of C#'s, is wrong in a way that is no matter of entry states: it is not counted as bad.


            """);
        page.AppendLine($"The model has {all} mutants, of which {verdicts.Count} that compile were judged: {(isWhole ? "all" : "every so-many-th, the same each time")}.").AppendLine();
        page.AppendLine("| mutant | judged | reported | bad when run | missed | reported, harmless when run |");
        page.AppendLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var row in Rows(verdicts))
        {
            page.AppendLine($"| {string.Join(" | ", row)} |");
        }

        page.AppendLine().AppendLine("## Reported, and harmless when run").AppendLine();
        foreach (var (kind, reason) in WhyHarmless)
        {
            var rules = verdicts.Where(verdict => verdict is { IsReported: true, IsBad: false, IsProven: true } && verdict.Mutant.Kind == kind).SelectMany(verdict => verdict.Rules).Distinct().Order().ToList();
            if (rules.Count > 0)
            {
                page.AppendLine($"- **{kind}** ({string.Join(", ", rules)}). {reason}");
            }
        }

        page.AppendLine().AppendLine("## Neither reported nor bad").AppendLine();
        page.AppendLine($"{verdicts.Count(verdict => verdict is { IsReported: false, IsBad: false, IsProven: true })} mutants change nothing that anybody promised: a call inside of a scope, a condition whose branches differ in work alone, a return behind the last step.");
        page.AppendLine().AppendLine("## Missed, and known").AppendLine();
        foreach (var known in KnownMisses.All)
        {
            page.AppendLine($"- `{known}`, {known.Count}: {known.Reason}");
        }

        var missed = KnownMisses.Unknown(verdicts);
        if (missed.Count > 0)
        {
            page.AppendLine().AppendLine("## Missed").AppendLine();
            foreach (var verdict in missed)
            {
                page.AppendLine($"- {verdict.Mutant.Name}: {verdict.Mistake}");
            }
        }

        return page.ToString().ReplaceLineEndings("\n");
    }
}
