using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Pairs;

/// <summary>
/// The statements that open a scope, <c>Begin();</c> or <c>Open();</c>, and those that close it. Mostly one of each; more where paths open or close it
/// by themselves. In the order of the source.
/// </summary>
internal sealed record ScopePair(ImmutableArray<StatementSyntax> Openers, ImmutableArray<StatementSyntax> Closers)
{
    /// <summary>The only one that opens it, if there is no other.</summary>
    public StatementSyntax? Opener => Openers.Length == 1 ? Openers[0] : null;

    /// <summary>The one that the marker belongs to. Null where a <c>using</c>, or a scope in a variable, has a part in it.</summary>
    public static ScopePair? Of(InvocationExpressionSyntax marker, SemanticModel model)
    {
        if (MarkerFlow.Around(marker, model) is not { } flow)
        {
            return null;
        }
        var members = new HashSet<SyntaxNode> { marker };
        var known = 0;
        while (known < members.Count)
        {
            known = members.Count;
            foreach (var scope in flow.Closers.Where(scope => members.Contains(scope.Key) || scope.Value.Overlaps(members)))
            {
                members.Add(scope.Key);
                members.UnionWith(scope.Value);
            }
        }
        var openers = InOrder(members.Where(flow.Closers.ContainsKey));
        var closers = InOrder(members.Where(member => !flow.Closers.ContainsKey(member)));
        return openers.All(IsStatement) && closers.All(IsStatement)
            && openers.All(opener => ScopeMarkers.IsBegin(Statement(opener), model) || ScopeMarkers.IsBareOpen(Statement(opener), model))
            && closers.All(closer => ScopeMarkers.IsEnd(Statement(closer), model))
            ? new ScopePair([.. openers.Select(Statement)], [.. closers.Select(Statement)])
            : null;
    }

    /// <summary>The calls of one function that open a scope by a statement, in the order of the source.</summary>
    public static ImmutableArray<InvocationExpressionSyntax> OpenersAround(SyntaxNode place, SemanticModel model)
    {
        var body = place.AncestorsAndSelf().FirstOrDefault(IsBody);
        return body is null ? [] :
        [
            .. body.DescendantNodes(node => node == body || !IsBody(node))
                .OfType<ExpressionStatementSyntax>()
                .Where(statement => ScopeMarkers.IsBegin(statement, model) || ScopeMarkers.IsBareOpen(statement, model))
                .Select(statement => (InvocationExpressionSyntax)statement.Expression),
        ];
    }

    private static bool IsBody(SyntaxNode node) => node switch
    {
        GlobalStatementSyntax => false,
        CompilationUnitSyntax or AccessorDeclarationSyntax or MemberDeclarationSyntax => true,
        _ => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax,
    };

    private static ImmutableArray<SyntaxNode> InOrder(IEnumerable<SyntaxNode> nodes) => [.. nodes.OrderBy(node => node.SpanStart)];

    private static bool IsStatement(SyntaxNode call) => call is InvocationExpressionSyntax { Parent: ExpressionStatementSyntax };

    private static StatementSyntax Statement(SyntaxNode call) => (StatementSyntax)call.Parent!;
}
