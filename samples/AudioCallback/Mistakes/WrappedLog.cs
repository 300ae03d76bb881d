using System;
using AudioCallback.Audio;
using NoInstr;

namespace AudioCallback.Mistakes;

/// <summary>Does what the messages of most rules propose: opens a scope. Elsewhere that is right; here it would only hide the late block.</summary>
internal static class WrappedLog
{
    [NoInstr, Requires(AudioState.Rendering)]
    internal static void Render(Span<float> frames)
    {
        frames[0] = 0;
        using var scope = InstrumentationScope.Open(); // NOINSTR406: 'AudioState.Rendering'
        Console.WriteLine("a block");
    }
}
