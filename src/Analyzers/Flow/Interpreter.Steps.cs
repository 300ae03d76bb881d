using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>An event of a body, and what is true before it on all paths together.</summary>
internal readonly record struct Step(Event Event, PathState Before);

/// <summary>For explanations: each event that is reached, with its state. The fixpoint is the one that verdicts rest on.</summary>
internal sealed partial class Interpreter
{
    private Dictionary<Event, PathState>? _steps;

    /// <summary>In the order of the blocks, which is about that of the source. A body that counts as part of its caller begins with the state at the call.</summary>
    public static ImmutableArray<Step> Steps(Body body, PathState? entry, Func<ISymbol, Summary> summaries, CancellationToken cancellation)
    {
        var start = entry ?? new PathState(Facts.None, Depth.Zero, EntryStates.Of(body.States));
        var interpreter = new Interpreter(body, summaries, isRelative: entry is not null, isForCallers: false, cancellation) { _steps = [] };
        interpreter.Run(start);
        return
        [
            .. body.Blocks.SelectMany(static block => block.Events)
                .Where(interpreter._steps.ContainsKey)
                .Select(happened => new Step(happened, interpreter._steps[happened])),
        ];
    }

    private void NoteStep(Event happened, ImmutableArray<PathState> paths)
    {
        if (_steps is null || !_isRecording)
        {
            return;
        }

        // A finally block is gone through once for each reason why it runs.
        var here = Paths.Collapse(paths);
        _steps[happened] = _steps.TryGetValue(happened, out var known) ? known.Join(here) : here;
    }
}
