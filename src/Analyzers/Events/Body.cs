using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>A basic block: its events in order, and the condition of its branch where that is understood.</summary>
/// <param name="Meaning">What the condition's value tells of entry states, where it is a call with [HoldsWhen].</param>
internal sealed record Block(BasicBlock Graph, ImmutableArray<Event> Events, Test? Test, StateTest? Meaning = null);

/// <summary>A condition that is, or negates, the result of a member with [HoldsWhen].</summary>
internal readonly record struct StateTest(ImmutableArray<StateMeaning> Meanings, bool IsNegated);

/// <summary>A body as the interpreter sees it: the control-flow graph with events in place of operations. Immutable, shared by all who call it.</summary>
internal sealed class Body(ISymbol owner, ControlFlowGraph graph, SyntaxNode syntax, IOperation memberRoot, ImmutableArray<Block> blocks, ImmutableArray<Term> terms, ImmutableArray<Term?> parameters)
{
    /// <summary>The method, or the field or property that the initialiser belongs to.</summary>
    public ISymbol Owner { get; } = owner;

    public ControlFlowGraph Graph { get; } = graph;

    public SyntaxNode Syntax { get; } = syntax;

    /// <summary>The operation of the whole member, local functions and lambdas included.</summary>
    public IOperation MemberRoot { get; } = memberRoot;

    public ImmutableArray<Block> Blocks { get; } = blocks;

    /// <summary>All terms that the body's conditions talk about, by id.</summary>
    public ImmutableArray<Term> Terms { get; } = terms;

    /// <summary>By ordinal: the term of each by-value bool parameter that is never written. A summary is split by these.</summary>
    public ImmutableArray<Term?> Parameters { get; } = parameters;

    /// <summary>The <c>throw;</c> statements of the member: the graph has branches for them, but no operations.</summary>
    public ImmutableDictionary<ThrowStatementSyntax, ThrowEvent> Rethrows { get; init; } = ImmutableDictionary<ThrowStatementSyntax, ThrowEvent>.Empty;

    /// <summary>
    /// Some code of the body is not compiled here: calls that are omitted, or text that <c>#if</c> leaves out. With other symbols there is more
    /// than can be seen, so advice to remove something would be right for one configuration only.
    /// </summary>
    public bool HidesCode { get; init; }

    /// <summary>What it declares about entry states itself.</summary>
    public StateContract States { get; init; } = StateContract.None;

    /// <summary>The states that a scope of this body depends on: those of the enums that contracts of the compilation, or of its callees, name.</summary>
    public ImmutableArray<State> ScopeStates { get; init; } = [];

    /// <summary>There are local functions or lambdas in it, which are bodies of their own and part of the same code.</summary>
    public bool HasFunctions { get; init; }

    /// <summary>How many operations it took to read.</summary>
    public int Operations { get; init; }

    /// <summary>The code that counts as part of this body.</summary>
    public IEnumerable<ISymbol> Expanded => Calls.Where(static call => call.Target.IsExpanded).Select(static call => call.Target.Unit!);

    /// <summary>The code whose summaries this body needs: that, and callees whose effect on entry states is not all declared.</summary>
    public IEnumerable<ISymbol> Summarised => Calls.Where(static call => call.Target.NeedsSummary).Select(static call => call.Target.Unit!);

    /// <summary>It calls what produces or takes an entry token.</summary>
    public bool HasTokens => Calls.Any(static call => !ReferenceEquals(call.Tokens, TokenUse.None));

    /// <summary>In the order of the blocks.</summary>
    public IEnumerable<CallEvent> Calls
    {
        get
        {
            foreach (var block in Blocks)
            {
                foreach (var happened in block.Events)
                {
                    if (happened is CallEvent call)
                    {
                        yield return call;
                    }
                }
            }
        }
    }
}
