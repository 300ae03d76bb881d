using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NoInstr.Oracle.Corpora;

/// <summary>The generator of the SDK that this repository's projects need: without them <c>[GeneratedRegex]</c> methods have no body.</summary>
internal static class SourceGenerators
{
    public static Compilation Run(CSharpCompilation compilation, CSharpParseOptions options)
    {
        var pack = Directory.EnumerateDirectories(Path.Combine(BuildFacts.TargetingPacks, "Microsoft.NETCore.App.Ref"))
            .OrderBy(directory => Version.TryParse(Path.GetFileName(directory), out var version) ? version : new Version())
            .Last();
        var assembly = Assembly.LoadFrom(Path.Combine(pack, "analyzers", "dotnet", "cs", "System.Text.RegularExpressions.Generator.dll"));
        var generator = (IIncrementalGenerator)Activator.CreateInstance(assembly.GetType("System.Text.RegularExpressions.Generator.RegexGenerator", throwOnError: true)!)!;
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: options).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return generated;
    }
}
