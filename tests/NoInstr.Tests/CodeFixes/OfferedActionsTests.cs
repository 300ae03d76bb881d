using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.CodeFixes;

namespace NoInstr.Tests.CodeFixes;

/// <summary>What the light bulb shows for a finding, in its order: a client that does not ask takes the first.</summary>
public class OfferedActionsTests
{
    [Fact]
    public Task CalleeInSource_IsTrustedLast() => OffersAsync<RegionFix>(
        "[NoInstr] void DoSyscall() => ExitWork(); void ExitWork() => Count(); void Count() { }",
        "Wrap in InstrumentationScope.Begin/End",
        "Wrap in a 'using' scope",
        "Mark 'ExitWork' [NoInstr]",
        "Mark 'ExitWork' and everything it calls [NoInstr] (2 declarations)",
        "Trust 'Entry.ExitWork' in NoInstr.Safe.txt");

    [Fact]
    public Task CleanCallee_CanBeEither() => OffersAsync<RegionFix>(
        "[NoInstr] void DoSyscall() => Count(); void Count() { }",
        "Wrap in InstrumentationScope.Begin/End",
        "Wrap in a 'using' scope",
        "Mark 'Count' [NoInstr]",
        "Mark 'Count' [AlwaysInline]",
        "Trust 'Entry.Count' in NoInstr.Safe.txt");

    [Fact]
    public Task CalleeInMetadata_CanOnlyBeTrusted() => OffersAsync<RegionFix>(
        "[NoInstr] void DoSyscall() => System.Threading.Thread.Yield();",
        "Wrap in InstrumentationScope.Begin/End",
        "Wrap in a 'using' scope",
        "Trust 'Thread.Yield' in NoInstr.Safe.txt");

    [Fact]
    public Task ConstructWithSeveralCalls_IsTrustedAsAWhole() => OffersAsync<RegionFix>(
        "[NoInstr] void DoSyscall(object gate) { lock (gate) { } }",
        "Wrap in InstrumentationScope.Begin/End",
        "Wrap in a 'using' scope",
        "Trust 'Monitor.Enter' and 1 other in NoInstr.Safe.txt");

    [Fact]
    public Task Contradiction_CanBeSettledEitherWay() => OffersAsync<AnnotationFix>(
        "[NoInstr, AlwaysInline] void DoSyscall() { }",
        "Remove [AlwaysInline] from 'DoSyscall'",
        "Remove [NoInstr] from 'DoSyscall'");

    [Fact]
    public Task ContradictingFlag_IsReplacedOrRemoved() => OffersAsync<AnnotationFix>(
        "[NoInstr, System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)] void DoSyscall() { }",
        "Set MethodImplOptions.NoInlining on 'DoSyscall'",
        "Remove MethodImplOptions.AggressiveInlining from 'DoSyscall'");

    [Fact]
    public Task EntryPoint_IsMarkedOrNone() => OffersAsync<AnnotationFix>(
        "[EntryPoint] void DoNmi() { }",
        "Mark 'DoNmi' [NoInstr]",
        "Remove [EntryPoint] from 'DoNmi'");

    [Fact]
    public Task UnjustifiedTrust_IsDoneWithoutOrJustified() => OffersAsync<AnnotationFix>(
        "[NoInstr(Unchecked = true)] void Switch() { }",
        "Remove Unchecked from 'Switch'",
        "Add a Justification to fill in to 'Switch'");

    private static async Task OffersAsync<TFix>(string members, params string[] titles)
        where TFix : CodeFixProvider, new()
    {
        using var editor = new LightBulb($"using NoInstr;\n\nclass Entry\n{{\n    {members}\n}}\n");
        var fix = new TFix();
        var finding = (await editor.FindingsAsync()).First(found => found.Severity >= DiagnosticSeverity.Warning && fix.FixableDiagnosticIds.Contains(found.Id));

        Assert.Equal(titles, (await editor.ActionsAsync(fix, finding)).Select(action => action.Title));
    }
}
