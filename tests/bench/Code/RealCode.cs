using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Oracle.Corpora;

namespace NoInstr.Bench.Code;

/// <summary>
/// Code that people wrote: an assembly of the framework, decompiled, with an annotation written in front of every n-th body. It was not written
/// for the region, so there is a finding in almost every body: the cost contains that of telling.
/// </summary>
internal static class RealCode
{
    /// <summary>Many bodies of all kinds; its sources compile again.</summary>
    public const string Large = "System.Linq.Expressions";

    /// <summary>For a short run.</summary>
    public const string Small = "Microsoft.Extensions.Caching.Memory";

    private static readonly Dictionary<string, IReadOnlyList<SyntaxTree>> Sources = [];

    public static int BodiesOf(string assembly) => SourcesOf(assembly).Sum(tree => tree.GetRoot().DescendantNodes().Count(IsBody));

    /// <summary>Every n-th body is annotated; of those, every fourth as a helper where <paramref name="withHelpers"/>.</summary>
    public static SyntaxTree[] Trees(string assembly, int every, bool withHelpers)
    {
        var annotate = new Annotate(every, withHelpers);
        return [.. SourcesOf(assembly).Select(tree => CSharpSyntaxTree.ParseText(
            annotate.Visit(tree.GetRoot()).ToFullString(), (CSharpParseOptions)tree.Options, tree.FilePath))];
    }

    public static CSharpCompilation Compile(string assembly, SyntaxTree[] trees) =>
        FreshCompilation.Of(trees, [.. References.PlatformWithout(assembly), FreshCompilation.Attributes]);

    private static IReadOnlyList<SyntaxTree> SourcesOf(string assembly) =>
        Sources.TryGetValue(assembly, out var known) ? known : Sources[assembly] = DecompiledSource.Of(assembly);

    private static bool IsBody(SyntaxNode node) => node is BaseMethodDeclarationSyntax { Body: not null } or BaseMethodDeclarationSyntax { ExpressionBody: not null };

    private sealed class Annotate(int every, bool withHelpers) : CSharpSyntaxRewriter
    {
        private int _bodies;

        public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) => Mark(node);

        public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node) => Mark(node);

        public override SyntaxNode? VisitOperatorDeclaration(OperatorDeclarationSyntax node) => Mark(node);

        public override SyntaxNode? VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node) => Mark(node);

        public override SyntaxNode? VisitDestructorDeclaration(DestructorDeclarationSyntax node) => Mark(node);

        private SyntaxNode Mark(BaseMethodDeclarationSyntax node)
        {
            if (!IsBody(node) || _bodies++ % every != 0)
            {
                return node;
            }

            var isHelper = withHelpers && _bodies / every % 4 == 0;
            var attribute = SyntaxFactory.Attribute(SyntaxFactory.ParseName(isHelper ? "global::NoInstr.AlwaysInline" : "global::NoInstr.NoInstr"));
            return node.WithAttributeLists(node.AttributeLists.Insert(0, SyntaxFactory.AttributeList([attribute])));
        }
    }
}
