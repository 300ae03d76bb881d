using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>401–404, 406–409: what a body does with entry states. Nothing in objtool looks at them; lockdep and RCU see the paths that run.</summary>
internal static class StateRules
{
    /// <summary>What one call breaks in one way, whatever the number of states.</summary>
    public static IEnumerable<Finding> Judge(ISymbol root, Analysis analysis)
    {
        if (analysis.StateObservations.Count + analysis.OrderBreaks.Count + analysis.TokenObservations.Count == 0)
        {
            yield break;
        }

        var withToken = new HashSet<Event>(analysis.TokenObservations.Where(static token => token.Broken.Count > 0).Select(static token => token.At));
        var broken = analysis.StateObservations.Where(observation => observation.Broken.Count > 0 && !withToken.Contains(observation.Site));
        foreach (var group in broken.GroupBy(static observation => (observation.Site, observation.Inner?.Event, observation.Fault)))
        {
            yield return Judge(root, [.. group.OrderBy(static observation => observation.State)]);
        }

        var early = analysis.OrderBreaks.Where(order => !withToken.Contains(order.TooEarly) && !IsForgotten(order, analysis));
        foreach (var ofCall in early.GroupBy(static order => order.TooEarly))
        {
            yield return JudgeOrder(root, ofCall.First());
        }

        foreach (var finding in JudgeTokens(root, analysis))
        {
            yield return finding;
        }
    }

    /// <summary>What a body does with tokens of its own is no caller's affair.</summary>
    public static IEnumerable<Finding> JudgeTokens(ISymbol root, Analysis analysis) => analysis.TokenObservations
        .Where(static observation => observation.Broken.Count > 0)
        .Select(token => JudgeToken(root, token));

    /// <summary>A visible body asks something of its callers that it does not declare. What only a scope asks is known to everybody.</summary>
    public static Finding? JudgeInferred(IMethodSymbol method, IEnumerable<StateDemand> demands, IEnumerable<StateMap> atReturns)
    {
        var asked = demands.Where(static demand => demand is { IsFromScope: false, IsBroken: false, Fault: not StateFault.UnderScope }).ToList();
        if (asked.Count == 0 || method.DeclaringSyntaxReferences.IsEmpty)
        {
            return null;
        }

        var contract = InferredContract.Of(asked, [.. atReturns]);
        return new Finding(
            Catalogue.UndeclaredRequirement,
            PlaceOf(method.DeclaringSyntaxReferences[0].GetSyntax()),
            Names.Of(method),
            contract.Demands,
            $"'{StateWording.NameOf(asked[0].Event)}'",
            contract.Attributes)
        {
            Properties = contract.ToProperties(),
        };
    }

    /// <summary>The name; but the arrow of a property that is an expression: an editor loses what the action of the getter reports outside of its declaration.</summary>
    private static Location PlaceOf(SyntaxNode declaration) =>
        declaration is ArrowExpressionClauseSyntax getter ? getter.ArrowToken.GetLocation() : MemberName.Of(declaration);

    private static Finding Judge(ISymbol root, ImmutableArray<StateObservation> observations)
    {
        var first = observations[0];
        var name = Names.Of(root);
        var happening = StateWording.IsInLocalFunction(first) ? first.Inner!.Event : first.Site;
        var happens = StateWording.Does(happening);
        var states = StateWording.List([.. observations.Select(static observation => observation.State)], first.Fault == StateFault.Forbidden ? "or" : "and");
        var onPath = Wording.OnPath(first.Broken, first.Fine, path => IsBrokenForSure(first, path));
        var through = StateWording.Through(root, first);
        var finding = first.Fault switch
        {
            StateFault.AlreadyEstablished => new Finding(Catalogue.StateAlreadyEstablished, happening.At, name, happens, onPath, states, StateWording.WhyOn(observations), through),
            StateFault.NotStanding => new Finding(Catalogue.StateNotStanding, happening.At, name, happens, onPath, states, StateWording.WhyOff(observations), through),
            StateFault.UnderScope => new Finding(Catalogue.ChangedUnderScope, happening.At, name, happens, onPath, StateWording.ChangeOf(first.State), through),
            StateFault.Forbidden => new Finding(
                Catalogue.StateForbidden, happening.At, name, happens, onPath, states, StateWording.WhyOn(observations), through, StateWording.AdviceForOff(first)),
            _ => new Finding(
                Catalogue.StateNotEstablished, happening.At, name, happens, onPath, states, StateWording.WhyOff(observations), through, StateWording.AdviceForOn(first)),
        };
        return finding with { Additional = StateWording.Places(first), Properties = InferredContract.ThatMeets(root, observations).ToProperties() };
    }

    private static bool IsBrokenForSure(StateObservation observation, PathState path)
    {
        var value = path.States.Map[observation.State];
        return observation.Fault switch
        {
            StateFault.AlreadyEstablished or StateFault.Forbidden => !value.MayBeOff,
            StateFault.UnderScope => path.Depth.Min > 0 || observation.Inner is not null,
            _ => !value.MayBeOn,
        };
    }

    /// <summary>The later state is never torn down, although it should be: that is the mistake, and the finding is at the return.</summary>
    private static bool IsForgotten(OrderBreak order, Analysis analysis) =>
        order.IsTeardown && order.TooEarly == order.Late && analysis.Exits.Count > 0 && analysis.Exits.All(exit => StateReturnRules.IsBroken(analysis.Body.States, order.Later, exit));

    private static Finding JudgeOrder(ISymbol root, OrderBreak order)
    {
        var (early, late) = (StateWording.NameOf(order.TooEarly), StateWording.NameOf(order.Late));
        return order.IsTeardown
            ? new Finding(
                Catalogue.StateOrder,
                order.TooEarly.At,
                $"'{Names.Of(root)}'",
                $"tears '{order.Earlier}' down by calling '{early}' while '{order.Later}', which is established after it, still stands",
                order.TooEarly == order.Late ? $"Tear '{order.Later}' down first" : $"Call '{late}', which tears '{order.Later}' down, before it")
            { Additional = order.TooEarly == order.Late ? [] : [order.Late.At] }
            : new Finding(
                Catalogue.StateOrder,
                order.TooEarly.At,
                $"'{Names.Of(root)}'",
                $"establishes '{order.Later}' by calling '{early}' before '{order.Earlier}', which comes first",
                $"Call '{late}', which establishes '{order.Earlier}', before it")
            { Additional = [order.Late.At] };
    }

    private static Finding JudgeToken(ISymbol root, TokenObservation token)
    {
        var producer = StateWording.NameOf(token.Producer);
        var onPath = Wording.OnPath(token.Broken, token.Fine, path => IsSo(path, token.IsTwice ? TokenFate.Consumed : TokenFate.Open));
        return token.IsTwice
            ? new Finding(
                Catalogue.TokenNotConsumed,
                token.At.At,
                Names.Of(root),
                $"the entry token that '{producer}' produced is consumed again by '{StateWording.NameOf(token.At)}'",
                onPath,
                "Consume each token once")
            { Additional = [token.Producer.At] }
            : new Finding(
                Catalogue.TokenNotConsumed,
                token.At.At,
                Names.Of(root),
                $"the entry token that '{producer}' produces is not consumed",
                onPath,
                "Pass it to the matching exit on every path, or return it");

        bool IsSo(PathState path, TokenFate fate) => path.States.Tokens.Any(known => known.Producer == token.Producer && known.Ways.All(way => way.Fate == fate));
    }
}
