using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Tests.Verifiers.Specimens;

/// <summary>Well-behaved: puts something in the place of the name that was reported.</summary>
public class RenamingFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["SPEC001"];

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    protected virtual IEnumerable<string> NewNames => ["Log", "Note"];

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var name in NewNames)
        {
            context.RegisterCodeFix(
                CodeAction.Create($"Call it {name}", _ => RenameAsync(context.Document, context.Span, name), name),
                context.Diagnostics);
        }

        return Task.CompletedTask;
    }

    protected virtual async Task<Document> RenameAsync(Document document, TextSpan span, string name)
        => document.WithText((await document.GetTextAsync()).Replace(new TextSpan(span.Start, "Trace".Length), name));
}

public sealed class ThrowingFix : RenamingFix
{
    protected override Task<Document> RenameAsync(Document document, TextSpan span, string name)
        => throw new InvalidOperationException("boom");
}

public sealed class ThrowingOfferFix : RenamingFix
{
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => throw new InvalidOperationException("boom");
}

public sealed class BreakingFix : RenamingFix
{
    protected override IEnumerable<string> NewNames => ["1"];
}

public sealed class EndlessFix : RenamingFix
{
    protected override IEnumerable<string> NewNames => ["TraceTrace"];
}

public sealed class IdleFix : RenamingFix
{
    protected override IEnumerable<string> NewNames => ["Trace"];
}

public sealed class SilentFix : RenamingFix
{
    protected override IEnumerable<string> NewNames => [];
}

/// <summary>Fix All comes to something else than the fixes one by one.</summary>
public sealed class HastyFixAllFix : RenamingFix
{
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        diagnostics.IsEmpty ? document : document.WithText(SourceText.From("class Gone;")));
}

public sealed class ThrowingFixAllFix : RenamingFix
{
    public override FixAllProvider GetFixAllProvider()
        => FixAllProvider.Create((_, _, _) => throw new InvalidOperationException("boom"));
}
