using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Contracts;

/// <summary>
/// A member of a C# 14 extension block has an id that nobody can write: the block has a name made of hashes. What is called is a static method
/// of the class around the block, with the receiver in front, and that has the id that documentation shows.
/// </summary>
internal static class ExtensionMembers
{
    /// <summary>The static method behind a method or accessor of an extension block; null for any other method.</summary>
    public static IMethodSymbol? Implementation(IMethodSymbol method)
    {
        if (method.ContainingType is not { IsExtension: true, ContainingType: { } holder } block)
        {
            return null;
        }

        var parameters = method.Parameters.Select(TypeOf);
        if (!method.IsStatic && block.ExtensionParameter is { } receiver)
        {
            parameters = parameters.Prepend(TypeOf(receiver));
        }

        // As text: the type parameters of the block are other symbols in the method, and have the same names.
        var wanted = parameters.ToList();
        return holder.GetMembers(method.Name).OfType<IMethodSymbol>()
            .FirstOrDefault(candidate => candidate.IsStatic && candidate.Parameters.Select(TypeOf).SequenceEqual(wanted));
    }

    private static string TypeOf(IParameterSymbol parameter) => $"{parameter.RefKind} {parameter.Type.ToDisplayString()}";
}
