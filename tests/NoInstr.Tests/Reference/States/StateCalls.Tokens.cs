namespace NoInstr.Tests.Reference.States;

/// <summary>Tokens: produced once, consumed once.</summary>
internal sealed partial class StateCalls
{
    /// <summary>A call takes a token over.</summary>
    /// <param name="Before">Where paths stood before it was produced; null where nobody knows.</param>
    private sealed record Taken(Standing? Before, bool IsTwice);

    /// <summary>Lines of calls whose tokens are lost, and of those that take one that is gone.</summary>
    public HashSet<int> Misused { get; } = [];

    public Standing Take(Standing standing, Take take, Instruction at)
    {
        var before = standing with { Tokens = null };
        var after = Call(standing, Primitives.Savers[take.Saver].Saves, at);
        if (after.Tokens?.Of(at.Line) is { } again && again.MayBe(Fate.Open))
        {
            Misused.Add(at.Line);
        }

        var held = take.Variable is { } variable ? 1 << variable : 0;
        return after with { Tokens = (take.Variable is null ? after.Tokens : after.Tokens?.Each((fate, places) => (fate, places & ~held))).With(new Token(at.Line, Token.Bit(Fate.Open, held), before)) };
    }

    public Standing Give(Standing standing, Give give, Instruction at)
    {
        var place = 1 << give.Variable;
        Standing? before = null;
        var isTwice = false;
        foreach (var token in standing.Tokens.All().Where(token => token.Any((_, places) => (places & place) != 0)))
        {
            before = before?.Join(token.Before) ?? token.Before;
            isTwice |= token.Any((fate, places) => fate == Fate.Consumed && (places & place) != 0);
        }

        if (isTwice)
        {
            Misused.Add(at.Line);
        }

        var taken = standing with { Tokens = standing.Tokens?.Each((fate, places) => ((places & place) != 0 ? Fate.Consumed : fate, places)) };
        return Call(taken, Primitives.Savers[give.Saver].Restores, at, new Taken(before, isTwice));
    }

    /// <summary>A copy moves it. What the variable held is not there any more.</summary>
    public static Standing Pass(Standing standing, Pass pass)
    {
        var (from, to) = (1 << pass.From, 1 << pass.To);
        return standing with { Tokens = standing.Tokens?.Each((fate, places) => (fate, (places & from) != 0 ? to : places & ~to)) };
    }

    /// <summary>The function returns.</summary>
    public void Leave(Standing standing) => Misused.UnionWith(standing.Tokens.All().Where(token => token.MayBe(Fate.Open)).Select(token => token.Line));
}
