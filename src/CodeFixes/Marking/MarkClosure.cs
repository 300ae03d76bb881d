using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Rules;

namespace NoInstr.CodeFixes.Marking;

/// <summary>
/// *Mark callee and everything it calls [NoInstr]*: marks, asks the analyzer what is wrong then, and marks what that names, until nothing is. What a call is, and
/// what overrides a member, only the analyzer knows.
/// </summary>
internal static class MarkClosure
{
    /// <summary>Whoever takes the action answers for every declaration, so it should be few enough to read; and the light bulb waits for the last one.</summary>
    private const int MostDeclarations = 64;

    /// <param name="isForOne">Whether it may come to a single declaration, for which there is a plainer action.</param>
    public static async Task<Edited?> TryAsync(Place place, Judge judge, bool isForOne, CancellationToken cancellation)
    {
        if (!Callee.IsNamedBy(place.Offence.Id)
            || Callee.SymbolOf(place.Offence.Callee, place.Token, place.Model) is not { } symbol
            || await Callee.OfAsync(place.Solution, symbol, Mark.NoInstr, cancellation).ConfigureAwait(false) is not { } callee)
        {
            return null;
        }
        var (current, count) = (place.Solution, 0);
        ImmutableArray<Callee> next = [callee];
        while (!next.IsEmpty)
        {
            count += next.Length;
            if (count > MostDeclarations)
            {
                return null;
            }
            current = await MarkEdit.ApplyAsync(current, next, Mark.NoInstr, cancellation).ConfigureAwait(false);
            if (await judge.NewAsync(place, current, static _ => true).ConfigureAwait(false) is not { } findings
                || await CalleesOfAsync(current, findings, cancellation).ConfigureAwait(false) is not { } callees)
            {
                return null;
            }
            next = callees;
        }
        return count > 1 || isForOne
            ? new Edited(current, $"Mark '{callee.Name}' and everything it calls [NoInstr] ({count} declarations)")
            : null;
    }

    /// <summary>Null where one of the findings cannot be met by a mark.</summary>
    private static async Task<ImmutableArray<Callee>?> CalleesOfAsync(Solution solution, ImmutableArray<Diagnostic> findings, CancellationToken cancellation)
    {
        if (!findings.All(static finding => Callee.IsNamedBy(finding.Id) || finding.Id == RuleIds.BrokenInheritance))
        {
            return null;
        }
        var (callees, hasAll) = await Callee.FindAllAsync(solution, findings, Mark.NoInstr, cancellation).ConfigureAwait(false);
        return hasAll ? callees : null;
    }
}
