using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Contracts;

/// <summary>A state contract of which no more than the name of its attribute is known. <c>Missing</c>: what would have to be referenced.</summary>
internal sealed record UnreadableContract(ISymbol Of, string Attribute, string Missing);

/// <summary>
/// Contracts of other assemblies whose arguments cannot be read here, because the assembly that defines the attribute, or the enum of its states, is
/// not referenced. What says all by its name ([NoInstr], [AlwaysInline], [Instrumentable], [Primitive], …) can be read all the same:
/// whether a body there is Unchecked is no business of its callers. One instance per compilation.
/// </summary>
internal sealed class UnreadableContracts(Compilation compilation)
{
    private readonly ConcurrentDictionary<ISymbol, UnreadableContract?> _members = new(SymbolEqualityComparer.Default);

    /// <summary>The contract of a method (that of its property or event, of its delegate type), of a delegate type or of a slot.</summary>
    public UnreadableContract? Of(ISymbol member) =>
        compilation.Assembly.Equals(member.ContainingAssembly, SymbolEqualityComparer.Default)
            ? null // here the compiler reports what is missing
            : _members.GetOrAdd(ContractReader.Canonical(member), Read);

    private static UnreadableContract? Read(ISymbol member) =>
        First(member, member.GetAttributes())
        ?? member switch
        {
            IMethodSymbol { AssociatedSymbol: { } associated } => First(associated, associated.GetAttributes()),
            IMethodSymbol { MethodKind: MethodKind.DelegateInvoke, ContainingType: var type } => First(type, type.GetAttributes()),
            _ => null,
        };

    private static UnreadableContract? First(ISymbol member, ImmutableArray<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            // What an entry point finds established is for its own body to know.
            if (ContractAttributes.Classify(attribute) is not ContractAttribute.EntryPoint and var kind && kind.IsAboutStates() && MissingFor(attribute) is { } missing)
            {
                return new UnreadableContract(member, kind.ToString(), missing);
            }
        }

        return null;
    }

    /// <summary>
    /// Seen as source, an argument is there even though its type is not; in a compiled image nothing is. The verdict is the same for both.
    /// </summary>
    private static string? MissingFor(AttributeData attribute)
    {
        if (attribute.AttributeClass is { TypeKind: TypeKind.Error } type)
        {
            return $"the assembly '{type.ContainingAssembly?.Name}', which defines the attribute,";
        }

        // Every one of these attributes has a list of states, be it empty.
        return attribute.ConstructorArguments.IsEmpty || attribute.ConstructorArguments.Any(IsUnknown) ? "an assembly that defines its states" : null;
    }

    private static bool IsUnknown(TypedConstant argument) =>
        argument.Kind == TypedConstantKind.Error
        || argument.Type is { TypeKind: TypeKind.Error }
        || (argument is { Kind: TypedConstantKind.Array, IsNull: false } && argument.Values.Any(IsUnknown));
}
