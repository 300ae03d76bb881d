using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Rules;

namespace NoInstr.CodeFixes.Marking;

/// <summary>The member behind a diagnostic and the declaration in source that its mark goes on.</summary>
internal sealed record Callee(Document Document, SyntaxNode Declaration, string Name)
{
    /// <summary>Whether findings of the rule are about a call.</summary>
    public static bool IsNamedBy(string id) => id is RuleIds.CallLeavesRegion or RuleIds.IndirectCall or RuleIds.InsertedCall;

    public static async Task<Callee?> FindAsync(Document document, Diagnostic diagnostic, Mark mark, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || diagnostic.Location.SourceTree != model.SyntaxTree)
        {
            return null;
        }
        var root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        var id = diagnostic.Properties.TryGetValue(PropertyKeys.Callee, out var known) ? known : null;
        return SymbolOf(id, root.FindToken(diagnostic.Location.SourceSpan.Start), model) is { } symbol
            ? await OfAsync(document.Project.Solution, symbol, mark, cancellation).ConfigureAwait(false)
            : null;
    }

    /// <summary>Of all findings, each callee once; and whether every finding has one.</summary>
    public static async Task<(ImmutableArray<Callee> Callees, bool HasAll)> FindAllAsync(
        Solution solution, IEnumerable<Diagnostic> findings, Mark mark, CancellationToken cancellation)
    {
        var (callees, hasAll) = (new Dictionary<SyntaxNode, Callee>(), true);
        foreach (var finding in findings)
        {
            if (solution.GetDocument(finding.Location.SourceTree) is { } document
                && await FindAsync(document, finding, mark, cancellation).ConfigureAwait(false) is { } callee)
            {
                callees[callee.Declaration] = callee;
            }
            else
            {
                hasAll = false;
            }
        }
        return ([.. callees.Values], hasAll);
    }

    /// <summary>Null for what has no place for a mark in source, what says something about itself already, and what cannot be so marked.</summary>
    public static async Task<Callee?> OfAsync(Solution solution, ISymbol member, Mark mark, CancellationToken cancellation)
    {
        if (!Markable.IsEligible(member, mark))
        {
            return null;
        }
        foreach (var reference in Markable.Implementing(member).DeclaringSyntaxReferences)
        {
            var declaration = AttributeTarget(await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false), member, mark);
            if (declaration is not null
                && solution.GetDocument(reference.SyntaxTree) is { } home
                && !IsGenerated(reference.SyntaxTree)
                && await KnowsAttributeAsync(home, mark, cancellation).ConfigureAwait(false))
            {
                return new Callee(home, declaration, NameOf(member, declaration, mark));
            }
        }
        return null;
    }

    public static ISymbol? SymbolOf(string? id, SyntaxToken token, SemanticModel model)
    {
        // That of a local function leads nowhere.
        if (id is not null && DocumentationCommentId.GetSymbolsForDeclarationId(id, model.Compilation) is { IsEmpty: false } named)
        {
            return named.FirstOrDefault(m => m is IMethodSymbol or IPropertySymbol or IEventSymbol && !m.DeclaringSyntaxReferences.IsEmpty);
        }
        return token.Parent is { } node && node.SyntaxTree == model.SyntaxTree && model.GetSymbolInfo(node).Symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction } function
            ? function.OriginalDefinition
            : null;
    }

    /// <summary>An accessor with a body takes the attribute itself; without one, the property takes it for all of them, where it may stand on one.</summary>
    private static SyntaxNode? AttributeTarget(SyntaxNode declaration, ISymbol member, Mark mark) => declaration switch
    {
        BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax => declaration,
        ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax property } => property,
        AccessorDeclarationSyntax accessor when mark == Mark.AlwaysInline => accessor,
        AccessorDeclarationSyntax { Parent: AccessorListSyntax { Parent: BasePropertyDeclarationSyntax property } accessors } accessor =>
            accessors.Accessors.Any(a => a.Body is not null || a.ExpressionBody is not null) ? accessor : property,
        BasePropertyDeclarationSyntax when mark == Mark.NoInstr => declaration,
        TypeDeclarationSyntax { ParameterList: not null } type when member is IMethodSymbol { MethodKind: MethodKind.Constructor } => type,
        ParameterSyntax parameter when mark == Mark.NoInstr && member is IPropertySymbol or IMethodSymbol { AssociatedSymbol: IPropertySymbol } => parameter,
        _ => null,
    };

    private static bool IsGenerated(SyntaxTree tree)
    {
        var name = Path.GetFileNameWithoutExtension(tree.FilePath);
        return name.EndsWith(".g", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".designer", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".generated", StringComparison.OrdinalIgnoreCase)
            || tree.GetRoot().GetLeadingTrivia().Any(t => t.ToString().Contains("<auto-generated"));
    }

    private static async Task<bool> KnowsAttributeAsync(Document document, Mark mark, CancellationToken cancellation) =>
        await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is { } compilation
        && compilation.GetTypesByMetadataName(mark.TypeName()).Length > 0;

    private static string NameOf(ISymbol member, SyntaxNode declaration, Mark mark) => declaration switch
    {
        BasePropertyDeclarationSyntax or ParameterSyntax when mark == Mark.NoInstr && member is IMethodSymbol { AssociatedSymbol: { } property } => property.ToDisplayString(Brief),
        _ => member.ToDisplayString(Brief),
    };

    public static readonly SymbolDisplayFormat Brief = new(miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);
}
