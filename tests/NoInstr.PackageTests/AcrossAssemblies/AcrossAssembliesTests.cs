using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests.AcrossAssemblies;

/// <summary>
/// Contracts go from package to package. The same sources, and the same expectations in their comments, as in NoInstr.Tests, where an editor's view of
/// them is compared.
/// </summary>
[Collection(ConsumerCollection.Name)]
public sealed class AcrossAssembliesTests(LibraryFixture libraries) : IClassFixture<LibraryFixture>
{
    public static TheoryData<string> Ways => [.. LibraryFixture.Ways.Keys];

    [Theory]
    [InlineData("Kernel")]
    [InlineData("Trace")]
    [InlineData("Firmware")]
    public void Library_IsVerifiedAtHome(string project) => AssertAsCommented(project, project);

    [Theory]
    [MemberData(nameof(Ways))]
    public void Application_IsHeldToWhatTheLibrariesDeclare(string way) => AssertAsCommented("App", $"App.{way}");

    [Theory]
    [MemberData(nameof(Ways))]
    public void ApplicationWithoutTheAttributes_IsToldWhatItCannotRead(string way) => AssertAsCommented("Outsider", $"Outsider.{way}");

    [Fact]
    public void Packages_AreOfBothKinds()
    {
        Assert.DoesNotContain("ref/net10.0/Kernel.dll", libraries.EntriesOf("Kernel", LibraryFixture.ImageVersion));
        Assert.Contains("ref/net10.0/Kernel.dll", libraries.EntriesOf("Kernel", LibraryFixture.ReferenceVersion));
    }

    private void AssertAsCommented(string sources, string project) => Assert.Equal(SharedSources.ExpectedIn(sources), libraries.FindingsIn(project));
}
