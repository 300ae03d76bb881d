using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.Reference;

/// <summary>
/// objtool's own verdict, by its walk, on the smallest programs where it differs from what is said here. What other peers say of them:
/// <see cref="Rules.PeerVerdictTests"/>.
/// </summary>
public class ObjtoolVerdictTests
{
    private static Statement Begin => new Marker(true);

    private static Statement End => new Marker(false);

    private static Statement Trace => new Call(Callee.Trace);

    private static Statement Enter => new Call(Callee.Enter);

    /// <summary>The path with the scope comes first, and its depth is taken for all.</summary>
    [Fact]
    public Task JoinOfDifferentDepths_FirstPathWins() => VerifyAsync(
        null,
        [RuleIds.DepthDiffers, RuleIds.CallLeavesRegion],
        If(new Answer(Callee.Next), [Begin]), Trace, If(new Answer(Callee.Next), [End]), Enter);

    /// <summary>The other way around, the same program in another layout is a violation: the verdict depends on the layout.</summary>
    [Fact]
    public Task JoinOfDifferentDepths_OtherLayout() => VerifyAsync(
        "call leaves .noinstr.text section",
        [RuleIds.DepthDiffers, RuleIds.CallLeavesRegion],
        If(new Answer(Callee.Next), [Enter], [Begin]), Trace, If(new Answer(Callee.Next), [End]), Enter);

    /// <summary>The walk takes the second branch the other way than the first, which cannot happen.</summary>
    [Fact]
    public Task CorrelatedBranches_AreWalkedApart() => VerifyAsync(
        "return with instrumentation enabled",
        [],
        If(new Ask(Flag.A, 0), [Begin]), Enter, If(new Ask(Flag.A, 0), [Trace, End, new Leave(Way.Return)]), Enter);

    /// <summary>Below 0 is as good as 0.</summary>
    [Fact]
    public Task EndWithoutBegin_IsNotSeen() => VerifyAsync(null, [RuleIds.EndWithoutBegin], End, Enter);

    /// <summary>From there on the depth is one too low.</summary>
    [Fact]
    public Task ScopeBehindAnUnmatchedEnd_OpensNothing() => VerifyAsync("call leaves .noinstr.text section", [RuleIds.EndWithoutBegin], End, Begin, Trace, End);

    /// <summary>One warning for a function; the second call is found when the first is repaired.</summary>
    [Fact]
    public Task SecondViolation_IsNotReached() => VerifyAsync("call leaves .noinstr.text section", [RuleIds.CallLeavesRegion, RuleIds.CallLeavesRegion], Trace, Trace);

    /// <summary>Only the sum counts.</summary>
    [Fact]
    public Task NestedScope_IsNoWarning() => VerifyAsync(null, [RuleIds.NestedScope], Begin, Begin, Trace, End, End);

    private static If If(Condition condition, Statement[] then, Statement[]? otherwise = null) => new(condition, new Body([.. then]), new Body([.. otherwise ?? []]));

    private static async Task VerifyAsync(string? objtool, string[] ours, params Statement[] body)
    {
        var judgement = (await Judgement.OfAsync([(0, new Program(new Body([.. body]), [], []))]))[0];

        Assert.Equal(objtool, judgement.Verdict.ObjtoolWarning?.Text);
        Assert.Equal(ours.Order(), judgement.Reported.Select(finding => finding.Id).Where(Comparison.Compared.Contains).Order());
    }
}
