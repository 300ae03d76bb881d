using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Tests.EntryModel.Fidelity;

/// <summary>A model held against the rows of the table that are its subject.</summary>
internal sealed class FidelityReport
{
    private const string NotModelled = "not modelled";

    private readonly IReadOnlyList<KernelFunction> _inScope;
    private readonly SortedDictionary<string, string> _differences = new(StringComparer.Ordinal);
    private readonly IReadOnlyCollection<string> _unknown;

    public FidelityReport(Compilation model, IEnumerable<KernelFunction> inScope)
    {
        _inScope = [.. inScope];
        var functions = FunctionsOf(model);
        var leaves = KernelTable.Baseline.SelectMany(function => KernelCalls.Of(function.OrderedCalls)).Select(ModelCall.Pascal).ToHashSet();
        foreach (var kernel in _inScope)
        {
            var found = functions.TryGetValue((kernel.Name, kernel.File), out var method) ? Comparison.Of(kernel, new ModelFunction(method, model), leaves) : NotModelled;
            if (found.Length > 0)
            {
                _differences[kernel.Name] = found;
            }
        }

        _unknown = [.. functions.Keys.Where(key => key.File.Length > 0 && !KernelTable.Baseline.Any(function => (function.Name, function.File) == key)).Select(key => $"{key}: names no row of the table")];
    }

    public string Summary
    {
        get
        {
            var modelled = _inScope.Count - _differences.Values.Count(difference => difference == NotModelled);
            return $"{KernelTable.Baseline.Count} functions in the table, {_inScope.Count} in scope, {modelled} modelled, {_inScope.Count - _differences.Count} equal, {_differences.Count} deliberately different";
        }
    }

    /// <summary>Empty when the model differs exactly where, and exactly as, it says.</summary>
    public IReadOnlyList<string> Complaints(IReadOnlyDictionary<string, (string Difference, string Reason)> deliberate) =>
    [
        .. _differences.Where(difference => deliberate.GetValueOrDefault(difference.Key).Difference != difference.Value).Select(difference => $"{difference.Key}: {difference.Value}"),
        .. deliberate.Keys.Where(name => !_differences.ContainsKey(name)).Select(name => $"{name}: is listed as different, but is not"),
        .. _unknown,
    ];

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
