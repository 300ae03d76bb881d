using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Rules;

namespace NoInstr.CodeFixes;

/// <summary>A diagnostic whose token carries a mark, so that it is found again when other edits have moved it.</summary>
internal sealed record Offence(string Id, ImmutableDictionary<string, string?> Properties, SyntaxAnnotation Mark)
{
    public string? Callee => this[PropertyKeys.Callee];

    public string? Captured => this[PropertyKeys.Captured];

    /// <inheritdoc cref="PropertyKeys.Declare"/>
    public string? Declare => this[PropertyKeys.Declare];

    private string? this[string key] => Properties.TryGetValue(key, out var value) ? value : null;

    private static Offence Of(Diagnostic diagnostic) => new(diagnostic.Id, diagnostic.Properties, new SyntaxAnnotation());

    /// <summary>Without an edit, no mark is needed. Null where there is nothing to edit yet.</summary>
    public static (SyntaxToken Token, Offence Offence)? At(SyntaxNode root, Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree == root.SyntaxTree && root.FindToken(diagnostic.Location.SourceSpan.Start) is { Parent: not null } token && Parses(token)
            ? (token, Of(diagnostic))
            : null;

    public SyntaxToken TokenIn(SyntaxNode root) => root.GetAnnotatedTokens(Mark).FirstOrDefault();

    /// <summary>
    /// Edits for one diagnostic after the other, in the order of the text, each on what the ones before have left: so that fixing all
    /// is what fixing one by one comes to. Null when no edit was made.
    /// </summary>
    public static async Task<Document?> EditEachAsync(
        Document document,
        IEnumerable<Diagnostic> diagnostics,
        Func<Document, Offence, Task<Document?>> edit,
        CancellationToken cancellation)
    {
        var (marked, offences) = await MarkAsync(document, diagnostics, cancellation).ConfigureAwait(false);
        var current = marked;
        foreach (var offence in offences)
        {
            current = await edit(current, offence).ConfigureAwait(false) ?? current;
        }
        return current == marked ? null : current;
    }

    /// <summary>The document with a mark on the token of each finding, and the findings in the order of the text.</summary>
    public static async Task<(Document Marked, ImmutableArray<Offence> Offences)> MarkAsync(
        Document document, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root)
        {
            return (document, []);
        }
        var offences = diagnostics
            .Where(d => d.Location.SourceTree == root.SyntaxTree)
            .OrderBy(d => d.Location.SourceSpan.Start)
            .Select(d => (Token: root.FindToken(d.Location.SourceSpan.Start), Offence: Of(d)))
            .Where(o => Parses(o.Token))
            .ToImmutableArray();
        var marks = offences.ToLookup(o => o.Token, o => o.Offence.Mark);
        var marked = document.WithSyntaxRoot(root.ReplaceTokens(
            marks.Select(m => m.Key), (original, token) => token.WithAdditionalAnnotations(marks[original])));
        ProjectFindings.Share(document.Project, marked.Project);
        return (marked, [.. offences.Select(o => o.Offence)]);
    }

    /// <summary>A member that is being typed waits until it is complete: the formatter may fail on tokens that are missing.</summary>
    public static bool Parses(SyntaxToken token) =>
        token.Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { ContainsDiagnostics: true } member
        || member.GetDiagnostics().All(d => d.Severity != DiagnosticSeverity.Error);
}
