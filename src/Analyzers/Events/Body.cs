using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NoInstr.Analyzers.Events;

/// <summary>A basic block: its events in order, and the condition of its branch where that is understood.</summary>
internal sealed record Block(BasicBlock Graph, ImmutableArray<Event> Events, Test? Test);

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

    /// <summary>How many operations it took to read.</summary>
    public int Operations { get; init; }

    /// <summary>The code whose summaries this body needs.</summary>
    public IEnumerable<ISymbol> Expanded =>
        Blocks.SelectMany(block => block.Events).OfType<CallEvent>().Where(call => call.Target.IsExpanded).Select(call => call.Target.Unit!);
}
