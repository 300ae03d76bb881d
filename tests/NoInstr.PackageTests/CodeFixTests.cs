using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests;

/// <summary>
/// The fixes come with the package. <c>dotnet format</c> exits with 0 when a fix throws, so the files are what counts.
/// </summary>
[Collection(ConsumerCollection.Name)]
public sealed class CodeFixTests(ConsumerFixture fixture)
{
    [Fact]
    public async Task DotnetFormat_WrapsTheCall_ModernProject() => await AssertFixedAsync(AllConsumers.Net10);

    [Fact]
    public async Task DotnetFormat_WrapsTheCall_OldLanguageVersion() => await AssertFixedAsync(AllConsumers.Standard);

    private async Task AssertFixedAsync(Consumer consumer)
    {
        var text = await fixture.FixAsync(consumer, "NOINSTR101", "Syscall.cs");
        Assert.Equal(KernelSources.FixedSyscall, text, ignoreLineEndingDifferences: true);

        var messages = await fixture.RebuildAsync(consumer);
        Assert.DoesNotContain(messages, m => m.Code == "NOINSTR101" || m.Severity == "error");
    }
}
