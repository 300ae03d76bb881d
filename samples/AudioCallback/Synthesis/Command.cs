using NoInstr;

namespace AudioCallback.Synthesis;

/// <summary>What the control thread wants changed. As [NoInstr], its accessors may be called by the callback.</summary>
[NoInstr]
internal readonly record struct Command(Parameter Parameter, float Value);

internal enum Parameter
{
    Frequency,
    Gain,
}
