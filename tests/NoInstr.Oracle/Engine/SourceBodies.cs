using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Events;
using NoInstr.Oracle.Source;

namespace NoInstr.Oracle.Engine;

/// <summary>Every function of a file with the body that the engine has for it, asked for as the analyzer's actions do.</summary>
internal sealed class SourceBodies(SemanticModel model, BodyTable bodies)
{
    public IEnumerable<(SourceFunction Function, Body Body)> All()
    {
        foreach (var node in model.SyntaxTree.GetRoot().DescendantNodesAndSelf(node => !ExpressionTrees.IsOne(node, model)))
        {
            if (!ExpressionTrees.IsOne(node, model) && BodyOf(node) is { } body)
            {
                yield return (SourceFunction.Of(node), body);
            }
        }
    }

    private Body? BodyOf(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax { Initializer: { } value, Parent.Parent: BaseFieldDeclarationSyntax } => OfInitializer(node, value),
        PropertyDeclarationSyntax { Initializer: { } value } => OfInitializer(node, value),
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax => OfMethod(model.GetDeclaredSymbol(node)),
        ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax property } => OfMethod((model.GetDeclaredSymbol(property) as IPropertySymbol)?.GetMethod),
        AnonymousFunctionExpressionSyntax => OfMethod(model.GetSymbolInfo(node).Symbol),
        ExpressionSyntax clause when SourceFunction.IsQueryFunction(clause) => OfMethod(QueryFunction(clause)),
        CompilationUnitSyntax => OfMethod(model.GetDeclaredSymbol(node)),
        TypeDeclarationSyntax type => OfMethod(UnwrittenConstructor(type)),
        _ => null,
    };

    private Body? OfMethod(ISymbol? method) => method is IMethodSymbol function ? bodies.Of(function, CancellationToken.None) : null;

    private Body? OfInitializer(SyntaxNode member, EqualsValueClauseSyntax value) =>
        model.GetDeclaredSymbol(member) is { } symbol && model.GetOperation(value) is { } block ? bodies.OfBlock(symbol, block) : null;

    /// <summary>The lambda that a clause of a query stands for.</summary>
    private IMethodSymbol? QueryFunction(ExpressionSyntax clause)
    {
        for (var operation = model.GetOperation(clause); operation is not null; operation = operation.Parent)
        {
            if (operation is IAnonymousFunctionOperation function)
            {
                return function.Symbol;
            }
        }

        return null;
    }

    private IMethodSymbol? UnwrittenConstructor(TypeDeclarationSyntax type) =>
        ((INamedTypeSymbol?)model.GetDeclaredSymbol(type))?.InstanceConstructors.FirstOrDefault(constructor =>
            (constructor.IsImplicitlyDeclared && constructor.Parameters.IsEmpty) || constructor.DeclaringSyntaxReferences.Any(reference => reference.Span == type.Span));
}
