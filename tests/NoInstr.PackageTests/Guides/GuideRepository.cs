using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests.Guides;

/// <summary>A repository with a solution at its root, in which somebody follows a page.</summary>
internal sealed class GuideRepository : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly List<string> _typed = [];

    public GuideRepository(PackedPackage package, params Consumer[] projects)
    {
        File.Copy(package.Path, Path.Combine(_workspace.Feed, Path.GetFileName(package.Path)));
        _workspace.Write(package, projects);

        // The page says what is in the one of these that people write.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", $"""
            <Project>
              <PropertyGroup><NoInstrPackageVersion>{package.Version}</NoInstrPackageVersion></PropertyGroup>
            </Project>
            """);
    }

    /// <summary>Every command so far, as a page has it.</summary>
    public IEnumerable<string> Typed => _typed;

    public string Root => _workspace.Folder;

    public async Task<GuideResult> RunAsync(string command)
    {
        _typed.Add($"dotnet {command}");
        var result = await _workspace.RunAsync(command);
        return new GuideResult(result.ExitCode, result.Output);
    }

    public void Write(string path, string text) => File.WriteAllText(_workspace.PathOf(path), text);

    public string Read(string path) => File.ReadAllText(_workspace.PathOf(path)).ReplaceLineEndings("\n");

    public void Edit(string path, string before, string after)
    {
        var text = Read(path);
        Assert.Contains(before, text);
        Write(path, text.Replace(before, after));
    }

    public void Dispose() => _workspace.Dispose();
}

internal sealed record GuideResult(int ExitCode, string Output)
{
    /// <summary>What NoInstr reports, <c>Syscall.cs(10): warning NOINSTR101</c>, in order.</summary>
    public IReadOnlyList<string> Findings => [.. Messages.Where(message => message.Code.StartsWith("NOINSTR", StringComparison.Ordinal))
        .Select(message => $"{message.Place}: {message.Severity} {message.Code}").Order(StringComparer.Ordinal)];

    public IReadOnlyList<BuildMessage> Messages => BuildMessage.Read(Output);

    public GuideResult Succeeded()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }
}
