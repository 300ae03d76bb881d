using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;
using NoInstr.CodeFixes.States;

namespace NoInstr.CodeFixes.Pairs;

/// <summary>Carries out what a stretch plans: first the Ends go, then the opener becomes, or gets, what ends the scope by itself.</summary>
internal static class StretchEdit
{
    /// <summary>Null where braces or declarations cannot be put soundly.</summary>
    public static async Task<Document?> ApplyAsync(Document document, Stretch stretch, StretchForm form, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root || form != StretchForm.Declaration && !IsWhole(stretch, root))
        {
            return null;
        }
        var nodes = stretch.Closers.Add(stretch.Opener);
        var tracked = document.WithSyntaxRoot(root.TrackNodes(stretch.Last is null ? nodes : nodes.Add(stretch.Last)));
        if (await tracked.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } marked
            || await tracked.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } markedModel
            || PairRemoval.Without(marked, [.. stretch.Closers.Select(closer => marked.GetCurrentNode(closer)!)], markedModel) is not { } emptied)
        {
            return null;
        }
        var open = document.WithSyntaxRoot(emptied);
        return await open.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } rest
            && await open.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            && rest.GetCurrentNode(stretch.Opener) is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } opener
            && Siblings.Of(opener) is { } siblings
            && siblings.Statements.IndexOf(stretch.Last is null ? siblings.Statements.Last() : rest.GetCurrentNode(stretch.Last)!) is var last && last > siblings.Index
            && Statements(siblings, last, opener, call, form, model) is { IsDefault: false } statements
            ? open.WithSyntaxRoot(form == StretchForm.Declaration ? siblings.With(rest, statements) : siblings.SplitWith(rest, statements))
            : null;
    }

    private static ImmutableArray<StatementSyntax> Statements(
        Siblings siblings, int last, ExpressionStatementSyntax opener, InvocationExpressionSyntax call, StretchForm form, SemanticModel model)
    {
        var behind = siblings.Statements.Skip(last + 1).ToImmutableArray();
        if (form == StretchForm.Declaration)
        {
            return opener.Parent is SwitchSectionSyntax || !behind.All(statement => EndsAtOnce(statement, model))
                ? default
                : siblings.Statements.SetItem(siblings.Index, Aligned(ScopeMarkers.OpenDeclaration(ScopeMarkers.Like(call, "Open"), FreeName(opener, model)), opener));
        }
        var entering = siblings.Statements.Skip(siblings.Index + 1).Take(last - siblings.Index).ToImmutableArray();
        if (entering.Any(IsDisposed) || DeclaredAhead.Of(entering, behind, model) is not { Inside.IsEmpty: false } parts)
        {
            return default;
        }
        ImmutableArray<StatementSyntax> scope = form == StretchForm.Block
            ? [Block(parts, opener, call)]
            : [opener, Guarded(parts.Inside, call, opener)];
        scope = [.. parts.Before, .. scope];
        if (!parts.Before.IsEmpty)
        {
            scope = scope.SetItem(0, scope[0].WithLeadingTrivia(Layout.WithoutIndentation(opener.GetLeadingTrivia()).AddRange(scope[0].GetLeadingTrivia())))
                .SetItem(parts.Before.Length, scope[parts.Before.Length].WithLeadingTrivia(Layout.Indentation(opener.GetLeadingTrivia())));
        }
        return [.. siblings.Statements.Take(siblings.Index), .. scope, .. behind];
    }

    private static StatementSyntax Block(DeclaredAhead parts, ExpressionStatementSyntax opener, InvocationExpressionSyntax call)
    {
        var scope = ScopeMarkers.OpenBlock(ScopeMarkers.Like(call, "Open"), UsingScope.Outside(parts.Inside));
        return scope.WithCloseParenToken(scope.CloseParenToken.WithTrailingTrivia(Layout.EndingLine(opener.GetTrailingTrivia()))).WithLeadingTrivia(opener.GetLeadingTrivia());
    }

    /// <summary>A try that is all there is, and that has no <c>finally</c> yet, gets one.</summary>
    private static StatementSyntax Guarded(ImmutableArray<StatementSyntax> inside, InvocationExpressionSyntax call, ExpressionStatementSyntax opener)
    {
        var end = Layout.Block([ScopeMarkers.Statement(ScopeMarkers.Like(call, "End"))]);
        if (inside.Length == 1 && inside[0] is TryStatementSyntax { Finally: null } only)
        {
            var trailing = only.GetTrailingTrivia();
            return only.WithTrailingTrivia(Layout.LineEnd)
                .WithFinally(SyntaxFactory.FinallyClause(end.WithTrailingTrivia(trailing)).WithAdditionalAnnotations(Formatter.Annotation));
        }
        return SyntaxFactory.TryStatement(Layout.Block(UsingScope.Outside(inside)), default, SyntaxFactory.FinallyClause(end))
            .WithLeadingTrivia(Layout.Indentation(opener.GetLeadingTrivia()))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static StatementSyntax Aligned(StatementSyntax statement, StatementSyntax original) =>
        statement.WithTriviaFrom(original).WithoutAnnotations(Formatter.Annotation);

    private static bool IsWhole(Stretch stretch, SyntaxNode root)
    {
        var end = stretch.Closers.Select(closer => closer.SpanStart).Append(stretch.Last?.Span.End ?? stretch.Opener.Parent!.Span.End).Max();
        return Directives.AreWholeIn(TextSpan.FromBounds(stretch.Opener.Span.End, Math.Max(end, stretch.Opener.Span.End)), root);
    }

    /// <summary>It would be disposed inside the scope, and has been outside.</summary>
    private static bool IsDisposed(StatementSyntax statement) => statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 };

    /// <summary>What may come behind the scope and is not worth a block: it runs nothing.</summary>
    private static bool EndsAtOnce(StatementSyntax statement, SemanticModel model) => statement switch
    {
        LocalFunctionStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax => true,
        ReturnStatementSyntax @return => @return.Expression is null || AtHand.Is(@return.Expression, model),
        _ => false,
    };

    /// <summary><c>_</c>, unless that means something here.</summary>
    private static string FreeName(StatementSyntax place, SemanticModel model) =>
        Names.Identifiers(place.Parent is GlobalStatementSyntax ? place.SyntaxTree.GetRoot() : place.Parent!).Contains("_")
        || model.LookupSymbols(place.SpanStart, name: "_").Any()
            ? Names.Fresh(place, "scope")
            : "_";
}
