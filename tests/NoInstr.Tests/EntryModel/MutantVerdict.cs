using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.EntryModel;

/// <summary>
/// Whether the findings in a mutant are the right ones, in the right lines:
/// <list type="bullet">
/// <item>101 and 102 at every call that now leaves the region, and at no other. After a Begin is removed these are calls that stood in its
/// scope; after a [NoInstr] is removed, the calls of what had it. Inside an always-inline callee: at the call in the root, with one of the inner
/// calls as additional location.</item>
/// <item>202 at an End that no Begin reaches any more, 204 at a Begin inside of a scope that is not closed any more.</item>
/// <item>201 at a return or closing brace of a method that now returns with a scope open, behind the mistake; 203 in a method where the paths now
/// differ, behind it.</item>
/// <item>304 on the [EntryPoint] of a method that is not noinstr any more.</item>
/// <item>Nothing in methods that neither are the mutated one nor call it, directly or through always-inline callees.</item>
/// </list>
/// </summary>
internal sealed class MutantVerdict
{
    private readonly CSharpCompilation _model;
    private readonly ModelWalk _walk;
    private readonly ImmutableArray<Diagnostic> _found;
    private readonly List<string> _complaints = [];

    public MutantVerdict(CSharpCompilation model, MutantExpectation expected, ImmutableArray<Diagnostic> found)
    {
        _model = model;
        _found = found;
        _walk = expected.Walk;
        Expected = expected;
        Compare();
    }

    public MutantExpectation Expected { get; }

    public IReadOnlyList<string> Complaints => _complaints;

    public bool IsReported => !_found.IsEmpty;

    private void Compare()
    {
        var calls = Pairs(RuleIds.CallLeavesRegion).Concat(Pairs(RuleIds.IndirectCall)).ToHashSet();
        var sites = calls.Select(pair => pair.Site).ToHashSet();
        Complain("not reported: the call leaves the region at", _walk.Leaving.Where(pair => !sites.Contains(pair.Site)));
        Complain("reported, but leaves no region:", calls.Except(_walk.Leaving));
        Complain("reported, but matches a Begin:", Pairs(RuleIds.EndWithoutBegin).Except(_walk.Unmatched));
        Complain("reported, but no scope is open at", Pairs(RuleIds.NestedScope).Except(_walk.Nested));

        foreach (var diagnostic in _found)
        {
            CompareScope(diagnostic);
        }

        foreach (var root in _walk.OpenReturns.Where(root => !_found.Any(diagnostic => ExplainsReturnOf(diagnostic, root))))
        {
            _complaints.Add($"not reported: {root.Name} returns with a scope open");
        }

        var contradictions = Of(RuleIds.ContradictingAnnotations).Select(diagnostic => Place.Of(diagnostic.Location)).ToList();
        if (!contradictions.SequenceEqual(Expected.EntryPoint is { } place ? [place] : []))
        {
            _complaints.Add("304 is due exactly on the [EntryPoint] of a method that is not [NoInstr]");
        }

        if (!IsReported && Expected.WhyNothing() is null)
        {
            _complaints.Add("nothing is reported");
        }
    }

    private void CompareScope(Diagnostic diagnostic)
    {
        var method = MethodAt(diagnostic.Location);
        if (!Expected.Related.Contains(method))
        {
            _complaints.Add($"{Show(diagnostic)} is in {method.Name}, which has nothing to do with it");
        }

        switch (diagnostic.Id)
        {
            case RuleIds.ReturnWithScopeOpen when !_walk.OpenReturns.Contains(method) || !IsReturn(diagnostic.Location) || !IsBehind(diagnostic.Location, method):
                _complaints.Add($"{Show(diagnostic)} is no return with a scope open");
                break;
            case RuleIds.DepthDiffers when !_walk.Conflicts.Contains(method) || !IsBehind(diagnostic.Location, method):
                _complaints.Add($"{Show(diagnostic)} is no place where depths differ");
                break;
        }
    }

    /// <summary>What meets with different depths is reported there, be it in an always-inline callee, and not again where it returns.</summary>
    private bool ExplainsReturnOf(Diagnostic diagnostic, ISymbol root) => diagnostic.Id == RuleIds.DepthDiffers
        || (diagnostic.Id == RuleIds.ReturnWithScopeOpen && SymbolEqualityComparer.Default.Equals(MethodAt(diagnostic.Location), root));

    private static bool IsReturn(Location location)
    {
        var token = location.SourceTree!.GetRoot().FindToken(location.SourceSpan.Start);
        return token.IsKind(SyntaxKind.ReturnKeyword)
            || (token.IsKind(SyntaxKind.CloseBraceToken) && token.Parent is BlockSyntax { Parent: MethodDeclarationSyntax })
            || token.Parent!.FirstAncestorOrSelf<ArrowExpressionClauseSyntax>()?.Expression.Span == location.SourceSpan;
    }

    /// <summary>In another method the mistake happens in a call, and the walk has found that method.</summary>
    private bool IsBehind(Location location, ISymbol method) =>
        !SymbolEqualityComparer.Default.Equals(method, Expected.Mutant.Subject) || location.SourceSpan.Start > Expected.Mutant.Marker.Span.Start;

    private IMethodSymbol MethodAt(Location location)
    {
        var tree = _model.SyntaxTrees.Single(candidate => candidate.FilePath == location.SourceTree!.FilePath);
        var declaration = tree.GetRoot().FindToken(location.SourceSpan.Start).Parent!.FirstAncestorOrSelf<MethodDeclarationSyntax>()!;
        return (IMethodSymbol)_model.GetSemanticModel(tree).GetDeclaredSymbol(declaration)!;
    }

    private IEnumerable<Diagnostic> Of(string id) => _found.Where(diagnostic => diagnostic.Id == id);

    private IEnumerable<(Place Site, Place Call)> Pairs(string id) =>
        Of(id).Select(diagnostic => (Place.Of(diagnostic.Location), Place.Of(diagnostic.AdditionalLocations.FirstOrDefault() ?? diagnostic.Location)));

    private void Complain(string what, IEnumerable<(Place Site, Place Call)> pairs) => _complaints.AddRange(pairs.Select(pair =>
        $"{what} {pair.Site.Show(_model)}{(pair.Call == pair.Site ? "" : $" → {pair.Call.Show(_model)}")}"));

    private string Show(Diagnostic diagnostic) => $"{diagnostic.Id} at {Place.Of(diagnostic.Location).Show(_model)}";
}
