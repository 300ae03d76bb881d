using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests;

/// <summary>An editor finds what the package offers by the attributes of its types, without running anything.</summary>
[Collection(ConsumerCollection.Name)]
public sealed class ExportedProvidersTests(ConsumerFixture fixture)
{
    [Theory]
    [InlineData("ExportCodeFixProviderAttribute", "ScopeBalanceFix")]
    [InlineData("ExportCodeFixProviderAttribute", "ScopePairFix")]
    [InlineData("ExportCodeRefactoringProviderAttribute", "ScopeRefactoring")]
    public void Provider_IsExported(string attribute, string type)
    {
        using var file = new PEReader(new MemoryStream(fixture.Package.Bytes("analyzers/dotnet/cs/NoInstr.CodeFixes.dll")));
        var metadata = file.GetMetadataReader();
        var exported = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Where(definition => definition.GetCustomAttributes().Any(handle => NameOf(metadata, metadata.GetCustomAttribute(handle)) == attribute))
            .Select(definition => metadata.GetString(definition.Name));

        Assert.Contains(type, exported);
    }

    private static string? NameOf(MetadataReader metadata, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
        && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
            ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name)
            : null;
}
