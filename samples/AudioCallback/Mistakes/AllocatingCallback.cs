using System;
using System.Collections.Generic;
using NoInstr;

namespace AudioCallback.Mistakes;

/// <summary>The first version, from before there were deadlines: it allocates a block for each block, and says so.</summary>
internal sealed class AllocatingCallback
{
    private readonly List<float> _history = [];
    private double _phase;

    [NoInstr]
    internal void Render(Span<float> frames)
    {
        var block = new float[frames.Length]; // NOINSTR104
        for (var frame = 0; frame < block.Length; frame++)
        {
            block[frame] = (float)Math.Sin(_phase += 0.1); // NOINSTR101: 'Math.Sin'
            _history.Add(block[frame]); // NOINSTR101: 'List<T>.Add'
        }

        block.CopyTo(frames); // NOINSTR101: 'MemoryExtensions.CopyTo<T>'
        Console.WriteLine($"{frames.Length} frames"); // NOINSTR101: 'Console.WriteLine' // NOINSTR104
    }
}
