using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace NoInstr.Oracle.Il;

/// <summary>Types of metadata as text, in the form that <see cref="Source.SymbolKeys"/> gives to the types of symbols.</summary>
internal sealed class TypeNames(MetadataReader metadata) : ISignatureTypeProvider<string, object?>
{
    public string Of(EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeDefinition => OfDefinition((TypeDefinitionHandle)type),
        HandleKind.TypeReference => OfReference((TypeReferenceHandle)type),
        HandleKind.TypeSpecification => metadata.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(this, null),
        _ => throw new BadImageFormatException($"A {type.Kind} is no type."),
    };

    /// <summary>Without type arguments. An array has no definition: its members are the runtime's.</summary>
    public string DefinitionOf(EntityHandle type)
    {
        if (type.Kind != HandleKind.TypeSpecification)
        {
            return Of(type);
        }

        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)type).Signature);
        switch (signature.ReadSignatureTypeCode())
        {
            case SignatureTypeCode.GenericTypeInstance:
                signature.ReadCompressedInteger(); // class or value type
                return Of(signature.ReadTypeHandle());
            case SignatureTypeCode.Array or SignatureTypeCode.SZArray:
                return "array";
            default:
                return Of(type);
        }
    }

    public string OfDefinition(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{OfDefinition(outer)}+{name}" : Qualified(metadata.GetString(type.Namespace), name);
    }

    private string OfReference(TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{OfReference((TypeReferenceHandle)type.ResolutionScope)}+{name}"
            : Qualified(metadata.GetString(type.Namespace), name);
    }

    private static string Qualified(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => $"System.{typeCode}";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => OfDefinition(handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => OfReference(handle);

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => Of(handle);

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "fnptr";

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(",", typeArguments)}>";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";
}
