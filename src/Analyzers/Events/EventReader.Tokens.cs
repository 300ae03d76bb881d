using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Events;

/// <summary>Entry tokens: where they go that is no argument of a call.</summary>
internal sealed partial class EventReader
{
    /// <summary>A token that the body returns is its caller's.</summary>
    public void ReadReturned(IOperation value, List<Event> events)
    {
        if (tokens.SourceOf(value) is { } token)
        {
            events.Add(new TokenEvent(value.Syntax, token, to: null));
        }
    }

    /// <summary>Where a token goes that is no argument: into a variable, or away.</summary>
    private void MovesToken(SyntaxNode syntax, IOperation? value, int? to, bool isAlias = false)
    {
        if (tokens.SourceOf(value) is { } from && from != to)
        {
            Happens(new TokenEvent(syntax, from, to) { IsAlias = isAlias });
        }
    }

    /// <summary>What becomes a part of something else is as good as in a field: nothing follows it there.</summary>
    private void StoresTokens(ImmutableArray<IOperation> values)
    {
        foreach (var value in values)
        {
            MovesToken(value.Syntax, value, to: null);
        }
    }

    /// <summary>A closure takes over the tokens that it captures.</summary>
    private void CapturesTokens(SyntaxNode function)
    {
        foreach (var token in tokens.CapturedBy(function))
        {
            Happens(new TokenEvent(function, token, to: null));
        }
    }

    /// <summary>A local function may consume the tokens of the body around it, or leave them alone: they are not followed any further.</summary>
    private void SharesTokens(IMethodSymbol function)
    {
        if (function.MethodKind != MethodKind.LocalFunction)
        {
            return;
        }

        var syntax = function.DeclaringSyntaxReferences[0].GetSyntax();
        foreach (var token in tokens.CapturedBy(syntax))
        {
            Happens(new TokenEvent(syntax, token, to: null) { IsShared = true });
        }
    }
}
