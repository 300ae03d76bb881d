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

    /// <summary>The events of every function of a file, whether or not it is noinstr.</summary>
    public Dictionary<SourceFunction, IReadOnlyList<EngineEvent>> Of(SyntaxTree tree)
    {
        var events = new Dictionary<SourceFunction, IReadOnlyList<EngineEvent>>();
        foreach (var (function, body) in new SourceBodies(_compilation.GetSemanticModel(tree), _bodies).All())
        {
            events[function] = [.. body.Blocks.SelectMany(block => block.Events).Concat(body.Rethrows.Values).Select(Translate).OfType<EngineEvent>()];
        }

        AddUnwritten(tree, events);

        return events;
    }

    /// <summary>A constructor that nobody wrote, or the header of a type, calls the base.</summary>
    private void AddUnwritten(SyntaxTree tree, Dictionary<SourceFunction, IReadOnlyList<EngineEvent>> events)
    {
        var model = _compilation.GetSemanticModel(tree);
        foreach (var declaration in tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
        {
            var parts = ((INamedTypeSymbol)model.GetDeclaredSymbol(declaration)!).InstanceConstructors.SelectMany(constructor => _unwritten.PartsOf(constructor) ?? []);
            var function = SourceFunction.Of(declaration);
            events[function] = [.. events.GetValueOrDefault(function) ?? [], .. parts.Select(Translate).OfType<EngineEvent>()];
        }
    }

    private EngineEvent? Translate(Event happened) => happened switch
    {
        ScopeEvent scope => Called(scope.Marker, scope),
        CallEvent { Construct.Name: "interpolated string", Target.Method.Name: nameof(ToString) } => null, // called back by the handler
        CallEvent { Target.Method: { } callee } call => Called(callee, call),
        CallEvent { Target.Unit: not null } => null, // an initialiser, or the static initialisation of a type: no call in the IL
        CallEvent { Target.Indirect: IndirectKind.ThreadStatic } => null, // the runtime's business
        CallEvent { Target.Indirect: IndirectKind.TypeParameter } call => Unnamed(EventKind.Call, call, "System.Activator.CreateInstance``1()"),
        CallEvent { Target.Indirect: IndirectKind.Dynamic } call => Unnamed(EventKind.Call, call, "System.Runtime.CompilerServices.CallSite`1.Create(System.Runtime.CompilerServices.CallSiteBinder)"),
        CallEvent call => InvokeOf(call) is { } invoke ? Called(invoke, call) : Unnamed(EventKind.Call, call, MethodNames.FunctionPointer),
        AllocationEvent allocation => new EngineEvent(EventKind.Allocation, KeysOf(allocation), null, allocation.Syntax) { Allocated = Enum.Parse<Allocated>(Kind(allocation)) },
        ThrowEvent => new EngineEvent(EventKind.Throw, ThrownBy(happened.Syntax), null, happened.Syntax),
        UnknownEvent => new EngineEvent(EventKind.Unknown, [], null, happened.Syntax),
        WriteEvent => null,
        _ => throw new NotSupportedException($"The oracle does not know {happened.GetType().Name}."),
    };

    private static string Kind(AllocationEvent allocation) => allocation.Kind == AllocationKind.ParamsArray ? nameof(Allocated.Array) : allocation.Kind.ToString();

    /// <summary>A delegate is made by its constructor; the call of an iterator makes its state machine.</summary>
    private static ImmutableArray<string> KeysOf(AllocationEvent allocation) => allocation switch
    {
        { Kind: AllocationKind.Delegate, Of: INamedTypeSymbol type } => [.. type.InstanceConstructors.SelectMany(constructor => SymbolKeys.Of(constructor))],
        { Kind: AllocationKind.StateMachine, Of: IMethodSymbol method } => SymbolKeys.Of(method),
        _ => [],
    };

    /// <summary>The constructors that a <c>throw</c> calls are part of it.</summary>
    private ImmutableArray<string> ThrownBy(SyntaxNode thrown)
    {
        var model = _compilation.GetSemanticModel(thrown.SyntaxTree);
        return
        [
            .. thrown.DescendantNodesAndSelf().OfType<BaseObjectCreationExpressionSyntax>()
                .Select(creation => model.GetSymbolInfo(creation).Symbol).OfType<IMethodSymbol>().SelectMany(constructor => SymbolKeys.Of(constructor)),
        ];
    }

    /// <summary>The Invoke method of a call through a delegate; none for a function pointer.</summary>
    private IMethodSymbol? InvokeOf(CallEvent call) =>
        _compilation.GetSemanticModel(call.Syntax.SyntaxTree).GetOperation(call.Syntax) is IInvocationOperation invocation ? invocation.TargetMethod : null;

    private static EngineEvent Called(IMethodSymbol callee, Event call) => new(EventKind.Call, SymbolKeys.Of(callee), callee, call.Syntax);

    private static EngineEvent Unnamed(EventKind kind, Event happened, params ImmutableArray<string> keys) => new(kind, keys, null, happened.Syntax);
}
