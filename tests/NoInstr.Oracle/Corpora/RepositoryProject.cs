using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NoInstr.Oracle.Corpora;

/// <summary>A project of this repository as a compilation: its sources, and the references that its restore chose, on the running framework.</summary>
internal sealed class RepositoryProject
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    private static readonly ImmutableHashSet<string> OfPlatform =
        [.. References.Platform.Select(reference => Path.GetFileNameWithoutExtension(((PortableExecutableReference)reference).FilePath!))];

    private readonly string _path;
    private readonly XDocument _project;

    private RepositoryProject(string path)
    {
        _path = path;
        _project = XDocument.Load(path);
        foreach (var import in _project.Descendants("Import").Where(import => !IsOfThePackage(import)).ToList())
        {
            _project.Root!.Add(XDocument.Load(Path.Combine(Directory, import.Attribute("Project")!.Value.Replace('\\', '/'))).Root!.Elements());
        }
    }

    /// <summary>What the package brings is settings, for a build.</summary>
    private static bool IsOfThePackage(XElement import) => import.Attribute("Project")!.Value.Contains(@"\Attributes\build\", StringComparison.Ordinal);

    private string Name => Path.GetFileNameWithoutExtension(_path);

    private string Directory => Path.GetDirectoryName(_path)!;

    /// <summary>By name; a project comes after those that it references. One whose sources another links is compiled with that one.</summary>
    public static IReadOnlyList<(string Name, Compilation Compilation)> CompileAll()
    {
        var compiled = new List<(string Name, Compilation Compilation)>();
        var pending = new[] { "src", "tests", "samples" }
            .SelectMany(folder => System.IO.Directory.EnumerateFiles(Path.Combine(BuildFacts.RepositoryRoot, folder), "*.csproj", SearchOption.AllDirectories))
            .Where(IsOurs)
            .Order(StringComparer.Ordinal)
            .Select(path => new RepositoryProject(path))
            .ToList();
        pending.RemoveAll(project => pending.Exists(other => other.Linked().Contains(project.Directory + "/")));
        while (pending.Count > 0)
        {
            var next = pending.First(project => project.ReferencedProjects().All(name => compiled.Exists(done => done.Name == name)));
            pending.Remove(next);
            compiled.Add((next.Name, next.Compile(compiled.ToDictionary(done => done.Name, done => done.Compilation))));
        }

        return compiled;
    }

    private Compilation Compile(Dictionary<string, Compilation> projects)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: ["DEBUG", "TRACE", .. Values("DefineConstants").SelectMany(value => value.Split(';')).Where(name => !name.StartsWith('$'))]);
        var compilation = CSharpCompilation.Create(
            Name,
            SourceFiles().Select(file => Parse(File.ReadAllText(file), Path.GetRelativePath(BuildFacts.RepositoryRoot, file))).Append(Parse(Generated(), $"{Name}.generated.cs")),
            [.. References.Platform, .. Packages(), .. ReferencedProjects().Select(name => projects[name].ToMetadataReference())],
            new CSharpCompilationOptions(
                Values("OutputType").Contains("Exe") ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable,
                assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default));
        return SourceGenerators.Run(compilation, parse);

        SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, parse, path, Encoding.UTF8);
    }

    /// <summary>What the SDK would generate of global usings and friends.</summary>
    private string Generated()
    {
        var usings = Values("ImplicitUsings").Contains("disable") ? "" : ImplicitUsings;
        return usings
            + string.Concat(Items("Using").Select(name => $"global using {name};\n"))
            + string.Concat(Items("InternalsVisibleTo").Select(name => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{name}\")]\n"));
    }

    /// <summary>Folders, and single files.</summary>
    private IEnumerable<string> Linked() => Items("Compile").Select(pattern => Path.GetFullPath(Path.Combine(Directory, pattern.Replace('\\', '/').Replace("**/*.cs", ""))));

    private IEnumerable<string> SourceFiles()
    {
        var leftOut = LeftOut();
        return Linked()
            .Append(Directory)
            .SelectMany(path => path.EndsWith(".cs", StringComparison.Ordinal) ? [path] : System.IO.Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories))
            .Where(path => IsOurs(path) && !leftOut.Any(pattern => pattern.IsMatch(path)))
            .Order(StringComparer.Ordinal);
    }

    private static bool IsOurs(string path) => !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj");

    private IEnumerable<string> ReferencedProjects() => _project.Descendants("ProjectReference")
        .Where(reference => reference.Attribute("ReferenceOutputAssembly")?.Value != "false")
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    private IEnumerable<MetadataReference> Packages()
    {
        var assets = Path.Combine(Directory, "obj", "project.assets.json");
        Assert.True(File.Exists(assets), $"{Name} is not restored: run dotnet restore NoInstr.sln.");
        using var document = JsonDocument.Parse(File.ReadAllText(assets));
        var folders = document.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var libraries = document.RootElement.GetProperty("libraries");
        var paths =
            from package in document.RootElement.GetProperty("targets").EnumerateObject().First().Value.EnumerateObject()
            where package.Value.GetProperty("type").GetString() == "package" && package.Value.TryGetProperty("compile", out _)
            from file in package.Value.GetProperty("compile").EnumerateObject()
            where file.Name.EndsWith(".dll", StringComparison.Ordinal) && !OfPlatform.Contains(Path.GetFileNameWithoutExtension(file.Name))
            select Path.Combine(libraries.GetProperty(package.Name).GetProperty("path").GetString()!, file.Name);
        return [.. paths.Select(path => MetadataReference.CreateFromFile(folders.Select(folder => Path.Combine(folder, path)).First(File.Exists)))];
    }

    private IEnumerable<string> Items(string kind) => _project.Descendants(kind).Select(item => item.Attribute("Include")?.Value).OfType<string>().SelectMany(names => names.Split(';'));

    /// <summary>Files that are compiled on their own, by those who read them, and those of a linked folder that are for another project.</summary>
    private IReadOnlyList<Regex> LeftOut() =>
    [
        .. _project.Descendants("Compile")
            .SelectMany(item => new[] { item.Attribute("Remove")?.Value, item.Attribute("Exclude")?.Value }).OfType<string>()
            .SelectMany(names => names.Split(';'))
            .Select(name => Glob(Path.GetFullPath(Path.Combine(Directory, name.Replace('\\', '/'))))),
    ];

    private static Regex Glob(string path) =>
        new($"^{Regex.Escape(path).Replace(@"\*\*/", "(.*/)?").Replace(@"\*\*", ".*").Replace(@"\*", "[^/]*")}$", RegexOptions.CultureInvariant);

    private IEnumerable<string> Values(string property) => _project.Descendants(property).Select(element => element.Value);
}
