using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NoInstr.Tests.Robustness;

/// <summary>The sources of one sample project of the repository, parsed once and compiled together.</summary>
internal sealed class Sample
{
    /// <summary>What the SDK generates for <c>ImplicitUsings</c>.</summary>
    internal const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private Sample(string name)
    {
        Folder = Path.Combine(FindRoot(), "samples", name);
        Files =
        [
            .. Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories)
                .Where(path => !IsLeftOut(path))
                .Order(StringComparer.Ordinal)
                .Select(path => AnalyzerHost.Parse(File.ReadAllText(path), NameOf(path))),
        ];
        Compilation = AnalyzerHost.Compile(
            Files.Add(AnalyzerHost.Parse(ImplicitUsings, "ImplicitUsings.cs")),
            kind: Files.Any(file => file.FilePath == "Program.cs") ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary);
    }

    public static Sample EntryModel { get; } = new("EntryModel");

    public static Sample Violations { get; } = new("Violations");

    /// <summary>Relative paths with forward slashes are the paths of the trees.</summary>
    public ImmutableArray<SyntaxTree> Files { get; }

    public CSharpCompilation Compilation { get; }

    private string Folder { get; }

    private string NameOf(string path) => Path.GetRelativePath(Folder, path).Replace('\\', '/');

    /// <summary>What needs packages is left out: it only shows what the rest does.</summary>
    private bool IsLeftOut(string path) => NameOf(path).Split('/') is ["bin" or "obj" or "Console", ..];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NoInstr.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
