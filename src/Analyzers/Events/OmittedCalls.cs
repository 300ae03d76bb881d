using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Calls that the graph shows and the compiler never emits, their arguments included: [Conditional] methods whose symbols are not
/// defined in the file of the call, and partial methods without an implementation. One instance per compilation.
/// </summary>
internal sealed class OmittedCalls
{
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableHashSet<string>> _symbols = [];
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<string>> _conditions = new(SymbolEqualityComparer.Default);

    public bool IsOmitted(IMethodSymbol method, SyntaxNode call)
    {
        if (method is { IsPartialDefinition: true, PartialImplementationPart: null, ReturnsVoid: true })
        {
            return true;
        }

        var conditions = _conditions.GetOrAdd(method.OriginalDefinition, ConditionsOf);
        if (conditions.IsEmpty)
        {
            return false;
        }

        var defined = _symbols.GetOrAdd(call.SyntaxTree, DefinedIn);
        return !conditions.Any(defined.Contains);
    }

    private static ImmutableArray<string> ConditionsOf(IMethodSymbol method)
    {
        for (var declared = method; declared is not null; declared = declared.OverriddenMethod)
        {
            var conditions = declared.GetAttributes()
                .Where(attribute => attribute.Is("ConditionalAttribute", "System", "Diagnostics") && attribute.ConstructorArguments.Length == 1)
                .Select(attribute => attribute.ConstructorArguments[0].Value as string ?? "")
                .ToImmutableArray();
            if (!conditions.IsEmpty)
            {
                return conditions;
            }
        }

        return [];
    }

    /// <summary>#define and #undef stand before the first token, so they hold for the whole file.</summary>
    private static ImmutableHashSet<string> DefinedIn(SyntaxTree tree)
    {
        var defined = tree.Options.PreprocessorSymbolNames.ToImmutableHashSet(StringComparer.Ordinal);
        foreach (var trivia in tree.GetRoot().GetFirstToken(includeZeroWidth: true).LeadingTrivia)
        {
            defined = trivia.GetStructure() switch
            {
                DefineDirectiveTriviaSyntax { IsActive: true } define => defined.Add(define.Name.ValueText),
                UndefDirectiveTriviaSyntax { IsActive: true } undefine => defined.Remove(undefine.Name.ValueText),
                _ => defined,
            };
        }

        return defined;
    }
}
