using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.States;

/// <summary>The statements among which one stands: those of a block, of a switch section or of the program.</summary>
internal sealed class Siblings
{
    private readonly SyntaxNode _list;

    private Siblings(SyntaxNode list, IEnumerable<StatementSyntax> statements, StatementSyntax one)
    {
        _list = list;
        Statements = [.. statements];
        Index = Statements.IndexOf(one);
    }

    public ImmutableArray<StatementSyntax> Statements { get; }

    /// <summary>Where the one stands.</summary>
    public int Index { get; }

    /// <summary>Null for a statement that is embedded in another one.</summary>
    public static Siblings? Of(StatementSyntax statement) => statement.Parent switch
    {
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => new Siblings(unit, Global(unit), statement),
        { } parent when StatementLists.Around(statement) is { } around => new Siblings(parent, around, statement),
        _ => null,
    };

    /// <summary>The root with these statements instead.</summary>
    public SyntaxNode With(SyntaxNode root, IEnumerable<StatementSyntax> statements) => _list is CompilationUnitSyntax unit
        ? root.ReplaceNode(unit, unit.WithMembers(
            [.. statements.Select(InProgram), .. unit.Members.Where(member => member is not GlobalStatementSyntax)]))
        : root.ReplaceNode(_list, StatementLists.WithStatements(_list, SyntaxFactory.List(statements)));

    /// <summary>The same, for statements that come between others: those that share a line are taken apart.</summary>
    public SyntaxNode SplitWith(SyntaxNode root, IEnumerable<StatementSyntax> statements) => _list is CompilationUnitSyntax
        ? With(root, statements)
        : root.ReplaceNode(_list, StatementLists.WithStatements(_list, SyntaxFactory.List(statements)).WithAdditionalAnnotations(Layout.IfOnOneLine(_list)));

    /// <summary>The formatter takes the place of a new statement among those of a program for that of a member, and would put a blank line above it.</summary>
    private static GlobalStatementSyntax InProgram(StatementSyntax statement) =>
        SyntaxFactory.GlobalStatement(statement.WithLeadingTrivia(statement.GetLeadingTrivia().Where(trivia => !trivia.FullSpan.IsEmpty)));

    private static IEnumerable<StatementSyntax> Global(CompilationUnitSyntax unit) =>
        unit.Members.OfType<GlobalStatementSyntax>().Select(global => global.Statement);
}
