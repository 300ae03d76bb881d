using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Analyzers.Contracts;

/// <summary>Whether a compilation knows entry states at all, and which of them a scope depends on. Who has none pays nothing for them.</summary>
internal sealed class StateSources(bool isInUse, ImmutableArray<State> scopeStates)
{
    private const string PredefinedStates = "NoInstr.EntryState";

    public static readonly StateSources None = new(isInUse: false, []);

    /// <summary>Some contract here, or of an assembly that is referenced, may be about states.</summary>
    public bool IsInUse { get; } = isInUse;

    /// <summary>The states that a scope requires or forbids, of the enums that contracts of this compilation name.</summary>
    public ImmutableArray<State> ScopeStates { get; } = scopeStates;

    public static StateSources Of(Compilation compilation, IReadOnlyCollection<SourceFacts> facts, StateReader states, CancellationToken cancellation)
    {
        if (!facts.Any(static inTree => inTree.HasStates))
        {
            return new StateSources(SlotSources.SeesContractsOfOthers(compilation), []);
        }

        var declared = facts.SelectMany(static inTree => inTree.ScopeEnums)
            .Select(syntax => compilation.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(syntax, cancellation))
            .OfType<INamedTypeSymbol>();
        var named = facts.SelectMany(static inTree => inTree.StateNames).ToLookup(static written => NameOf(written), StringComparer.Ordinal);
        return new StateSources(
            isInUse: true,
            [
                .. declared.Concat(compilation.GetTypesByMetadataName(PredefinedStates))
                    .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
                    .Where(type => type.MemberNames.SelectMany(member => named[member]).Any(written => Names(written, type)))
                    .SelectMany(states.ScopeStatesOf)
                    .Distinct()
                    .OrderBy(static state => state),
            ]);

        // Another enum may have a member of that name.
        bool Names(ExpressionSyntax written, INamedTypeSymbol type) =>
            SymbolEqualityComparer.Default.Equals(compilation.GetSemanticModel(written.SyntaxTree).GetSymbolInfo(written, cancellation).Symbol?.ContainingType, type);
    }

    private static string NameOf(ExpressionSyntax written) => written is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : ((IdentifierNameSyntax)written).Identifier.ValueText;
}
