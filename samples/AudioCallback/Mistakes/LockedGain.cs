using System;
using System.Threading;
using AudioCallback.Audio;
using NoInstr;

namespace AudioCallback.Mistakes;

/// <summary>Shares the gain with the control thread as any class would. When that thread is descheduled with the lock taken, the callback waits for it.</summary>
internal sealed class LockedGain
{
    private readonly object _sync = new();
    private readonly Lock _newSync = new();
    private float _gain;

    internal void Set(float gain)
    {
        lock (_sync)
        {
            _gain = gain;
        }
    }

    [NoInstr]
    internal void Render(Span<float> frames)
    {
        lock (_sync) // NOINSTR103: 'Monitor.Enter'
        {
            frames.Fill(_gain); // NOINSTR101: 'Span<T>.Fill'
        }
    }

    [NoInstr]
    internal void RenderWithNewLock(Span<float> frames)
    {
        lock (_newSync) // NOINSTR103: 'Lock.EnterScope'
        {
            frames[0] = _gain;
        }
    }

    internal SoundCard Play() => new(Render);
}
