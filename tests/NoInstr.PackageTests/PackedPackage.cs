using System.IO.Compression;
using System.Xml.Linq;

namespace NoInstr.PackageTests;

/// <summary>NoInstr.nupkg, packed from the repository as a release would be.</summary>
/// <remarks>
/// A new version each time, so that no cache can answer with an older package of the same version. Only the package has it: a
/// version of the assemblies would compile everything anew.
/// </remarks>
internal sealed class PackedPackage
{
    private PackedPackage(string feed, string version)
    {
        Feed = feed;
        Version = version;
        Path = System.IO.Path.Combine(feed, $"NoInstr.{version}.nupkg");
    }

    public string Feed { get; }

    public string Version { get; }

    public string Path { get; }

    /// <summary>What pack printed.</summary>
    public required string Output { get; init; }

    public static async Task<PackedPackage> PackAsync(string feed)
    {
        using var turn = await TakeTurnAsync();
        var version = $"0.0.0-test{DateTime.UtcNow:yyyyMMddHHmmssfff}";
        var result = await DotNet.RunAsync(
            BuildLocations.RepositoryRoot, $"pack src/Attributes -c Release -o \"{feed}\" -p:PackageVersion={version}");
        return new PackedPackage(feed, version) { Output = result.ThrowIfFailed().Output };
    }

    public IReadOnlyList<string> Entries()
    {
        using var archive = ZipFile.OpenRead(Path);
        return [.. archive.Entries.Select(e => e.FullName)];
    }

    public string Text(string entry)
    {
        using var archive = ZipFile.OpenRead(Path);
        using var reader = new StreamReader(archive.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>Test projects run side by side, and two builds of one project write over each other's files. Other processes wait while this file is open.</summary>
    private static async Task<FileStream> TakeTurnAsync()
    {
        var path = System.IO.Path.Combine(Directory.CreateDirectory(System.IO.Path.Combine(BuildLocations.RepositoryRoot, "artifacts")).FullName, "packing");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    public byte[] Bytes(string entry)
    {
        using var archive = ZipFile.OpenRead(Path);
        using var content = new MemoryStream();
        archive.GetEntry(entry)!.Open().CopyTo(content);
        return content.ToArray();
    }

    public XElement Metadata() => XDocument.Parse(Text("NoInstr.nuspec")).Root!.Elements().Single();
}
