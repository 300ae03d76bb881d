using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Oracle.Source;

namespace NoInstr.Oracle.Il;

/// <summary>
/// Bodies that the compiler writes and that stand for no code of the source. What calls them is compared; what they do belongs to
/// the declaration (a record, an event), and is the engine's business only where it says so.
/// </summary>
internal sealed partial class SynthesisedBodies(DeclaredMethods declared)
{
    public bool Contains(IlBody body) => declared.Of(body.Key) is { } method ? IsSynthesised(method, body) : !body.HasVisiblePoint && !SourceCode().IsMatch(body.Name) && IsGenerated(body);

    private static bool IsSynthesised(IMethodSymbol method, IlBody body) => method switch
    {
        { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true, ContainingType.DeclaringSyntaxReferences: [var unit, ..] } when unit.GetSyntax() is CompilationUnitSyntax => true, // of the class around top-level statements
        { IsImplicitlyDeclared: true, ContainingType.IsRecord: true, MethodKind: not MethodKind.StaticConstructor } => !DeclaredMethods.IsUnwrittenConstructor(method), // Equals, PrintMembers, <Clone>$, the copy constructor, …
        { AssociatedSymbol.DeclaringSyntaxReferences: [var reference, ..] } when reference.GetSyntax() is ParameterSyntax => true, // the property of a record's parameter
        { MethodKind: MethodKind.EventAdd or MethodKind.EventRemove, IsImplicitlyDeclared: true } => !body.HasVisiblePoint, // field-like: Delegate.Combine in a loop
        _ => false,
    };

    /// <summary>Closures, state machines, anonymous types, helpers of the implementation, attributes; the entry point around an async Main; base forwarders; bridges to interface members.</summary>
    private static bool IsGenerated(IlBody body) =>
        GeneratedType().IsMatch(body.Type) || body.Name is "<Main>" || body.Name.StartsWith("<>n__", StringComparison.Ordinal) || body.Name.Contains('.', StringComparison.Ordinal) || body.Type.EndsWith("Attribute", StringComparison.Ordinal);

    /// <summary>A lambda, a local function, the finally block of an iterator: its code must be found.</summary>
    [GeneratedRegex("^<.*>((b|g)__|m__Finally)")]
    private static partial Regex SourceCode();

    [GeneratedRegex(@"(^|\+|\.)<[^+]*$")]
    private static partial Regex GeneratedType();
}
