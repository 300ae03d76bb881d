using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests;

[Collection(ConsumerCollection.Name)]
public sealed class PackageContentTests(ConsumerFixture fixture)
{
    [Fact]
    public void Entries_AreExactlyThese()
    {
        string[] expected =
        [
            "NoInstr.nuspec",
            "README.md",
            "analyzers/dotnet/cs/NoInstr.Analyzers.dll",
            "analyzers/dotnet/cs/NoInstr.CodeFixes.dll",
            "build/NoInstr.Log.targets",
            "build/NoInstr.props",
            "build/NoInstr.targets",
            "build/config/NoInstr.Default.globalconfig",
            "build/config/NoInstr.None.globalconfig",
            "build/config/NoInstr.Strict.globalconfig",
            "build/source/NoInstr.Attributes.cs",
            "buildTransitive/NoInstr.props",
            "buildTransitive/NoInstr.targets",
            "lib/netstandard2.0/NoInstr.Attributes.dll",
            "lib/netstandard2.0/NoInstr.Attributes.xml",
        ];

        // The rest is the container format's own.
        var entries = fixture.Package.Entries()
            .Where(e => !e.StartsWith("_rels/") && !e.StartsWith("package/") && e != "[Content_Types].xml");

        Assert.Equal(expected, entries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Pack_WarnsOfNothing() => Assert.Empty(BuildMessage.Read(fixture.Package.Output));

    /// <summary>As a development dependency it would be installed without lib/, and the attributes would not resolve.</summary>
    [Fact]
    public void Metadata_IsNoDevelopmentDependency() => Assert.Null(Value("developmentDependency"));

    [Fact]
    public void Metadata_NamesReadmeAndLicense()
    {
        Assert.Equal("NoInstr", Value("id"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("MIT", Value("license"));
    }

    [Fact]
    public void Metadata_HasNoDependency() =>
        Assert.DoesNotContain(fixture.Package.Metadata().Descendants(), e => e.Name.LocalName == "dependency");

    private string? Value(string element) =>
        fixture.Package.Metadata().Elements().SingleOrDefault(e => e.Name.LocalName == element)?.Value;
}
