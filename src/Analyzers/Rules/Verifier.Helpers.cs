using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>Always-inline bodies: what is their own mistake, and not that of a caller.</summary>
internal sealed partial class Verifier
{
    /// <summary>
    /// An always-inline body is verified in each caller. Its own mistakes are a depth that differs between its own paths, recursion, and what
    /// callers in other assemblies would have to see.
    /// </summary>
    public void VerifyHelper(IMethodSymbol helper, Action<Diagnostic> report, CancellationToken cancellation)
    {
        var findings = new Findings();
        var summary = Summaries.Of(helper, cancellation);
        foreach (var conflict in summary.Conflicts)
        {
            findings.Add(ScopeRules.JudgeConflict(helper, conflict));
        }

        if (HelperRules.IsJudgedForOthers(helper) && _bodies.Of(helper, cancellation) is { } visible)
        {
            VerifyVisible(helper, visible, findings, cancellation);
        }

        VerifyStatesOf(helper, findings, cancellation);
        var recursion = Summaries.RecursionOf(helper, IsInlined, cancellation);
        foreach (var body in recursion.Where(unit => IsPartOf(unit, helper)).Select(unit => _bodies.Of(unit, cancellation)).OfType<Body>())
        {
            foreach (var call in body.Calls)
            {
                findings.Add(HelperRules.JudgeRecursion(helper, call, recursion));
            }
        }

        var whole = _bodies.Of(helper, cancellation);
        if (whole is not null)
        {
            JudgeContracts(whole, findings, cancellation);
        }

        Report(helper, findings.InOrder(), report);
        if (whole is not null)
        {
            Release(helper, whole);
        }
    }

    /// <summary>A helper that declares a contract keeps it; of one that does not, only its tokens and what a visible one asks of its callers are its own affair.</summary>
    private void VerifyStatesOf(IMethodSymbol helper, Findings findings, CancellationToken cancellation)
    {
        var isProven = Contracts.States.Of(helper).IsProven;
        if (_bodies.Of(helper, cancellation) is { } body && (isProven || body.HasTokens))
        {
            var analysis = Interpreter.Analyze(body, Depth.Zero, isRelative: true, callee => Summaries.Of(callee, cancellation), cancellation);
            if (isProven)
            {
                JudgeStates(helper, analysis, findings);
                return;
            }

            findings.AddRange(StateRules.JudgeTokens(helper, analysis));
        }

        if (Visibility.IsVisible(helper))
        {
            var summary = Summaries.Of(helper, cancellation);
            findings.Add(StateRules.JudgeInferred(helper, summary.Demands, summary.Outcomes.Select(static outcome => outcome.States)));
        }
    }

    /// <summary>Once more, for itself: its summary keeps one point of a kind, and each is a finding here.</summary>
    private void VerifyVisible(IMethodSymbol helper, Body body, Findings findings, CancellationToken cancellation)
    {
        var analysis = Interpret(body, Depth.Zero);
        Judge(analysis);
        foreach (var function in VerifyLocalFunctions(helper, analysis, findings, Interpret, Judge, cancellation))
        {
            var extents = new ScopeExtents(function.Body, callee => Summaries.Of(callee, cancellation));
            foreach (var opened in function.Observations.Where(ScopeUseRules.OpensScope))
            {
                findings.Add(ScopeUseRules.Judge(helper, function, opened, extents, leftOpenFrom: []));
            }
        }

        void Judge(Analysis judged)
        {
            foreach (var observation in judged.Observations)
            {
                findings.Add(HelperRules.JudgeVisible(helper, observation, body.Syntax));
            }
        }

        Analysis Interpret(Body interpreted, Depth entry) =>
            Interpreter.Run(interpreted, entry, isRelative: true, callee => Summaries.Of(callee, cancellation), cancellation).Analysis;
    }

    private bool IsInlined(ISymbol unit) =>
        unit is IMethodSymbol method
        && Contracts.Of(method).Region is var region
        && (region == Region.AlwaysInline || (region == Region.Undeclared && method.MethodKind == MethodKind.LocalFunction));

    /// <summary>A local function is a part of the helper around it.</summary>
    private static bool IsPartOf(ISymbol unit, IMethodSymbol helper)
    {
        while (unit is IMethodSymbol { MethodKind: MethodKind.LocalFunction } local && !SymbolEqualityComparer.Default.Equals(local, helper))
        {
            unit = local.ContainingSymbol;
        }

        return SymbolEqualityComparer.Default.Equals(ContractReader.Canonical(unit), ContractReader.Canonical(helper));
    }
}
