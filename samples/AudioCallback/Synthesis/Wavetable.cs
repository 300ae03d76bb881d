using System;
using NoInstr;

namespace AudioCallback.Synthesis;

/// <summary>A period of a sine, computed beforehand: what Math.Sin calls is for the runtime to know.</summary>
internal sealed class Wavetable
{
    /// <summary>A phase is a part of this, so that it starts again by itself.</summary>
    internal const double Period = 1L << 32;

    private const int Bits = 10;
    private const int FractionBits = 32 - Bits;

    private readonly float[] _samples = new float[(1 << Bits) + 1];

    internal Wavetable()
    {
        for (var index = 0; index < _samples.Length; index++)
        {
            _samples[index] = (float)Math.Sin(2 * Math.PI * index / (1 << Bits));
        }
    }

    /// <summary>Between the two nearest samples.</summary>
    [NoInstr]
    internal float At(uint phase)
    {
        var index = phase >> FractionBits;
        var fraction = (phase & ((1u << FractionBits) - 1)) / (float)(1u << FractionBits);
        return _samples[index] + (fraction * (_samples[index + 1] - _samples[index]));
    }
}
