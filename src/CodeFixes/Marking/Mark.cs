using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace NoInstr.CodeFixes.Marking;

/// <summary>The contracts that a fix gives to a body.</summary>
internal enum Mark
{
    /// <summary>Goes on members as a whole, too.</summary>
    NoInstr,

    /// <summary>Goes on bodies alone: methods, constructors, accessors.</summary>
    AlwaysInline,
}

internal static class Marks
{
    public static string TypeName(this Mark mark) => $"NoInstr.{mark}Attribute";

    public static AttributeSyntax ToAttribute(this Mark mark) => SyntaxFactory.Attribute(
        SyntaxFactory.ParseName($"global::NoInstr.{mark}").WithAdditionalAnnotations(Simplifier.Annotation, ScopeMarkers.NeedsImport));

    /// <summary>Whether the class is one of those that say which region a body is in.</summary>
    public static bool IsRegion(INamedTypeSymbol? type) =>
        type is { Name: "NoInstrAttribute" or "AlwaysInlineAttribute" or "InstrumentableAttribute" } && IsOfNoInstr(type);

    public static bool IsOfNoInstr(INamedTypeSymbol? type) => type is { ContainingNamespace: { Name: "NoInstr", ContainingNamespace.IsGlobalNamespace: true } };
}
