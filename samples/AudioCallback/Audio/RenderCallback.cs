using System;
using NoInstr;

namespace AudioCallback.Audio;

/// <summary>
/// Fills a block of frames, on the sound card's thread, before the deadline of the block. Whoever may allocate may wait for the garbage collector, and
/// whoever takes a lock waits for its owner: neither is known to be in time. Both are what noinstr code may not do.
/// </summary>
[NoInstr, Requires(AudioState.Rendering)]
internal delegate void RenderCallback(Span<float> frames);

internal enum AudioState
{
    /// <summary>A block is due. There is no good moment in it for what noinstr forbids, so no scope may be opened.</summary>
    [ScopeForbids]
    Rendering,
}
