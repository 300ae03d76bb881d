using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Tests.Robustness;
using Xunit.Abstractions;

namespace NoInstr.Tests.EntryModel.Fidelity;

/// <summary>The model has the kernel's functions with the kernel's annotations and calls, and where it differs it says why.</summary>
public class FidelityTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<KernelFunction> InScope = [.. KernelTable.Baseline.Where(function => function.Architecture != "arm64" && !function.IsAssembly)];

    [Fact]
    public void Model_IsAsTheKernel()
    {
        var compilation = Sample.EntryModel.Compilation;
        var functions = FunctionsOf(compilation);
        var leaves = KernelTable.Baseline.SelectMany(function => KernelCalls.Of(function.OrderedCalls)).Select(ModelCall.Pascal).ToHashSet();
        var differences = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var kernel in InScope)
        {
            var found = functions.TryGetValue((kernel.Name, kernel.File), out var model) ? Comparison.Of(kernel, new ModelFunction(model, compilation), leaves) : "not modelled";
            if (found.Length > 0)
            {
                differences[kernel.Name] = found;
            }
        }

        var modelled = InScope.Count - differences.Values.Count(difference => difference == "not modelled");
        output.WriteLine($"{KernelTable.Baseline.Count} functions in the table, {InScope.Count} in scope, {modelled} modelled, {InScope.Count - differences.Count} equal, {differences.Count} deliberately different");

        var unexpected = differences.Where(difference => DeliberateDifferences.All.GetValueOrDefault(difference.Key).Difference != difference.Value)
            .Select(difference => $"{difference.Key}: {difference.Value}");
        var stale = DeliberateDifferences.All.Keys.Where(name => !differences.ContainsKey(name)).Select(name => $"{name}: is listed as different, but is not");
        var unknown = functions.Keys.Where(key => key.File.Length > 0 && !KernelTable.Baseline.Any(function => (function.Name, function.File) == key)).Select(key => $"{key}: names no row of the table");
        var complaints = unexpected.Concat(stale).Concat(unknown).ToList();
        Assert.True(complaints.Count == 0, string.Join("\n", complaints));
    }

    /// <summary>By name and file: a few names are in two files.</summary>
    private static Dictionary<(string Name, string File), IMethodSymbol> FunctionsOf(Compilation compilation)
    {
        var functions = new Dictionary<(string, string), IMethodSymbol>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var semantics = compilation.GetSemanticModel(tree);
            foreach (var declared in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            {
                if (semantics.GetDeclaredSymbol(declared) is IMethodSymbol method && ModelFunction.KernelNameOf(method) is { } name && ModelFunction.KernelFileOf(method) is { Length: > 0 } file)
                {
                    Assert.True(functions.TryAdd((name, file), method), $"{name} of {file} is modelled twice.");
                }
            }
        }

        return functions;
    }
}
