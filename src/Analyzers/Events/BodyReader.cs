using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>Control-flow graph → <see cref="Body"/>. One instance per compilation.</summary>
internal sealed class BodyReader(ContractReader contracts, CallResolver resolver, OmittedCalls omittedCalls)
{
    public Body Read(ISymbol owner, ControlFlowGraph graph, SyntaxNode syntax, IOperation memberRoot)
    {
        var captures = new Captures(graph);
        var aliased = new AliasedSymbols(memberRoot);
        var terms = new TermReader(captures, aliased);
        var events = new EventReader(resolver, omittedCalls, captures, new SlotReader(resolver, contracts, captures, aliased, memberRoot), terms);

        var perBlock = new List<Event>[graph.Blocks.Length];
        foreach (var block in graph.Blocks)
        {
            var list = perBlock[block.Ordinal] = [];
            if (!block.IsReachable)
            {
                continue;
            }

            foreach (var operation in block.Operations)
            {
                events.Read(operation, list);
            }

            if (block.BranchValue is { } value)
            {
                events.Read(value, list);
            }
        }

        var omitted = events.Omitted;
        if (omitted.Count > 0)
        {
            foreach (var list in perBlock)
            {
                list.RemoveAll(happened => omitted.Any(span => span.Contains(happened.Syntax.Span)));
            }
        }

        var blocks = graph.Blocks.Select(block => new Block(
            block,
            [.. perBlock[block.Ordinal]],
            block.ConditionKind == ControlFlowConditionKind.None || !block.IsReachable ? null : terms.ReadTest(block.BranchValue))).ToImmutableArray();
        var parameters = ParameterTerms(owner, terms, blocks);
        return new Body(owner, graph, syntax, memberRoot, blocks, [.. terms.Terms.OrderBy(term => term.Id)], parameters);
    }

    private static ImmutableArray<Term?> ParameterTerms(ISymbol owner, TermReader terms, ImmutableArray<Block> blocks)
    {
        if (owner is not IMethodSymbol { Parameters: { IsEmpty: false } parameters })
        {
            return [];
        }

        var written = new HashSet<int>(blocks.SelectMany(block => block.Events).OfType<WriteEvent>().Select(write => write.Place));
        return [.. parameters.Select(parameter => terms.OfParameter(parameter) is { } term && !written.Contains(term.Places[0]) ? term : null)];
    }
}
