using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NoInstr.Oracle.Engine;
using Xunit.Abstractions;

namespace NoInstr.Oracle.Corpora;

/// <summary>
/// The core library, decompiled: much code that no other corpus has, and much that does not bind, because it defines the types that the
/// language is made of. It cannot be compiled again, so nothing is compared; the engine has to read all of it.
/// </summary>
public class CoreLibraryTests(ITestOutputHelper output)
{
    private const string CoreLibrary = "System.Private.CoreLib";

    [Fact]
    public void Events_AreReadWithoutAnException()
    {
        var compilation = CSharpCompilation.Create(CoreLibrary, DecompiledSource.Of(CoreLibrary), [], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        var engine = new EngineEvents(compilation);
        var (functions, events, failures) = (0, 0, new ConcurrentBag<string>());
        Parallel.ForEach(compilation.SyntaxTrees, tree =>
        {
            foreach (var (function, unit) in SourceFunctions.Of(compilation.GetSemanticModel(tree)))
            {
                try
                {
                    Interlocked.Add(ref events, engine.Of(unit).Count);
                    Interlocked.Increment(ref functions);
                }
                catch (Exception exception)
                {
                    failures.Add($"{function} in {tree.FilePath}: {exception.GetType().Name}: {exception.Message}\n{exception.StackTrace?.Split('\n')[0]}");
                }
            }
        });

        output.WriteLine($"{compilation.SyntaxTrees.Length} files, {functions} functions, {events} events, {failures.Count} exceptions");
        Assert.True(failures.IsEmpty, $"{failures.Count} exceptions:\n{string.Join("\n", failures.Order(StringComparer.Ordinal).Take(50))}");
    }
}
