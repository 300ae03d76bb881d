namespace NoInstr.PackageTests.Consumers;

/// <summary>A project that uses the package, in a folder of its name.</summary>
internal sealed record Consumer(string Name)
{
    public const string PackageReference = """<PackageReference Include="NoInstr" Version="$(NoInstrPackageVersion)" />""";

    public string Framework { get; init; } = "net10.0";

    public string Properties { get; init; } = "";

    public string Items { get; init; } = PackageReference;

    public string Targets { get; init; } = "";

    public IReadOnlyDictionary<string, string> Files { get; init; } = KernelSources.SyscallAndExit;

    public void WriteTo(string workspace)
    {
        var folder = Directory.CreateDirectory(Path.Combine(workspace, Name)).FullName;
        File.WriteAllText(Path.Combine(folder, $"{Name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{Framework}</TargetFramework>
                {Properties}
              </PropertyGroup>
              <ItemGroup>
                {Items}
              </ItemGroup>
              {Targets}
            </Project>
            """);
        foreach (var (name, text) in Files)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }
    }
}
