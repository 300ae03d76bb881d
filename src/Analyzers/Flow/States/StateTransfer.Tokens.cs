using System.Collections.Immutable;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>Entry tokens: produced by a call, moved, consumed once.</summary>
internal sealed partial class StateTransfer
{
    /// <summary>What a call takes over: the states from before the tokens were produced, where that is known.</summary>
    private readonly record struct Consumption(bool IsAny, StateMap? Before, bool IsBroken);

    public static PathState Move(PathState path, TokenEvent move) => path.States.Tokens.IsEmpty ? path : MoveTokens(path, move);

    /// <summary>The place takes a new value: what it held is not there any more.</summary>
    public static PathState Overwrite(PathState path, WriteEvent write) => path.States.Tokens.IsEmpty || write.KeepsTokens ? path : LoseTokens(path, write.Place);

    private static PathState MoveTokens(PathState path, TokenEvent move) => EachToken(path, way =>
        !way.IsAt(move.From) ? way
        : move.IsShared ? null
        : move.To is not { } to ? way.Consumed()
        : move.IsAlias ? way.At(to)
        : way.Without(move.From).At(to));

    private static PathState LoseTokens(PathState path, int place) => EachToken(path, way => way.Without(place));

    /// <param name="change">Null: it is not followed any further.</param>
    private static PathState EachToken(PathState path, Func<TokenWay, TokenWay?> change) =>
        path with { States = path.States.With(path.States.Tokens.Select(token => token.Each(change)).Where(static token => !token.Ways.IsEmpty).ToImmutableArray()) };

    private Consumption Consume(ref PathState path, CallEvent call)
    {
        if (call.Tokens.Consumed.IsEmpty)
        {
            return default;
        }

        StateMap? before = null;
        var isBroken = false;
        var tokens = path.States.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = tokens[i];
            if (!call.Tokens.Consumed.Any(token.IsAt))
            {
                continue;
            }

            var isTwice = token.Ways.Any(way => call.Tokens.Consumed.Count(way.IsAt) > (way.Fate == TokenFate.Consumed ? 0 : 1));
            isBroken |= isTwice;
            Observe(call, token.Producer, isTwice: true, path, isTwice);

            before = before?.Join(token.Before) ?? token.Before;
            tokens = tokens.SetItem(i, token.Each(way => call.Tokens.Consumed.Any(way.IsAt) ? way.Consumed() : way));
        }

        path = path with { States = path.States.With(tokens) };
        return new Consumption(IsAny: true, before, isBroken);
    }

    private PathState Produce(PathState path, CallEvent call, StateMap before)
    {
        for (var index = 0; index < call.Tokens.Produced.Length; index++)
        {
            var place = call.Tokens.Produced[index];
            var others = path.States.Tokens.Select(token => token.Each(way => way.Without(place))).ToList();
            var again = others.FirstOrDefault(token => token.Producer == call && token.Index == index);
            if (again is not null)
            {
                others.Remove(again);
                Observe(call, call, isTwice: false, path, again.MayBe(TokenFate.Open));
            }

            others.Add(new TokenState(call, index, [new TokenWay(TokenFate.Open, [place])], before));
            path = path with { States = path.States.With([.. others.OrderBy(static token => token.Producer.Syntax.SpanStart).ThenBy(static token => token.Index)]) };
        }

        return path;
    }

    /// <summary>At a return: what is still open is lost.</summary>
    public void Leave(PathState path)
    {
        foreach (var token in path.States.Tokens)
        {
            Observe(token.Producer, token.Producer, isTwice: false, path, token.MayBe(TokenFate.Open));
        }
    }

    private void Observe(Event at, Event producer, bool isTwice, PathState path, bool isBroken)
    {
        if (IsRecording)
        {
            analysis.ObserveToken(at, producer, isTwice, path, isBroken);
        }
    }
}
