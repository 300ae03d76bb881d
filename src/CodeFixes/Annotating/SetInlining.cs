using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.CodeFixes.Marking;

namespace NoInstr.CodeFixes.Annotating;

/// <summary>305 and 306: asks the JIT for what the contract of the body needs. A flag changes no contract, so no one else is asked.</summary>
internal static class SetInlining
{
    public static async Task<Edited?> TryAsync(Place place, MethodImplOptions flag, CancellationToken cancellation)
    {
        if (Holder.At(place.Token, place.Model) is not { } holder)
        {
            return null;
        }
        var edited = holder.Find("MethodImplAttribute", "System.Runtime.CompilerServices") is { } existing
            ? await MergedAsync(place.Solution, existing, flag, cancellation).ConfigureAwait(false)
            : place.Document.WithSyntaxRoot(place.Root.ReplaceNode(holder.Declaration, Added(holder.Declaration, place.Model, flag))).Project.Solution;
        return edited is null ? null : new Edited(edited, $"Set MethodImplOptions.{flag} on {holder.Name}");
    }

    private static SyntaxNode Added(SyntaxNode declaration, SemanticModel model, MethodImplOptions flag) => AccessorForm.IsNeeded(declaration)
        ? AccessorForm.WithGetter(declaration, InliningFlags.New(flag))
        : AttributeLists.Join(declaration, AttributePlace.ListsOf(declaration), model, [InliningFlags.New(flag)]);

    private static async Task<Solution?> MergedAsync(Solution solution, SyntaxReference existing, MethodImplOptions flag, CancellationToken cancellation) =>
        solution.GetDocument(existing.SyntaxTree) is { } document
        && await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
        && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
        && await existing.GetSyntaxAsync(cancellation).ConfigureAwait(false) is AttributeSyntax attribute
        && InliningFlags.With(attribute, flag, model) is { } merged
        && Validation.SameRemarks(attribute, merged)
            ? document.WithSyntaxRoot(root.ReplaceNode(attribute, merged)).Project.Solution
            : null;
}
