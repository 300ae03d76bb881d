using Microsoft.CodeAnalysis;
using NoInstr.CodeFixes.Marking;

namespace NoInstr.CodeFixes.Annotating;

/// <summary>304 at an [EntryPoint] that is not noinstr.</summary>
internal static class EntryPointMark
{
    public static async Task<Edited?> EditAsync(Place place, CancellationToken cancellation) =>
        Neighbours.At(place) is { Type.Name: "EntryPointAttribute", Owner: IMethodSymbol entry }
        && await Callee.OfAsync(place.Solution, entry, Mark.NoInstr, cancellation).ConfigureAwait(false) is { } callee
            ? new Edited(await MarkEdit.ApplyAsync(place.Solution, [callee], Mark.NoInstr, cancellation).ConfigureAwait(false), $"Mark '{callee.Name}' [NoInstr]")
            : null;
}
