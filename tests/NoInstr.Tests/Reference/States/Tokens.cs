namespace NoInstr.Tests.Reference.States;

internal enum Fate
{
    NotProduced,
    Open,
    Consumed,
}

/// <summary>The token of one call: what may have become of it, with the variables that hold it there, and where paths stood before the call.</summary>
/// <param name="Courses">A bit for each fate and set of variables.</param>
internal sealed record Token(int Line, int Courses, Standing Before)
{
    public static int Bit(Fate fate, int places) => 1 << ((int)fate * 4 + places);

    public bool MayBe(Fate wanted) => Any((fate, _) => fate == wanted);

    public bool Any(Func<Fate, int, bool> holds) => All.Any(course => holds(course.Fate, course.Places));

    public Token Each(Func<Fate, int, (Fate, int)> change) =>
        this with { Courses = All.Select(course => change(course.Fate, course.Places)).Aggregate(0, (bits, course) => bits | Bit(course.Item1, course.Item2)) };

    private IEnumerable<(Fate Fate, int Places)> All => Enumerable.Range(0, 12).Where(bit => (Courses & 1 << bit) != 0).Select(bit => ((Fate)(bit / 4), bit % 4));
}

/// <summary>Tokens in the order of their lines.</summary>
internal sealed record Tokens(Token First, Tokens? Rest)
{
    public Token? Of(int line) => this.All().FirstOrDefault(token => token.Line == line);

    public Tokens Each(Func<Fate, int, (Fate, int)> change) => new(First.Each(change), Rest?.Each(change));
}

internal static class TokenLists
{
    public static IEnumerable<Token> All(this Tokens? tokens)
    {
        for (; tokens is not null; tokens = tokens.Rest)
        {
            yield return tokens.First;
        }
    }

    /// <summary>In the place of what the same line produced before.</summary>
    public static Tokens With(this Tokens? tokens, Token token) => Of(tokens.All().Where(known => known.Line != token.Line).Append(token))!;

    public static Tokens? Join(this Tokens? left, Tokens? right) => left == right ? left : Of(left.All().Concat(right.All()).Select(token => token.Line).Distinct().Select(line =>
    {
        var (one, other) = (left?.Of(line), right?.Of(line));
        return one is not null && other is not null
            ? new Token(line, one.Courses | other.Courses, one.Before.Join(other.Before))
            : (one ?? other!) with { Courses = (one ?? other)!.Courses | Token.Bit(Fate.NotProduced, 0) };
    }));

    private static Tokens? Of(IEnumerable<Token> tokens) => tokens.OrderByDescending(token => token.Line).Aggregate((Tokens?)null, (rest, token) => new Tokens(token, rest));
}
