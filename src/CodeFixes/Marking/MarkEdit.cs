using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace NoInstr.CodeFixes.Marking;

/// <summary>Puts <c>[NoInstr]</c> on declarations: above them, below their documentation.</summary>
internal static class MarkEdit
{
    public static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<Callee> callees, CancellationToken cancellation)
    {
        foreach (var inDocument in callees.GroupBy(c => c.Document.Id))
        {
            var document = solution.GetDocument(inDocument.Key)!;
            var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
            var declarations = inDocument.Select(c => c.Declaration).Distinct();
            var marked = root.ReplaceNodes(declarations, (original, rewritten) => Marked(rewritten, IsFirstOnLine(original)));
            var finished = await Finish.AsInFileAsync(document, document.WithSyntaxRoot(marked), cancellation).ConfigureAwait(false);
            solution = finished.Project.Solution;
        }
        return solution;
    }

    private static SyntaxNode Marked(SyntaxNode declaration, bool onOwnLine)
    {
        var leading = declaration.GetLeadingTrivia();
        var list = Attribute(declaration)
            .WithLeadingTrivia(leading)
            .WithTrailingTrivia(onOwnLine ? Layout.LineEnd : SyntaxFactory.Space);
        var bare = declaration.WithLeadingTrivia(onOwnLine ? Layout.Indentation(leading) : default);
        return bare switch
        {
            MemberDeclarationSyntax member => member.WithAttributeLists(member.AttributeLists.Insert(0, list)),
            AccessorDeclarationSyntax accessor => accessor.WithAttributeLists(accessor.AttributeLists.Insert(0, list)),
            LocalFunctionStatementSyntax function => function.WithAttributeLists(function.AttributeLists.Insert(0, list)),
            ParameterSyntax parameter => parameter.WithAttributeLists(parameter.AttributeLists.Insert(0, list)),
            _ => declaration,
        };
    }

    private static AttributeListSyntax Attribute(SyntaxNode declaration)
    {
        var name = SyntaxFactory.ParseName("global::NoInstr.NoInstr")
            .WithAdditionalAnnotations(Simplifier.Annotation, ScopeMarkers.NeedsImport);
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(name)));
        return declaration switch
        {
            TypeDeclarationSyntax => list.WithTarget(Target(SyntaxKind.MethodKeyword)),
            ParameterSyntax => list.WithTarget(Target(SyntaxKind.PropertyKeyword)),
            _ => list,
        };
    }

    private static AttributeTargetSpecifierSyntax Target(SyntaxKind keyword) => SyntaxFactory.AttributeTargetSpecifier(
        SyntaxFactory.Token(keyword), SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space));

    private static bool IsFirstOnLine(SyntaxNode declaration)
    {
        var previous = declaration.GetFirstToken().GetPreviousToken();
        return declaration is not ParameterSyntax && (previous.RawKind == 0 || previous.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia));
    }
}
