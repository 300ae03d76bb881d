using System;
using AudioCallback.Audio;
using AudioCallback.Synthesis;
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

    internal static void Use(Synthesizer synthesizer) => synthesizer.Use(Print); // NOINSTR302: 'AudioState.Rendering'

    [NoInstr]
    private static float Print(float sample)
    {
        using var scope = InstrumentationScope.Open();
        Console.WriteLine(sample);
        return sample;
    }
}
