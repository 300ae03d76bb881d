using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes;

/// <summary>Names, judged by text: code that is moved must neither catch a name of its new place nor hide one.</summary>
internal static class Names
{
    /// <summary>The wish, or the wish with a number, so that it occurs nowhere in the enclosing member.</summary>
    public static string Fresh(SyntaxNode place, string wish)
    {
        var member = place.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault() ?? place.SyntaxTree.GetRoot();
        var taken = new HashSet<string>(Identifiers(member));
        var name = wish;
        for (var number = 1; taken.Contains(name); number++)
        {
            name = wish + number;
        }
        return name;
    }

    public static IEnumerable<string> Identifiers(SyntaxNode node) =>
        node.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText);

    /// <summary>Locals, pattern variables, local functions and labels that the node declares, at any depth.</summary>
    public static IEnumerable<string> Declared(SyntaxNode node) =>
        node.DescendantNodesAndSelf().Select(DeclaredName).Where(name => name is not null).Select(name => name!);

    /// <summary>Whether code from one place can stand in scope of what the other declares without changing its meaning.</summary>
    public static bool AreApart(IEnumerable<string> declared, IEnumerable<string> used) => !new HashSet<string>(declared).Overlaps(used);

    private static string? DeclaredName(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax declarator => declarator.Identifier.ValueText,
        SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        LabeledStatementSyntax label => label.Identifier.ValueText,
        _ => null,
    };
}
