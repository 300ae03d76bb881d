using System.Reflection;
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
        var options = (CSharpParseOptions)model.SyntaxTrees[0].Options;
        _trees = model.SyntaxTrees.ToDictionary(tree => tree.FilePath, tree => Mutator.IsOfTheKernel(tree) ? LoopGuard.Around(tree) : tree);
        _guarded = model.RemoveAllSyntaxTrees().AddSyntaxTrees(_trees.Values).AddSyntaxTrees(LoopGuard.Counter(options), Batch.Chooser(options));
        var image = Emit(_guarded) ?? throw new InvalidOperationException("The model does not compile.");
        _coverage = (IReadOnlyDictionary<string, IReadOnlySet<string>>)Ask(image, Batch.Nobody, "Coverage")!;
    }

    /// <summary>Those that compile, and the first mistake of each that shows. One that does not compile keeps its whole batch from it: then each is emitted by itself.</summary>
    public IEnumerable<(Mutant Mutant, string? Mistake)> Judge(IReadOnlyList<Mutant> mutants)
    {
        var all = Emit(Guarded(Batch.Of(mutants)));
        foreach (var (i, mutant) in mutants.Index())
        {
            if (all is not null)
            {
                yield return (mutant, FirstMistake(all, Batch.NumberOf(i), mutant));
            }
            else if (Emit(Guarded([mutant.Changed])) is { } alone)
            {
                yield return (mutant, FirstMistake(alone, Batch.Nobody, mutant));
            }
        }
    }

    private CSharpCompilation Guarded(IEnumerable<SyntaxTree> changed) =>
        changed.Aggregate(_guarded, (model, tree) => model.ReplaceSyntaxTree(_trees[tree.FilePath], LoopGuard.Around(tree)));

    private string? FirstMistake(byte[] image, int number, Mutant mutant)
    {
        var function = mutant.Function.Identifier.ValueText;

        // The shortest first: they are cheap to interrupt everywhere. What no step shows to be run by any is interrupted in some.
        var running = _coverage.Where(scenario => scenario.Value.Contains(function)).DefaultIfEmpty(_coverage.First()).OrderBy(scenario => scenario.Value.Count).Select(scenario => scenario.Key);
        return (string?)Ask(image, number, "FirstMistake", running.Take(MostInterrupted).ToList(), Depth);
    }

    /// <summary>Null for what does not compile.</summary>
    private static byte[]? Emit(CSharpCompilation model)
    {
        using var image = new MemoryStream();
        return model.Emit(image).Success ? image.ToArray() : null;
    }

    /// <summary>In a context of its own, so that nothing static is left from whoever was asked before.</summary>
    private static object? Ask(byte[] image, int number, string question, params object[] arguments)
    {
        var context = new AssemblyLoadContext(name: null, isCollectible: true);
        try
        {
            // The attributes are those of this process: the default context has them.
            var model = context.LoadFromStream(new MemoryStream(image));
            model.GetType(Batch.Switch, throwOnError: true)!.GetField(Batch.Current, BindingFlags.Static | BindingFlags.NonPublic)!.SetValue(null, number);
            return model.GetType("EntryModel.Running.Judgement", throwOnError: true)!.GetMethod(question)!.Invoke(null, arguments);
        }
        finally
        {
            context.Unload();
        }
    }
}
