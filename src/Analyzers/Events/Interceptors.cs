using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Analyzers.Events;

/// <summary>A generator may replace a call by another: then that one is the callee. Asked only where the project allows interceptors.</summary>
internal sealed class Interceptors(SemanticModel model)
{
    private readonly bool _areEnabled = model.SyntaxTree.Options.Features.Keys.Any(key => key.StartsWith("InterceptorsNamespaces", StringComparison.Ordinal) || key.StartsWith("InterceptorsPreview", StringComparison.Ordinal));

#pragma warning disable RSEXPERIMENTAL002 // the API of interceptors: without it the wrong callee would be judged
    public IMethodSymbol? Of(SyntaxNode call) => _areEnabled && call is InvocationExpressionSyntax invocation ? model.GetInterceptorMethod(invocation) : null;
#pragma warning restore RSEXPERIMENTAL002
}
