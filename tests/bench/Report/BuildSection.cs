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
        ["analyzer", "its own time", "analysis gets longer by", "allocates more by", "target"],
        subjects.Select(subject => new[]
        {
            subject.Name, Percent(costs.Own(subject)), Percent(costs.Added(subject)), Percent(costs.Allocated(subject)), string.Join("; ", TargetsOf(costs, subject)),
        }));

    public static string Text(BuildCosts costs) => $"""
        {GeneratedCode.Files} files with {GeneratedCode.MethodsPerFile} methods each, every one with branches, a loop, and calls of helpers in another file; analysed without
        concurrency. All figures are parts of the time (or bytes) that the compiler takes to make an assembly of the same code, diagnostics included,
        with no analyzer at all.

        - *Its own time* is what the compiler reports with `/reportanalyzer`: the time in the analyzer's callbacks. To bind the body that a callback
          is about is the driver's work and not in it. To bind another body, because a helper there is called, is in it for whoever asks first.
        - *Analysis gets longer by*: the whole run, less one with an analyzer that does nothing. Here is all that the analyzer makes the driver and the
          compiler do. A build with other analyzers, those of the SDK for example, binds every body anyway: there, most of this is not added again.
        - *Allocates more by*: the same difference, in bytes. It hardly depends on what else the machine does; small differences of times do.

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
            yield return AtMost(1.5, costs.OwnRatio(subject, BuildCosts.Look), " × the look for an attribute");
        }

        if (subject == BuildCosts.OursAt(Annotations.OnePercent))
        {
            yield return AtMost(1, costs.Own(subject) * 100, " %");
        }

        if (subject == BuildCosts.OursAt(Annotations.Everything))
        {
            yield return AtMost(1.5, costs.OwnRatio(subject, BuildCosts.Graph), " × the graph of every method");
        }

        if (subject == BuildCosts.OursAt(Annotations.ManyStates))
        {
            yield return AtMost(1.1, costs.OwnRatio(subject, BuildCosts.OursAt(Annotations.States)), " × two of 2");
        }

        var ours = BuildCosts.OursAt(Annotations.TwoPercent);
        if (subject.Name == OtherAnalyzers.Banned)
        {
            yield return AtLeast(2, costs.OwnRatio(subject, ours), " × NoInstr");
        }

        if (OtherAnalyzers.FollowCalls.Contains(subject.Name))
        {
            yield return AtLeast(1, costs.OwnRatio(subject, ours), " × NoInstr");
        }
    }

    private static string Percent(double part) => $"{Number(part * 100)} %";
}
