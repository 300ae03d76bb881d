using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// When the runtime initialises a type, seen from one body: at an access of a static field, or, where a static constructor is written, at
/// the first call of a static member or constructor too. Types of other assemblies are assumed initialised: their private members are not
/// imported. The first use of a thread static allocates in the runtime, wherever it is declared.
/// </summary>
internal sealed class StaticInitialization(Compilation compilation, UnwrittenCode code, TermReader terms, ISymbol owner)
{
    /// <summary>What an access of the field runs before it.</summary>
    public CallEvent? OfField(IFieldSymbol field, SyntaxNode access)
    {
        if (!field.IsStatic || field.IsConst)
        {
            return null;
        }

        return IsThreadStatic(field)
            ? new CallEvent(access, CallResolver.Unknown(IndirectKind.ThreadStatic), new Construct($"first use of the thread static '{field.Name}'", CalleeToken.Of(access))) { FirstUse = terms.OfFirstUse(field) }
            : Of(field.ContainingType, field.Name, access, isField: true);
    }

    /// <summary>What a call of a static member or constructor, or of an instance member of a struct, runs before it.</summary>
    public CallEvent? OfCall(IMethodSymbol method, SyntaxNode access)
    {
        if (method.ContainingType is not { } type || method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction)
        {
            return null;
        }

        if (method is { IsStatic: true, AssociatedSymbol: IPropertySymbol property } && BackingFieldOf(property) is not null && !HasBody(method))
        {
            return Of(type, property.Name, access, isField: true);
        }

        return method.IsStatic || method.MethodKind == MethodKind.Constructor || type.IsValueType
            ? Of(type, method.MethodKind == MethodKind.Constructor ? type.Name : method.Name, access, isField: false)
            : null;
    }

    private CallEvent? Of(INamedTypeSymbol type, string use, SyntaxNode access, bool isField)
    {
        if (!compilation.Assembly.Equals(type.ContainingAssembly, SymbolEqualityComparer.Default) || type.StaticConstructors.FirstOrDefault() is not { } constructor)
        {
            return null;
        }

        var isWritten = !constructor.IsImplicitlyDeclared;
        if ((!isWritten && !isField) || IsInitialized(type, isWritten) || code.PartsOf(type.OriginalDefinition) is { IsEmpty: true })
        {
            return null;
        }

        var target = new CallTarget(TargetKind.Inlined, null) { Unit = type.OriginalDefinition };
        return new CallEvent(access, target, new Construct($"first use of '{use}'", CalleeToken.Of(access))) { FirstUse = terms.OfFirstUse(type) };
    }

    /// <summary>The type's own members run after its static constructor; its own initialisers run as part of the initialisation.</summary>
    private bool IsInitialized(INamedTypeSymbol type, bool isWritten)
    {
        var member = owner;
        while (member is { ContainingSymbol: not null and not INamedTypeSymbol })
        {
            member = member.ContainingSymbol;
        }

        return SymbolEqualityComparer.Default.Equals(type, member?.ContainingType)
            && (isWritten || member is IMethodSymbol { MethodKind: MethodKind.StaticConstructor } || member is IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true } or IEventSymbol { IsStatic: true });
    }

    private static IFieldSymbol? BackingFieldOf(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
        .FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary>An accessor that is written accesses the field itself, where it says <c>field</c>.</summary>
    private static bool HasBody(IMethodSymbol accessor) =>
        accessor.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is ArrowExpressionClauseSyntax or AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null });

    private static bool IsThreadStatic(IFieldSymbol field) => field.GetAttributes().Any(attribute => attribute.Is("ThreadStaticAttribute", "System"));
}
