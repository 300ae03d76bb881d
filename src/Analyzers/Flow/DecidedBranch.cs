using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// Conditions that the source itself decides: <c>while (true)</c>, and the arm of a switch expression that takes whatever is left. Roslyn's
/// graph has both edges all the same, the second one to a <c>throw</c> that never happens.
/// </summary>
internal static class DecidedBranch
{
    public static bool IsNeverTaken(ControlFlowBranch branch)
    {
        var block = branch.Source;
        if (block.ConditionalSuccessor is null || Of(block) is not { } value)
        {
            return false;
        }

        var jumps = value == (block.ConditionKind == ControlFlowConditionKind.WhenTrue);
        return jumps != ReferenceEquals(branch, block.ConditionalSuccessor);
    }

    private static bool? Of(BasicBlock block) => block.BranchValue switch
    {
        { ConstantValue: { HasValue: true, Value: bool value } } => value,
        IIsPatternOperation { Pattern: IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true } } => true,
        _ => null,
    };
}
