using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.CodeFixes.Marking;

namespace NoInstr.CodeFixes.Annotating;

/// <summary>304: one of the annotations goes. Which of them is meant only the reader knows, so there is an action for each that settles it.</summary>
internal static class Contradiction
{
    public static Edited? Remove(Place place, string type)
    {
        // With [MethodImpl] it is the flag that goes; a slot has no other annotation to keep.
        if (Neighbours.At(place) is not { } neighbours
            || !Marks.IsRegion(neighbours.Type)
            || neighbours.Find(type) is not var (attribute, _)
            || (neighbours.Regions < 2 && (neighbours.Type.Name != type || neighbours.Find(nameof(MethodImplAttribute)) is not null)))
        {
            return null;
        }
        return Removed(place, neighbours, attribute, type);
    }

    /// <summary>A list of states that is none, or an entry point that is not to be noinstr.</summary>
    public static Edited? RemoveReported(Place place) =>
        Neighbours.At(place) is { } neighbours && Marks.IsOfNoInstr(neighbours.Type) && !Marks.IsRegion(neighbours.Type)
            ? Removed(place, neighbours, neighbours.Reported, neighbours.Type.Name)
            : null;

    /// <summary>[NoInstr] beside AggressiveInlining: the flag that the contract needs takes its place.</summary>
    public static Edited? SetNoInlining(Place place) =>
        Inlined(place) is var (neighbours, attribute, model) && InliningFlags.With(attribute, MethodImplOptions.NoInlining, model) is { } merged
            ? Replaced(place, attribute, merged, $"Set MethodImplOptions.NoInlining on {neighbours.Name}")
            : null;

    public static Edited? RemoveAggressiveInlining(Place place)
    {
        if (Inlined(place) is not var (neighbours, attribute, model))
        {
            return null;
        }
        var title = $"Remove MethodImplOptions.AggressiveInlining from {neighbours.Name}";
        if (!InliningFlags.IsAll(attribute, MethodImplOptions.AggressiveInlining, model))
        {
            return InliningFlags.Without(attribute, MethodImplOptions.AggressiveInlining, model) is { } rest ? Replaced(place, attribute, rest, title) : null;
        }
        return Edit(place, attribute, root => Removal.Of(root, attribute), title);
    }

    private static (Neighbours, AttributeSyntax, SemanticModel)? Inlined(Place place) =>
        Neighbours.At(place) is { } neighbours
        && neighbours.Type.Name is "NoInstrAttribute" or nameof(MethodImplAttribute)
        && neighbours.Find(nameof(MethodImplAttribute)) is var (attribute, model)
        && InliningFlags.Has(attribute, MethodImplOptions.AggressiveInlining, model)
            ? (neighbours, attribute, model)
            : null;

    private static Edited? Removed(Place place, Neighbours neighbours, AttributeSyntax attribute, string type) => Edit(
        place, attribute, root => Removal.Of(root, attribute), $"Remove [{type.Substring(0, type.Length - "Attribute".Length)}] from {neighbours.Name}");

    private static Edited? Replaced(Place place, AttributeSyntax attribute, AttributeSyntax replacement, string title) => Edit(
        place, attribute, root => Validation.SameRemarks(attribute, replacement) ? root.ReplaceNode(attribute, replacement) : null, title);

    /// <summary>In the file of the attribute, which may be that of the other part.</summary>
    private static Edited? Edit(Place place, AttributeSyntax attribute, Func<SyntaxNode, SyntaxNode?> edit, string title) =>
        place.Solution.GetDocument(attribute.SyntaxTree) is { } document && edit(attribute.SyntaxTree.GetRoot()) is { } root
            ? new Edited(document.WithSyntaxRoot(root).Project.Solution, title)
            : null;
}
