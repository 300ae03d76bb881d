using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Oracle.Source;

namespace NoInstr.Oracle.Engine;

/// <summary>Every function of a file with the symbol that the engine knows it by: a method, or the field or property that an initialiser belongs to.</summary>
internal static class SourceFunctions
{
    public static IEnumerable<(SourceFunction Function, ISymbol Unit)> Of(SemanticModel model) =>
        from node in model.SyntaxTree.GetRoot().DescendantNodesAndSelf(node => !ExpressionTrees.IsOne(node, model))
        where !ExpressionTrees.IsOne(node, model)
        let unit = UnitOf(node, model)
        where unit is not (null or IMethodSymbol { PartialImplementationPart: not null }) // the other part has the body
        select (SourceFunction.Of(node), unit);

    private static ISymbol? UnitOf(SyntaxNode node, SemanticModel model) => node switch
    {
        VariableDeclaratorSyntax { Initializer: not null, Parent.Parent: BaseFieldDeclarationSyntax } => model.GetDeclaredSymbol(node),
        PropertyDeclarationSyntax { Initializer: not null } => model.GetDeclaredSymbol(node),
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax => model.GetDeclaredSymbol(node),
        ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax property } => (model.GetDeclaredSymbol(property) as IPropertySymbol)?.GetMethod,
        AnonymousFunctionExpressionSyntax => model.GetSymbolInfo(node).Symbol,
        ExpressionSyntax clause when SourceFunction.IsQueryFunction(clause) => QueryFunction(clause, model),
        CompilationUnitSyntax => model.GetDeclaredSymbol(node),
        TypeDeclarationSyntax type => ConstructorOf(type, model.GetDeclaredSymbol(type) as INamedTypeSymbol),
        _ => null,
    };

    /// <summary>The lambda that a clause of a query stands for, unless it becomes an expression tree.</summary>
    private static IMethodSymbol? QueryFunction(ExpressionSyntax clause, SemanticModel model)
    {
        for (var operation = model.GetOperation(clause); operation is not null; operation = operation.Parent)
        {
            if (operation is IAnonymousFunctionOperation function)
            {
                return ExpressionTrees.IsOne(function) ? null : function.Symbol;
            }
        }

        return null;
    }

    /// <summary>The primary constructor, at the part that has the parameters; or the one that nobody wrote, at the first part.</summary>
    private static IMethodSymbol? ConstructorOf(TypeDeclarationSyntax declaration, INamedTypeSymbol? type) => type?.InstanceConstructors.FirstOrDefault(constructor =>
        constructor.DeclaringSyntaxReferences is [var written, ..]
            ? written.Span == declaration.Span && written.SyntaxTree == declaration.SyntaxTree
            : constructor is { IsImplicitlyDeclared: true, Parameters.IsEmpty: true }
                && type.DeclaringSyntaxReferences[0] is var first && first.Span == declaration.Span && first.SyntaxTree == declaration.SyntaxTree);
}
