using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Tests.EntryModel;

/// <summary>
/// A token of the model. Mutants put blanks where something was, so a place means the same in the model and in all mutants.
/// </summary>
internal readonly record struct Place(string Path, TextSpan Span)
{
    public static Place Of(Location location) => new(location.SourceTree!.FilePath, location.SourceSpan);

    /// <summary>A call is where its name is.</summary>
    public static Place Of(InvocationExpressionSyntax call) => Of(Name(call.Expression).GetLocation());

    public static SyntaxToken Name(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier,
        SimpleNameSyntax name => name.Identifier,
        _ => called.GetFirstToken(),
    };

    public string Show(Compilation model)
    {
        var path = Path;
        var text = model.SyntaxTrees.Single(tree => tree.FilePath == path).GetText();
        var line = text.Lines.GetLineFromPosition(Span.Start);
        return $"{Path}({line.LineNumber + 1}): {line.ToString().Trim()}";
    }
}
