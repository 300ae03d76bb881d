namespace NoInstr.PackageTests.Consumers;

/// <summary>A day in the life of the package: it is packed, installed, built against, and its fix applied. The tests only look.</summary>
public sealed class ConsumerFixture : IAsyncLifetime
{
    private readonly Workspace _workspace = new();

    internal PackedPackage Package { get; private set; } = null!;

    internal IReadOnlyList<BuildMessage> Messages { get; private set; } = [];

    /// <summary>What the compiler logged for a project that <c>dotnet add package</c> installed the package into.</summary>
    internal IReadOnlyList<SarifResult> Findings { get; private set; } = [];

    internal string MarkersAssembly => _workspace.PathOf("Markers", "bin", "Release", "net10.0", "Markers.dll");

    public async Task InitializeAsync()
    {
        Package = await PackedPackage.PackAsync(_workspace.Feed);
        _workspace.Write(Package, AllConsumers.List);
        foreach (var consumer in new[] { AllConsumers.Net10, AllConsumers.Standard })
        {
            (await _workspace.RunAsync($"add {consumer.Name} package NoInstr --version {Package.Version}")).ThrowIfFailed();
        }

        (await _workspace.RunAsync($"restore {Workspace.Solution}")).ThrowIfFailed();

        // Fails, for some consumers are there to fail.
        var build = await _workspace.RunAsync($"build {Workspace.Solution} -c Release --no-restore -v:q");
        Messages = BuildMessage.Read(build.Output);
        Findings = SarifLog.Read(_workspace.PathOf("Net10", "findings.sarif")).Results;
    }

    public Task DisposeAsync()
    {
        _workspace.Dispose();
        return Task.CompletedTask;
    }

    internal IReadOnlyList<BuildMessage> MessagesOf(Consumer consumer) => [.. Messages.Where(m => m.Project == consumer.Name)];

    internal string PathOf(params string[] parts) => _workspace.PathOf(parts);

    internal Task<CommandResult> RunAsync(string arguments) => _workspace.RunAsync(arguments);

    /// <summary>Applies the fixes for a rule to a consumer, and gives back what one of its files says then.</summary>
    internal async Task<string> FixAsync(Consumer consumer, string ruleId, string file)
    {
        (await _workspace.RunAsync($"format analyzers {consumer.Name} --diagnostics {ruleId} --no-restore")).ThrowIfFailed();
        return _workspace.Read(consumer.Name, file);
    }

    internal async Task<IReadOnlyList<BuildMessage>> RebuildAsync(Consumer consumer) =>
        BuildMessage.Read((await _workspace.RunAsync($"build {consumer.Name} -c Release --no-restore --no-incremental -v:q")).Output);

    /// <summary>The machine code that the JIT makes of the methods, fully optimised, as text without addresses.</summary>
    internal async Task<string> DisassembleMarkersAsync(params string[] methods)
    {
        var listing = _workspace.PathOf("Markers", "disassembly.txt");
        (await _workspace.RunAsync($"\"{MarkersAssembly}\"", new Dictionary<string, string>
        {
            ["DOTNET_TieredCompilation"] = "0",
            ["DOTNET_JitDisasm"] = string.Join(' ', methods),
            ["DOTNET_JitDisasmDiffable"] = "1",
            ["DOTNET_JitStdOutFile"] = listing,
        })).ThrowIfFailed();
        return File.ReadAllText(listing);
    }
}

[CollectionDefinition(Name)]
public sealed class ConsumerCollection : ICollectionFixture<ConsumerFixture>
{
    public const string Name = "Consumers of the package";
}
