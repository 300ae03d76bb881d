using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests.Guides;

/// <summary>The commands of docs/editor-and-ci.md, and what they leave.</summary>
[Collection(ConsumerCollection.Name)]
public sealed class EditorAndCiTests(ConsumerFixture fixture) : IDisposable
{
    private const string Strict = "Strict";
    private const string Log = "A log for other tools";

    private readonly Guide _page = new("docs/editor-and-ci.md");
    private readonly GuideRepository _repository = new(fixture.Package, LoggedSources.Kernel);

    [Fact]
    public async Task Strict_ExitsWithOneWhereAnythingIsFound()
    {
        var refused = await _repository.RunAsync(Assert.Single(_page.Commands(Strict)));

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(LoggedSources.Found("error"), refused.Findings);
    }

    [Fact]
    public async Task Strict_InAProjectFileIsTheSame()
    {
        _repository.Write("Directory.Build.props", _page.Block(Strict, "xml"));

        var refused = await _repository.RunAsync("build");

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(LoggedSources.Found("error"), refused.Findings);
    }

    [Fact]
    public async Task StrictWithoutFindings_ExitsWithZero()
    {
        foreach (var file in LoggedSources.Kernel.Files.Keys)
        {
            _repository.Write($"Kernel/{file}", "");
        }

        (await _repository.RunAsync(Assert.Single(_page.Commands(Strict)))).Succeeded();
    }

    [Fact]
    public async Task LogOfTheCommandLine_IsRelativeToTheRepository()
    {
        Assert.Equal(LoggedSources.Found("warning"), (await _repository.RunAsync(_page.Commands(Log)[0])).Succeeded().Findings);
        Assert.All(Sarif().Uris, uri => Assert.StartsWith("file:///", uri));

        var command = Assert.Single(_page.Commands(Log, 1));
        (await _repository.RunAsync(command.Replace("NoInstrLogRoot=..", "NoInstrLogRoot=bin"))).Succeeded();
        Assert.All(Sarif().Uris, uri => Assert.StartsWith("file:///", uri)); // nothing is below that folder

        (await _repository.RunAsync(command)).Succeeded();
        await AssertRelativeAsync();
    }

    /// <summary>With errors: the log of a build that failed is the one that is wanted most.</summary>
    [Fact]
    public async Task LogOfTheProjectFile_IsRelativeToTheRepository()
    {
        _repository.Write("Directory.Build.props", _page.Block(Log, "xml").Replace("<ErrorLog>", "<NoInstrMode>Strict</NoInstrMode><ErrorLog>"));
        var commands = _page.Commands(Log, 2);
        Assert.Equal(1, (await _repository.RunAsync(commands[0])).ExitCode);

        (await _repository.RunAsync(commands[1])).Succeeded();
        await AssertRelativeAsync();

        (await _repository.RunAsync(commands[1])).Succeeded();
        await AssertRelativeAsync(); // a second time changes nothing
    }

    /// <summary>The other project of the solution does not know the target.</summary>
    [Fact]
    public async Task LogOfOneProject_IsAskedForByItsName()
    {
        using var mixed = new GuideRepository(fixture.Package, LoggedSources.Kernel, new Consumer("Tools") { Items = "", Files = new Dictionary<string, string>() });
        mixed.Write("Directory.Build.props", _page.Block(Log, "xml"));
        (await mixed.RunAsync(_page.Commands(Log, 2)[0])).Succeeded();
        Assert.Equal(1, (await mixed.RunAsync(_page.Commands(Log, 2)[1])).ExitCode);

        (await mixed.RunAsync(Assert.Single(_page.Commands(Log, 3)))).Succeeded();

        Assert.All(SarifLog.Read(Path.Combine(mixed.Root, "Kernel", "noinstr.sarif")).Uris, uri => Assert.StartsWith("Kernel/", uri));
    }

    [Fact]
    public async Task LogsOfSeveralFrameworks_AreRelatedOneByOne()
    {
        using var several = new GuideRepository(fixture.Package, new Consumer("Kernel")
        {
            Properties = "<TargetFramework></TargetFramework><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>",
        });
        several.Write("Directory.Build.targets", several.Read("Directory.Build.targets").Replace("<PropertyGroup>", "<PropertyGroup><NoInstrLogRoot>..</NoInstrLogRoot><ErrorLog>$(TargetFramework).sarif,version=2.1</ErrorLog>"));
        (await several.RunAsync("build")).Succeeded();
        foreach (var framework in new[] { "net10.0", "netstandard2.0" })
        {
            (await several.RunAsync($"{_page.Commands(Log, 3)[0]} -p:TargetFramework={framework}")).Succeeded();

            var log = SarifLog.Read(Path.Combine(several.Root, "Kernel", $"{framework}.sarif"));
            Assert.NotEmpty(log.Results);
            Assert.All(log.Uris, uri => Assert.StartsWith("Kernel/", uri));
        }
    }

    /// <summary>What the page says of the plain comma, and of what does not help.</summary>
    [Fact]
    public async Task LogWithAPlainComma_IsOfVersion1()
    {
        await _repository.RunAsync("build --no-incremental -p:ErrorLog=noinstr.sarif,version=2.1");

        Assert.Contains("\"version\": \"1.0.0\"", _repository.Read("Kernel/noinstr.sarif"));
    }

    [Fact]
    public async Task LogOfADeterministicBuild_IsNotRelativeByItself()
    {
        await _repository.RunAsync($"{_page.Commands(Log)[0]} -p:ContinuousIntegrationBuild=true -p:Deterministic=true -p:PathMap={_repository.Root}=/_/");

        Assert.All(Sarif().Uris, uri => Assert.StartsWith("file:///", uri));
    }

    [Fact]
    public async Task WithoutALog_TheTargetsSayWhatIsMissing()
    {
        await _repository.RunAsync("restore");
        foreach (var target in new[] { "NoInstrRelativeLog", "NoInstrBaseline" })
        {
            var unset = await _repository.RunAsync($"msbuild -t:{target}");
            var unbuilt = await _repository.RunAsync($"msbuild -t:{target} -p:ErrorLog=noinstr.sarif%2cversion=2.1");

            Assert.Contains("error NOINSTRLOG: ErrorLog is ''.", unset.Output);
            Assert.Contains("Build first", unbuilt.Output);
            Assert.All([unset, unbuilt], result => Assert.Equal(1, result.ExitCode));
        }
    }

    /// <summary>Each command of the page is typed by a test of this class.</summary>
    [Fact]
    public void Page_HasNoOtherCommands() => Assert.Equal(
        _page.AllCommands,
        _page.Commands(Strict).Concat(Enumerable.Range(0, 4).SelectMany(block => _page.Commands(Log, block))).Select(command => $"dotnet {command}"));

    public void Dispose() => _repository.Dispose();

    private SarifLog Sarif() => SarifLog.Read(Path.Combine(_repository.Root, "Kernel", "noinstr.sarif"));

    private async Task AssertRelativeAsync()
    {
        var log = Sarif();
        Assert.Equal(["Kernel/Exit.cs", "Kernel/NoInstr.Safe.txt", "Kernel/Slow%20Path.cs", "Kernel/Syscall.cs"], log.Uris.Distinct().Order(StringComparer.Ordinal));
        Assert.All(log.Uris, uri => Assert.True(File.Exists(Path.Combine(_repository.Root, Uri.UnescapeDataString(uri)))));
        Assert.Empty(await SarifSchema.ErrorsInAsync(log.Text));
    }
}
