using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// The builder of an async body whose author wrote one ([AsyncMethodBuilder]): user code that no API names. Those of the framework are part
/// of what makes a body asynchronous, and have no events of their own.
/// </summary>
internal sealed class AsyncBuilder
{
    private readonly INamedTypeSymbol _type;

    private AsyncBuilder(INamedTypeSymbol type, Construct construct)
    {
        _type = type;
        Construct = construct;
    }

    /// <summary>Shown at the <c>async</c>.</summary>
    public Construct Construct { get; }

    /// <summary>What runs whenever the body is called: the builder is made, started and asked for the task; it is told how the body ended.</summary>
    public ImmutableArray<IMethodSymbol> WholeBody =>
        [.. new[] { "Create", "Start", "get_Task", "SetResult", "SetException" }.Select(Member).OfType<IMethodSymbol>()];

    public static AsyncBuilder? Of(ISymbol owner)
    {
        if (owner is not IMethodSymbol { IsAsync: true } method || (DeclaredBy(method) ?? DeclaredBy(method.ReturnType.OriginalDefinition)) is not { } type || IsOfFramework(type))
        {
            return null;
        }

        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax();
        var keyword = declaration.ChildTokens().FirstOrDefault(token => token.IsKind(SyntaxKind.AsyncKeyword));
        return new AsyncBuilder(type, new Construct("async", keyword.RawKind == 0 ? CalleeToken.Of(declaration) : keyword));
    }

    /// <summary>What an <c>await</c> calls when it has to wait.</summary>
    public IMethodSymbol? Suspends(ITypeSymbol awaiter) => Member(
        awaiter.AllInterfaces.Any(type => type is { Name: "ICriticalNotifyCompletion", ContainingNamespace.Name: "CompilerServices" }) ? "AwaitUnsafeOnCompleted" : "AwaitOnCompleted");

    private IMethodSymbol? Member(string name) => _type.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault();

    private static INamedTypeSymbol? DeclaredBy(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.Is("AsyncMethodBuilderAttribute", "System", "Runtime", "CompilerServices") && attribute.ConstructorArguments.FirstOrDefault().Value is INamedTypeSymbol builder)
            {
                return builder.OriginalDefinition;
            }
        }

        return null;
    }

    private static bool IsOfFramework(INamedTypeSymbol type) => type.ContainingNamespace is
    {
        Name: "CompilerServices",
        ContainingNamespace: { Name: "Runtime", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } },
    };
}
