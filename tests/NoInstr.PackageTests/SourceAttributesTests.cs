using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests;

/// <summary>NoInstrAttributes=Source: the attributes are compiled into the project.</summary>
[Collection(ConsumerCollection.Name)]
public sealed class SourceAttributesTests(ConsumerFixture fixture)
{
    [Fact]
    public void Library_IsVerified_AndReferencesNoAssemblyOfOurs()
    {
        Assert.Empty(fixture.MessagesOf(AllConsumers.SourceAttributes));
        Assert.DoesNotContain("NoInstr.Attributes", ReferencesOf(AllConsumers.SourceAttributes, "netstandard2.0"));
    }

    [Fact]
    public void Library_ShowsItsContractsToOthers() =>
        Assert.Contains("'Syscall.Reset'", Assert.Single(fixture.MessagesOf(AllConsumers.OfSourceAttributes), message => message.Code == "NOINSTR101").Text);

    [Fact]
    public async Task Program_RunsWithoutTheAssembly()
    {
        var folder = fixture.PathOf("SourceProgram", "bin", "Release", "net10.0");
        Assert.False(File.Exists(Path.Combine(folder, "NoInstr.Attributes.dll")));

        var run = await fixture.RunAsync($"\"{Path.Combine(folder, "SourceProgram.dll")}\"");

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void KernelWithItsOwnCoreLibrary_IsVerified_AndReferencesNothing()
    {
        var message = Assert.Single(fixture.MessagesOf(AllConsumers.OwnCore));

        Assert.Equal(("NOINSTR101", "Syscall.cs(10)"), (message.Code, message.Place));
        Assert.Empty(ReferencesOf(AllConsumers.OwnCore, "net10.0"));
    }

    [Fact]
    public void UnknownValue_IsAnError()
    {
        var message = Assert.Single(fixture.MessagesOf(AllConsumers.UnknownAttributes), message => message.Code == "NOINSTRMODE");

        Assert.Equal("error", message.Severity);
        Assert.Contains("It must be Reference or Source.", message.Text);
    }

    private IEnumerable<string> ReferencesOf(Consumer consumer, string framework)
    {
        using var image = new PEReader(File.OpenRead(fixture.PathOf(consumer.Name, "bin", "Release", framework, consumer.Name + ".dll")));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
