using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;
using NoInstr.CodeFixes.Pairs;
using NoInstr.CodeFixes.States;
using NoInstr.CodeFixes.Wrapping;

namespace NoInstr.CodeFixes.Refactorings;

/// <summary>*Surround with an instrumentation scope*: statements that stand side by side. What they declare for later is declared ahead of a block.</summary>
internal sealed class Surround(SemanticModel model, ScopeForm form)
{
    /// <summary>Null where a way out would miss the End, or where braces would cut something apart.</summary>
    public SyntaxNode? Edit(SyntaxNode root, ImmutableArray<StatementSyntax> selected)
    {
        var (first, last) = (selected[0], selected[selected.Length - 1]);
        if (selected.Any(statement => ScopeMarkers.Occur(statement, model) || Hoist.Awaits(statement) || IsDisposed(statement))
            || !Directives.AreWholeIn(TextSpan.FromBounds(first.SpanStart, last.Span.End), root)
            || selected.All(statement => statement is LocalFunctionStatementSyntax))
        {
            return null;
        }
        return (form == ScopeForm.BeginEnd ? Between(selected) : InBlock(selected)) is not { IsDefault: false } surrounded ? null
            : Siblings.Of(first) is { } siblings ? siblings.SplitWith(root,
                [.. siblings.Statements.Take(siblings.Index), .. surrounded, .. siblings.Statements.Skip(siblings.Index + selected.Length)])
            : InBraces(root, first, surrounded);
    }

    /// <summary>Braces around an embedded statement; where it shares a line with others, these get lines of their own.</summary>
    private static SyntaxNode? InBraces(SyntaxNode root, StatementSyntax embedded, ImmutableArray<StatementSyntax> surrounded)
    {
        if (Layout.HasDirective(embedded.GetLeadingTrivia()))
        {
            return null;
        }
        var around = embedded.Ancestors().OfType<BlockSyntax>().Where(block => Layout.IfOnOneLine(block).Length > 0).ToList();
        return root.ReplaceNodes(around.Append<SyntaxNode>(embedded), (original, rewritten) =>
            original == embedded ? Layout.Block(surrounded) : rewritten.WithAdditionalAnnotations(Formatter.Annotation));
    }

    private ImmutableArray<StatementSyntax> Between(ImmutableArray<StatementSyntax> selected)
    {
        var (first, last) = (selected[0], selected[selected.Length - 1]);
        if (selected.Take(selected.Length - 1).Any(Jumps.LeaveFrom) || Inside(last) is not { IsDefault: false } inside)
        {
            return default;
        }
        ImmutableArray<StatementSyntax> scope = [ScopeMarkers.Begin(), .. selected.RemoveAt(selected.Length - 1), .. inside];
        var leading = StatementLists.Around(first) is not null && Layout.SharesLine(first) ? first.GetLeadingTrivia().Insert(0, Layout.LineEnd) : first.GetLeadingTrivia();
        if (StatementLists.IsEmbedded(first))
        {
            return scope.SetItem(0, scope[0].WithLeadingTrivia(leading)).SetItem(1, WithIndentation(scope[1], leading));
        }
        scope = [.. scope.Select(statement => selected.Contains(statement) ? statement : Layout.Aligned(statement, leading))];
        return scope.SetItem(0, scope[0].WithLeadingTrivia(leading)).SetItem(1, WithIndentation(scope[1], leading));
    }

    /// <summary>The last one and its End. A value that it returns is computed inside; then End; then it returns.</summary>
    private ImmutableArray<StatementSyntax> Inside(StatementSyntax last)
    {
        if (last is ReturnStatementSyntax { Expression: { } value } @return)
        {
            return Hoist.TryCreate(model, value, "result") is { } hoist
                ? [hoist.Declaration(), ScopeMarkers.End(), @return.ReplaceNode(value, hoist.Reference).WithLeadingTrivia(Layout.Indentation(@return.GetLeadingTrivia()))]
                : default;
        }
        return Jumps.LeaveFrom(last) || model.AnalyzeControlFlow(last) is not { Succeeded: true, EndPointIsReachable: true }
            ? default
            : [last.WithTrailingTrivia(Layout.EndingLine(last.GetTrailingTrivia())), ScopeMarkers.End()];
    }

    private ImmutableArray<StatementSyntax> InBlock(ImmutableArray<StatementSyntax> selected)
    {
        var last = selected[selected.Length - 1];
        if (DeclaredAhead.Of(selected, Behind(last), model) is not { Inside.IsEmpty: false } parts)
        {
            return default;
        }
        var leading = selected[0].GetLeadingTrivia();
        var inside = parts.Inside;
        inside = inside.SetItem(0, WithIndentation(inside[0], leading));
        inside = inside.SetItem(inside.Length - 1, inside[inside.Length - 1].WithTrailingTrivia(Layout.EndingLine(last.GetTrailingTrivia())));
        var scope = ScopeMarkers.OpenBlock(UsingScope.Outside(inside));
        ImmutableArray<StatementSyntax> all = [.. parts.Before.Select(statement => Layout.Aligned(statement, leading)), scope.WithLeadingTrivia(Layout.Indentation(leading))];
        return all.SetItem(0, all[0].WithLeadingTrivia(leading));
    }

    private static StatementSyntax WithIndentation(StatementSyntax statement, SyntaxTriviaList leading) => statement.WithLeadingTrivia(Layout.Indentation(leading));

    /// <summary>All of the block that could name what the statements declare.</summary>
    private static IEnumerable<SyntaxNode> Behind(StatementSyntax last) => last.Parent is SwitchSectionSyntax section
        ? section.Parent!.ChildNodes().Where(other => other != section).Concat(section.Statements.Where(other => other.SpanStart > last.SpanStart))
        : Siblings.Of(last) is { } siblings ? siblings.Statements.Skip(siblings.Index + 1) : [];

    private static bool IsDisposed(StatementSyntax statement) => statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 };
}
