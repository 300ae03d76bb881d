using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Mutation.Mutants;

/// <summary>A place where a function of the model names another.</summary>
internal sealed record Call(ISymbol Caller, bool IsExcused);

/// <summary>Who calls whom, in the kernel and its machine: a scenario that calls a function to show it does not use it.</summary>
internal sealed class Calls
{
    private const string StateIsRequired = "NOINSTR401";

    private readonly Dictionary<ISymbol, List<Call>> _ofCalled = new(SymbolEqualityComparer.Default);

    public Calls(CSharpCompilation model)
    {
        foreach (var tree in model.SyntaxTrees.Where(static tree => Mutator.IsOfTheKernel(tree) || tree.FilePath.StartsWith("Machine/", StringComparison.Ordinal)))
        {
            var semantics = model.GetSemanticModel(tree);
            var excused = ExcusedSpans(tree).ToList();
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (semantics.GetSymbolInfo(name).Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } called
                    && semantics.GetEnclosingSymbol(name.SpanStart) is { } caller)
                {
                    var known = _ofCalled.TryGetValue(called.OriginalDefinition, out var all) ? all : _ofCalled[called.OriginalDefinition] = [];
                    known.Add(new Call(caller.OriginalDefinition, excused.Any(span => span.Start < name.SpanStart && name.SpanStart < span.End)));
                }
            }
        }
    }

    public IEnumerable<ISymbol> Called => _ofCalled.Keys;

    public IReadOnlyList<Call> Of(ISymbol called) => _ofCalled.TryGetValue(called, out var all) ? all : [];

    /// <summary>Where nobody is asked for the states that a call needs.</summary>
    private static IEnumerable<(int Start, int End)> ExcusedSpans(SyntaxTree tree)
    {
        int? start = null;
        foreach (var pragma in tree.GetRoot().DescendantTrivia().Select(static trivia => trivia.GetStructure()).OfType<PragmaWarningDirectiveTriviaSyntax>())
        {
            if (!pragma.ErrorCodes.Any(static code => code.ToString() == StateIsRequired))
            {
                continue;
            }

            if (pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword))
            {
                start ??= pragma.SpanStart;
            }
            else if (start is { } opened)
            {
                yield return (opened, pragma.SpanStart);
                start = null;
            }
        }

        if (start is { } open)
        {
            yield return (open, int.MaxValue);
        }
    }
}
