using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace NoInstr.CodeFixes.Wrapping;

/// <summary>
/// Carries a plan out. A scope that ends right before, or begins right after, is extended: never <c>End(); Begin();</c> back to back.
/// This is also how a scope grows over a run of statements, so that fixing one by one and fixing all give the same text.
/// </summary>
internal sealed class WrapEdit(SemanticModel model, WrapPlan plan, ScopeForm form)
{
    private readonly SyntaxTriviaList leading = StatementLists.Around(plan.Target) is not null && Layout.SharesLine(plan.Target)
        ? plan.Target.GetLeadingTrivia().Insert(0, Layout.LineEnd)
        : plan.Target.GetLeadingTrivia();

    public SyntaxNode? Apply(SyntaxNode root)
    {
        var inside = Inside();
        var after = After();
        if (StatementLists.Around(plan.Target) is not { } siblings)
        {
            return StatementLists.Replace(root, plan.Target, Commented(Scope.Around(form, plan.Before, inside, after)));
        }
        var list = inside.IsEmpty ? siblings.ReplaceRange(plan.Target, Commented(Aligned(after)))
            : form == ScopeForm.BeginEnd ? ExtendPair(siblings, inside, after)
            : ExtendBlock(siblings, inside, after);
        var container = plan.Target.Parent!;
        return root.ReplaceNode(container, StatementLists.WithStatements(container, list)
            .WithAdditionalAnnotations(Layout.IfOnOneLine(container)));
    }

    /// <summary>Trailing comments stay with the statement, or with what is left of it after the scope.</summary>
    private ImmutableArray<StatementSyntax> Inside()
    {
        var inside = plan.Inside;
        if (inside.IsEmpty)
        {
            return inside;
        }
        var last = inside[inside.Length - 1];
        if (plan.After.IsEmpty)
        {
            inside = inside.Replace(last, last.WithTrailingTrivia(Layout.EndingLine(plan.Target.GetTrailingTrivia())));
        }
        return plan.Inside[0] == plan.Target
            ? inside.SetItem(0, inside[0].WithLeadingTrivia(Layout.Indentation(leading)))
            : inside;
    }

    private ImmutableArray<StatementSyntax> After() => plan.After.IsEmpty
        ? plan.After
        : plan.After.SetItem(plan.After.Length - 1, plan.After[plan.After.Length - 1].WithLeadingTrivia(Layout.Indentation(leading)));

    private ImmutableArray<StatementSyntax> Aligned(ImmutableArray<StatementSyntax> statements) =>
        StatementLists.Around(plan.Target) is null
            ? statements
            : [.. statements.Select(s => s == plan.Target ? s : Layout.Aligned(s, leading))];

    private ImmutableArray<StatementSyntax> Commented(ImmutableArray<StatementSyntax> statements) =>
        [statements[0].WithLeadingTrivia(leading), .. statements.Skip(1)];

    private SyntaxList<StatementSyntax> ExtendPair(
        SyntaxList<StatementSyntax> siblings, ImmutableArray<StatementSyntax> inside, ImmutableArray<StatementSyntax> after)
    {
        var index = siblings.IndexOf(plan.Target);
        var previous = index > 0 && ScopeMarkers.IsEnd(siblings[index - 1], model) && Scope.MayGo(siblings[index - 1], plan.Target);
        var next = after.IsEmpty && index + 2 < siblings.Count
            && ScopeMarkers.IsBegin(siblings[index + 1], model) && Scope.MayGo(siblings[index + 1], siblings[index + 2]);

        var statements = Aligned(Scope.Around(form, plan.Before, inside, after));
        statements = previous ? statements.RemoveAt(0) : statements;
        statements = next ? statements.RemoveAt(statements.Length - 1) : statements;
        var list = siblings.ReplaceRange(plan.Target, Commented(statements));
        list = next ? StatementLists.Without(list, index + statements.Length) ?? list : list;
        return previous ? StatementLists.Without(list, index - 1) ?? list : list;
    }

    private SyntaxList<StatementSyntax> ExtendBlock(
        SyntaxList<StatementSyntax> siblings, ImmutableArray<StatementSyntax> inside, ImmutableArray<StatementSyntax> after)
    {
        var index = siblings.IndexOf(plan.Target);
        var scope = ScopeMarkers.OpenBlock(inside).WithLeadingTrivia(plan.Before.IsEmpty ? leading : Layout.Indentation(leading));
        var first = index;
        var last = index;
        if (index > 0 && Scope.Joined(siblings[index - 1], scope, model) is { } withPrevious)
        {
            scope = withPrevious;
            first--;
        }
        if (after.IsEmpty && index + 1 < siblings.Count && Scope.Joined(scope, siblings[index + 1], model) is { } withNext)
        {
            scope = withNext;
            last++;
        }
        var statements = Aligned(plan.Before).Add(scope).AddRange(after);
        if (!plan.Before.IsEmpty)
        {
            var above = first < index ? siblings[first].GetLeadingTrivia() : leading;
            statements = statements
                .Replace(scope, scope.WithLeadingTrivia(Layout.Indentation(above)))
                .SetItem(0, statements[0].WithLeadingTrivia(above));
        }
        return SyntaxFactory.List(siblings.Take(first).Concat(statements).Concat(siblings.Skip(last + 1)));
    }
}
