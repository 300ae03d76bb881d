using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests.Guides;

/// <summary>A log, as docs/editor-and-ci.md makes it: built, then relative to the repository.</summary>
public sealed class LoggedBuild(ConsumerFixture consumers) : IAsyncLifetime
{
    internal SarifLog Log { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var page = new Guide("docs/editor-and-ci.md");
        using var repository = new GuideRepository(consumers.Package, LoggedSources.Kernel);
        foreach (var command in page.Commands("A log for other tools").Concat(page.Commands("A log for other tools", 1)))
        {
            (await repository.RunAsync(command)).Succeeded();
        }

        Log = SarifLog.Read(Path.Combine(repository.Root, "Kernel", "noinstr.sarif"));
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
