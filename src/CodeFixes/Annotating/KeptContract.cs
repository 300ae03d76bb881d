using Microsoft.CodeAnalysis;
using NoInstr.CodeFixes.Marking;
using NoInstr.CodeFixes.States;

namespace NoInstr.CodeFixes.Annotating;

/// <summary>301 and 302: what stands for a member, or enters a slot, says what that promises. What is then wrong in its body is shown there.</summary>
internal static class KeptContract
{
    /// <summary>Where states are missing too, they come along: one without the other keeps nothing.</summary>
    public static async Task<Edited?> MarkAsync(Place place, Judge judge, CancellationToken cancellation) =>
        await MarkAsync(place.Document, "", Families.Same(place), place, judge, cancellation).ConfigureAwait(false)
        ?? (Declared(place) is { } declared
            ? await MarkAsync(declared, " and declare its contract", Families.SameOrStates(place), place, judge, cancellation).ConfigureAwait(false)
            : null);

    public static async Task<Edited?> DeclareAsync(Place place, Judge judge) =>
        Declared(place)?.Project.Solution is { } declared && await judge.AcceptsAsync(place, declared, Families.SameOrStates(place)).ConfigureAwait(false)
            ? new Edited(declared, $"Declare the promised contract on '{place.Token.ValueText}'")
            : null;

    private static async Task<Edited?> MarkAsync(
        Document document, string more, Func<Diagnostic, bool> matters, Place place, Judge judge, CancellationToken cancellation)
    {
        foreach (var callee in await CandidatesAsync(document, place, cancellation).ConfigureAwait(false))
        {
            var marked = await MarkEdit.ApplyAsync(document.Project.Solution, [callee], Mark.NoInstr, cancellation).ConfigureAwait(false);
            if (await judge.AcceptsAsync(place, marked, matters).ConfigureAwait(false))
            {
                return new Edited(marked, $"Mark '{callee.Name}' [NoInstr]{more}");
            }
        }
        return null;
    }

    /// <summary>The accessor that lacks the mark alone, or all of the property.</summary>
    private static async Task<IEnumerable<Callee>> CandidatesAsync(Document document, Place place, CancellationToken cancellation)
    {
        var callees = new Dictionary<SyntaxNode, Callee>();
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || Callee.SymbolOf(place.Offence.Callee, place.Token, model) is not { } member)
        {
            return [];
        }
        var accessors = member switch
        {
            IPropertySymbol property => new[] { property.GetMethod, property.SetMethod },
            IEventSymbol @event => [@event.AddMethod, @event.RemoveMethod],
            _ => [],
        };
        foreach (var candidate in accessors.OfType<ISymbol>().Append(member))
        {
            if (await Callee.OfAsync(document.Project.Solution, candidate, Mark.NoInstr, cancellation).ConfigureAwait(false) is { } callee)
            {
                callees[callee.Declaration] = callee;
            }
        }
        return callees.Values;
    }

    private static Document? Declared(Place place) =>
        DeclaredContract.Edit(place.Root, place.Token, place.Offence.Declare, place.Model) is { } declared ? place.Document.WithSyntaxRoot(declared) : null;
}
