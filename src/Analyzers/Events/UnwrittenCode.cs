using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Code that runs and has no body of its own to read: a constructor that nobody wrote (initialisers, then <c>base()</c>) and the static
/// initialisation of a type (initialisers, then the static constructor). It is a sequence of calls of what was written.
/// One instance per compilation.
/// </summary>
internal sealed class UnwrittenCode(Compilation compilation, ContractReader contracts, CallResolver resolver)
{
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<CallEvent>> _parts = new(SymbolEqualityComparer.Default);

    /// <summary>Null for code that has a body, and for that of another assembly, whose source an editor shows: it is not known here.</summary>
    public ImmutableArray<CallEvent>? PartsOf(ISymbol unit) => unit switch
    {
        INamedTypeSymbol type => _parts.GetOrAdd(type, _ => StaticPartsOf(type)),
        IMethodSymbol method when compilation.Assembly.Equals(method.ContainingAssembly, SymbolEqualityComparer.Default) && (IsUnwritten(method) || IsBareHeader(method)) => _parts.GetOrAdd(method, _ => ConstructorPartsOf(method)),
        _ => null,
    };

    public static bool IsUnwritten(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true, Parameters.IsEmpty: true, ContainingType: { TypeKind: TypeKind.Class, IsAnonymousType: false } };

    /// <summary>The initialisers of fields, properties and events that a constructor, or the type's static initialisation, runs, in the order of the source. Those that are judged where they stand are left out.</summary>
    public ImmutableArray<CallEvent> InitializersOf(INamedTypeSymbol type, bool isStatic)
    {
        var initializers =
            from member in type.GetMembers()
            where member.IsStatic == isStatic && member is not IFieldSymbol { IsConst: true }
            from reference in member.DeclaringSyntaxReferences
            where compilation.ContainsSyntaxTree(reference.SyntaxTree)
            let initializer = InitializerOf(reference.GetSyntax())
            where initializer is not null && !IsPlain(initializer.Value, member)
            orderby reference.SyntaxTree.FilePath, initializer.SpanStart
            where !contracts.IsInitializerNoInstr(member)
            select new CallEvent(initializer, new CallTarget(TargetKind.Inlined, null) { Unit = member });
        return [.. initializers];
    }

    /// <summary>A literal for a number or text. For any other type it may be boxed, or converted by an operator.</summary>
    private static bool IsPlain(ExpressionSyntax value, ISymbol member) =>
        value is LiteralExpressionSyntax
        && ((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type) is { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_UIntPtr };

    public static EqualsValueClauseSyntax? InitializerOf(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer,
        PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };

    private ImmutableArray<CallEvent> StaticPartsOf(INamedTypeSymbol type)
    {
        var parts = InitializersOf(type, isStatic: true);
        foreach (var constructor in type.StaticConstructors)
        {
            if (!constructor.IsImplicitlyDeclared)
            {
                var target = resolver.Resolve(constructor, receiver: null);
                var isPart = target is { Kind: TargetKind.Leaves, Declared: Region.Undeclared };
                parts = parts.Add(new CallEvent(constructor.DeclaringSyntaxReferences[0].GetSyntax(), isPart ? target with { Kind = TargetKind.Inlined } : target));
            }
        }

        return parts;
    }

    private ImmutableArray<CallEvent> ConstructorPartsOf(IMethodSymbol constructor)
    {
        var parts = InitializersOf(constructor.ContainingType, isStatic: false);
        var declaration = constructor.DeclaringSyntaxReferences.Concat(constructor.ContainingType.DeclaringSyntaxReferences
            .OrderBy(reference => reference.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(reference => reference.Span.Start))
            .First().GetSyntax();
        if (ImplicitBaseOf(constructor.ContainingType) is not { } called)
        {
            return parts;
        }

        if (called.Parameters.LastOrDefault() is { IsParams: true, Type: IArrayTypeSymbol } && EmptyArray is { } empty)
        {
            parts = parts.Add(new CallEvent(declaration, resolver.Resolve(empty, receiver: null), Construct.Of(declaration)));
        }

        return parts.Add(new CallEvent(declaration, resolver.Resolve(called, receiver: null), Construct.Of(declaration)));
    }

    private IMethodSymbol? EmptyArray => compilation.GetTypesByMetadataName("System.Array").FirstOrDefault()?.GetMembers("Empty").OfType<IMethodSymbol>().FirstOrDefault();

    /// <summary>What the runtime does around a body that is synchronized: the same as <c>lock</c>, on the object or the type.</summary>
    public IEnumerable<CallEvent> LockAround(ISymbol owner, SyntaxNode declaration) =>
        owner is IMethodSymbol method && CallResolver.IsSynchronized(method) && compilation.GetTypesByMetadataName("System.Threading.Monitor").FirstOrDefault() is { } monitor
            ? from call in monitor.GetMembers().OfType<IMethodSymbol>()
              where call is { Name: "Enter", Parameters.Length: 2 } or { Name: "Exit" }
              select new CallEvent(declaration, resolver.Resolve(call, receiver: null), new Construct(Construct.LockOfBody, MemberName.TokenOf(declaration)))
            : [];

    /// <summary>What a finalizer calls last: the nearest one that somebody wrote. That of <c>object</c> does nothing.</summary>
    public CallEvent? BaseFinalizerOf(ISymbol owner)
    {
        for (var type = owner is IMethodSymbol { MethodKind: MethodKind.Destructor } ? owner.ContainingType.BaseType : null; type is { SpecialType: not SpecialType.System_Object }; type = type.BaseType)
        {
            if (type.GetMembers(WellKnownMemberNames.DestructorName).OfType<IMethodSymbol>().FirstOrDefault() is { } finalizer)
            {
                var declaration = owner.DeclaringSyntaxReferences[0].GetSyntax();
                return new CallEvent(declaration, resolver.Resolve(finalizer, receiver: null), Construct.Of(declaration));
            }
        }

        return null;
    }

    /// <summary>The constructor that <c>base()</c> without arguments binds to; that of a struct calls none.</summary>
    private IMethodSymbol? ImplicitBaseOf(INamedTypeSymbol type) => type.IsValueType ? null : type.BaseType?.InstanceConstructors
        .Where(constructor => compilation.IsSymbolAccessibleWithin(constructor, type) && constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams))
        .OrderBy(constructor => constructor.Parameters.Length)
        .FirstOrDefault();

    /// <summary>A primary constructor that passes nothing to its base.</summary>
    private static bool IsBareHeader(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Constructor
        && method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax { BaseList: var bases }
        && bases?.Types.FirstOrDefault() is not PrimaryConstructorBaseTypeSyntax;
}
