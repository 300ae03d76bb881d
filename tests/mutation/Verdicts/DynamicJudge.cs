using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NoInstr.Mutation.Mutants;

namespace NoInstr.Mutation.Verdicts;

/// <summary>What happens when a mutant runs: in every scenario, and with an event at every step of those that run the function which was changed.</summary>
internal sealed class DynamicJudge
{
    private const int MostInterrupted = 4;
    private const int Depth = 1;

    private readonly CSharpCompilation _guarded;
    private readonly Dictionary<string, SyntaxTree> _trees;
    private readonly IReadOnlyDictionary<string, IReadOnlySet<string>> _coverage;

    public DynamicJudge(CSharpCompilation model)
    {
        _trees = model.SyntaxTrees.ToDictionary(tree => tree.FilePath, tree => Mutator.IsOfTheKernel(tree) ? LoopGuard.Around(tree) : tree);
        _guarded = model.RemoveAllSyntaxTrees().AddSyntaxTrees(_trees.Values).AddSyntaxTrees(LoopGuard.Counter((CSharpParseOptions)model.SyntaxTrees[0].Options));
        _coverage = Ask(_guarded, "Coverage") as IReadOnlyDictionary<string, IReadOnlySet<string>> ?? throw new InvalidOperationException("The model does not compile.");
    }

    /// <summary>The first mistake that shows, and whether the mutant compiles at all.</summary>
    public (bool Compiles, string? Mistake) Judge(SyntaxTree changed, string function)
    {
        var mutated = _guarded.ReplaceSyntaxTree(_trees[changed.FilePath], LoopGuard.Around(changed));

        // The shortest first: they are cheap to interrupt everywhere. What no step shows to be run by any is interrupted in some.
        var running = _coverage.Where(scenario => scenario.Value.Contains(function)).DefaultIfEmpty(_coverage.First()).OrderBy(scenario => scenario.Value.Count).Select(scenario => scenario.Key);
        var answer = Ask(mutated, "FirstMistake", running.Take(MostInterrupted).ToList(), Depth);
        return (answer is not DoesNotCompile, answer as string);
    }

    private static object? Ask(CSharpCompilation model, string question, params object[] arguments)
    {
        using var image = new MemoryStream();
        if (!model.Emit(image).Success)
        {
            return new DoesNotCompile();
        }

        image.Position = 0;
        var context = new AssemblyLoadContext(name: null, isCollectible: true);
        try
        {
            // The attributes are those of this process: the default context has them.
            return context.LoadFromStream(image).GetType("EntryModel.Running.Judgement", throwOnError: true)!.GetMethod(question)!.Invoke(null, arguments);
        }
        finally
        {
            context.Unload();
        }
    }

    private sealed class DoesNotCompile;
}
