using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NoInstr.Oracle.Engine;

namespace NoInstr.Oracle.Corpora;

/// <summary>
/// The core library, decompiled: much code that no other corpus has, and much that does not bind, because it defines the types that the
/// language is made of. It does not compile again, so nothing is compared; the engine has to read all of it.
/// </summary>
internal sealed record CoreLibrary(int Files, int Functions, int Events, ImmutableArray<string> Failures)
{
    private const string Name = "System.Private.CoreLib";

    private static readonly Lazy<CoreLibrary> Lazily = new(Read);

    public static CoreLibrary Result => Lazily.Value;

    private static CoreLibrary Read()
    {
        var compilation = CSharpCompilation.Create(Name, DecompiledSource.Of(Name), [], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        var engine = new EngineEvents(compilation);
        var (functions, events, failures) = (0, 0, new ConcurrentBag<string>());
        Parallel.ForEach(compilation.SyntaxTrees, tree =>
        {
            foreach (var (function, unit) in SourceFunctions.Of(compilation.GetSemanticModel(tree)))
            {
                Interlocked.Increment(ref functions);
                try
                {
                    Interlocked.Add(ref events, engine.Of(unit).Count);
                }
                catch (Exception exception)
                {
                    failures.Add($"{function} in {tree.FilePath}: {exception.GetType().Name}: {exception.Message}\n{exception.StackTrace?.Split('\n')[0]}");
                }
            }
        });
        return new CoreLibrary(compilation.SyntaxTrees.Length, functions, events, [.. failures.Order(StringComparer.Ordinal)]);
    }
}
