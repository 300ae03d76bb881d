namespace NoInstr.Tests.Reference.States;

/// <summary>What changes while a scope is open.</summary>
internal sealed partial class StateCalls
{
    /// <summary>The changes that an expanded callee makes, where its body makes them: its contract does not say how many scopes are open there.</summary>
    public IReadOnlyList<Demand>? Within { get; set; }

    private bool ChangeByCall(ref Standing standing, Stage stage, Instruction at, bool isSilent)
    {
        if (Within is null)
        {
            return Change(ref standing, stage, at, isSilent);
        }

        var isBroken = false;
        foreach (var demand in Within.Where(demand => demand.Stage == stage))
        {
            isBroken |= Change(ref standing, stage, at, isSilent || isBroken, demand);
        }

        return isBroken;
    }

    /// <summary>Rcu goes: nobody may have a scope open, here or where this was called from.</summary>
    public bool Change(ref Standing standing, Stage stage, Instruction at, bool isSilent, Demand? inner = null)
    {
        if (stage != Stage.Rcu)
        {
            return false;
        }

        var depth = standing.Depth + (inner?.Depth ?? 0);
        if ((!isRelative || body.IsProven) && depth > 0)
        {
            return Meet(ref standing, stage, Fault.UnderScope, at, isBroken: true, isSilent, inner);
        }

        if (!isSilent)
        {
            Demands.Add((new Demand(stage, Fault.UnderScope, inner?.Line ?? at.Line, IsBroken: false, depth), Where));
        }

        return false;
    }
}
