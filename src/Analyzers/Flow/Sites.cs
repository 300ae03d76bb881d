using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>Blocks and branches → places in the source.</summary>
internal sealed class Sites(Body body)
{
    /// <summary>The first token of the statement where paths meet: of the loop, where they come around it; else where the body returns.</summary>
    public Location OfMeeting(Node node)
    {
        var (first, block, exit) = Next(node.Block, node.Continuation);
        if (first is null)
        {
            return exit is null ? End : OfExit(exit);
        }

        if (StatementOf(first) is not { } statement)
        {
            return first.GetLocation();
        }

        return (IsLoop(node.Block) || IsLoop(block) ? LoopThatStartsWith(statement) : statement).GetFirstToken().GetLocation();
    }

    /// <summary>By the graph, not by the edges taken so far: one meeting has one place, however often it is looked at.</summary>
    private static bool IsLoop(BasicBlock? block) => block?.Predecessors.Any(branch => branch.Source.IsReachable && branch.Source.Ordinal >= block.Ordinal) == true;

    /// <summary>The <c>return</c>, the closing brace that ends the body, or the expression of an expression body.</summary>
    public Location OfExit(ControlFlowBranch branch)
    {
        if (ExpressionBody is { } expression)
        {
            return expression.GetLocation();
        }

        var source = branch.Source;
        if (branch.Semantics == ControlFlowBranchSemantics.Return && source.BranchValue?.Syntax is { } value)
        {
            return value.FirstAncestorOrSelf<ReturnStatementSyntax>()?.ReturnKeyword.GetLocation() ?? End;
        }

        return (NextJump(source, branch) as ReturnStatementSyntax)?.ReturnKeyword.GetLocation() ?? End;
    }

    /// <summary>The <c>throw;</c> that a branch stands for; never none, so that no rethrow goes unreported.</summary>
    public ThrowEvent? RethrowOf(ControlFlowBranch branch) =>
        NextJump(branch.Source, branch) is ThrowStatementSyntax statement && body.Rethrows.TryGetValue(statement, out var rethrow)
            ? rethrow
            : body.Rethrows.Values.OrderBy(candidate => candidate.Syntax.SpanStart).FirstOrDefault();

    /// <summary>The closing brace, or the last token of an expression body.</summary>
    public Location End => Block is { } block ? block.CloseBraceToken.GetLocation()
        : (ExpressionBody ?? body.Syntax).GetLastToken().GetLocation();

    private BlockSyntax? Block => body.Syntax as BlockSyntax ?? body.Syntax.ChildNodes().OfType<BlockSyntax>().FirstOrDefault();

    private ExpressionSyntax? ExpressionBody => Block is not null ? null
        : body.Syntax is ArrowExpressionClauseSyntax arrow ? arrow.Expression
        : body.Syntax is LambdaExpressionSyntax { ExpressionBody: { } lambda } ? lambda
        : body.Syntax.ChildNodes().OfType<ArrowExpressionClauseSyntax>().FirstOrDefault()?.Expression;

    private StatementSyntax? StatementOf(SyntaxNode node)
    {
        var statement = node.FirstAncestorOrSelf<StatementSyntax>(candidate => candidate is not BlockSyntax);
        while (statement?.Parent is LabeledStatementSyntax labeled)
        {
            statement = labeled;
        }

        return statement is not null && body.Syntax.Span.Contains(statement.Span) && statement != body.Syntax ? statement : null;
    }

