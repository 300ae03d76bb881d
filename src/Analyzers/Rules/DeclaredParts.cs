using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Rules;

/// <summary>
/// Both parts of a partial member give the united attributes. A finding on one is reported by the part that the attribute stands in, once, and where
/// an editor asks about that file alone.
/// </summary>
internal static class DeclaredParts
{
    public static bool Contains(ISymbol part, SyntaxReference attribute) =>
        part.DeclaringSyntaxReferences.Any(declared => declared.SyntaxTree == attribute.SyntaxTree && FullMember(declared).Span.Contains(attribute.Span));

    public static Action<Diagnostic> Only(ISymbol part, Action<Diagnostic> report) => diagnostic =>
    {
        if (part.DeclaringSyntaxReferences.Any(declared => declared.SyntaxTree == diagnostic.Location.SourceTree && declared.Span.Contains(diagnostic.Location.SourceSpan)))
        {
            report(diagnostic);
        }
    };

    /// <summary>The getter of an expression-bodied property is declared by its expression, and has its attributes in front of the property.</summary>
    private static SyntaxNode FullMember(SyntaxReference declared) =>
        declared.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.ArrowExpressionClauseSyntax { Parent: { } property } ? property : declared.GetSyntax();
}
