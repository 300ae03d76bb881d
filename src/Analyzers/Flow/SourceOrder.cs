using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// Which statement comes next, by the syntax alone: the control-flow graph drops a <c>return;</c> and every block without operations, such as a <c>throw;</c>.
/// Null stands for the end of the body.
/// </summary>
internal static class SourceOrder
{
    /// <summary>The <c>return</c> or <c>throw;</c> that control reaches from the statement without evaluating anything.</summary>
    public static StatementSyntax? FirstJump(StatementSyntax? statement)
    {
        for (var steps = 0; statement is not null && steps < 1000; steps++)
        {
            switch (statement)
            {
                case ReturnStatementSyntax or ThrowStatementSyntax { Expression: null }:
                    return statement;
                case BlockSyntax block:
                    statement = Into(block);
                    break;
                case LabeledStatementSyntax labeled:
                    statement = labeled.Statement;
                    break;
                case DoStatementSyntax loop:
                    statement = loop.Statement;
                    break;
                case ForStatementSyntax { Declaration: null, Initializers.Count: 0, Condition: null } loop:
                    statement = loop.Statement;
                    break;
                case TryStatementSyntax attempt:
                    statement = Into(attempt.Block);
                    break;
                case CheckedStatementSyntax or UnsafeStatementSyntax or EmptyStatementSyntax or LocalFunctionStatementSyntax:
                    statement = statement switch
                    {
                        CheckedStatementSyntax block => Into(block.Block),
                        UnsafeStatementSyntax block => Into(block.Block),
                        _ => After(statement),
                    };
                    break;
                case BreakStatementSyntax:
                    statement = Enclosing(statement, node => IsLoop(node) || node is SwitchStatementSyntax) is { } left ? After(left) : null;
                    break;
                case GotoStatementSyntax { RawKind: (int)SyntaxKind.GotoStatement, Expression: IdentifierNameSyntax label }:
                    statement = Label(statement, label.Identifier.ValueText);
                    break;
                case GotoStatementSyntax { RawKind: not (int)SyntaxKind.GotoStatement } jump:
                    statement = Section(jump)?.Statements.FirstOrDefault();
                    break;
                case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } declaration when declaration.Declaration.Variables.All(variable => variable.Initializer is null):
                    statement = After(statement);
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    public static StatementSyntax? Into(BlockSyntax block) => block.Statements.Count > 0 ? block.Statements[0] : After(block);

    /// <summary>What runs when the statement has completed.</summary>
    public static StatementSyntax? After(StatementSyntax statement)
    {
        for (SyntaxNode node = statement; ;)
        {
            switch (node.Parent)
            {
                case BlockSyntax block when Next(block.Statements, node) is { } next:
                    return next;
                case SwitchSectionSyntax section when Next(section.Statements, node) is { } next:
                    return next;
                case GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } global:
                    var index = unit.Members.IndexOf(global) + 1;
                    return index < unit.Members.Count ? (unit.Members[index] as GlobalStatementSyntax)?.Statement : null;
                case null or MemberDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax:
                    return null;
                case { } parent when IsLoop(parent):
                    return null; // around the loop: its condition is evaluated first
                case { } parent:
                    node = parent;
                    break;
            }
        }
    }

    /// <summary>What runs after an operation that the statement itself does: before its body, if it has one.</summary>
    public static StatementSyntax? AfterHeader(StatementSyntax statement) => statement switch
    {
        UsingStatementSyntax scope => scope.Statement,
        LockStatementSyntax scope => scope.Statement,
        CommonForEachStatementSyntax loop => loop.Statement,
        ForStatementSyntax { Condition: null } loop => loop.Statement,
        SwitchStatementSyntax choice => NoMatch(choice), // a label would have asked
        _ => After(statement),
    };

    /// <summary>Where control goes when a condition, or an operand of one, has this value.</summary>
    public static StatementSyntax? AfterCondition(SyntaxNode condition, bool value)
    {
        for (var node = condition; node.Parent is { } parent; node = parent)
        {
            switch (parent)
            {
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression }:
                    value = !value;
                    break;
                case IfStatementSyntax branch:
                    return value ? branch.Statement : branch.Else?.Statement ?? After(branch);
                case WhileStatementSyntax loop:
                    return value ? loop.Statement : After(loop);
                case ForStatementSyntax loop:
                    return value ? loop.Statement : After(loop);
                case DoStatementSyntax loop:
                    return value ? loop.Statement : After(loop);
                case CommonForEachStatementSyntax loop:
                    return value ? loop.Statement : After(loop);
                case SwitchLabelSyntax { Parent: SwitchSectionSyntax section }:
                    return value ? section.Statements.FirstOrDefault() : NoMatch((SwitchStatementSyntax)section.Parent!);
                case SwitchStatementSyntax choice:
                    return After(choice);
                case CatchFilterClauseSyntax { Parent: CatchClauseSyntax handler }:
                    return value ? Into(handler.Block) : null;
                case StatementSyntax statement:
                    return After(statement);
            }
        }

        return null;
    }

    /// <summary>No later case matched: the default section, if there is one.</summary>
    private static StatementSyntax? NoMatch(SwitchStatementSyntax choice)
    {
        var fallback = choice.Sections.FirstOrDefault(candidate => candidate.Labels.Any(other => other is DefaultSwitchLabelSyntax));
        return fallback is null ? After(choice) : fallback.Statements.FirstOrDefault();
    }

    private static StatementSyntax? Next(SyntaxList<StatementSyntax> statements, SyntaxNode node)
    {
        var index = statements.IndexOf((StatementSyntax)node) + 1;
        return index > 0 && index < statements.Count ? statements[index] : null;
    }

    private static StatementSyntax? Enclosing(SyntaxNode node, Func<SyntaxNode, bool> isWanted) =>
        node.Ancestors().FirstOrDefault(isWanted) as StatementSyntax;

    private static StatementSyntax? Label(SyntaxNode from, string name) =>
        from.Ancestors().Last(node => node is StatementSyntax).DescendantNodes().OfType<LabeledStatementSyntax>()
            .FirstOrDefault(label => label.Identifier.ValueText == name);

    /// <summary>The section that a <c>goto case</c> or <c>goto default</c> goes to.</summary>
    private static SwitchSectionSyntax? Section(GotoStatementSyntax jump) =>
        (Enclosing(jump, node => node is SwitchStatementSyntax) as SwitchStatementSyntax)?.Sections.FirstOrDefault(section => section.Labels.Any(label => jump.Expression is { } value
            ? label is CaseSwitchLabelSyntax candidate && candidate.Value.IsEquivalentTo(value)
            : label is DefaultSwitchLabelSyntax));

    public static bool IsLoop(SyntaxNode node) => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax;
}
