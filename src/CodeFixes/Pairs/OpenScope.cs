using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Pairs;

/// <summary>A scope that a <c>using</c> statement or declaration opens and closes.</summary>
/// <param name="Owner">The statement or the declaration.</param>
/// <param name="IsRead">Whether something names the variable that the scope is in.</param>
internal sealed record OpenScope(StatementSyntax Owner, bool IsRead)
{
    /// <summary>Null for a call of Open that stands elsewhere, or beside another declaration.</summary>
    public static OpenScope? Of(InvocationExpressionSyntax open) => open.Parent switch
    {
        UsingStatementSyntax { AwaitKeyword.RawKind: 0 } scope when scope.Expression == open => new OpenScope(scope, IsRead: false),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: StatementSyntax owner } } variable } => owner switch
        {
            UsingStatementSyntax { AwaitKeyword.RawKind: 0 } scope => new OpenScope(scope, Reads(scope.Statement, variable)),
            LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword, AwaitKeyword.RawKind: 0 } declaration =>
                new OpenScope(declaration, Reads(declaration.Parent is GlobalStatementSyntax global ? global.Parent! : declaration.Parent!, variable)),
            _ => null,
        },
        _ => null,
    };

    /// <summary>Judged by the name, so that one that hides it counts, too.</summary>
    private static bool Reads(SyntaxNode where, VariableDeclaratorSyntax variable) => where.DescendantNodes()
        .OfType<IdentifierNameSyntax>()
        .Any(name => name.Identifier.ValueText == variable.Identifier.ValueText && !variable.Span.Contains(name.Span));
}
