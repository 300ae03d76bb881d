using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Contracts;
using NoInstr.Tests.Robustness;

namespace NoInstr.Tests.EntryRules;

/// <summary>No step of code that follows the rules is too many: without any one of them, something is reported. The same for two that are swapped.</summary>
public class StepMutantTests
{
    private static readonly ContractAttribute[] Effects = [ContractAttribute.Establishes, ContractAttribute.Ensures, ContractAttribute.Revokes, ContractAttribute.Restores];

    private static readonly CSharpCompilation Clean = AnalyzerHost.Compile(
    [
        AnalyzerHost.Parse(Prelude.Text, Prelude.FileName),
        .. EntryRuleTests.All.Select(rule => AnalyzerHost.Parse($"static class Entry{rule.Number}\n{{\n{rule.Clean}\n}}\n", $"Rule{rule.Number}.cs")).DistinctBy(BodyOf),
    ]);

    /// <summary>What the rules do not demand: interrupts may stay disabled there, and where a token is restored to On, the scope may be open.</summary>
    private static readonly string[] Harmless =
    [
        "Rule6.cs: RawLocalIrqEnable();",
        "Rule32.cs: LocalIrqEnable();",
        "Rule42.cs: End(); and Rule42.cs: IrqentryNmiExit(regs, inner);",
    ];

    /// <summary>A body that restores a state leaves it as the token says, which nothing can check there.</summary>
    [Fact]
    public async Task StepLess_IsReported() => await RequireReportsAsync(
        StepsOf().Where(step => !IsRestored(step)).Select(step => (What: Show(step), Mutant: Replace(step, Empty(step)))));

    [Fact]
    public async Task StepsSwapped_AreReported() => await RequireReportsAsync(
        from step in StepsOf()
        let statements = (step.Parent as BlockSyntax)?.Statements ?? default
        let next = statements.SkipWhile(statement => statement != step).Skip(1).FirstOrDefault() as ExpressionStatementSyntax
        where next is not null && StepsOf().Contains(next) && MustFollow(step, next)
        select (Show(step) + " and " + Show(next), Replace(step.Parent!, step.Parent!.ReplaceNodes([step, next], (one, _) => one == step ? next : step))));

    private static string BodyOf(SyntaxTree tree) => string.Join('\n', tree.ToString().Split('\n').Skip(1));

    /// <summary>Calls that change a state, and the markers.</summary>
    private static IEnumerable<ExpressionStatementSyntax> StepsOf() => Clean.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<ExpressionStatementSyntax>()
        .Where(statement => EffectsOf(statement) is { Count: > 0 } || Called(statement)?.ContainingType.Name == nameof(InstrumentationScope)));

    private static List<StateClause> EffectsOf(StatementSyntax statement) => Called(statement) is { } method
        ? [.. new StateReader().Of(method).Clauses.Where(clause => Effects.Contains(clause.Kind))]
        : [];

    private static IMethodSymbol? Called(StatementSyntax statement) => statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call }
        ? Clean.GetSemanticModel(call.SyntaxTree).GetSymbolInfo(call).Symbol as IMethodSymbol
        : null;

    /// <summary>Of one enum, or a scope and what it depends on; anything else may be in either order.</summary>
    private static bool MustFollow(StatementSyntax step, StatementSyntax next)
    {
        var (before, after) = (EffectsOf(step).Select(clause => clause.State).ToList(), EffectsOf(next).Select(clause => clause.State).ToList());
        return before.Any(state => after.Any(other => state.IsBefore(other) || other.IsBefore(state)))
            || (before.Count == 0 && after.Any(state => state.IsRequiredByScopes))
            || (after.Count == 0 && before.Any(state => state.IsRequiredByScopes));
    }

    private static bool IsRestored(StatementSyntax step) =>
        Clean.GetSemanticModel(step.SyntaxTree).GetEnclosingSymbol(step.SpanStart) is { } body
        && new StateReader().Of(body) is var contract
        && EffectsOf(step).Any(clause => contract.Names(clause.State, ContractAttribute.Restores));

    private static StatementSyntax Empty(StatementSyntax step) => SyntaxFactory.EmptyStatement().WithTriviaFrom(step);

    private static CSharpCompilation Replace(SyntaxNode old, SyntaxNode replacement) =>
        Clean.ReplaceSyntaxTree(old.SyntaxTree, old.SyntaxTree.WithRootAndOptions(old.SyntaxTree.GetRoot().ReplaceNode(old, replacement), old.SyntaxTree.Options));

    private static string Show(SyntaxNode step) => $"{step.SyntaxTree.FilePath}: {step}";

    private static async Task RequireReportsAsync(IEnumerable<(string What, CSharpCompilation Mutant)> mutants)
    {
        Assert.Empty(await FindingsAsync(Clean));
        var silent = new ConcurrentBag<string>();
        var count = 0;
        await Parallel.ForEachAsync(mutants, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (mutant, _) =>
        {
            Interlocked.Increment(ref count);
            if ((await FindingsAsync(mutant.Mutant)).Count == 0)
            {
                silent.Add(mutant.What);
            }
        });
        Assert.InRange(count, 20, 500);
        Assert.Empty(silent.Except(Harmless).Order(StringComparer.Ordinal));
    }

    private static async Task<List<string>> FindingsAsync(CSharpCompilation compilation) =>
        [.. (await AnalyzerHost.AnalyzeAsync(compilation)).Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.ToString())];
}
