using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;
using NoInstr.Oracle.Il;
using NoInstr.Oracle.Source;

namespace NoInstr.Oracle.Engine;

/// <summary>The only file that knows the engine: builds it as Verifier does, asks it for every body, and translates its events.</summary>
internal sealed class EngineEvents
{
    private readonly Compilation _compilation;
    private readonly BodyTable _bodies;
    private readonly UnwrittenCode _unwritten;

    public EngineEvents(Compilation compilation)
    {
        var contracts = new ContractReader();
        var resolver = new CallResolver(compilation, contracts, TrustedCallees.IntrinsicsOnly);
        _compilation = compilation;
        _unwritten = new UnwrittenCode(compilation, contracts, resolver);
        _bodies = new BodyTable(compilation, new BodyReader(compilation, contracts, resolver, _unwritten, new OmittedCalls()));
    }

    /// <summary>The events of every function of the compilation, whether or not it is noinstr.</summary>
    public IReadOnlyDictionary<SourceFunction, IReadOnlyList<EngineEvent>> All() => _compilation.SyntaxTrees
        .SelectMany(tree => SourceFunctions.Of(_compilation.GetSemanticModel(tree)))
        .ToDictionary(source => source.Function, source => Of(source.Unit));

    /// <summary>The events of a method, or of the initialiser of a field or property.</summary>
    public IReadOnlyList<EngineEvent> Of(ISymbol unit)
    {
        var body = _bodies.Of(unit, CancellationToken.None);
        var written = body is null ? [] : body.Blocks.SelectMany(block => block.Events).Concat(body.Rethrows.Values);
        var unwritten = unit is IMethodSymbol constructor && _unwritten.PartsOf(constructor) is { } parts ? parts : [];
        return [.. written.Concat(unwritten).Select(Translate).OfType<EngineEvent>()];
    }

    private EngineEvent? Translate(Event happened) => happened switch
    {
        ScopeEvent scope => Called(scope.Marker, scope),
        CallEvent { Construct: { Name: Construct.LockOfBody } } => null, // the runtime's business
        CallEvent { Target.Method: { } callee } call => Called(callee, call) with { IsInserted = call.Construct is not null },
        CallEvent { Target.Unit: not null } => null, // an initialiser, or the static initialisation of a type: no call in the IL
        CallEvent { Target.Indirect: IndirectKind.ThreadStatic } => null, // the runtime's business
        CallEvent { Target.Indirect: IndirectKind.TypeParameter } call => Unnamed(call, "System.Activator.CreateInstance``1()"),
        CallEvent { Target.Indirect: IndirectKind.Dynamic } call => Unnamed(call, "System.Runtime.CompilerServices.CallSite`1.Create(System.Runtime.CompilerServices.CallSiteBinder)"),
        CallEvent call => InvokeOf(call) is { } invoke ? Called(invoke, call) : Unnamed(call, MethodNames.FunctionPointer),
        AllocationEvent allocation => new EngineEvent(EventKind.Allocation, KeysOf(allocation), null, allocation.Syntax) { Allocated = KindOf(allocation) },
        ThrowEvent => new EngineEvent(EventKind.Throw, ThrownBy(happened.Syntax), null, happened.Syntax),
        UnknownEvent => new EngineEvent(EventKind.Unknown, [], null, happened.Syntax),
        WriteEvent or TokenEvent or UnreachableEvent => null,
        _ => throw new NotSupportedException($"The oracle does not know {happened.GetType().Name}."),
    };

    private static Allocated KindOf(AllocationEvent allocation) =>
        allocation.Kind == AllocationKind.ParamsArray ? Allocated.Array : Enum.Parse<Allocated>(allocation.Kind.ToString());

    /// <summary>A delegate is made by its constructor; the call of an iterator makes its state machine.</summary>
    private static ImmutableArray<string> KeysOf(AllocationEvent allocation) => allocation switch
    {
        { Kind: AllocationKind.Delegate, Of: INamedTypeSymbol type } => [.. type.InstanceConstructors.SelectMany(constructor => SymbolKeys.Of(constructor))],
        { Kind: AllocationKind.StateMachine, Of: IMethodSymbol method } => SymbolKeys.Of(method),
        _ => [],
    };

    /// <summary>The constructor of what is thrown is part of the throw; what makes its arguments is not.</summary>
    private ImmutableArray<string> ThrownBy(SyntaxNode thrown)
    {
        var model = _compilation.GetSemanticModel(thrown.SyntaxTree);
        return [.. ThrownObjects(thrown).Select(creation => model.GetSymbolInfo(creation).Symbol).OfType<IMethodSymbol>().SelectMany(constructor => SymbolKeys.Of(constructor))];
    }

    private static IEnumerable<SyntaxNode> ThrownObjects(SyntaxNode? thrown) => thrown switch
    {
        ThrowStatementSyntax statement => ThrownObjects(statement.Expression),
        ThrowExpressionSyntax expression => ThrownObjects(expression.Expression),
        ParenthesizedExpressionSyntax inner => ThrownObjects(inner.Expression),
        CastExpressionSyntax cast => ThrownObjects(cast.Expression),
        ConditionalExpressionSyntax choice => ThrownObjects(choice.WhenTrue).Concat(ThrownObjects(choice.WhenFalse)),
        BaseObjectCreationExpressionSyntax creation => [creation],
        _ => [],
    };

    /// <summary>The Invoke method of a call through a delegate; none for a function pointer.</summary>
    private IMethodSymbol? InvokeOf(CallEvent call) =>
        _compilation.GetSemanticModel(call.Syntax.SyntaxTree).GetOperation(call.Syntax) is IInvocationOperation invocation ? invocation.TargetMethod : null;

    private static EngineEvent Called(IMethodSymbol callee, Event call) => new(EventKind.Call, SymbolKeys.Of(callee), callee, call.Syntax);

    private static EngineEvent Unnamed(CallEvent call, string key) => new(EventKind.Call, [key], null, call.Syntax);
}
