using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>The order in which states are established and torn down.</summary>
internal sealed partial class StateTransfer
{
    /// <summary>What one call changes, all at once. A counted state that stands anyway is not changed by one more, or one less.</summary>
    private sealed class Changes
    {
        public List<State> Established { get; } = [];

        public List<State> TornDown { get; } = [];

        public void Establish(State state, StateValue before)
        {
            if (!before.Nests)
            {
                Established.Add(state);
            }
        }

        public void TearDown(State state, StateValue after)
        {
            if (!after.Nests)
            {
                TornDown.Add(state);
            }
        }
    }

    /// <summary>Whether this body must establish the one before the other.</summary>
    private bool Precedes(State earlier, State later) =>
        earlier.IsBefore(later) || body.States.Orders.Any(order => order.IndexOf(earlier) is >= 0 and var at && order.IndexOf(later) > at);

    private void CheckOrder(StateMap before, Changes changes, CallEvent call)
    {
        if (!IsRecording || !body.States.IsProven)
        {
            return;
        }

        foreach (var (state, value) in before.All)
        {
            if (changes.Established.Contains(state) || changes.TornDown.Contains(state))
            {
                continue;
            }

            foreach (var established in changes.Established.Where(established => Precedes(established, state)))
            {
                Report(value.EstablishedBy, established, state, isTeardown: false);
            }

            foreach (var tornDown in changes.TornDown.Where(tornDown => Precedes(tornDown, state) && !value.EstablishedBy.IsEmpty))
            {
                analysis.AddOrderBreak(new OrderBreak(call, call, tornDown, state, IsTeardown: true));
            }

            foreach (var later in changes.TornDown.Where(later => Precedes(state, later) && before[later].IsFromStart))
            {
                Report(value.TornDownBy, state, later, isTeardown: true);
            }
        }

        void Report(EventSet tooEarly, State earlier, State later, bool isTeardown)
        {
            foreach (var early in tooEarly.Events)
            {
                analysis.AddOrderBreak(new OrderBreak(early, call, earlier, later, isTeardown));
            }
        }
    }
}
