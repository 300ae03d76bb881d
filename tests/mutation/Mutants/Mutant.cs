using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Mutation.Mutants;

/// <summary>One way to break the model.</summary>
internal enum MutantKind
{
    DropMarker,
    MoveMarker,
    DropStateCall,
    RepeatStateCall,
    SwapNeighbours,
    DropAnnotation,
    CallInstrumentable,
    ForgetToken,
    EnableInterrupts,
    ReturnEarly,
    WeakenCondition,
}

/// <summary>Why something is taken at its word.</summary>
internal enum Trust
{
    /// <summary>It is not: everything is to be proven.</summary>
    None,

    /// <summary>The body of a primitive; or one that restores, on which path is decided by the values of a token.</summary>
    Axiom,

    /// <summary>A finding in it, or about what its only calls need, is suppressed, with a reason: the kernel is outside of the rules there, and knows it.</summary>
    Excused,
}

/// <summary>An edit of the model's text.</summary>
internal sealed record Mutant(MutantKind Kind, SyntaxTree Tree, TextSpan Span, string Replacement, MethodDeclarationSyntax Function, Trust Trust)
{
    public string Place => $"{Tree.FilePath}({Tree.GetLineSpan(Span).StartLinePosition.Line + 1})";

    /// <summary>The same wherever it is asked, so that a sample is the same everywhere.</summary>
    public string Name => $"{Kind} {Place} {Function.Identifier.ValueText}: '{Short(Tree.GetText().ToString(Span))}' → '{Short(Replacement)}'";

    /// <summary>The whole of the changed file.</summary>
    public SourceText Text => Tree.GetText().WithChanges(new TextChange(Span, Replacement));

    public SyntaxTree Changed => Tree.WithChangedText(Text);

    private static string Short(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 70 } all ? all[..70] + "…" : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
