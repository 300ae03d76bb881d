using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Rules;

/// <summary>
/// 205 in bodies that are instrumentable themselves, where a scope opens nothing. No other rule reads those bodies, and this one binds no more
/// of them than calls that look like a marker.
/// </summary>
internal sealed class InstrumentableScopeRules(Compilation compilation, Verifier verifier)
{
    private readonly ScopeSources _scopes = new(compilation);

    public void Check(SyntaxNodeAnalysisContext context)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (!LooksLikeMarker(call)
            || !_scopes.MayExist
            || context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol marker
            || ScopeMarker.Read(marker) != true
            || BodyAround(call, context.SemanticModel, context.CancellationToken) is not { } body
            || body.ContainingType.Equals(marker.ContainingType, SymbolEqualityComparer.Default)
            || !IsInstrumentable(body, context))
        {
            return;
        }

        var name = Names.Of(body);
        var isDeclared = verifier.Contracts.Of(body).Region == Region.Instrumentable;
        context.ReportDiagnostic(Diagnostic.Create(
            Catalogue.IdleScope,
            CalleeToken.Of(call).GetLocation(),
            name,
            $"'{name}' is {(isDeclared ? Policies.Instrumentable : Policies.Undeclared)}, so its whole body is instrumentable anyway",
            isDeclared ? "Remove it" : $"Remove it, or mark '{name}' [NoInstr]"));
    }

    private static bool LooksLikeMarker(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Count == 0
        && call.Expression switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax { Expression: NameSyntax or MemberAccessExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
            _ => null,
        } is "Begin" or "Open";

    /// <summary>A local function without an annotation is a part of the body around it. An initialiser is judged with who runs it: null.</summary>
    private IMethodSymbol? BodyAround(SyntaxNode call, SemanticModel model, CancellationToken cancellation)
    {
        var body = model.GetEnclosingSymbol(call.SpanStart, cancellation);
        while (body is IMethodSymbol { MethodKind: MethodKind.LocalFunction } local && verifier.Contracts.Of(local).Region == Region.Undeclared)
        {
            body = local.ContainingSymbol;
        }

        return body as IMethodSymbol;
    }

    private bool IsInstrumentable(IMethodSymbol body, SyntaxNodeAnalysisContext context) => verifier.Contracts.Of(body).Region switch
    {
        Region.Instrumentable => true,
        Region.NoInstr or Region.AlwaysInline => false,
        _ when body.MethodKind == MethodKind.AnonymousFunction => !EntersSlot(body, context),

        // Static initialisation counts as a part of the access that starts it.
        _ => body.MethodKind != MethodKind.StaticConstructor && !verifier.IsPartOfRegion(body),
    };

    /// <summary>A lambda that enters a noinstr slot is noinstr by that.</summary>
    private bool EntersSlot(IMethodSymbol lambda, SyntaxNodeAnalysisContext context) =>
        lambda.DeclaringSyntaxReferences[0].GetSyntax(context.CancellationToken) is var syntax
        && context.SemanticModel.GetOperation(syntax, context.CancellationToken) is IAnonymousFunctionOperation function
        && context.ContainingSymbol is { } containing
        && SlotRules.Enters(function, containing, verifier);
}
