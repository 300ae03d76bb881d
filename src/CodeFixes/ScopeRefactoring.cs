using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.CodeFixes.Refactorings;
using NoInstr.CodeFixes.Wrapping;

namespace NoInstr.CodeFixes;

/// <summary>Scopes, where nothing is wrong: put one around what is selected; with the caret on one, give it the other form, or make it as small as it can be.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(ScopeRefactoring)), Shared]
public sealed class ScopeRefactoring : CodeRefactoringProvider
{
    internal const string SurroundBeginEnd = "NoInstr.Surround.BeginEnd";
    internal const string SurroundUsing = "NoInstr.Surround.Using";
    internal const string ToUsing = "NoInstr.ToUsing";
    internal const string ToBeginEnd = "NoInstr.ToBeginEnd";
    internal const string ShrinkScope = "NoInstr.ShrinkScope";

    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var (document, cancellation) = (context.Document, context.CancellationToken);
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || !Offence.Parses(root.FindToken(context.Span.Start))
            || context.Span.IsEmpty && CallAt(root, context.Span.Start) is null
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || model.Compilation.GetTypesByMetadataName("NoInstr.InstrumentationScope").IsEmpty)
        {
            return;
        }
        var actions = new ScopeActions(document, root, model, context.Span, cancellation);
        if (!context.Span.IsEmpty)
        {
            Offer(context, await actions.SurroundAsync(ScopeForm.BeginEnd).ConfigureAwait(false), "Surround with InstrumentationScope.Begin/End", SurroundBeginEnd);
            Offer(context, await actions.SurroundAsync(ScopeForm.Using).ConfigureAwait(false), "Surround with a 'using' scope", SurroundUsing);
            return;
        }
        var call = CallAt(root, context.Span.Start)!;
        switch (ScopeMarkers.Name(call, model))
        {
            case "Begin":
                Offer(context, await actions.ToUsingAsync(call).ConfigureAwait(false), "Convert InstrumentationScope.Begin/End to 'using'", ToUsing);
                break;
            case "End":
                Offer(context, await actions.ToUsingAsync(call).ConfigureAwait(false), "Convert InstrumentationScope.Begin/End to 'using'", ToUsing);
                return;
            case "Open":
                Offer(context, await actions.ToBeginEndAsync(call).ConfigureAwait(false), "Convert 'using' to InstrumentationScope.Begin/End", ToBeginEnd);
                break;
            default:
                return;
        }
        Offer(context, await actions.ShrinkAsync(call).ConfigureAwait(false), "Shrink the instrumentation scope to what needs it", ShrinkScope);
    }

    private static void Offer(CodeRefactoringContext context, Document? edited, string title, string key)
    {
        if (edited is not null)
        {
            var document = context.Document;
            context.RegisterRefactoring(CodeAction.Create(title, cancellation => Finish.AsInFileAsync(document, edited, cancellation), key));
        }
    }

    /// <summary>The call that the caret is on, or that the <c>using</c> is for that it is on: one that looks like a marker.</summary>
    private static InvocationExpressionSyntax? CallAt(SyntaxNode root, int position)
    {
        var token = root.FindToken(position);
        token = token.SpanStart == position && token.Parent is not (UsingStatementSyntax or LocalDeclarationStatementSyntax) && !IsName(token) ? token.GetPreviousToken() : token;
        var call = token.Parent switch
        {
            UsingStatementSyntax scope when token == scope.UsingKeyword => (scope.Expression ?? scope.Declaration?.Variables[0].Initializer?.Value) as InvocationExpressionSyntax,
            LocalDeclarationStatementSyntax declaration when token == declaration.UsingKeyword => declaration.Declaration.Variables[0].Initializer?.Value as InvocationExpressionSyntax,
            ExpressionStatementSyntax { Expression: InvocationExpressionSyntax statement } => statement,
            { } node => node.FirstAncestorOrSelf<InvocationExpressionSyntax>(),
            _ => null,
        };
        return call?.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Begin" or "End" or "Open" } or IdentifierNameSyntax { Identifier.ValueText: "Begin" or "End" or "Open" }
            ? call
            : null;
    }

    private static bool IsName(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken);
}
