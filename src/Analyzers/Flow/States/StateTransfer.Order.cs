using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>The order in which states are established and torn down.</summary>
internal sealed partial class StateTransfer
{
    /// <summary>What one call changes, all at once. A counted state that stands anyway is not changed by one more, or one less.</summary>
    /// <param name="within">Of a callee that is expanded although it has a contract: its body makes them. Null: they are made where the call is.</param>
    private sealed class Changes(Summary? within = null)
    {
        public Summary? Within { get; } = within;

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

    /// <summary>A mistake that has been reported about one of the two is not reported again as their order.</summary>
    private void CheckOrder(StateMap before, StateMap after, Changes changes, CallEvent call)
    {
        if (!IsRecording || !body.States.IsProven)
        {
            return;
        }

        var established = changes.Established.Where(IsOpen).ToList();
        var tornDown = changes.TornDown.Where(IsOpen).ToList();
        foreach (var (state, value) in before.All)
        {
            if (changes.Established.Contains(state) || changes.TornDown.Contains(state) || !IsOpen(state))
            {
                continue;
            }

            foreach (var earlier in established.Where(earlier => Precedes(earlier, state)))
            {
                Report(value.EstablishedBy, earlier, state, isTeardown: false);
            }

            foreach (var earlier in tornDown.Where(earlier => Precedes(earlier, state) && !value.EstablishedBy.IsEmpty))
            {
                analysis.AddOrderBreak(new OrderBreak(call, call, earlier, state, IsTeardown: true));
            }

            foreach (var later in tornDown.Where(later => Precedes(state, later) && before[later].IsFromStart))
            {
                Report(value.TornDownBy, state, later, isTeardown: true);
            }
        }

        bool IsOpen(State state) => !before[state].IsSilent && !after[state].IsSilent;

        void Report(EventSet tooEarly, State earlier, State later, bool isTeardown)
        {
            foreach (var early in tooEarly.Events)
            {
                analysis.AddOrderBreak(new OrderBreak(early, call, earlier, later, isTeardown));
            }
        }
    }
}
