using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Analyzers.Explain;

/// <summary>Where a project says that it does not want to hear of a finding: directives, attributes, and rules that are turned off.</summary>
internal static class Suppressions
{
    private const string Prefix = "NOINSTR";

    public static Section Of(Compilation compilation, CancellationToken cancellation) => new(
        "Suppressions",
        "What is found there is shown above, and not by the build.",
        [
            .. compilation.SyntaxTrees.SelectMany(tree => InTree(tree, compilation, cancellation)),
            .. TurnedOff(compilation, cancellation),
        ]);

    private static IEnumerable<string> InTree(SyntaxTree tree, Compilation compilation, CancellationToken cancellation)
    {
        var root = tree.GetRoot(cancellation);
        for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            if (directive is PragmaWarningDirectiveTriviaSyntax { IsActive: true, DisableOrRestoreKeyword.RawKind: (int)SyntaxKind.DisableKeyword } pragma && RulesOf(pragma) is { Length: > 0 } rules)
            {
                yield return $"{Places.Of(pragma.GetLocation())} #pragma: {rules}{Because(CommentOf(pragma))}";
            }
        }

        var model = compilation.GetSemanticModel(tree);
        foreach (var attribute in root.DescendantNodes().OfType<AttributeSyntax>())
        {
            if (model.GetSymbolInfo(attribute, cancellation).Symbol?.ContainingType is { Name: "SuppressMessageAttribute" or "UnconditionalSuppressMessageAttribute" } type
                && RuleOf(attribute, model, cancellation) is { } rule)
            {
                var target = ArgumentOf(attribute, "Target", model, cancellation);
                yield return $"{Places.Of(attribute.GetLocation())} {type.Name.Substring(0, type.Name.Length - "Attribute".Length)}: {rule}{(target is null ? "" : " in " + target)}{Because(ArgumentOf(attribute, "Justification", model, cancellation))}";
            }
        }
    }

    /// <summary>A directive without ids turns off every warning.</summary>
    private static string RulesOf(PragmaWarningDirectiveTriviaSyntax pragma) => pragma.ErrorCodes.Count == 0
        ? "every rule"
        : string.Join(", ", pragma.ErrorCodes.Select(static code => code.ToString()).Where(static code => code.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)));

    private static string? CommentOf(PragmaWarningDirectiveTriviaSyntax pragma) => pragma.EndOfDirectiveToken.GetAllTrivia()
        .Concat(pragma.DescendantTrivia())
        .Where(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
        .Select(static trivia => trivia.ToString().TrimStart('/').Trim())
        .FirstOrDefault();

    /// <summary>As the compiler reads it, whether it is a literal, a constant or a sum. "NoInstr" alone is the category.</summary>
    private static string? RuleOf(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation) => attribute.ArgumentList?.Arguments
        .Select(argument => model.GetConstantValue(argument.Expression, cancellation).Value as string)
        .FirstOrDefault(static text => text is not null && text.Length > Prefix.Length && char.IsDigit(text[Prefix.Length]) && text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));

    private static string? ArgumentOf(AttributeSyntax attribute, string name, SemanticModel model, CancellationToken cancellation) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name) is { } found
            ? model.GetConstantValue(found.Expression, cancellation).Value as string
            : null;

    private static string Because(string? reason) => string.IsNullOrEmpty(reason) ? ": no reason is given" : ": " + reason;

    /// <summary>By the project, a global configuration, or an .editorconfig for some files.</summary>
    private static IEnumerable<string> TurnedOff(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var rule in Catalogue.All)
        {
            if (rule.DefaultSeverity < DiagnosticSeverity.Warning)
            {
                continue;
            }

            if (compilation.Options.SpecificDiagnosticOptions.TryGetValue(rule.Id, out var option) && IsOff(option))
            {
                yield return $"{rule.Id} is off in the whole project";
                continue;
            }

            var off = compilation.SyntaxTrees.Count(tree => IsOffIn(tree, rule.Id, compilation, cancellation));
            if (off > 0)
            {
                yield return $"{rule.Id} is off in {off} of {compilation.SyntaxTrees.Count()} files";
            }
        }
    }

    private static bool IsOffIn(SyntaxTree tree, string id, Compilation compilation, CancellationToken cancellation) =>
        compilation.Options.SyntaxTreeOptionsProvider is { } options
        && (options.TryGetDiagnosticValue(tree, id, cancellation, out var severity) || options.TryGetGlobalDiagnosticValue(id, cancellation, out severity))
        && IsOff(severity);

    private static bool IsOff(ReportDiagnostic severity) => severity is ReportDiagnostic.Suppress or ReportDiagnostic.Hidden;
}
