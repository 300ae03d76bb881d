using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Tests.EntryModel;

internal enum MutantKind
{
    NoBegin,
    NoEnd,
    MethodNotNoInstr,
    TypeNotNoInstr,
}

/// <summary>The model with one marker or one [NoInstr] blanked out. Every other character stays where it is.</summary>
internal sealed record Mutant(MutantKind Kind, SyntaxTree Tree, TextSpan Removed, Place Marker, ISymbol Subject)
{
    public CSharpCompilation Apply(CSharpCompilation model)
    {
        // A marker is a statement: the semicolon stays, so that an if without braces keeps its body.
        var blanks = new string(' ', Removed.Length);
        var text = Tree.GetText().WithChanges(new TextChange(Removed, blanks));
        return model.ReplaceSyntaxTree(Tree, Tree.WithChangedText(text));
    }

    public static IEnumerable<Mutant> Of(CSharpCompilation model)
    {
        foreach (var tree in model.SyntaxTrees)
        {
            var semantics = model.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (node is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } && KindOf(call) is { } kind)
                {
                    var method = semantics.GetEnclosingSymbol(call.SpanStart)!;
                    yield return new Mutant(kind, tree, call.Span, Place.Of(call), method);
                }
                else if (node is AttributeSyntax attribute && semantics.GetTypeInfo(attribute).Type?.Name == nameof(NoInstrAttribute))
                {
                    var subject = semantics.GetDeclaredSymbol(attribute.Parent!.Parent!)!;
                    yield return new Mutant(
                        subject is INamedTypeSymbol ? MutantKind.TypeNotNoInstr : MutantKind.MethodNotNoInstr,
                        tree, WithComma(attribute), Place.Of(attribute.GetLocation()), subject);
                }
            }
        }
    }

    /// <summary>The helpers of the model, and in them the markers themselves.</summary>
    private static MutantKind? KindOf(InvocationExpressionSyntax call) => Place.Name(call.Expression).Text switch
    {
        "InstrumentationBegin" or nameof(InstrumentationScope.Begin) or nameof(InstrumentationScope.Open) => MutantKind.NoBegin,
        "InstrumentationEnd" or nameof(InstrumentationScope.End) => MutantKind.NoEnd,
        _ => null,
    };

    private static TextSpan WithComma(AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        if (list.Attributes.Count == 1)
        {
            return list.Span;
        }

        var after = attribute.GetLastToken().GetNextToken();
        return after.IsKind(SyntaxKind.CommaToken)
            ? TextSpan.FromBounds(attribute.SpanStart, after.Span.End)
            : TextSpan.FromBounds(attribute.GetFirstToken().GetPreviousToken().SpanStart, attribute.Span.End);
    }
}
