using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Rules;

/// <summary>
/// 205 in bodies that are instrumentable themselves, where a scope opens nothing. No other rule reads those bodies, and this one binds no more
/// of them than calls that look like a marker.
/// </summary>
internal sealed class InstrumentableScopeRules(Verifier verifier)
{
    public void Check(InvocationExpressionSyntax call, SemanticModel model, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol marker
            || ScopeMarker.Read(marker) != true
            || BodyAround(call, model, cancellation) is not { } body
            || body.ContainingType.Equals(marker.ContainingType, SymbolEqualityComparer.Default)
            || !IsInstrumentable(body, model, cancellation))
        {
            return;
        }

        var name = Names.Of(body);
        var isDeclared = verifier.Contracts.Of(body).Region == Region.Instrumentable;
        report(Diagnostic.Create(
            Catalogue.IdleScope,
            CalleeToken.Of(call).GetLocation(),
            name,
            $"'{name}' is {(isDeclared ? Policies.Instrumentable : Policies.Undeclared)}, so its whole body is instrumentable anyway",
            isDeclared ? "Remove it" : $"Remove it, or mark '{name}' [NoInstr]"));
    }

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

    private bool IsInstrumentable(IMethodSymbol body, SemanticModel model, CancellationToken cancellation) => verifier.Contracts.Of(body).Region switch
    {
        Region.Instrumentable => true,
        Region.NoInstr or Region.AlwaysInline => false,
        _ when body.MethodKind == MethodKind.AnonymousFunction => !EntersSlot(body, model, cancellation),

        // Static initialisation counts as a part of the access that starts it.
        _ => body.MethodKind != MethodKind.StaticConstructor && !verifier.IsPartOfRegion(body),
    };

    /// <summary>A lambda that enters a noinstr slot is noinstr by that.</summary>
    private bool EntersSlot(IMethodSymbol lambda, SemanticModel model, CancellationToken cancellation) =>
        lambda.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is var syntax
        && model.GetOperation(syntax, cancellation) is IAnonymousFunctionOperation function
        && model.GetEnclosingSymbol(syntax.SpanStart, cancellation) is { } containing
        && SlotRules.Enters(function, containing, verifier);
}
