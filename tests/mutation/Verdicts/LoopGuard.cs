using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Mutation.Verdicts;

/// <summary>
/// A run that takes more steps than any should is stopped by the explorer. A loop that a mutant leaves without a step is seen by nobody, and turns for ever: so
/// each turn of each loop is counted.
/// </summary>
internal sealed class LoopGuard : CSharpSyntaxRewriter
{
    private static readonly StatementSyntax Count = SyntaxFactory.ParseStatement("global::EntryModel.Running.LoopCount.Turn();");

    private LoopGuard()
    {
    }

    public static SyntaxTree Counter(CSharpParseOptions options) => CSharpSyntaxTree.ParseText(
        """
        namespace EntryModel.Running;

        internal static class LoopCount
        {
            private const int Most = 20_000_000;
            private static int s_turns;

            public static void Turn()
            {
                if (++s_turns > Most)
                    throw new System.InvalidOperationException("The run does not end: a loop turns without a step.");
            }
        }
        """,
        options,
        "LoopCount.cs");

    public static SyntaxTree Around(SyntaxTree tree) => tree.WithRootAndOptions(new LoopGuard().Visit(tree.GetRoot()), tree.Options);

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node)
    {
        var loop = (WhileStatementSyntax)base.VisitWhileStatement(node)!;
        return loop.WithStatement(Counted(loop.Statement));
    }

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node)
    {
        var loop = (DoStatementSyntax)base.VisitDoStatement(node)!;
        return loop.WithStatement(Counted(loop.Statement));
    }

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node)
    {
        var loop = (ForStatementSyntax)base.VisitForStatement(node)!;
        return loop.WithStatement(Counted(loop.Statement));
    }

    private static BlockSyntax Counted(StatementSyntax body) => SyntaxFactory.Block(Count, body);
}
