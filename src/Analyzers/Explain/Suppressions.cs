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
        "Findings of these rules are not shown there.",
        [
            .. compilation.SyntaxTrees.Where(tree => Mentions(tree, cancellation)).SelectMany(tree => InTree(tree, cancellation)),
            .. TurnedOff(compilation, cancellation),
        ]);

    private static bool Mentions(SyntaxTree tree, CancellationToken cancellation) =>
        tree.GetText(cancellation).ToString() is var text
        && (text.Contains(Prefix) || text.Contains("#pragma warning disable"));

    private static IEnumerable<string> InTree(SyntaxTree tree, CancellationToken cancellation)
    {
        var root = tree.GetRoot(cancellation);
        for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            if (directive is PragmaWarningDirectiveTriviaSyntax { IsActive: true, DisableOrRestoreKeyword.RawKind: (int)SyntaxKind.DisableKeyword } pragma && RulesOf(pragma) is { Length: > 0 } rules)
            {
                yield return $"{Places.Of(pragma.GetLocation())} #pragma: {rules}{Because(CommentOf(pragma))}";
            }
        }

        foreach (var attribute in root.DescendantNodes().OfType<AttributeSyntax>())
        {
            if (attribute.Name.ToString().Contains("SuppressMessage") && RuleOf(attribute) is { } rule)
            {
                yield return $"{Places.Of(attribute.GetLocation())} {attribute.Name}: {rule}{Of(attribute, "Target")}{Because(ArgumentOf(attribute, "Justification"))}";
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

    private static string? RuleOf(AttributeSyntax attribute) => attribute.ArgumentList?.Arguments
        .Select(static argument => argument.Expression)
        .OfType<LiteralExpressionSyntax>()
        .Select(static literal => literal.Token.ValueText)
        .FirstOrDefault(static text => text.Length > Prefix.Length && char.IsDigit(text[Prefix.Length]) && text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)); // "NoInstr" is the category

    private static string Of(AttributeSyntax attribute, string name) => ArgumentOf(attribute, name) is { } value ? " in " + value : "";

    private static string? ArgumentOf(AttributeSyntax attribute, string name) => attribute.ArgumentList?.Arguments
        .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression is LiteralExpressionSyntax literal
            ? literal.Token.ValueText
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
