using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Analyzers.Contracts;

/// <summary>
/// Symbol → contract; nearest wins: the member (the parts of a partial member unite), its property or event, the types around it
/// from the inside out, the module, the assembly. Overrides and implementations inherit nothing. Where annotations contradict
/// each other (NOINSTR304), the stricter counts: a noinstr body is verified.
/// One instance per compilation; reads are cached and may come from any thread.
/// </summary>
internal sealed class ContractReader
{
    /// <summary>What it says about entry states has lists of its own.</summary>
    public StateReader States { get; } = new();

    private readonly ConcurrentDictionary<IMethodSymbol, Contract> _methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, Contract> _containers = new(SymbolEqualityComparer.Default);

    /// <summary>Of most methods of a project, nothing is declared in any way: to find that out is cheaper than to remember it.</summary>
    public Contract Of(IMethodSymbol method)
    {
        method = Canonical(method);
        return method is { AssociatedSymbol: null, PartialImplementationPart: null } && method.GetAttributes().IsEmpty && OfContainer(method) is { Region: Region.Undeclared } none
            ? none
            : _methods.GetOrAdd(method, Read);
    }

    /// <summary>What covers the initialisers of fields and properties: the contract of the types around the member, of module and assembly.</summary>
    public Contract OfContainer(ISymbol member) =>
        member.ContainingType is { } type ? OfType(type) : OfAssembly(member);

    /// <summary>
    /// The noinstr body that the initialiser of a field or property is a part of: its own, where the type is covered, else the first noinstr
    /// constructor that runs it. Null where instrumentable code runs it.
    /// </summary>
    public ISymbol? RootOfInitializer(ISymbol member)
    {
        if (OfContainer(member) is { Region: Region.NoInstr } covering)
        {
            return covering.Unchecked ? null : member;
        }

        var constructors = member.IsStatic ? member.ContainingType.StaticConstructors : member.ContainingType.InstanceConstructors;
        return constructors.FirstOrDefault(constructor => Of(constructor) is { Region: Region.NoInstr, Unchecked: false } && !ChainsToThis(constructor));
    }

    /// <summary>Whether the initialiser is part of a noinstr body, which is verified where it stands, or unchecked: who comes along need not look at it.</summary>
    public bool IsInitializerNoInstr(ISymbol member) =>
        OfContainer(member).Region == Region.NoInstr
        || RootOfInitializer(member) is not null
        || (member.IsStatic && member.ContainingType.StaticConstructors.Any(constructor => Of(constructor).Region == Region.NoInstr));

    /// <summary>A constructor that chains to another of its type leaves the initialisers to that one.</summary>
    public static bool ChainsToThis(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax() is ConstructorDeclarationSyntax { Initializer.ThisOrBaseKeyword.RawKind: (int)SyntaxKind.ThisKeyword });

    /// <summary>One symbol for a method, however it is reached: as an extension, constructed, or as either part of a partial method.</summary>
    public static IMethodSymbol Canonical(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.PartialDefinitionPart ?? method;
    }

    /// <summary>The same for anything that code can be attached to: a method, the member of an initialiser, a type with static initialisation.</summary>
    public static ISymbol Canonical(ISymbol unit) => unit is IMethodSymbol method ? Canonical(method) : unit.OriginalDefinition;

    private Contract Read(IMethodSymbol method)
    {
        if (Declared(method.GetAttributes()) is { } own)
        {
            return own;
        }

        if (method.PartialImplementationPart is { } part && Declared(part.GetAttributes()) is { } ofPart)
        {
            return ofPart;
        }

        if (method.AssociatedSymbol is { } associated && DeclaredOnMember(associated) is { } ofMember)
        {
            return ofMember;
        }

        return method.MethodKind switch
        {
            // A lambda is never covered from outside; a local function is part of the body around it.
            MethodKind.AnonymousFunction or MethodKind.LocalFunction => Contract.None,
            _ when IsBeyondTypeLevel(method) => Contract.None,
            _ => OfContainer(method),
        };
    }

    private static Contract? DeclaredOnMember(ISymbol member)
    {
        if (Declared(member.GetAttributes()) is { } own)
        {
            return own;
        }

        var otherPart = member is IPropertySymbol property ? property.PartialImplementationPart ?? property.PartialDefinitionPart : null;
        return otherPart is null ? null : Declared(otherPart.GetAttributes());
    }

    /// <summary>
    /// Members that a record synthesises run code that nobody wrote; only its constructors, accessors and Deconstruct are covered. The accessors
    /// of a field-like event call Delegate.Combine, which no annotation can change.
    /// </summary>
    private static bool IsBeyondTypeLevel(IMethodSymbol method) =>
        method.MethodKind == MethodKind.DelegateInvoke
        || (method is { IsAbstract: false, MethodKind: MethodKind.EventAdd or MethodKind.EventRemove } && Records.IsCompilerGenerated(method))
        || Records.IsSynthesized(method);

    private Contract OfType(INamedTypeSymbol type) => _containers.GetOrAdd(type.OriginalDefinition, _ =>
        Declared(type.GetAttributes())
        ?? (type.ContainingType is { } outer ? OfType(outer) : OfAssembly(type)));

    private Contract OfAssembly(ISymbol symbol) =>
        symbol.ContainingModule is { } module
            ? _containers.GetOrAdd(module, _ =>
                Declared(module.GetAttributes())
                ?? Declared(module.ContainingAssembly.GetAttributes())
                ?? Contract.None)
            : Contract.None;

    private static Contract? Declared(ImmutableArray<AttributeData> attributes)
    {
        Contract? contract = null;
        foreach (var attribute in attributes)
        {
            switch (ContractAttributes.Classify(attribute))
            {
                case ContractAttribute.NoInstr:
                    return new Contract(Region.NoInstr, IsUnchecked(attribute));
                case ContractAttribute.AlwaysInline:
                    contract = new Contract(Region.AlwaysInline);
                    break;
                case ContractAttribute.Instrumentable:
                    contract ??= new Contract(Region.Instrumentable);
                    break;
            }
        }

        return contract;
    }

    private static bool IsUnchecked(AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument is { Key: "Unchecked", Value.Value: bool value })
            {
                return value;
            }
        }

        return false;
    }
}
