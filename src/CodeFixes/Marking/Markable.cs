using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Marking;

/// <summary>What says something about itself already is left alone; what cannot be so marked, too.</summary>
internal static class Markable
{
    public static bool IsEligible(ISymbol member, Mark mark) => member switch
    {
        IMethodSymbol method => IsEligible(method) && (mark == Mark.NoInstr || CanBeInlined(method)),
        IPropertySymbol { IsExtern: false } property when mark == Mark.NoInstr => IsSilent(property) && Accessors(property.GetMethod, property.SetMethod),
        IEventSymbol { IsExtern: false } @event when mark == Mark.NoInstr => IsSilent(@event) && Accessors(@event.AddMethod, @event.RemoveMethod),
        _ => false,
    };

    public static ISymbol Implementing(ISymbol member) => member switch
    {
        IMethodSymbol { PartialImplementationPart: { } part } => part,
        IPropertySymbol { PartialImplementationPart: { } part } => part,
        _ => member,
    };

    private static bool IsEligible(IMethodSymbol method) =>
        method is { IsExtern: false, IsAsync: false, MethodKind: not MethodKind.DelegateInvoke }
        && IsSilent(method)
        && !(method.AssociatedSymbol is { } member && !IsSilent(member))
        && Implementing(method) is IMethodSymbol { IsExtern: false, IsAsync: false }
        && !method.DeclaringSyntaxReferences.Any(r => IsIterator(r.GetSyntax()));

    /// <summary>Only what is plain to see: the rest (recursion, delegates, what callers then reach) the analyzer is asked.</summary>
    private static bool CanBeInlined(IMethodSymbol method) =>
        method is { IsVirtual: false, IsAbstract: false }
        && !(method.IsOverride && !method.IsSealed && !method.ContainingType.IsSealed)
        && method.ExplicitInterfaceImplementations.IsEmpty;

    private static bool Accessors(params IMethodSymbol?[] accessors) => accessors.All(accessor => accessor is null || HasNoRegion(accessor));

    private static bool IsSilent(ISymbol symbol) => HasNoRegion(symbol) && (Implementing(symbol) is var part && HasNoRegion(part));

    private static bool HasNoRegion(ISymbol symbol) => !symbol.GetAttributes().Any(attribute => Marks.IsRegion(attribute.AttributeClass));

    private static bool IsIterator(SyntaxNode declaration) => declaration
        .DescendantNodes(n => n == declaration
            || n is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax))
        .OfType<YieldStatementSyntax>().Any();
}
