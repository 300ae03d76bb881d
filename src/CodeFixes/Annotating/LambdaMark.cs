using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.CodeFixes.Marking;

namespace NoInstr.CodeFixes.Annotating;

/// <summary>302: a lambda that says of itself that it may not enter. One that says nothing is noinstr by entering.</summary>
internal static class LambdaMark
{
    public static Edited? Edit(Place place)
    {
        if (place.Token.Parent is not LambdaExpressionSyntax lambda)
        {
            return null;
        }
        var regions = lambda.AttributeLists.SelectMany(list => list.Attributes)
            .Where(region => Marks.IsRegion(place.Model.GetSymbolInfo(region).Symbol?.ContainingType)).ToList();
        if (regions.Count != 1)
        {
            return null;
        }
        var attribute = regions[0];
        var type = place.Model.GetSymbolInfo(attribute).Symbol!.ContainingType.Name;
        var marked = Mark.NoInstr.ToAttribute().WithTriviaFrom(attribute);
        return Validation.SameRemarks(attribute, marked)
            ? new Edited(
                place.Document.WithSyntaxRoot(place.Root.ReplaceNode(attribute, marked)).Project.Solution,
                $"Mark the lambda [NoInstr] instead of [{type.Substring(0, type.Length - "Attribute".Length)}]")
            : null;
    }
}
