using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>Entry states: which bodies prove what they declare.</summary>
internal sealed partial class Verifier
{
    /// <summary>What members demand of entry states and do to them, declared or not.</summary>
    public StateSignatures Signatures => new(Contracts.States, method =>
        KnowsStates && _bodies.Has(method, CancellationToken.None) ? Summaries.Of(method, CancellationToken.None) : null);

    /// <summary>An instrumentable body with a state contract: no region, but it has to keep its word.</summary>
    public void VerifyStates(IMethodSymbol method, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (!KnowsStates || !Contracts.States.Of(method).IsProven || _bodies.Of(method, cancellation) is not { } body)
        {
            return;
        }

        var findings = new Findings();
        var analysis = Interpret(body, Depth.Zero);
        JudgeStates(method, analysis, findings);
        VerifyLocalFunctions(method, analysis, new Findings(), Interpret, inner => findings.AddRange(StateRules.Judge(method, inner)), cancellation); // no region: no other rule
        Report(method, findings.InOrder(), report);

        Analysis Interpret(Body interpreted, Depth entry) =>
            Interpreter.Analyze(interpreted, entry, isRelative: false, callee => Summaries.Of(callee, cancellation), cancellation);
    }

    /// <summary>A local function of a noinstr body: what it asks of entry states is judged where it is called, what it does wrong itself here.</summary>
    private static void JudgeLocal(ISymbol root, Analysis inner, Findings findings)
    {
        Judge(root, inner, findings);
        findings.AddRange(StateRules.Judge(root, inner));
    }

    private void JudgeStates(ISymbol root, Analysis analysis, Findings findings)
    {
        if (root.Has(ContractAttribute.Primitive))
        {
            return; // its contract is an axiom
        }

        findings.AddRange(StateRules.Judge(root, analysis));
        findings.AddRange(StateReturnRules.Judge(root, analysis));
        if (analysis.Demands.Count > 0 && root is IMethodSymbol method && Visibility.IsVisible(method))
        {
            findings.Add(StateRules.JudgeInferred(method, analysis.Demands, analysis.Exits.SelectMany(static exit => exit.Paths).Select(static path => path.States.Map)));
        }
    }
}
