using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>Method and receiver → where the call goes. One instance per compilation.</summary>
internal sealed class CallResolver(Compilation compilation, ContractReader contracts, TrustedCallees trusted, bool infersCallees = false, bool knowsStates = false)
{
    private readonly ConcurrentDictionary<IMethodSymbol, CallTarget> _direct = new(SymbolEqualityComparer.Default);
    private readonly PureMembers _pure = new(compilation);

    public CallTarget Resolve(IMethodSymbol method, IOperation? receiver)
    {
        method = ContractReader.Canonical(method);
        var target = _direct.GetOrAdd(method, ResolveDirect);
        var indirect = target.StaysInRegion ? IndirectKind.None : IndirectBy(method, receiver);
        return indirect == IndirectKind.None ? target : target with { Kind = TargetKind.Indirect, Indirect = indirect };
    }

    /// <summary>What a delegate is called through declares together.</summary>
    public StateContract StatesOf(ImmutableArray<ISymbol> through) => knowsStates ? StateContract.Union(through.Select(contracts.States.Of)) : StateContract.None;

    public static CallTarget Unknown(IndirectKind kind, IMethodSymbol? method = null) => new(TargetKind.Indirect, method, Indirect: kind);

    private CallTarget ResolveDirect(IMethodSymbol method)
    {
        var region = contracts.Of(method).Region;
        var kind = KindOf(method, region);
        var states = knowsStates ? contracts.States.Of(method) : StateContract.None;
        return new CallTarget(kind, method, region)
        {
            States = states,
            HasStateSummary = knowsStates && (kind == TargetKind.NoInstr || states.IsProven) && HasBodyToProve(method),
            IsPure = kind == TargetKind.Trusted || _pure.Contains(method),
            NeverReturns = HasDoesNotReturn(method),
            NeverThrows = method.Has(ContractAttribute.Primitive),
        };
    }

    private TargetKind KindOf(IMethodSymbol method, Region region) => region switch
    {
        Region.NoInstr => TargetKind.NoInstr,
        // A body that cannot be inlined (extern, abstract, synchronized, async, iterator) is not part of its caller, whatever it declares; nor is one that nobody
        // verifies, because neither its source is here nor is it visible where that is.
        Region.AlwaysInline => CanBeExpanded(method) && (IsFromHere(method) || Visibility.IsVisible(method)) ? TargetKind.Inlined : TargetKind.Leaves,
        Region.Instrumentable => TargetKind.Leaves,
        _ when method.MethodKind == MethodKind.LocalFunction => TargetKind.LocalFunction,
        _ => trusted.Of(method, compilation.Assembly) switch
        {
            Trust.Intrinsic => TargetKind.Trusted,
            // Whoever lists a method vouches for its region, not for what it changes or throws.
            Trust.Listed => TargetKind.NoInstr,
            // Nobody wrote it, so nobody could annotate it: it is judged by what it runs.
            _ when UnwrittenCode.IsUnwritten(method) && IsFromHere(method) => TargetKind.Inlined,
            _ when infersCallees && HasBodyHere(method) => TargetKind.Inlined,
            _ => TargetKind.Leaves,
        },
    };

    /// <summary>Whether it has one body, which runs where it is called, and nothing but that runs.</summary>
    public static bool CanBeExpanded(IMethodSymbol method) => !(IsExtern(method) || method.IsAbstract || IsSynchronized(method) || Iterators.IsSuspended(method));

    /// <summary>Of another assembly, only a flag says that the runtime brings the body.</summary>
    private static bool IsExtern(IMethodSymbol method) => method.IsExtern || (method.MethodImplementationFlags & MethodImplAttributes.InternalCall) != 0;

    /// <summary>The runtime takes a lock around the body.</summary>
    public static bool IsSynchronized(IMethodSymbol method) => (method.MethodImplementationFlags & MethodImplAttributes.Synchronized) != 0;

    /// <summary>A body here that is not an axiom: what it declares about states has to be proven, and what it does not declare is what it does.</summary>
    public bool HasBodyToProve(IMethodSymbol method) =>
        IsFromHere(method)
        && !(method.IsAbstract || method.IsExtern || method.IsVirtual || method.IsOverride)
        && !contracts.Of(method).Unchecked
        && !method.Has(ContractAttribute.Primitive)
        && !method.IsImplicitlyDeclared;

    private bool IsFromHere(IMethodSymbol method) => compilation.Assembly.Equals(method.ContainingAssembly, SymbolEqualityComparer.Default);

    /// <summary>A callee that is known statically, and whose source is in this compilation: its body can be looked into.</summary>
    private bool HasBodyHere(IMethodSymbol method) =>
        !(method.IsVirtual || method.IsOverride || method.IsImplicitlyDeclared)
        && CanBeExpanded(method)
        && (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.Any(reference => compilation.ContainsSyntaxTree(reference.SyntaxTree));

    /// <summary>A sealed receiver, a struct and <c>base.</c> are known; everything else that dispatches at run time is not.</summary>
    private static IndirectKind IndirectBy(IMethodSymbol method, IOperation? receiver)
    {
        if (!(method.IsVirtual || method.IsAbstract || (method.IsOverride && !method.IsSealed)))
        {
            return IndirectKind.None;
        }

        if (method.IsStatic)
        {
            return IndirectKind.TypeParameter;
        }

        if (receiver is IInstanceReferenceOperation { Syntax: BaseExpressionSyntax } || method.ContainingType.IsSealed || method.ContainingType.IsValueType)
        {
            return IndirectKind.None;
        }

        return receiver?.Type switch
        {
            { TypeKind: TypeKind.TypeParameter } => IndirectKind.TypeParameter,
            { IsValueType: true } or { IsSealed: true } when method.ContainingType.TypeKind != TypeKind.Interface => IndirectKind.None,
            _ => method.ContainingType.TypeKind == TypeKind.Interface ? IndirectKind.Interface : IndirectKind.Virtual,
        };
    }

    private static bool HasDoesNotReturn(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.Is("DoesNotReturnAttribute", "System", "Diagnostics", "CodeAnalysis"))
            {
                return true;
            }
        }

        return false;
    }
}
