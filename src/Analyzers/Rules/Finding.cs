using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Rules;

/// <summary>A verdict: rule, place, and what fills the message. It becomes a diagnostic when it is reported.</summary>
internal sealed record Finding(DiagnosticDescriptor Rule, Location Location, params object[] Arguments)
{
    public ImmutableArray<Location> Additional { get; init; } = [];

    public ImmutableDictionary<string, string?> Properties { get; init; } = ImmutableDictionary<string, string?>.Empty;

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location, Additional, Properties, Arguments);

    /// <summary>With the member that the finding is in, so that a baseline can name it.</summary>
    public Diagnostic ToDiagnostic(ISymbol body) => Suppressible(body) is { } member
        ? (this with { Properties = Properties.Add(PropertyKeys.Member, member) }).ToDiagnostic()
        : ToDiagnostic();

    /// <summary>Functions inside a member have no id of their own, and the accessor of an arrow has no declaration. No id tells function pointers apart.</summary>
    private static string? Suppressible(ISymbol body)
    {
        var member = body;
        while (member is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction })
        {
            member = member.ContainingSymbol;
        }

        return member is IMethodSymbol method && method.Parameters.Any(static parameter => parameter.Type is IFunctionPointerTypeSymbol)
            ? null
            : DocumentationCommentId.CreateDeclarationId((member as IMethodSymbol)?.AssociatedSymbol ?? member);
    }
}
