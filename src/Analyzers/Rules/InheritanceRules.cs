using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Rules;

/// <summary>
/// 301: an override or implementation keeps the contract of the member that it stands for. Nothing is inherited: who calls through the
/// base relies on what each implementation declares.
/// </summary>
internal sealed class InheritanceRules(Compilation compilation, Verifier verifier)
{
    private readonly UnreadableRules _unreadable = new(new UnreadableContracts(compilation));

    private ContractReader Contracts => verifier.Contracts;

    /// <summary>A method, property or event: against what it overrides, and what it implements explicitly.</summary>
    public void CheckMember(ISymbol member, Action<Diagnostic> report)
    {
        if (member is IMethodSymbol { AssociatedSymbol: IPropertySymbol or IEventSymbol } or IMethodSymbol { PartialImplementationPart: not null })
        {
            return; // as a part of the property or event, and in the implementing part
        }

        if (!StandsForOthers(member))
        {
            return;
        }

        // An interface that makes a member of its base abstract again brings no body: whoever implements it is asked.
        var implemented = member is { IsAbstract: true, ContainingType.TypeKind: TypeKind.Interface } ? [] : Explicit(member);
        var origins = Overridden(member).Concat(implemented).ToList();
        foreach (var origin in origins)
        {
            if (Broken(origin, member) is { } broken)
            {
                Report(NameOf(member), member, origin, broken, PropertiesOf(origin, member), report);
                break;
            }
        }

        if (origins.Select(origin => UnreadableIn(origin, NameOf(member))).FirstOrDefault(found => found is not null) is { } unreadable)
        {
            report(unreadable.ToDiagnostic());
        }
    }

