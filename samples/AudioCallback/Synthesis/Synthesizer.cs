using System;
using System.Threading;
using AudioCallback.Audio;
using NoInstr;

namespace AudioCallback.Synthesis;

/// <summary>
/// Renders a sine. The callback is <see cref="Render"/>; everything else is for the control thread, which reaches it in three ways that do not wait: commands
/// through a ring, the effect through a slot, the level through an exchange.
/// </summary>
internal sealed class Synthesizer
{
    /// <summary>How far the gain goes in a frame to what it should be: a jump would be heard as a click.</summary>
    private const float GainStep = 1f / 64;

    private readonly Wavetable _wave = new();
    private readonly CommandRing _commands = new();
    private Effect _effect = Effects.None;
    private float _loudest;

    // The callback's own.
    private uint _phase;
    private uint _phaseStep;
    private float _gain;
    private float _wantedGain;

    internal bool TrySet(Parameter parameter, float value) => _commands.TryWrite(new Command(parameter, value));

    internal void Use(Effect effect) => Volatile.Write(ref _effect, effect);

    /// <summary>The loudest sample since this was asked last.</summary>
    internal float TakeLoudest() => Interlocked.Exchange(ref _loudest, 0);

    [NoInstr, Requires(AudioState.Rendering)]
    internal void Render(Span<float> frames)
    {
        while (_commands.TryRead(out var command))
        {
            Apply(command);
        }

        var effect = Volatile.Read(ref _effect);
        var loudest = Volatile.Read(ref _loudest);
        for (var frame = 0; frame < frames.Length; frame++)
        {
            var sample = effect(_gain * _wave.At(_phase));
            _gain += (_wantedGain - _gain) * GainStep;
            _phase += _phaseStep;
            loudest = sample > loudest ? sample : -sample > loudest ? -sample : loudest;
            frames[frame] = sample;
        }

        Volatile.Write(ref _loudest, loudest);
    }

    [NoInstr]
    private void Apply(Command command)
    {
        switch (command.Parameter)
        {
            case Parameter.Frequency:
                _phaseStep = (uint)(command.Value * Wavetable.Period / SoundCard.FramesPerSecond);
                break;
            case Parameter.Gain:
                _wantedGain = command.Value;
                break;
        }
    }
}
