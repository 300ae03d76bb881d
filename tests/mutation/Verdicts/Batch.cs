using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Mutation.Mutants;

namespace NoInstr.Mutation.Verdicts;

/// <summary>
/// Many mutants in one assembly, since to emit one takes longer than to run it. A function that some of them change has all of the bodies, and runs the one whose
/// number is chosen. They are local functions, so that [CallerMemberName] in them is still the name of the function.
/// </summary>
internal static class Batch
{
    /// <summary>No mutant: every function runs the body that it has in the model.</summary>
    public const int Nobody = 0;

    public const string Switch = "EntryModel.Running.MutantSwitch";
    public const string Current = "Current";

    private static readonly SyntaxKind[] Passing = [SyntaxKind.RefKeyword, SyntaxKind.OutKeyword, SyntaxKind.InKeyword];

    public static SyntaxTree Chooser(CSharpParseOptions options) => CSharpSyntaxTree.ParseText(
        """
        namespace EntryModel.Running;

        internal static class MutantSwitch
        {
            internal static int Current;
        }
        """,
        options,
        "MutantSwitch.cs");

    public static int NumberOf(int index) => index + 1;

    /// <summary>The files that any of them changes. What changes no body, but an annotation, does nothing at run time: for its number all functions are as in the model.</summary>
    public static IEnumerable<SyntaxTree> Of(IReadOnlyList<Mutant> mutants)
    {
        var bodies = mutants.Select(static (mutant, i) => (Number: NumberOf(i), mutant.Function, Text: ChangedBody(mutant))).Where(static body => body.Text is not null);
        foreach (var changes in bodies.GroupBy(static body => body.Function.SyntaxTree))
        {
            var functions = changes.ToLookup(static body => body.Function, static body => (body.Number, body.Text!));
            var root = changes.Key.GetRoot().ReplaceNodes(functions.Select(static function => function.Key), (function, _) => Choosing(function, functions[function]));
            yield return changes.Key.WithRootAndOptions(root, changes.Key.Options);
        }
    }

    private static MethodDeclarationSyntax Choosing(MethodDeclarationSyntax function, IEnumerable<(int Number, string Text)> mutated)
    {
        var parameters = string.Join(", ", function.ParameterList.Parameters.Select(static parameter => parameter.WithAttributeLists(default).WithDefault(null)));
        var arguments = string.Join(", ", function.ParameterList.Parameters.Select(Argument));
        var isVoid = function.ReturnType is PredefinedTypeSyntax { Keyword: var keyword } && keyword.IsKind(SyntaxKind.VoidKeyword);
        var cases = new StringBuilder();
        var bodies = new StringBuilder();
        foreach (var (number, text) in mutated.Append((Nobody, BodyOf(function)!.ToString())))
        {
            var call = $"__Mutant{number}({arguments});";
            cases.AppendLine($"{(number == Nobody ? "default" : $"case {number}")}: {(isVoid ? $"{call} return;" : $"return {call}")}");
            bodies.AppendLine($"static {function.ReturnType} __Mutant{number}({parameters})").AppendLine(text + (function.Body is null ? ";" : ""));
        }

        var choice = SyntaxFactory.ParseStatement($$"""
            {
            switch (global::{{Switch}}.{{Current}})
            {
            {{cases}}
            }
            {{bodies}}
            }
            """, options: function.SyntaxTree.Options);
        return function.WithBody((BlockSyntax)choice).WithExpressionBody(null).WithSemicolonToken(default);
    }

    private static string Argument(ParameterSyntax parameter) =>
        string.Concat(parameter.Modifiers.Where(static modifier => Passing.Contains(modifier.Kind())).Select(static modifier => modifier.Text + " ")) + parameter.Identifier.Text;

    private static string? ChangedBody(Mutant mutant) =>
        BodyOf(mutant.Function) is { } body && body.Span.Contains(mutant.Span)
            ? body.ToString().Remove(mutant.Span.Start - body.SpanStart, mutant.Span.Length).Insert(mutant.Span.Start - body.SpanStart, mutant.Replacement)
            : null;

    private static SyntaxNode? BodyOf(MethodDeclarationSyntax function) => (SyntaxNode?)function.Body ?? function.ExpressionBody;
}
