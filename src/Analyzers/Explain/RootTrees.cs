using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Analyzers.Explain;

/// <summary>Roots → trees: what the interpreter went through, with always-inline callees and local functions expanded in place.</summary>
internal sealed class RootTrees(Verifier verifier, Boundaries boundaries, CancellationToken cancellation)
{
    /// <summary>Advice is left out: it does not say that anything is wrong.</summary>
    public RootTree Of(VerifiedRoot root)
    {
        var findings = root.Findings.Where(static finding => finding.Rule.DefaultSeverity >= DiagnosticSeverity.Warning).ToImmutableArray();
        return new RootTree(
            Names.Of(root.Symbol),
            Places.Of(root.Body.Syntax.GetLocation()),
            ContractText.Of(root.Symbol, verifier.Contracts),
            new Expansion(verifier, boundaries, findings, cancellation).Of(root.Symbol, entry: null),
            [.. findings.Select(static finding => $"{Places.Of(finding.Location)} {finding.Rule.Id}: {finding.ToDiagnostic().GetMessage()}")]);
    }

    /// <summary>One root. What was expanded once is not shown again where it begins with the same state: a diamond of helpers stays as small as its code.</summary>
    private sealed class Expansion(Verifier verifier, Boundaries boundaries, ImmutableArray<Finding> findings, CancellationToken cancellation)
    {
        private readonly Dictionary<ISymbol, List<(Depth Depth, StateMap States)>> _shown = new(SymbolEqualityComparer.Default);
        private readonly HashSet<ISymbol> _open = new(SymbolEqualityComparer.Default);

        /// <summary>The event of the root that is expanded.</summary>
        private Location? _call;

        public ImmutableArray<TreeStep> Of(ISymbol unit, PathState? entry)
        {
            if (verifier.BodyOf(unit, cancellation) is { HidesCode: true })
            {
                boundaries.AddHidden(unit);
            }

            _open.Add(unit);
            var steps = verifier.StepsOf(unit, entry, cancellation)
                .Where(static step => step.Event is not (WriteEvent or TokenEvent or UnreachableEvent))
                .Select(Of)
                .ToImmutableArray();
            _open.Remove(unit);
            return steps;
        }

        private TreeStep Of(Step step)
        {
            var (name, kind) = StepText.Of(step.Event, verifier.Contracts);
            boundaries.Add(step.Event, verifier.Contracts);
            var at = step.Event.At;
            var open = OpennessOf(step.Before.Depth);
            var rules = RulesAt(at, open);
            ImmutableArray<TreeStep> inside = [];
            if (step.Event is CallEvent { Target: { IsExpanded: true, Unit: { } unit } })
            {
                var outer = _call;
                _call ??= at;
                inside = Inside(ContractReader.Canonical(unit), step.Before, ref kind);
                _call = outer;
            }

            return new TreeStep(open, name, kind, Places.Of(at), StatesText.Of(step.Before.States.Map), rules, inside);
        }

        private ImmutableArray<TreeStep> Inside(ISymbol unit, PathState before, ref string kind)
        {
            var states = before.States.Map.AsEffect();
            if (_open.Contains(unit))
            {
                kind += ", recursive";
                return [];
            }

            if (!_shown.TryGetValue(unit, out var shown))
            {
                _shown.Add(unit, shown = []);
            }

            if (shown.Exists(known => known.Depth == before.Depth && known.States.Equals(states)))
            {
                kind += ", as shown above";
                return [];
            }

            shown.Add((before.Depth, states));
            return Of(unit, new PathState(Facts.None, before.Depth, EntryStates.None.With(before.States.Map)));
        }

        /// <summary>A finding in an expanded callee is on the call in the root, and names the callee's construct as additional place.</summary>
        private string RulesAt(Location at, Openness open) => string.Join(" ", findings
            .Where(finding => open != Openness.Scope || !CallRules.IsAboutRegion(finding.Rule.Id)) // a local function may be called with a scope open and without
            .Where(finding => finding.Location == at || (finding.Location == _call && finding.Additional.Contains(at)))
            .Select(static finding => finding.Rule.Id)
            .Distinct());

        private static Openness OpennessOf(Depth depth) =>
            !depth.MayBeInRegion ? Openness.Scope
            : depth.IsInRegion ? Openness.Region
            : Openness.OnSomePaths;
    }
}
