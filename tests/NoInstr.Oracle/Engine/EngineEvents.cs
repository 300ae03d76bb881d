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

    public EngineEvents(Compilation compilation)
    {
        var contracts = new ContractReader();
        _compilation = compilation;
        _bodies = new BodyTable(compilation, new BodyReader(contracts, new CallResolver(contracts, new TrustedCallees()), new OmittedCalls()));
    }

    /// <summary>The events of every function of a file, whether or not it is noinstr.</summary>
    public Dictionary<SourceFunction, IReadOnlyList<EngineEvent>> Of(SyntaxTree tree)
    {
        var events = new Dictionary<SourceFunction, IReadOnlyList<EngineEvent>>();
        foreach (var (function, body) in new SourceBodies(_compilation.GetSemanticModel(tree), _bodies).All())
        {
            events[function] = [.. body.Blocks.SelectMany(block => block.Events).Select(Translate).OfType<EngineEvent>()];
        }

        return events;
    }

    private EngineEvent? Translate(Event happened) => happened switch
    {
        ScopeEvent scope => Called(scope.Marker, scope),
        CallEvent { Target.Method: { } callee } call => Called(callee, call),
        CallEvent { Operation: IInvocationOperation invocation } call => Called(invocation.TargetMethod, call), // through a delegate
        CallEvent { Operation: IFunctionPointerInvocationOperation } call => Unnamed(EventKind.Call, call, MethodNames.FunctionPointer),
        CallEvent { Target.Indirect: IndirectKind.TypeParameter } call => Unnamed(EventKind.Call, call, "System.Activator.CreateInstance``1()"),
        CallEvent { Target.Indirect: IndirectKind.Dynamic } call => Unnamed(EventKind.Call, call, "System.Runtime.CompilerServices.CallSite`1.Create(System.Runtime.CompilerServices.CallSiteBinder)"),
        WriteEvent => null,
        _ => throw new NotSupportedException($"The oracle does not know {happened.GetType().Name}."),
    };

    private static EngineEvent Called(IMethodSymbol callee, Event call) => new(EventKind.Call, SymbolKeys.Of(callee), callee, call.Syntax);

    private static EngineEvent Unnamed(EventKind kind, Event happened, params ImmutableArray<string> keys) => new(kind, keys, null, happened.Syntax);
}
