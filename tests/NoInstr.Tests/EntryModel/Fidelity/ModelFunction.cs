using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Tests.EntryModel.Fidelity;

/// <summary>A call of the model. Whether it must be in the table is not sure where it stands in a condition: most conditions are remarks there.</summary>
internal readonly record struct ModelCall(string? KernelName, string Name, bool IsCondition)
{
    public bool Is(string token) => KernelName is null ? Name == Pascal(token) : KernelName == token;

    public override string ToString() => KernelName ?? Name;

    public static string Pascal(string name) =>
        string.Concat(name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}

/// <summary>A function of the model, with its calls in the order of the source. Helpers that the kernel does not have are looked into.</summary>
internal sealed class ModelFunction(IMethodSymbol method, Compilation compilation)
{
    private const string Machine = "EntryModel.Machine";
    private const string Hardware = "EntryStubs";

    public IMethodSymbol Method { get; } = method;

    public string Attribute => IsMarked(Method, "NoInstrAttribute") ? "NoInstr" : IsMarked(Method, "AlwaysInlineAttribute") ? "AlwaysInline" : "";

    public static string? KernelNameOf(ISymbol symbol) => KernelOf(symbol) is { } attribute ? (string)attribute.ConstructorArguments[0].Value! : null;

    public static string? KernelFileOf(ISymbol symbol) => KernelOf(symbol) is { } attribute ? (string)attribute.ConstructorArguments[1].Value! : null;

    public IReadOnlyList<ModelCall> Calls(IReadOnlySet<string> leaves) => [.. CallsIn(Method, ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol>.Empty.WithComparers(SymbolEqualityComparer.Default), leaves)];

    private static AttributeData? KernelOf(ISymbol symbol) => symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == "KernelAttribute");

    private static bool IsMarked(IMethodSymbol method, string attribute)
    {
        for (ISymbol? symbol = method; symbol is not null; symbol = symbol.ContainingType)
        {
            var names = symbol.GetAttributes().Select(data => data.AttributeClass?.Name).ToList();
            if (names.Contains(attribute))
            {
                return true;
            }

            if (names.Contains("NoInstrAttribute") || names.Contains("AlwaysInlineAttribute") || names.Contains("InstrumentableAttribute"))
            {
                return false;
            }
        }

        return false;
    }

    private IEnumerable<ModelCall> CallsIn(IMethodSymbol caller, ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> types, IReadOnlySet<string> leaves, int depth = 0)
    {
        if (caller.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not { } declaration || depth > 8)
        {
            yield break;
        }

        var semantics = compilation.GetSemanticModel(declaration.SyntaxTree);
        foreach (var written in declaration.DescendantNodes().OfType<InvocationExpressionSyntax>().OrderBy(call => call.Span.End))
        {
            if (SlotOf(written, semantics) is { } slot && KernelNameOf(slot) is { } ofSlot)
            {
                yield return new ModelCall(ofSlot, slot.Name, IsInCondition(written));
                continue;
            }

            if (semantics.GetSymbolInfo(written).Symbol is not IMethodSymbol target)
            {
                continue;
            }

            target = Bind(target, types);
            if (target.ContainingType.Name == nameof(InstrumentationScope))
            {
                yield return new ModelCall(target.Name == "Begin" ? KernelCalls.Begin : KernelCalls.End, target.Name, false);
            }
            else if (target.ContainingType.Name == "Warn")
            {
                yield return new ModelCall(KernelCalls.Warn, target.Name, IsInCondition(written));
            }
            else if (KernelOf(target.OriginalDefinition) is { } kernel)
            {
                if (kernel.NamedArguments.Any(argument => argument is { Key: "IsMacro", Value.Value: true }))
                {
                    foreach (var call in CallsIn(target.OriginalDefinition, TypesOf(target, types), leaves, depth + 1))
                    {
                        yield return call;
                    }
                }
                else
                {
                    yield return new ModelCall((string)kernel.ConstructorArguments[0].Value!, target.Name, IsInCondition(written));
                }
            }
            else if (leaves.Contains(target.Name))
            {
                yield return new ModelCall(null, target.Name, IsInCondition(written));
            }
            else if (target.ContainingNamespace.ToDisplayString() != Machine && target.ContainingType.Name != Hardware)
            {
                foreach (var call in CallsIn(target.OriginalDefinition, TypesOf(target, types), leaves, depth + 1))
                {
                    yield return call with { IsCondition = call.IsCondition || IsInCondition(written) };
                }
            }
        }
    }

    /// <summary>The field that holds what is called indirectly, or a table of it.</summary>
    private static IFieldSymbol? SlotOf(InvocationExpressionSyntax call, SemanticModel semantics) =>
        semantics.GetSymbolInfo(call.Expression is ElementAccessExpressionSyntax element ? element.Expression : call.Expression).Symbol as IFieldSymbol;

    private static ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> TypesOf(IMethodSymbol target, ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> outer)
    {
        var types = outer;
        foreach (var (parameter, argument) in target.TypeParameters.Zip(target.TypeArguments))
        {
            types = types.SetItem(parameter, argument is ITypeParameterSymbol other && outer.TryGetValue(other, out var known) ? known : argument);
        }

        return types;
    }

    /// <summary>A static abstract member of a type argument is the member of the struct that stands for it.</summary>
    private static IMethodSymbol Bind(IMethodSymbol target, ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> types)
    {
        if (target is not { IsAbstract: true, IsStatic: true })
        {
            return target;
        }

        return types.Values.Select(type => type.FindImplementationForInterfaceMember(target)).OfType<IMethodSymbol>().FirstOrDefault() ?? target;
    }

    private static bool IsInCondition(SyntaxNode call)
    {
        for (var node = call; node.Parent is { } parent and not StatementSyntax and not ArrowExpressionClauseSyntax || IsTest(node); node = node.Parent!)
        {
            if (IsTest(node))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTest(SyntaxNode node) => node.Parent switch
    {
        IfStatementSyntax test => test.Condition == node,
        WhileStatementSyntax test => test.Condition == node,
        DoStatementSyntax test => test.Condition == node,
        ForStatementSyntax test => test.Condition == node,
        ConditionalExpressionSyntax test => test.Condition == node,
        BinaryExpressionSyntax or PrefixUnaryExpressionSyntax => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: { } called } } => called.ToString() is "Warn.On" or "CtWarnOn",
        SwitchStatementSyntax test => test.Expression == node,
        _ => false,
    };
}
