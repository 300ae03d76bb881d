using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Rules;

namespace NoInstr.CodeFixes.Annotating;

/// <summary>The actions of each rule, and what they do. The first one changes least.</summary>
internal static class AnnotationEdits
{
    public const string MarkNoInstr = "NoInstr.MarkNoInstr";
    public const string MarkLambda = "NoInstr.MarkLambda";
    public const string DeclarePromise = "NoInstr.DeclarePromise";
    public const string RemoveAlwaysInline = "NoInstr.Remove.AlwaysInline";
    public const string RemoveInstrumentable = "NoInstr.Remove.Instrumentable";
    public const string RemoveNoInstr = "NoInstr.Remove.NoInstr";
    public const string RemoveReported = "NoInstr.Remove.Reported";
    public const string RemoveAggressiveInlining = "NoInstr.Remove.AggressiveInlining";
    public const string RemoveUnchecked = "NoInstr.Remove.Unchecked";
    public const string SetNoInlining = "NoInstr.SetNoInlining";
    public const string SetAggressiveInlining = "NoInstr.SetAggressiveInlining";
    public const string Justify = "NoInstr.Justify";

    public static ImmutableArray<string> KeysOf(string id) => id switch
    {
        RuleIds.BrokenInheritance => [MarkNoInstr, DeclarePromise],
        RuleIds.SlotTarget => [MarkNoInstr, MarkLambda],
        RuleIds.ContradictingAnnotations =>
            [SetNoInlining, RemoveAggressiveInlining, RemoveAlwaysInline, RemoveInstrumentable, RemoveNoInstr, MarkNoInstr, RemoveReported],
        RuleIds.NotNoInlining => [SetNoInlining],
        RuleIds.NotAggressiveInlining => [SetAggressiveInlining],
        RuleIds.UnjustifiedTrust => [RemoveUnchecked, Justify],
        RuleIds.UnnecessaryTrust => [RemoveUnchecked],
        _ => [],
    };

    /// <summary>Null where the action is not one for this finding, or would not do.</summary>
    public static async Task<Edited?> TryAsync(Place place, string key, Judge judge, CancellationToken cancellation)
    {
        switch (key, place.Offence.Id)
        {
            case (SetNoInlining, RuleIds.NotNoInlining):
                return await SetInlining.TryAsync(place, MethodImplOptions.NoInlining, cancellation).ConfigureAwait(false);
            case (SetAggressiveInlining, _):
                return await SetInlining.TryAsync(place, MethodImplOptions.AggressiveInlining, cancellation).ConfigureAwait(false);
            case (Justify, _):
                return Trust.Justify(place);
            case (MarkNoInstr, not RuleIds.ContradictingAnnotations):
                return await KeptContract.MarkAsync(place, judge, cancellation).ConfigureAwait(false);
            case (DeclarePromise, _):
                return await KeptContract.DeclareAsync(place, judge).ConfigureAwait(false);
        }
        var edited = key switch
        {
            SetNoInlining => Contradiction.SetNoInlining(place),
            RemoveAggressiveInlining => Contradiction.RemoveAggressiveInlining(place),
            RemoveAlwaysInline => Contradiction.Remove(place, "AlwaysInlineAttribute"),
            RemoveInstrumentable => Contradiction.Remove(place, "InstrumentableAttribute"),
            RemoveNoInstr => Contradiction.Remove(place, "NoInstrAttribute"),
            RemoveReported => Contradiction.RemoveReported(place),
            RemoveUnchecked => Trust.RemoveUnchecked(place),
            MarkLambda => LambdaMark.Edit(place),
            MarkNoInstr => await EntryPointMark.EditAsync(place, cancellation).ConfigureAwait(false),
            _ => null,
        };
        var matters = key is RemoveUnchecked or RemoveReported ? static _ => true : Families.Same(place);
        return edited is not null && await judge.AcceptsAsync(place, edited.Solution, matters).ConfigureAwait(false) ? edited : null;
    }
}