    /// <summary>What a type implements by a member of the same name, its own or an inherited one.</summary>
    public void CheckType(INamedTypeSymbol type, Action<Diagnostic> report)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.AllInterfaces.IsEmpty)
        {
            return;
        }

        var reported = new HashSet<(DiagnosticDescriptor, Location)>();
        var inherited = type.BaseType?.AllInterfaces ?? [];
        foreach (var contract in type.AllInterfaces.Where(contract => !inherited.Contains(contract, SymbolEqualityComparer.Default) || type.Interfaces.Contains(contract, SymbolEqualityComparer.Default)))
        {
            foreach (var origin in contract.GetMembers().Where(static member => member is IMethodSymbol { AssociatedSymbol: null } or IPropertySymbol or IEventSymbol))
            {
                if (type.FindImplementationForInterfaceMember(origin) is { ContainingType.TypeKind: not TypeKind.Interface } implementation
                    && !Explicit(implementation).Any()
                    && !IsReportedForBase(type, origin, implementation)
                    && (Broken(origin, implementation) is not null || IsUnreadable(origin))
                    && PlaceOf(type, contract, implementation) is { } place)
                {
                    if (Broken(origin, implementation) is { } broken && reported.Add((Catalogue.BrokenInheritance, place)))
                    {
                        Report(place, implementation, origin, broken, PropertiesOf(origin, implementation), report);
                    }

                    if (UnreadableIn(origin, place) is { } unreadable && reported.Add((unreadable.Rule, place)))
                    {
                        report(unreadable.ToDiagnostic());
                    }
                }
            }
        }
    }

    /// <summary>A type that lists an interface of its base again, and changes nothing, repeats no mistake.</summary>
    private static bool IsReportedForBase(INamedTypeSymbol type, ISymbol origin, ISymbol implementation) =>
        !SymbolEqualityComparer.Default.Equals(implementation.ContainingType, type)
        && type.BaseType is { } @base
        && SymbolEqualityComparer.Default.Equals(@base.FindImplementationForInterfaceMember(origin), implementation);

    /// <summary>What is not kept, and what to do about it; null where everything is. Of a property or event, each accessor counts.</summary>
    private (string Why, string Advice)? Broken(ISymbol origin, ISymbol implementation)
    {
        foreach (var (promised, kept) in Accessors(origin).Zip(Accessors(implementation), static (promised, kept) => (promised, kept)))
        {
            if (promised is null || kept is null)
            {
                continue;
            }

            if (Contracts.Of(promised).Region == Region.NoInstr && !verifier.IsNoInstr(kept))
            {
                return ($"which is noinstr, but {WhyNot(kept)}", AdviceFor(implementation));
            }

            if (SlotSignatures.Mismatch(promised, $"'{Names.Of(origin)}'", kept, $"'{Names.Of(implementation)}'") is { } mismatch)
            {
                return mismatch;
            }

            var states = Contracts.States.Of(promised);
            if (verifier.Signatures.Mismatch(states, kept, $"'{Names.Of(implementation)}'", looksInside: states.IsProven || Contracts.Of(promised).Region == Region.NoInstr) is { } changed)
            {
                return changed;
            }
        }

        return null;
    }

    private string WhyNot(IMethodSymbol kept) => Contracts.Of(kept).Region switch
    {
        Region.Instrumentable => "is [Instrumentable] itself",
        Region.AlwaysInline => "is [AlwaysInline] itself, which is no body of its own",
        _ => "is not noinstr itself",
    };

    /// <summary>Only what can be done: a member of another assembly is not marked from here, and what nobody wrote has no place for an attribute.</summary>
    private string AdviceFor(ISymbol implementation) =>
        !SymbolEqualityComparer.Default.Equals(implementation.ContainingAssembly, compilation.Assembly) ? "implement it here by a member that is [NoInstr]"
        : implementation is IEventSymbol { AddMethod.IsImplicitlyDeclared: true } ? $"give '{Names.Of(implementation)}' accessors of its own, and mark it [NoInstr]"
        : implementation is { IsImplicitlyDeclared: true } ? $"write '{Names.Of(implementation)}' out and mark it [NoInstr]"
        : $"mark '{Names.Of(implementation)}' [NoInstr]";

    private bool IsUnreadable(ISymbol origin) => UnreadableIn(origin, Location.None) is not null;

    /// <summary>904: the contract of the member, or of one of its accessors, is unknown, so nothing can be held to it.</summary>
    private Finding? UnreadableIn(ISymbol origin, Location? place) => place is null ? null
        : Accessors(origin).OfType<IMethodSymbol>().Select(accessor => _unreadable.JudgeOrigin(accessor, place)).FirstOrDefault(found => found is not null);

    private static IMethodSymbol?[] Accessors(ISymbol member) => member switch
    {
        IMethodSymbol method => [method],
        IPropertySymbol property => [property.GetMethod, property.SetMethod],
        IEventSymbol @event => [@event.AddMethod, @event.RemoveMethod],
        _ => [],
    };

    private static bool StandsForOthers(ISymbol member) => member.IsOverride || member switch
    {
        IMethodSymbol method => !method.ExplicitInterfaceImplementations.IsEmpty,
        IPropertySymbol property => !property.ExplicitInterfaceImplementations.IsEmpty,
        IEventSymbol @event => !@event.ExplicitInterfaceImplementations.IsEmpty,
        _ => false,
    };

    private static IEnumerable<ISymbol> Overridden(ISymbol member)
    {
        for (var overridden = Next(member); overridden is not null; overridden = Next(overridden))
        {
            yield return overridden;
        }

        static ISymbol? Next(ISymbol from) => from switch
        {
            IMethodSymbol method => method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            IEventSymbol @event => @event.OverriddenEvent,
            _ => null,
        };
    }

    private static IEnumerable<ISymbol> Explicit(ISymbol member) => member switch
    {
        IMethodSymbol method => method.ExplicitInterfaceImplementations,
        IPropertySymbol property => property.ExplicitInterfaceImplementations,
        IEventSymbol @event => @event.ExplicitInterfaceImplementations,
        _ => [],
    };

    /// <summary>The member's own name; for one that a base brings, the entry of the base list that makes it an implementation.</summary>
    private Location? PlaceOf(INamedTypeSymbol type, INamedTypeSymbol contract, ISymbol implementation)
    {
        if (SymbolEqualityComparer.Default.Equals(implementation.ContainingType, type))
        {
            return NameOf(implementation);
        }

        var entries =
            from reference in type.DeclaringSyntaxReferences
            let model = compilation.GetSemanticModel(reference.SyntaxTree)
            from entry in (reference.GetSyntax() as TypeDeclarationSyntax)?.BaseList?.Types ?? []
            where model.GetTypeInfo(entry.Type).Type is INamedTypeSymbol { TypeKind: TypeKind.Interface } listed
                && (SymbolEqualityComparer.Default.Equals(listed, contract) || listed.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default))
            select entry.GetLocation();
        return entries.FirstOrDefault();
    }

    /// <summary>What nobody wrote (a record's members) is shown at the type.</summary>
    private static Location? NameOf(ISymbol member) =>
        (Implementing(member).DeclaringSyntaxReferences.FirstOrDefault() ?? member.ContainingType.DeclaringSyntaxReferences.FirstOrDefault()) is { } reference ? MemberName.Of(reference.GetSyntax()) : null;

    private static ISymbol Implementing(ISymbol member) => member switch
    {
        IMethodSymbol { PartialImplementationPart: { } part } => part,
        IPropertySymbol { PartialImplementationPart: { } part } => part,
        _ => member,
    };

    /// <summary>What a fix would have to annotate, and with which states, whichever of them the message speaks of first.</summary>
    private ImmutableDictionary<string, string?> PropertiesOf(ISymbol origin, ISymbol implementation)
    {
        var missing = Accessors(origin).Zip(Accessors(implementation), static (promised, kept) => (promised, kept))
            .Where(static pair => pair.promised is not null && pair.kept is not null)
            .Select(pair => InferredContract.Missing(Contracts.States.Of(pair.promised!), Contracts.States.Of(pair.kept!)).ToProperties())
            .FirstOrDefault(static properties => !properties.IsEmpty) ?? ImmutableDictionary<string, string?>.Empty;
        return implementation.OriginalDefinition.GetDocumentationCommentId() is { } id ? missing.Add(PropertyKeys.Callee, id) : missing;
    }

    private static void Report(
        Location? place, ISymbol implementation, ISymbol origin, (string Why, string Advice) broken, ImmutableDictionary<string, string?> properties, Action<Diagnostic> report)
    {
        if (place is not null)
        {
            var does = origin.ContainingType.TypeKind == TypeKind.Interface ? "implements" : "overrides";
            report(Diagnostic.Create(Catalogue.BrokenInheritance, place, properties, Names.Of(implementation), does, Names.Of(origin), broken.Why, broken.Advice));
        }
    }
}
