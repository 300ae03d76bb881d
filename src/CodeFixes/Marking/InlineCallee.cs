namespace NoInstr.CodeFixes.Marking;

/// <summary>*Mark callee [AlwaysInline]*: where its body is clean as a part of every caller.</summary>
internal static class InlineCallee
{
    public static async Task<Edited?> TryAsync(Place place, Judge judge, CancellationToken cancellation)
    {
        if (!Callee.IsNamedBy(place.Offence.Id)
            || Callee.SymbolOf(place.Offence.Callee, place.Token, place.Model) is not { } symbol
            || await Callee.OfAsync(place.Solution, symbol, Mark.AlwaysInline, cancellation).ConfigureAwait(false) is not { } callee)
        {
            return null;
        }
        var marked = await MarkEdit.ApplyAsync(place.Solution, [callee], Mark.AlwaysInline, cancellation).ConfigureAwait(false);
        return await judge.AcceptsAsync(place, marked, static _ => true).ConfigureAwait(false)
            ? new Edited(marked, $"Mark '{callee.Name}' [AlwaysInline]")
            : null;
    }
}
