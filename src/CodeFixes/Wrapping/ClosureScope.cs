using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Wrapping;

/// <summary>
/// A closure is allocated on entry of the block that declares the captured variable: the scope must be around that block. A parameter, or
/// a local of the body itself, is in no statement that a scope could be put around.
/// </summary>
internal static class ClosureScope
{
    public static StatementSyntax? StatementAround(string variable, SyntaxToken lambda, SemanticModel model)
    {
        var declaration = model.LookupSymbols(lambda.SpanStart, name: variable).OfType<ILocalSymbol>().FirstOrDefault()?
            .DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        for (var node = declaration; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or UsingStatementSyntax or FixedStatementSyntax:
                    return (StatementSyntax)node;
                case BlockSyntax or SwitchSectionSyntax or CatchClauseSyntax:
                    return Owner(node);
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax:
                    return null;
            }
        }
        return null;
    }

    /// <summary>The statement that enters the block: the block itself where it stands alone.</summary>
    private static StatementSyntax? Owner(SyntaxNode scope)
    {
        if (scope is BlockSyntax { Parent: BlockSyntax or SwitchSectionSyntax } alone)
        {
            return alone;
        }
        var owner = scope.Parent is ElseClauseSyntax or CatchClauseSyntax or FinallyClauseSyntax ? scope.Parent.Parent : scope.Parent;
        while (owner is IfStatementSyntax { Parent: ElseClauseSyntax { Parent: IfStatementSyntax outer } })
        {
            owner = outer;
        }
        return owner is LocalFunctionStatementSyntax ? null : owner as StatementSyntax;
    }
}
