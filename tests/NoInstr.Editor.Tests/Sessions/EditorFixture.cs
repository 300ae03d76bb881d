using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.MSBuild;
using NoInstr.PackageTests;
using NoInstr.PackageTests.Consumers;
using Folder = NoInstr.PackageTests.Consumers.Workspace;

namespace NoInstr.Editor.Tests.Sessions;

/// <summary>The package is packed, two projects install it, and an editor opens them. Each test edits a solution of its own.</summary>
public sealed class EditorFixture : IAsyncLifetime
{
    private readonly Folder _folder = new();
    private readonly MSBuildWorkspace _workspace = MSBuildWorkspace.Create();
    private Solution _opened = null!;
    private PackageParts _package = null!;

    public async Task InitializeAsync()
    {
        var package = await PackedPackage.PackAsync(_folder.Feed);
        _folder.Write(package, [EditedSources.Kernel, EditedSources.Tracer]);
        (await _folder.RunAsync($"restore {Folder.Solution}")).ThrowIfFailed();

        // The tracer references the kernel, so both are opened.
        var tracer = await _workspace.OpenProjectAsync(_folder.PathOf("Tracer", "Tracer.csproj"));
        var failures = _workspace.Diagnostics.Where(diagnostic => diagnostic.Kind == WorkspaceDiagnosticKind.Failure);
        Assert.Empty(failures.Select(failure => failure.Message));
        _opened = tracer.Solution;
        _package = PackageParts.Of(tracer);
    }

    public Task DisposeAsync()
    {
        _workspace.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    internal EditorSession Open() => new(_opened, _package);
}

[CollectionDefinition(Name)]
public sealed class EditorCollection : ICollectionFixture<EditorFixture>
{
    public const string Name = "An editor that has opened two projects";
}
