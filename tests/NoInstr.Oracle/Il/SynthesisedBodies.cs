using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NoInstr.Oracle.Source;

namespace NoInstr.Oracle.Il;

/// <summary>
/// Bodies that the compiler writes and that stand for no code of the source. What calls them is compared; what they do belongs to
/// the declaration (a record, an event), and is the engine's business only where it says so.
/// </summary>
internal sealed partial class SynthesisedBodies(DeclaredMethods declared)
{
    public bool Contains(IlBody body)
    {
        if (SourceCode().IsMatch(body.Name))
        {
            return false; // a lambda or local function: its code must be found
        }

        return declared.Of(body.Key) is { } method ? IsSynthesised(method) : IsGenerated(body);
    }

    private static bool IsSynthesised(IMethodSymbol method) => method switch
    {
        { IsImplicitlyDeclared: true, ContainingType.IsRecord: true } => true, // Equals, GetHashCode, PrintMembers, <Clone>$, …
        { MethodKind: MethodKind.EventAdd or MethodKind.EventRemove, IsImplicitlyDeclared: true } => true, // field-like: Delegate.Combine in a loop
        { DeclaringSyntaxReferences: [var reference, ..], ContainingType.IsRecord: true } => reference.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.RecordDeclarationSyntax,
        _ => false,
    };

    /// <summary>Closures, state machines, anonymous types, helpers of the implementation, attributes; the entry point around an async Main; base forwarders; bridges to interface members.</summary>
    private static bool IsGenerated(IlBody body) =>
        GeneratedType().IsMatch(body.Type) || body.Name is "<Main>" || body.Name.StartsWith("<>n__", StringComparison.Ordinal) || body.Name.Contains('.', StringComparison.Ordinal) || body.Type.EndsWith("Attribute", StringComparison.Ordinal);

    [GeneratedRegex("^<.*>(b|g)__")]
    private static partial Regex SourceCode();

    [GeneratedRegex(@"(^|\+|\.)<[^+]*$")]
    private static partial Regex GeneratedType();
}
