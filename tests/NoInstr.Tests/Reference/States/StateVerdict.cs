using System.Collections.Immutable;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.Reference.States;

/// <summary>What there is to say about the entry states of a program, by all its paths: rules and lines.</summary>
internal sealed class StateVerdict
{
    private readonly List<StateSummary> _helpers = [];

    public StateVerdict(Program program, ProgramText text)
    {
        for (var i = 0; i < program.Helpers.Length; i++)
        {
            var (isInline, contract) = program.Contracts!.Helpers[i];
            _helpers.Add(new StateSummary(Walk(program.Helpers[i], text, contract, isInline, isCalled: true), isInline));
            Judge(Walk(program.Helpers[i], text, contract, isInline, isCalled: false), isOfCallers: isInline && !contract.IsProven);
        }

        Judge(Walk(program.Root, text, program.Contracts!.Root, isRelative: false, isCalled: false), isOfCallers: false);
    }

    public HashSet<Finding> Findings { get; } = [];

    public bool IsGivenUp { get; private set; }

    private StateWalk Walk(Body body, ProgramText text, Contract contract, bool isRelative, bool isCalled)
    {
        var walk = new StateWalk(Assembler.Assemble(body, text), contract, isRelative, isCalled, call => _helpers[call.Index]);
        IsGivenUp |= walk.IsGivenUp;
        return walk;
    }

    /// <param name="isOfCallers">Its mistakes are those of its callers, but for what it does with tokens of its own.</param>
    private void Judge(StateWalk walk, bool isOfCallers)
    {
        Findings.UnionWith(walk.Calls.Misused.Select(line => new Finding(RuleIds.TokenNotConsumed, line)));
        if (isOfCallers)
        {
            return;
        }

        var returns = walk.Code.Instructions
            .Where(instruction => instruction.Opcode == Opcode.Return && walk.At(instruction).Count > 0)
            .OrderBy(instruction => instruction.Order)
            .ToList();
        var ends = returns.SelectMany(walk.At).ToList();
        Findings.UnionWith(walk.Calls.Met.Where(met => !walk.Calls.Misused.Contains(met.At.Line)).Select(met => new Finding(IdOf(met.Mistake.Fault), met.At.Line)));
        Findings.UnionWith(walk.Calls.OutOfOrder
            .Where(early => !walk.Calls.Misused.Contains(early.Line) && !(early.Standing is { } left && ends.Count > 0 && ends.All(side => IsLeft(walk.Contract, left, side))))
            .Select(early => new Finding(RuleIds.StateOrder, early.Line)));
        if (!walk.Contract.IsProven)
        {
            return;
        }

        foreach (var way in returns)
        {
            if (Enum.GetValues<Stage>().Any(stage => walk.At(way) is var met && !met.Exists(side => side.Standing[stage].IsSilent) && met.Exists(side => IsLeft(walk.Contract, stage, side))))
            {
                Findings.Add(new Finding(RuleIds.ContractNotKept, way.Line));
            }
        }

        foreach (var stage in Enum.GetValues<Stage>().Where(stage => walk.Contract.Has(ClauseKind.Restores, stage)))
        {
            if (ends.Count > 0 && ends.All(side => side.Standing[stage] is { IsSilent: false, IsCounted: false, IsOff: true }))
            {
                Findings.Add(new Finding(RuleIds.ContractNotKept, returns[0].Line));
            }
        }
    }

    /// <summary>It is not as the contract says, which is a finding at the return.</summary>
    private static bool IsLeft(Contract contract, Stage stage, Side side) => side.Standing[stage] is var known && !known.IsSilent && !IsKept(contract, stage, known);

    /// <summary>The table of returns.</summary>
    private static bool IsKept(Contract contract, Stage stage, Known known) =>
        contract.Has(ClauseKind.Restores, stage)
        || (contract.Has(ClauseKind.Establishes, stage) ? (known.IsCounted ? known is { Min: 1, Max: 1 } : known.IsOn)
            : contract.Has(ClauseKind.Ensures, stage) ? known.IsOn
            : contract.Has(ClauseKind.Revokes, stage) ? (known.IsCounted ? known is { Min: -1, Max: -1 } : known.IsOff)
            : known.IsAsItWas);

    private static string IdOf(Fault fault) => fault switch
    {
        Fault.NotEstablished => RuleIds.StateNotEstablished,
        Fault.AlreadyEstablished => RuleIds.StateAlreadyEstablished,
        Fault.NotStanding => RuleIds.StateNotStanding,
        Fault.Forbidden => RuleIds.StateForbidden,
        _ => RuleIds.ChangedUnderScope,
    };
}