    /// <summary>
    /// The first thing that runs from the block on, through finally blocks too, or the branch that leaves the body before anything does.
    /// What the compiler adds at the end of a using has no place of its own.
    /// </summary>
    private (SyntaxNode? First, BasicBlock? Block, ControlFlowBranch? Exit) Next(BasicBlock? block, Continuation? continuation)
    {
        for (var steps = 0; block is not null && steps <= 2 * body.Blocks.Length; steps++)
        {
            var first = block.Operations.FirstOrDefault(operation => !(operation.IsImplicit && block.EnclosingRegion.Kind == ControlFlowRegionKind.Finally))
                ?? block.BranchValue;
            if (first is not null)
            {
                return (first.Syntax, block, null);
            }

            var branch = block.FallThroughSuccessor;
            var done = 0;
            if (branch is { Semantics: ControlFlowBranchSemantics.StructuredExceptionHandling })
            {
                branch = continuation?.Branch;
                done = (continuation?.Finally ?? 0) + 1;
                continuation = continuation?.Outer;
            }

            if (branch is null)
            {
                break;
            }

            if (done < branch.FinallyRegions.Length)
            {
                var region = branch.FinallyRegions[done];
                continuation = new Continuation(branch, done, region, continuation);
                block = body.Graph.Blocks[region.FirstBlockOrdinal];
            }
            else if (branch.Destination is { Kind: BasicBlockKind.Exit })
            {
                return (null, null, branch);
            }
            else
            {
                block = branch.Destination;
            }
        }

        return (null, null, null);
    }

    private static StatementSyntax LoopThatStartsWith(StatementSyntax statement)
    {
        if (SourceOrder.IsLoop(statement))
        {
            return statement; // its own condition is where paths meet
        }

        for (SyntaxNode node = statement; ; node = node.Parent)
        {
            switch (node.Parent)
            {
                case StatementSyntax loop when SourceOrder.IsLoop(loop):
                    return loop;
                case BlockSyntax block when block.Statements[0] == node:
                    break;
                default:
                    return statement;
            }
        }
    }

    /// <summary>A <c>return;</c> or <c>throw;</c> leaves no trace in the graph, so it is found in the syntax: by what comes next after the end of the block.</summary>
    private StatementSyntax? NextJump(BasicBlock source, ControlFlowBranch branch)
    {
        if (source.ConditionalSuccessor is not null && source.BranchValue?.Syntax is { } condition)
        {
            var isConditional = ReferenceEquals(branch, source.ConditionalSuccessor);
            var value = isConditional == (source.ConditionKind == ControlFlowConditionKind.WhenTrue);
            return SourceOrder.AfterCondition(condition, value) is { } taken ? SourceOrder.FirstJump(taken) : null;
        }

        var last = source.Operations.LastOrDefault()?.Syntax;
        return last is null ? JumpOfEmpty(source)
            : last.FirstAncestorOrSelf<CatchDeclarationSyntax>()?.Parent is CatchClauseSyntax handler ? SourceOrder.FirstJump(SourceOrder.Into(handler.Block))
            : StatementOf(last) is { } statement ? SourceOrder.FirstJump(SourceOrder.AfterHeader(statement))
            : null;
    }

    /// <summary>A block without operations, which a try starts with, continues what came before it; a handler has nothing before it.</summary>
    private StatementSyntax? JumpOfEmpty(BasicBlock source)
    {
        if (source.Kind == BasicBlockKind.Entry)
        {
            return Block is { } block ? SourceOrder.FirstJump(SourceOrder.Into(block)) : null;
        }

        if (source.Predecessors.FirstOrDefault(branch => branch.Source.Ordinal < source.Ordinal) is { } before)
        {
            return NextJump(before.Source, before);
        }

        return HandlerOf(source) is { } handler ? SourceOrder.FirstJump(SourceOrder.Into(handler.Block)) : null;
    }

    /// <summary>The clause of the handler that the block is in: the graph has the handlers in the order of the source.</summary>
    private CatchClauseSyntax? HandlerOf(BasicBlock block)
    {
        var handlers = HandlersIn(body.Graph.Root).OrderBy(handler => handler.FirstBlockOrdinal).ToList();
        var innermost = handlers.FindLastIndex(handler => handler.FirstBlockOrdinal <= block.Ordinal && block.Ordinal <= handler.LastBlockOrdinal);
        var clauses = body.Syntax.DescendantNodes(node => node == body.Syntax || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<CatchClauseSyntax>().ToList();
        return innermost >= 0 && clauses.Count == handlers.Count ? clauses[innermost] : null;
    }

    private static IEnumerable<ControlFlowRegion> HandlersIn(ControlFlowRegion region) =>
        region.NestedRegions.SelectMany(nested => nested.Kind == ControlFlowRegionKind.Catch ? HandlersIn(nested).Prepend(nested) : HandlersIn(nested));
}
