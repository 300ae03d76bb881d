namespace NoInstr.PackageTests.Consumers;

/// <summary>A temporary folder with a solution of consumers, which sees nothing of the repository but the package.</summary>
internal sealed class Workspace : IDisposable
{
    public const string Solution = "Consumers.slnx";

    private readonly string _root = Directory.CreateTempSubdirectory("noinstr-package-tests-").FullName;

    public Workspace()
    {
        Feed = Directory.CreateDirectory(Path.Combine(_root, "feed")).FullName;
        Folder = Directory.CreateDirectory(Path.Combine(_root, "consumers")).FullName;
    }

    public string Feed { get; }

    public string Folder { get; }

    public void Write(PackedPackage package, IReadOnlyList<Consumer> consumers)
    {
        WriteBoundary(package);
        WriteSolution(Solution, consumers);
    }

    public void WriteSolution(string name, IReadOnlyList<Consumer> consumers)
    {
        foreach (var consumer in consumers)
        {
            consumer.WriteTo(Folder);
        }

        var projects = consumers.Select(c => $"""  <Project Path="{c.Name}/{c.Name}.csproj" />""");
        Write(name, $"<Solution>\n{string.Join("\n", projects)}\n</Solution>\n");
    }

    /// <summary>Packages go to a folder of our own; the NoInstr package is in no other.</summary>
    public Task<CommandResult> RunAsync(string arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        DotNet.RunAsync(Folder, arguments, new Dictionary<string, string>(environment ?? new Dictionary<string, string>())
        {
            ["NUGET_PACKAGES"] = Path.Combine(_root, "packages"),
        });

    public string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    public string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>The files that MSBuild, NuGet and the compiler look for in the folders above a project.</summary>
    private void WriteBoundary(PackedPackage package)
    {
        Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <NoInstrPackageVersion>{package.Version}</NoInstrPackageVersion>
                <RoslynVersion>{BuildLocations.RoslynVersion}</RoslynVersion>
                <ErrorLog>$(MSBuildProjectDirectory)/findings.sarif,version=2.1</ErrorLog>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write(".editorconfig", "root = true\n");

        // The fallback folder saves the download of what the build of this repository has already restored.
        Write("nuget.config", $"""
            <configuration>
              <packageSources><add key="packed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><add key="restored" value="{BuildLocations.NuGetPackageRoot}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);
}
