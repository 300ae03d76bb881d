using NoInstr.Bench.Build;
using NoInstr.Bench.Code;
using NoInstr.Bench.Subjects;
using static NoInstr.Bench.Report.Target;

namespace NoInstr.Bench.Report;

/// <summary>What it adds to a build, as the page shows it.</summary>
internal static class BuildSection
{
    /// <summary>Ours, beside analyzers that do one simple thing.</summary>
    public static string Table(BuildCosts costs) => TableOf(costs, new[] { BuildCosts.Look, BuildCosts.Walk, BuildCosts.Graph }.Concat(BuildCosts.Ours));

    private static string TableOf(BuildCosts costs, IEnumerable<Subject> subjects) => Report.Table.Of(
        ["analyzer", "analysis gets longer by", "its own time", "allocates more by", "target"],
        subjects.Select(subject => new[]
        {
            subject.Name, Percent(costs.Added(subject)), Percent(costs.Own(subject)), Percent(costs.Allocated(subject)), string.Join("; ", TargetsOf(costs, subject)),
        }));

    public static string Text(BuildCosts costs) => $"""
        {GeneratedCode.Files} files with {GeneratedCode.MethodsPerFile} methods each, every one with branches, a loop, and calls of helpers in another file; analysed without
        concurrency. All figures are parts of the time (or bytes) that the compiler takes to make an assembly of the same code, diagnostics included,
        with no analyzer at all.

        - *Analysis gets longer by*: the whole run, less one with an analyzer that does nothing. Here is all that the analyzer makes the driver and the
          compiler do: it is what a build feels. A build with other analyzers, those of the SDK for example, binds every body anyway: there, most of this
          is not added again. Below half a percent it is noise, and counts as that much.
        - *Its own time* is what the compiler reports with `/reportanalyzer`: the time in the analyzer's callbacks, and of every garbage collection that falls into
          one. To bind the body that a callback is about is the driver's work and not in it, where an analyzer asks for the body that way; NoInstr asks for the
          bodies that are annotated alone, and binds them itself, so that binding them is in its figure.
        - *Allocates more by*: as the first, in bytes. It hardly depends on what else the machine does; small differences of times do.

        {Table(costs)}

        ### Others

        Analyzers that others ship, each with all its rules as they are by default, over the code with 2 % of the methods noinstr. They look for other
        things, in all of the code; {string.Join(" and ", OtherAnalyzers.FollowCalls)} follow calls from body to body, as NoInstr does.

        {TableOf(costs, [BuildCosts.OursAt(Annotations.TwoPercent), .. BuildCosts.Others])}
        """;

    private static IEnumerable<Target> TargetsOf(BuildCosts costs, Subject subject)
    {
        if (subject == BuildCosts.OursAt(Annotations.Nothing))
        {
            yield return AtMost(1.5, costs.WholeRatio(subject, BuildCosts.Look), " × the look for an attribute, of the whole run");
            yield return AtMost(1.5, costs.OwnRatio(subject, BuildCosts.Look), " × the look's own time");
        }

        if (subject == BuildCosts.OursAt(Annotations.OnePercent))
        {
            yield return AtMost(1, costs.Added(subject) * 100, " % longer");
            yield return AtMost(1, costs.Own(subject) * 100, " % of own time");
        }

        if (subject == BuildCosts.OursAt(Annotations.Everything))
        {
            yield return AtMost(1.5, costs.AddedRatio(subject, BuildCosts.Graph), " × what the graph of every method makes longer");
            yield return AtMost(1.5, costs.OwnRatio(subject, BuildCosts.Graph), " × the graphs' own time");
        }

        if (subject == BuildCosts.OursAt(Annotations.ManyStates))
        {
            yield return AtMost(1.1, costs.OwnRatio(subject, BuildCosts.OursAt(Annotations.States)), " × two of 2");
        }

        var ours = BuildCosts.OursAt(Annotations.TwoPercent);
        if (subject.Name == OtherAnalyzers.Banned)
        {
            yield return AtLeast(2, costs.AddedRatio(subject, ours), " × what NoInstr makes longer");
            yield return AtLeast(2, costs.OwnRatio(subject, ours), " × NoInstr's own time");
        }

        if (OtherAnalyzers.FollowCalls.Contains(subject.Name))
        {
            yield return AtLeast(1, costs.OwnRatio(subject, ours), " × NoInstr's own time");
        }
    }

    private static string Percent(double part) => $"{Number(part * 100)} %";
}
