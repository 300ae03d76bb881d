using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.EntryModel;

/// <summary>samples/EntryModel as one compilation, as its project builds it, but for what shows it on a console.</summary>
internal static partial class ModelSources
{
    /// <summary>What ImplicitUsings adds; the rest is in the sample's own Usings.cs.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static CSharpCompilation Compile()
    {
        var root = Path.Combine(Repository.Root, "samples", "EntryModel");
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Full: path, Path: Path.GetRelativePath(root, path).Replace('\\', '/')))
            .Where(file => file.Path.Split('/') is not ["obj" or "bin" or "Console", ..])
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file.Full)), options, file.Path))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, options, "ImplicitUsings.cs"))
            .ToImmutableArray();
        return CSharpCompilation.Create(
            "EntryModel", trees, [.. References.Framework, References.Attributes],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: SwitchedOff()));
    }

    /// <summary>What does not apply to a kernel, by the model's own configuration.</summary>
    private static IEnumerable<KeyValuePair<string, ReportDiagnostic>> SwitchedOff() =>
        Off().Matches(Repository.Read("samples/EntryModel/.editorconfig")).Select(rule => KeyValuePair.Create(rule.Groups["id"].Value, ReportDiagnostic.Suppress));

    [GeneratedRegex(@"^dotnet_diagnostic\.(?<id>NOINSTR\d{3})\.severity = none$", RegexOptions.Multiline)]
    private static partial Regex Off();
}
