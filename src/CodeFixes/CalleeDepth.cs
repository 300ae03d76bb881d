using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes;

/// <summary>Always-inline callees that open or close scopes themselves: a scope around their call would nest with theirs.</summary>
internal static class CalleeDepth
{
    public static bool Changes(SyntaxToken token, SemanticModel model) =>
        token.Parent is { } node
        && model.GetSymbolInfo(node).Symbol is IMethodSymbol callee
        && Marks(callee, model.Compilation, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    public static bool IsAlwaysInline(ISymbol symbol) =>
        symbol.GetAttributes().Any(a => a.AttributeClass is { Name: "AlwaysInlineAttribute", ContainingNamespace.Name: "NoInstr" })
        || symbol is IPropertySymbol property
            && (property.GetMethod is { } getter && IsAlwaysInline(getter) || property.SetMethod is { } setter && IsAlwaysInline(setter));

    private static bool Marks(IMethodSymbol callee, Compilation compilation, HashSet<ISymbol> visited) =>
        IsAlwaysInline(callee)
        && visited.Add(callee.OriginalDefinition)
        && callee.OriginalDefinition.DeclaringSyntaxReferences.Any(reference => Marks(reference, compilation, visited));

    private static bool Marks(SyntaxReference reference, Compilation compilation, HashSet<ISymbol> visited)
    {
        if (!compilation.ContainsSyntaxTree(reference.SyntaxTree))
        {
            return false;
        }
        var model = compilation.GetSemanticModel(reference.SyntaxTree);
        return reference.GetSyntax().DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            ScopeMarkers.Name(call, model) is not null
            || model.GetSymbolInfo(call).Symbol is IMethodSymbol inner && Marks(inner, compilation, visited));
    }
}
