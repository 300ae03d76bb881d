using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Rules;

/// <summary>303, 305, 306, 307 and 309: whether a member can be what its contract says, by its declaration alone.</summary>
internal sealed class DeclarationRules(ContractReader contracts)
{
    public void Check(IMethodSymbol method, Action<Diagnostic> report)
    {
        CheckExtern(method, method, report);
        if (contracts.Of(method).Region is Region.NoInstr or Region.AlwaysInline && DeclarationOf(method) is { } declaration and not ArrowExpressionClauseSyntax)
        {
            CheckBody(method, declaration, report);
        }
    }

    /// <summary>
    /// Of the accessors: what is shown at the property or event. In an editor, that is lost when the symbol action of an accessor reports it, because
    /// it is outside of the accessor's declaration.
    /// </summary>
    public void CheckAccessors(ISymbol member, Action<Diagnostic> report)
    {
        var accessors = UncheckedRules.BodiesOf(member);
        if (accessors.FirstOrDefault(accessor => AttributeOf(accessor) is null) is { } covered)
        {
            CheckExtern(covered, member, report);
        }

        foreach (var accessor in accessors)
        {
            if (DeclarationOf(accessor) is ArrowExpressionClauseSyntax expression)
            {
                CheckBody(accessor, expression, report);
            }
        }
    }

    /// <summary>Null for a part that another implements, and for what nobody wrote: that has no place for an attribute.</summary>
    private static SyntaxNode? DeclarationOf(IMethodSymbol method) =>
        method.PartialImplementationPart is not null || method.IsImplicitlyDeclared ? null : method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    private void CheckBody(IMethodSymbol method, SyntaxNode declaration, Action<Diagnostic> report)
    {
        switch (contracts.Of(method))
        {
            case { Region: Region.NoInstr }:
                CheckNoInstr(method, declaration, report);
                break;
            case { Region: Region.AlwaysInline }:
                CheckAlwaysInline(method, declaration, report);
                break;
        }
    }

    /// <summary>On the attribute, be it that of a property for all its accessors; or on the name, where the type covers the method.</summary>
    private void CheckExtern(IMethodSymbol method, ISymbol member, Action<Diagnostic> report)
    {
        if (!(method.PartialImplementationPart ?? method).IsExtern || contracts.Of(method) is not { Region: Region.NoInstr, Unchecked: false })
        {
            return;
        }

        var attribute = AttributeOf(member);
        var isCovered = member is IMethodSymbol { PartialImplementationPart: null } && attribute is null && (method.AssociatedSymbol is null || AttributeOf(method.AssociatedSymbol) is null);
        if (isCovered || (attribute is not null && DeclaredParts.Contains(member, attribute)))
        {
            report(Diagnostic.Create(
                Catalogue.UnjustifiedTrust,
                attribute?.SyntaxTree.GetLocation(attribute.Span) ?? MemberName.Of(method.DeclaringSyntaxReferences[0].GetSyntax()),
                $"'{Names.Of(member)}' is extern and noinstr, so there is no body to verify",
                "If it has been audited, say so with [NoInstr(Unchecked = true, Justification = \"…\")]"));
        }
    }

    private static void CheckNoInstr(IMethodSymbol method, SyntaxNode declaration, Action<Diagnostic> report)
    {
        var name = Names.Of(method);
        if (SuspendedAs(method) is { } kind)
        {
            report(Diagnostic.Create(Catalogue.SuspendedBody, MemberName.Of(declaration), name, kind));
            return; // what is called is a stub, and no attribute reaches the body
        }

        if (HasBody(declaration) && !IsCalledByTheRuntimeOnly(method) && (method.MethodImplementationFlags & (MethodImplAttributes.NoInlining | MethodImplAttributes.AggressiveInlining)) == 0)
        {
            report(Diagnostic.Create(Catalogue.NotNoInlining, MemberName.Of(declaration), name));
        }
    }

    private static void CheckAlwaysInline(IMethodSymbol method, SyntaxNode declaration, Action<Diagnostic> report)
    {
        if (WhyNotInlined(method) is { } reason)
        {
            report(Diagnostic.Create(
                Catalogue.CannotInline,
                MemberName.Of(declaration),
                $"'{Names.Of(method)}' is [AlwaysInline], but is {reason}, so its body cannot be a part of its callers",
                "Mark it [NoInstr] instead, or make it a plain method"));
        }
        else if (HasBody(declaration) && (method.MethodImplementationFlags & (MethodImplAttributes.NoInlining | MethodImplAttributes.AggressiveInlining)) != MethodImplAttributes.AggressiveInlining)
        {
            report(Diagnostic.Create(Catalogue.NotAggressiveInlining, MemberName.Of(declaration), Names.Of(method)));
        }
    }

    private static string? WhyNotInlined(IMethodSymbol method) =>
        method.IsExtern ? "extern"
        : method.IsAbstract ? "abstract"
        : method.IsVirtual || (method.IsOverride && !method.IsSealed && !method.ContainingType.IsSealed) ? "virtual"
        : !method.ExplicitInterfaceImplementations.IsEmpty ? "virtual, because it is called by the interface member that it implements"
        : CallResolver.IsSynchronized(method) ? "synchronized by the runtime"
        : method.MethodKind switch
        {
            MethodKind.Destructor => "a finalizer, which the runtime calls",
            MethodKind.StaticConstructor => "a static constructor, which the runtime calls",
            MethodKind.AnonymousFunction => "a lambda, which is only called through a delegate",
            _ => SuspendedAs(method),
        };

    /// <summary>No managed code has a call that the body could be inlined at.</summary>
    private static bool IsCalledByTheRuntimeOnly(IMethodSymbol method) =>
        method.MethodKind == MethodKind.StaticConstructor
        || method.GetAttributes().Any(static attribute => attribute.Is("UnmanagedCallersOnlyAttribute", "System", "Runtime", "InteropServices"));

    /// <summary>Its body runs in a state machine, wherever that is resumed.</summary>
    private static string? SuspendedAs(IMethodSymbol method) =>
        Iterators.IsIterator(method) ? "an iterator"
        : method.IsAsync ? "async"
        : null;

    /// <summary>A header of a type and an accessor that the compiler writes have no place for [MethodImpl], or nothing that could be traced.</summary>
    private static bool HasBody(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        ArrowExpressionClauseSyntax or LocalFunctionStatementSyntax or LambdaExpressionSyntax => true,
        _ => false,
    };

    private static SyntaxReference? AttributeOf(ISymbol member) =>
        member.GetAttributes().FirstOrDefault(attribute => ContractAttributes.Classify(attribute) == ContractAttribute.NoInstr)?.ApplicationSyntaxReference;
}
