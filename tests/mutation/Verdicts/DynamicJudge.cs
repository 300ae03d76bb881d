using System.Runtime.Loader;
using Microsoft.CodeAnalysis.CSharp;

namespace NoInstr.Mutation.Verdicts;

/// <summary>What happens when a mutant runs, with an event at every step.</summary>
internal static class DynamicJudge
{
    /// <summary>The first mistake that shows; null when nothing shows at that depth.</summary>
    public static string? Mistake(CSharpCompilation mutated, int depth)
    {
        using var image = new MemoryStream();
        if (!mutated.Emit(image).Success)
        {
            throw new InvalidOperationException("The mutant does not compile.");
        }

        image.Position = 0;
        var context = new AssemblyLoadContext(name: null, isCollectible: true);
        try
        {
            // The attributes are those of this process: the default context has them.
            var judge = context.LoadFromStream(image).GetType("EntryModel.Running.Judgement", throwOnError: true)!;
            return (string?)judge.GetMethod("FirstMistake")!.Invoke(null, [depth]);
        }
        finally
        {
            context.Unload();
        }
    }
}
