using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Analyzers.Events;

/// <summary>Methods with a <c>yield</c>: a call makes an object, and the body runs where that is enumerated.</summary>
internal static class Iterators
{
    public static bool IsIterator(IMethodSymbol method) =>
        method.ReturnType.MetadataName is "IEnumerable" or "IEnumerator" or "IEnumerable`1" or "IEnumerator`1" or "IAsyncEnumerable`1" or "IAsyncEnumerator`1"
        && (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.Any(reference => Yields(reference.GetSyntax()));

    /// <summary>Async or an iterator: its body runs in a state machine. Metadata says so by an attribute, which the source does not have.</summary>
    public static bool IsSuspended(IMethodSymbol method) =>
        method.IsAsync
        || IsIterator(method)
        || method.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "AsyncStateMachineAttribute" or "IteratorStateMachineAttribute" or "AsyncIteratorStateMachineAttribute" });

    private static bool Yields(SyntaxNode declaration) => declaration
        .DescendantNodes(node => node == declaration || node is not (ExpressionSyntax or LocalFunctionStatementSyntax))
        .Any(node => node is YieldStatementSyntax);
}
