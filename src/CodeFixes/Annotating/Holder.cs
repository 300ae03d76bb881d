using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.CodeFixes.Marking;

namespace NoInstr.CodeFixes.Annotating;

/// <summary>The declaration that a finding is shown at the name of, and what it declares.</summary>
internal sealed record Holder(SyntaxNode Declaration, IMethodSymbol Body)
{
    public string Name => Body switch
    {
        { MethodKind: MethodKind.AnonymousFunction } => "the lambda",
        { AssociatedSymbol: { } property } when AccessorForm.IsNeeded(Declaration) => $"'{property.ToDisplayString(Callee.Brief)}'",
        _ => $"'{Body.ToDisplayString(Callee.Brief)}'",
    };

    /// <summary>Null where nothing with a body of its own is named.</summary>
    public static Holder? At(SyntaxToken name, SemanticModel model)
    {
        for (var node = name.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case LambdaExpressionSyntax lambda:
                    return model.GetSymbolInfo(lambda).Symbol is IMethodSymbol function ? new Holder(lambda, function) : null;
                case PropertyDeclarationSyntax or IndexerDeclarationSyntax when AccessorForm.IsNeeded(node):
                    return model.GetDeclaredSymbol(node) is IPropertySymbol { GetMethod: { } getter } ? new Holder(node, getter) : null;
                case BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax:
                    return model.GetDeclaredSymbol(node) is IMethodSymbol method ? new Holder(node, method) : null;
                case AnonymousMethodExpressionSyntax or MemberDeclarationSyntax:
                    return null;
            }
        }
        return null;
    }

    /// <summary>The syntax of an attribute of the body, whichever part of a partial member it stands on.</summary>
    public SyntaxReference? Find(string type, string @namespace) => new[] { Body, Body.PartialDefinitionPart, Body.PartialImplementationPart }
        .SelectMany(part => part?.GetAttributes() ?? [])
        .FirstOrDefault(attribute => attribute.AttributeClass is { } found && found.Name == type && found.ContainingNamespace.ToDisplayString() == @namespace)
        ?.ApplicationSyntaxReference;
}
