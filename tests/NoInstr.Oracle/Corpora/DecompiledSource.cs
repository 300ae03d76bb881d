using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp.ProjectDecompiler;
using ICSharpCode.Decompiler.Metadata;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NoInstr.Oracle.Corpora;

/// <summary>
/// The C# of an assembly of the installed framework: as varied as its authors wrote it, and with the constructs that the decompiler recognises.
/// Kept beside the tests, by the identity of the assembly.
/// </summary>
internal static class DecompiledSource
{
    public static IReadOnlyList<SyntaxTree> Of(string assembly)
    {
        var path = References.PathOf(assembly);
        var directory = Path.Combine(AppContext.BaseDirectory, "decompiled", $"{assembly}-{IdentityOf(path):N}");
        if (!Directory.Exists(directory))
        {
            var unfinished = Directory.CreateDirectory($"{directory}.{Guid.NewGuid():N}");
            Decompile(path, unfinished.FullName);
            unfinished.MoveTo(directory);
        }

        var options = new CSharpParseOptions(LanguageVersion.Preview);
        return
        [
            .. Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) != "AssemblyInfo.cs") // names attributes that only the compiler may write
                .Order(StringComparer.Ordinal)
                .AsParallel().AsOrdered()
                .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, Path.GetRelativePath(directory, file), Encoding.UTF8)),
        ];
    }

    private static void Decompile(string path, string directory)
    {
        using var file = new PEFile(path);
        var resolver = new UniversalAssemblyResolver(path, throwOnError: false, file.DetectTargetFrameworkId());
        foreach (var searched in References.Directories)
        {
            resolver.AddSearchDirectory(searched);
        }

        var settings = new DecompilerSettings(ICSharpCode.Decompiler.CSharp.LanguageVersion.Latest) { ThrowOnAssemblyResolveErrors = false, ShowXmlDocumentation = false };
        new WholeProjectDecompiler(settings, resolver, null, null, null).DecompileProject(file, directory);
    }

    private static Guid IdentityOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }
}
