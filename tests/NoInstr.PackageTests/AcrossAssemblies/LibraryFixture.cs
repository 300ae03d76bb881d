using System.IO.Compression;
using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests.AcrossAssemblies;

/// <summary>
/// The libraries of tests/AcrossAssemblies are packed, each twice: an image alone, as most packages are, and with a reference assembly beside it.
/// Their applications are built from project references, from the one packages and from the others.
/// </summary>
public sealed class LibraryFixture(ConsumerFixture consumers) : IAsyncLifetime
{
    private const string Libraries = "Libraries.slnx";
    internal const string ImageVersion = "1.0.0";
    internal const string ReferenceVersion = "2.0.0";

    private static readonly string[] LibraryNames = ["Kernel", "Trace", "Firmware"];

    private readonly Workspace _workspace = new();

    public static IReadOnlyDictionary<string, string> Ways { get; } = new Dictionary<string, string>
    {
        ["Projects"] = Each(name => $"""<ProjectReference Include="..\{name}\{name}.csproj" />"""),
        ["Packages"] = Each(name => $"""<PackageReference Include="{name}" Version="[{ImageVersion}]" />"""),
        ["References"] = Each(name => $"""<PackageReference Include="{name}" Version="[{ReferenceVersion}]" />"""),
    };

    internal IReadOnlyList<BuildMessage> Messages { get; private set; } = [];

    public async Task InitializeAsync()
    {
        var package = consumers.Package;
        File.Copy(package.Path, Path.Combine(_workspace.Feed, Path.GetFileName(package.Path)));
        _workspace.Write(package, [.. Ways.SelectMany(way => new[] { App(way.Key, way.Value), Outsider(way.Key, way.Value) })]);
        _workspace.WriteSolution(Libraries, [.. LibraryNames.Select(Library)]);

        var packed = (await RunAsync($"pack {Libraries} -c Release -o \"{_workspace.Feed}\" -p:PackageVersion={ImageVersion}")).ThrowIfFailed();
        (await RunAsync($"pack {Libraries} -c Release -o \"{_workspace.Feed}\" --no-build -p:PackageVersion={ReferenceVersion} -p:PacksReference=true")).ThrowIfFailed();
        var built = (await RunAsync($"build {Workspace.Solution} -c Release")).ThrowIfFailed();
        Messages = BuildMessage.Read(packed.Output + built.Output);
    }

    public Task DisposeAsync()
    {
        _workspace.Dispose();
        return Task.CompletedTask;
    }

    internal IReadOnlyList<string> EntriesOf(string package, string version)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(_workspace.Feed, $"{package}.{version}.nupkg"));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    /// <summary><c>Calls.cs(20): NOINSTR101</c>, in order.</summary>
    internal IEnumerable<string> FindingsIn(string project) => Messages
        .Where(message => message.Project == project && message.Code.StartsWith("NOINSTR", StringComparison.Ordinal))
        .Select(message => $"{message.Place}: {message.Code}")
        .Order(StringComparer.Ordinal);

    private Task<CommandResult> RunAsync(string arguments) => _workspace.RunAsync(arguments);

    private static string Each(Func<string, string> reference) => string.Concat(LibraryNames.Select(reference));

    /// <summary>"Trace" has its own copy of the attributes, and sees no others.</summary>
    private static Consumer Library(string name) => Project(name, name, name == "Trace" ? """<PackageReference Include="NoInstr" Version="$(NoInstrPackageVersion)" ExcludeAssets="compile;runtime" PrivateAssets="all" />""" : Consumer.PackageReference) with
    {
        Targets = """
            <PropertyGroup>
              <TargetsForTfmSpecificContentInPackage>$(TargetsForTfmSpecificContentInPackage);AddReferenceAssembly</TargetsForTfmSpecificContentInPackage>
            </PropertyGroup>
            <Target Name="AddReferenceAssembly" Condition="'$(PacksReference)' == 'true'">
              <ItemGroup>
                <TfmSpecificPackageFile Include="@(IntermediateRefAssembly->'%(FullPath)')" PackagePath="ref/$(TargetFramework)" />
              </ItemGroup>
            </Target>
            """,
    };

    private static Consumer App(string way, string libraries) => Project($"App.{way}", "App", Consumer.PackageReference + libraries);

    /// <summary>The compiler does not see NoInstr.Attributes.dll, although a library depends on its package.</summary>
    private static Consumer Outsider(string way, string libraries) =>
        Project($"Outsider.{way}", "Outsider", """<PackageReference Include="NoInstr" Version="$(NoInstrPackageVersion)" ExcludeAssets="compile" />""" + libraries);

    private static Consumer Project(string name, string assembly, string items) => new(name)
    {
        Properties = $"<AssemblyName>{assembly}</AssemblyName><ProduceReferenceAssembly>true</ProduceReferenceAssembly><AllowUnsafeBlocks>true</AllowUnsafeBlocks><Nullable>enable</Nullable>",
        Items = items,
        Files = SharedSources.Of(assembly),
    };
}
