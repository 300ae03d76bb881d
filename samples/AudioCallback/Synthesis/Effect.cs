using AudioCallback.Audio;
using NoInstr;

namespace AudioCallback.Synthesis;

/// <summary>What is done to a sample last. The control thread changes it while the callback runs, and only noinstr targets convert to it.</summary>
[NoInstr, Requires(AudioState.Rendering)]
internal delegate float Effect(float sample);

internal static class Effects
{
    [NoInstr, Requires(AudioState.Rendering)]
    internal static float None(float sample) => sample;

    /// <summary>Cuts what is too loud.</summary>
    [NoInstr, Requires(AudioState.Rendering)]
    internal static float Clip(float sample) => sample > Loudest ? Loudest : sample < -Loudest ? -Loudest : sample;

    private const float Loudest = 0.5f;
}
