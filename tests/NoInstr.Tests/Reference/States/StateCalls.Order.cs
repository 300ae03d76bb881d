namespace NoInstr.Tests.Reference.States;

/// <summary>The order in which states are established and torn down.</summary>
internal sealed partial class StateCalls
{
    /// <summary>Lines of calls that come too early. With the state that goes on standing, where another is torn down under it.</summary>
    public HashSet<(int Line, Stage? Standing)> OutOfOrder { get; } = [];

    /// <summary>What there is to say about a state that is silent has been said.</summary>
    public void CheckOrder(Standing before, Standing after, List<(Stage Stage, bool IsUp)> changes, Instruction at)
    {
        if (!body.IsProven)
        {
            return;
        }

        foreach (var stage in Enum.GetValues<Stage>().Where(stage => !changes.Exists(change => change.Stage == stage) && IsOpen(stage)))
        {
            var stands = before[stage].EstablishedIn;
            foreach (var (changed, isUp) in changes.Where(change => IsOpen(change.Stage)))
            {
                if (isUp && changed < stage)
                {
                    OutOfOrder.UnionWith(Lines(stands).Select(line => (line, (Stage?)null)));
                }
                else if (!isUp && changed < stage && stands != 0)
                {
                    OutOfOrder.Add((at.Line, stage));
                }

                if (!isUp && stage < changed && before[changed].IsFromStart)
                {
                    OutOfOrder.UnionWith(Lines(before[stage].TornDownIn).Select(line => (line, (Stage?)null)));
                }
            }
        }

        bool IsOpen(Stage stage) => !before[stage].IsSilent && !after[stage].IsSilent;
    }
}
