using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using NoInstr.CodeFixes.Wrapping;

namespace NoInstr.CodeFixes.Pairs;

/// <summary>Statements that go into a block, and what they declare for those behind it: that is declared ahead of the block.</summary>
internal sealed record DeclaredAhead(ImmutableArray<StatementSyntax> Before, ImmutableArray<StatementSyntax> Inside)
{
    /// <summary>Null where a declaration cannot be taken apart.</summary>
    public static DeclaredAhead? Of(ImmutableArray<StatementSyntax> entering, IEnumerable<SyntaxNode> behind, SemanticModel model)
    {
        var used = new HashSet<string>(behind.SelectMany(Names.Identifiers));
        var before = ImmutableArray.CreateBuilder<StatementSyntax>();
        var inside = ImmutableArray.CreateBuilder<StatementSyntax>();
        foreach (var statement in entering)
        {
            if (!VisibleBehind(statement).Any(used.Contains))
            {
                inside.Add(statement);
            }
            else if (Apart(statement, model) is var (declarations, rest) && !rest.IsEmpty)
            {
                before.AddRange(declarations);
                inside.AddRange(WithTriviaOf(statement, rest));
            }
            else if (statement is LocalDeclarationStatementSyntax { Declaration.Variables: var variables } && variables.All(variable => variable.Initializer is null))
            {
                before.Add(statement.WithAdditionalAnnotations(Formatter.Annotation));
            }
            else
            {
                return null;
            }
        }
        return new DeclaredAhead(before.ToImmutable(), inside.ToImmutable());
    }

    private static (ImmutableArray<StatementSyntax> Before, ImmutableArray<StatementSyntax> Inside) Apart(StatementSyntax statement, SemanticModel model) => statement switch
    {
        LocalDeclarationStatementSyntax local => SplitDeclaration.Of(local, model) ?? ([], []),
        ExpressionStatementSyntax or IfStatementSyntax when OutVariables.Ahead(statement, model) is { } ahead => (ahead.Before, [ahead.Node]),
        _ => ([], []),
    };

    private static IEnumerable<StatementSyntax> WithTriviaOf(StatementSyntax original, ImmutableArray<StatementSyntax> rest)
    {
        var last = rest.Length - 1;
        rest = rest.SetItem(0, rest[0].WithLeadingTrivia(original.GetLeadingTrivia()));
        return rest.SetItem(last, rest[last].WithTrailingTrivia(original.GetTrailingTrivia()));
    }

    /// <summary>Variables that the statement declares, and not the ones of statements in it.</summary>
    private static IEnumerable<string> VisibleBehind(StatementSyntax statement) => statement
        .DescendantNodesAndSelf(node => node == statement || node is not (StatementSyntax or AnonymousFunctionExpressionSyntax))
        .Where(node => node == statement || node is not StatementSyntax)
        .Select(node => node switch
        {
            VariableDeclaratorSyntax declarator when statement is LocalDeclarationStatementSyntax => declarator.Identifier.ValueText,
            SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
            LocalFunctionStatementSyntax function => function.Identifier.ValueText,
            LabeledStatementSyntax label => label.Identifier.ValueText,
            _ => null,
        })
        .OfType<string>();
}
