using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>Control-flow graph → <see cref="Body"/>. One instance per compilation.</summary>
internal sealed class BodyReader(
    Compilation compilation, ContractReader contracts, CallResolver resolver, UnwrittenCode unwritten, OmittedCalls omittedCalls, StateSources? states = null)
{
    private readonly PureMembers _pure = new(compilation);

    public Body Read(ISymbol owner, ControlFlowGraph graph, SyntaxNode syntax, MemberCode member)
    {
        var memberRoot = member.Root;
        var captures = new Captures(graph);
        var terms = new TermReader(captures, member.Aliased, _pure);
        var model = memberRoot.SemanticModel!;
        var builder = AsyncBuilder.Of(owner);
        var events = new EventReader(
            resolver,
            omittedCalls,
            new StaticInitialization(compilation, unwritten, terms, owner),
            new ImpliedMembers(model),
            new Interceptors(model),
            builder,
            captures,
            new SlotReader(resolver, contracts, captures, member.Aliased, memberRoot),
            terms,
            new TokenReader(terms, memberRoot));

        var perBlock = new List<Event>[graph.Blocks.Length];
        var rethrows = false;
        foreach (var block in graph.Blocks)
        {
            var list = perBlock[block.Ordinal] = [];
            if (block.IsReachable)
            {
                Read(block, model, events, list);
                rethrows |= IsRethrow(block.ConditionalSuccessor) || IsRethrow(block.FallThroughSuccessor);
            }
        }

        Omit(events.Omitted, perBlock);
        foreach (var (block, closure) in new Closures(owner, graph, memberRoot).Of(events.Functions))
        {
            perBlock[block].Insert(0, closure);
        }

        perBlock[0].InsertRange(0, InitializersBefore(owner));
        perBlock[0].InsertRange(0, unwritten.LockAround(owner, syntax));
        if (builder is not null)
        {
            perBlock[0].AddRange(builder.WholeBody.Select(method => new CallEvent(syntax, resolver.Resolve(method, receiver: null), builder.Construct)));
        }

        if (unwritten.BaseFinalizerOf(owner) is { } finalizer)
        {
            perBlock[0].Add(finalizer); // it runs last, but whatever the body does, and at the depth that the body began with
        }

        var blocks = graph.Blocks.Select(block => new Block(
            block,
            [.. perBlock[block.Ordinal]],
            IsCondition(block) ? terms.ReadTest(block.BranchValue) : null,
            IsCondition(block) ? events.MeaningOf(block.BranchValue) : null)).ToImmutableArray();
        var parameters = ParameterTerms(owner, terms, blocks);
        return new Body(owner, graph, syntax, memberRoot, blocks, [.. terms.Terms.OrderBy(term => term.Id)], parameters)
        {
            States = owner is IMethodSymbol method && states?.IsInUse == true ? contracts.States.Of(method) : StateContract.None,
            ScopeStates = ScopeStatesOf(owner, blocks),
            HidesCode = events.Omitted.Count > 0 || HasDisabledText(syntax),
            HasFunctions = !graph.LocalFunctions.IsEmpty || events.SeesLambda,
            Operations = events.Operations,
            Rethrows = rethrows ? RethrowsOf(memberRoot) : ImmutableDictionary<ThrowStatementSyntax, ThrowEvent>.Empty,
        };
    }

    private static bool IsCondition(BasicBlock block) => block.ConditionKind != ControlFlowConditionKind.None && block.IsReachable;

    /// <summary>A scope here depends on the states of every enum that is named, in this compilation or by what is called.</summary>
    private ImmutableArray<State> ScopeStatesOf(ISymbol owner, ImmutableArray<Block> blocks)
    {
        if (states?.IsInUse != true)
        {
            return [];
        }

        var named = new HashSet<State>(states.ScopeStates);
        var contractsHere = blocks.SelectMany(static block => block.Events).OfType<CallEvent>().Select(static call => call.Target.States).ToList();
        if (owner is IMethodSymbol method)
        {
            contractsHere.Add(contracts.States.Of(method));
        }

        foreach (var type in contractsHere.SelectMany(static contract => contract.States).Select(static state => state.Enum).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
        {
            named.UnionWith(contracts.States.ScopeStatesOf(type));
        }

        return [.. named.OrderBy(static state => state)];
    }

    private static void Read(BasicBlock block, SemanticModel model, EventReader events, List<Event> list)
    {
        foreach (var operation in block.Operations)
        {
            events.Read(operation, list);
        }

        if (block.BranchValue is { } value)
        {
            events.Read(value, list);
            if (block.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.Return })
            {
                events.ReadReturned(value, list);
            }

            if (block.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.Throw })
            {
                list.Add(EndOfSwitch(value) is not { } choice ? new ThrowEvent(value.Syntax, ThrowToken(value.Syntax))
                    : IsExhausted(choice, model) ? new UnreachableEvent(choice)
                    : new ThrowEvent(choice, choice.SwitchKeyword));
            }
        }
    }

    /// <summary>The switch expression that the graph ends with a throw. The value of one may be thrown too, but it is never made there.</summary>
    private static SwitchExpressionSyntax? EndOfSwitch(IOperation thrown) =>
        thrown is IObjectCreationOperation or IInvalidOperation && thrown.IsImplicit ? thrown.Syntax as SwitchExpressionSyntax : null;

    /// <summary>The graph ends every switch expression with a throw; none is emitted where the arms match everything.</summary>
    private static bool IsExhausted(SwitchExpressionSyntax choice, SemanticModel model) =>
        model.GetOperation(choice) is ISwitchExpressionOperation { IsExhaustive: true };

    private static SyntaxToken ThrowToken(SyntaxNode thrown)
    {
        foreach (var node in thrown.AncestorsAndSelf())
        {
            switch (node)
            {
                case ThrowStatementSyntax statement:
                    return statement.ThrowKeyword;
                case ThrowExpressionSyntax expression:
                    return expression.ThrowKeyword;
            }
        }

        return thrown.GetFirstToken();
    }

    private static bool IsRethrow(ControlFlowBranch? branch) => branch is { Semantics: ControlFlowBranchSemantics.Rethrow };

    /// <summary>A <c>throw;</c> leaves no operation in the graph.</summary>
    private static ImmutableDictionary<ThrowStatementSyntax, ThrowEvent> RethrowsOf(IOperation memberRoot) => memberRoot.DescendantsAndSelf()
        .OfType<IThrowOperation>()
        .Where(thrown => thrown.Exception is null)
        .Select(thrown => thrown.Syntax)
        .OfType<ThrowStatementSyntax>()
        .Distinct()
        .ToImmutableDictionary(statement => statement, statement => new ThrowEvent(statement, statement.ThrowKeyword));

    private static bool HasDisabledText(SyntaxNode syntax) =>
        syntax.ContainsDirectives && syntax.DescendantTrivia().Any(static trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia));

    private static void Omit(List<Microsoft.CodeAnalysis.Text.TextSpan> omitted, List<Event>[] perBlock)
    {
        if (omitted.Count > 0)
        {
            foreach (var list in perBlock)
            {
                list.RemoveAll(happened => omitted.Any(span => span.Contains(happened.Syntax.Span)));
            }
        }
    }

    /// <summary>A constructor that counts as part of its caller brings the initialisers with it, unless it leaves them to another of its type.</summary>
    private ImmutableArray<CallEvent> InitializersBefore(ISymbol owner) =>
        owner is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && contracts.Of(constructor).Region != Region.NoInstr
        && !ContractReader.ChainsToThis(constructor)
            ? unwritten.InitializersOf(constructor.ContainingType, isStatic: false)
            : [];

    private static ImmutableArray<Term?> ParameterTerms(ISymbol owner, TermReader terms, ImmutableArray<Block> blocks)
    {
        if (owner is not IMethodSymbol { Parameters: { IsEmpty: false } parameters })
        {
            return [];
        }

        var found = new Term?[parameters.Length];
        foreach (var parameter in parameters)
        {
            found[parameter.Ordinal] = terms.OfParameter(parameter) is { } term && !Writes(blocks, term.Places[0]) ? term : null;
        }

        return [.. found];
    }

    private static bool Writes(ImmutableArray<Block> blocks, int place)
    {
        foreach (var block in blocks)
        {
            foreach (var happened in block.Events)
            {
                if (happened is WriteEvent write && write.Place == place)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
