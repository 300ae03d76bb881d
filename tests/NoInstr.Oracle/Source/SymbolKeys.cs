using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.Oracle.Source;

/// <summary>Methods as symbols → the keys that <see cref="Il.MethodNames"/> gives to the methods of the metadata.</summary>
internal static class SymbolKeys
{
    /// <summary>
    /// All names under which the compiler may call a method: it names the member that declares the slot, not the override that
    /// the source binds to, and the static implementation of an extension member.
    /// </summary>
    public static ImmutableArray<string> Of(IMethodSymbol method)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        for (IMethodSymbol? declared = method.AssociatedExtensionImplementation?.OriginalDefinition ?? method; declared is not null; declared = declared.OverriddenMethod?.OriginalDefinition)
        {
            keys.Add(KeyOf(declared));
        }

        return keys.ToImmutable();
    }

    /// <summary>The interface members that a method implements: a constrained call of a struct names those.</summary>
    public static IEnumerable<string> OfImplemented(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        return from type in method.ContainingType.AllInterfaces
               from member in type.GetMembers().OfType<IMethodSymbol>()
               where SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)
               select KeyOf(member.OriginalDefinition);
    }

    public static string TypeOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => $"{TypeOf(array.ElementType)}[{new string(',', array.Rank - 1)}]",
        IPointerTypeSymbol pointer => TypeOf(pointer.PointedAtType) + "*",
        IFunctionPointerTypeSymbol => "fnptr",
        IDynamicTypeSymbol => "System.Object",
        ITypeParameterSymbol { DeclaringMethod: not null } parameter => $"!!{parameter.Ordinal}",
        ITypeParameterSymbol parameter => $"!{parameter.Ordinal + OuterArity(parameter.DeclaringType!)}",
        INamedTypeSymbol named when ArgumentsOf(named) is { Count: > 0 } arguments => $"{DefinitionOf(named)}<{string.Join(",", arguments.Select(TypeOf))}>",
        INamedTypeSymbol named => DefinitionOf(named),
        _ => type.MetadataName,
    };

    public static string DefinitionOf(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            return $"{DefinitionOf(outer)}+{type.MetadataName}";
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}" : type.MetadataName;
    }

    private static string KeyOf(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return $"local function {method.Name}";
        }

        if (method.MethodKind == MethodKind.AnonymousFunction)
        {
            return "lambda";
        }

        if (method.ContainingType is not { } type)
        {
            return Il.MethodNames.FunctionPointer;
        }

        if (type.IsAnonymousType)
        {
            return $"anonymous {(type.TypeKind == TypeKind.Delegate ? "delegate" : "type")}.{method.MetadataName}";
        }

        var arity = method.Arity == 0 ? "" : $"``{method.Arity}";
        var parameters = string.Join(",", method.Parameters.Select(parameter => TypeOf(parameter.Type) + (parameter.RefKind == RefKind.None ? "" : "&")));
        var result = method.MethodKind == MethodKind.Conversion ? "~" + TypeOf(method.ReturnType) : "";
        return $"{DefinitionOf(type)}.{method.MetadataName}{arity}({parameters}){result}";
    }

    private static List<ITypeSymbol> ArgumentsOf(INamedTypeSymbol type) =>
        [.. type.ContainingType is { } outer ? ArgumentsOf(outer) : [], .. type.TypeArguments];

    private static int OuterArity(INamedTypeSymbol type) => type.ContainingType is { } outer ? outer.Arity + OuterArity(outer) : 0;
}
