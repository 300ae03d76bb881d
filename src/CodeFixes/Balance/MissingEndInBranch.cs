using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Balance;

/// <summary>
/// Where paths of different depth meet, the branch that lexically opens one scope more than the others gets an End as its last
/// statement. Anything less plain than one scope too many is left to the reader.
/// </summary>
internal static class MissingEndInBranch
{
    public static SyntaxNode? Insert(SyntaxNode root, SyntaxToken meeting, SemanticModel model) =>
        Origins(meeting).Select(origin => InBranchOf(root, origin, model)).FirstOrDefault(edited => edited is not null);

    private static SyntaxNode? InBranchOf(SyntaxNode root, StatementSyntax origin, SemanticModel model) => origin switch
    {
        IfStatementSyntax @if => InIf(root, @if, model),
        SwitchStatementSyntax @switch => InSwitch(root, @switch, model),
        WhileStatementSyntax loop => InLoop(root, loop, loop.Statement, model),
        ForStatementSyntax loop => InLoop(root, loop, loop.Statement, model),
        CommonForEachStatementSyntax loop => InLoop(root, loop, loop.Statement, model),
        DoStatementSyntax loop => InLoop(root, loop, loop.Statement, model),
        _ => null,
    };

    /// <summary>The statements whose paths may meet there: the loop that starts there, then what stands before.</summary>
    private static IEnumerable<StatementSyntax> Origins(SyntaxToken meeting)
    {
        if (meeting.IsKind(SyntaxKind.CloseBraceToken))
        {
            return meeting.Parent is BlockSyntax block
                ? block.Statements.Where(s => s is not LocalFunctionStatementSyntax).Reverse().Take(1)
                : [];
        }
        var statements = meeting.Parent!.AncestorsAndSelf().OfType<StatementSyntax>().TakeWhile(s => s.GetFirstToken() == meeting).ToList();
        return statements.Concat(statements.SelectMany(Previous));
    }

    private static IEnumerable<StatementSyntax> Previous(StatementSyntax statement) =>
        StatementLists.Around(statement) is { } siblings && siblings.IndexOf(statement) is > 0 and var index ? [siblings[index - 1]] : [];

    private static SyntaxNode? InIf(SyntaxNode root, IfStatementSyntax @if, SemanticModel model)
    {
        var branches = new List<StatementSyntax>();
        var isExhaustive = false;
        for (var current = @if; current is not null;)
        {
            branches.Add(current.Statement);
            isExhaustive = current.Else is { Statement: not IfStatementSyntax };
            if (isExhaustive)
            {
                branches.Add(current.Else!.Statement);
            }
            current = current.Else?.Statement as IfStatementSyntax;
        }
        var completing = branches.Where(b => model.AnalyzeControlFlow(b) is { Succeeded: true, EndPointIsReachable: true }).ToList();
        var nets = completing.Select(b => ScopeNesting.Net(Branch(b), model)).ToList();
        var open = completing.Where((_, i) => nets[i] == 1).OfType<BlockSyntax>().ToList();
        return IsPlain(nets, isExhaustive, open.Count) && open.All(b => EndsInside(b.Statements, model))
            ? ReplaceAll(root, open, MissingEnd.AtEnd)
            : null;
    }

    private static IEnumerable<StatementSyntax> Branch(StatementSyntax branch) =>
        branch is BlockSyntax block ? block.Statements : new[] { branch };

    private static SyntaxNode? InSwitch(SyntaxNode root, SwitchStatementSyntax @switch, SemanticModel model)
    {
        var isExhaustive = @switch.Sections.Any(s => s.Labels.Any(l => l is DefaultSwitchLabelSyntax));
        var completing = @switch.Sections.Select(Container).Where(c => Statements(c).LastOrDefault() is BreakStatementSyntax).ToList();
        if (@switch.DescendantNodes().OfType<GotoStatementSyntax>().Any())
        {
            return null;
        }
        var nets = completing.Select(c => ScopeNesting.Net(Statements(c), model)).ToList();
        var open = completing.Where((_, i) => nets[i] == 1).ToList();
        return IsPlain(nets, isExhaustive, open.Count) && open.All(c => EndsInside(Statements(c).Take(Statements(c).Count - 1), model))
            ? ReplaceAll(root, open, BeforeBreak)
            : null;
    }

    private static SyntaxNode? InLoop(SyntaxNode root, StatementSyntax loop, StatementSyntax body, SemanticModel model)
    {
        var jumps = loop.DescendantNodes().Any(n => n is ContinueStatementSyntax or BreakStatementSyntax or GotoStatementSyntax);
        return !jumps && body is BlockSyntax block && ScopeNesting.Net(block.Statements, model) == 1 && EndsInside(block.Statements, model)
            ? ReplaceAll(root, [block], MissingEnd.AtEnd)
            : null;
    }

    /// <summary>Some paths come with one scope open and all others with none.</summary>
    private static bool IsPlain(List<int?> nets, bool isExhaustive, int blocks) =>
        nets.All(n => n is 0 or 1)
        && nets.Any(n => n == 1)
        && nets.Count(n => n == 1) == blocks
        && (!isExhaustive || nets.Any(n => n == 0));

    /// <summary>A branch that ends with Begin was meant to; what it lacks is not an End right after it.</summary>
    private static bool EndsInside(IEnumerable<StatementSyntax> statements, SemanticModel model) =>
        statements.LastOrDefault() is { } last && !ScopeMarkers.IsBegin(last, model) && !ScopeMarkers.IsBareOpen(last, model);

    private static SyntaxNode Container(SwitchSectionSyntax section) =>
        section.Statements.Count == 1 && section.Statements[0] is BlockSyntax block ? block : section;

    private static SyntaxNode BeforeBreak(SyntaxNode container)
    {
        var statements = Statements(container);
        var last = statements[statements.Count - 1];
        var end = Layout.Aligned(ScopeMarkers.End(), last.GetLeadingTrivia());
        return StatementLists.WithStatements(container, statements.Insert(statements.Count - 1, end))
            .WithAdditionalAnnotations(Layout.IfOnOneLine(container));
    }

    private static SyntaxList<StatementSyntax> Statements(SyntaxNode container) =>
        container is BlockSyntax block ? block.Statements : ((SwitchSectionSyntax)container).Statements;

    private static SyntaxNode? ReplaceAll<TNode>(SyntaxNode root, List<TNode> nodes, Func<TNode, SyntaxNode?> edit)
        where TNode : SyntaxNode
    {
        var edited = nodes.ToDictionary(n => n, edit);
        return edited.Values.Any(e => e is null) ? null : root.ReplaceNodes(nodes, (original, _) => edited[original]!);
    }
}
