namespace NoInstr.PackageTests;

/// <summary>Where a new user begins: nothing is there, and nothing above it is seen. Only the packages of NuGet go to a folder of their own.</summary>
internal sealed class EmptyFolder(PackedPackage package) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("noinstr-first-steps-").FullName;

    /// <summary>Runs a command of a page, with the folder and the version of the package that is tested in place of those that the page has.</summary>
    public Task<CommandResult> RunAsync(string arguments) => DotNet.RunAsync(
        _root,
        arguments
            .Replace("../noinstr/artifacts", $"\"{package.Feed}\"", StringComparison.Ordinal)
            .Replace("--version 0.1.0", $"--version {package.Version}", StringComparison.Ordinal),
        new Dictionary<string, string> { ["NUGET_PACKAGES"] = PathOf("packages") });

    public string PathOf(params string[] parts) => Path.Combine([_root, .. parts]);

    public void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
