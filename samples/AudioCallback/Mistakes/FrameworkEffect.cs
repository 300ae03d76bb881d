using System;
using AudioCallback.Synthesis;

namespace AudioCallback.Mistakes;

/// <summary>Effects that fit the delegate. What MathF.Tanh does is not known here; what the lambda does is, and it is looked into.</summary>
internal static class FrameworkEffect
{
    internal static void Use(Synthesizer synthesizer)
    {
        synthesizer.Use(MathF.Tanh); // NOINSTR302: 'MathF.Tanh'
        synthesizer.Use(sample => Math.Clamp(sample, -0.5f, 0.5f)); // NOINSTR101: 'Math.Clamp'
    }
}
