using System;
using System.Threading;
using NoInstr;

namespace AudioCallback.Audio;

/// <summary>A sound card that plays when it is asked to, on a thread of its own, and keeps what it played.</summary>
internal sealed class SoundCard : IDisposable
{
    internal const int FramesPerSecond = 48_000;
    internal const int FramesPerBlock = 64;

    private readonly RenderCallback _render;
    private readonly Thread _thread;
    private readonly SemaphoreSlim _asked = new(0);
    private readonly SemaphoreSlim _played = new(0);
    private volatile bool _isOff;
    private long _allocatedBefore;

    internal SoundCard(RenderCallback render)
    {
        _render = render;
        _thread = new Thread(Run) { Name = "audio", IsBackground = true };
        _thread.Start();
    }

    /// <summary>The last block.</summary>
    internal float[] Block { get; } = new float[FramesPerBlock];

    /// <summary>What the callback allocated in the last block. Its first block does not count: the JIT works for it.</summary>
    internal long AllocatedBytes { get; private set; }

    internal void Play()
    {
        _asked.Release();
        _played.Wait();
    }

    public void Dispose()
    {
        _isOff = true;
        _asked.Release();
        _thread.Join();
        _asked.Dispose();
        _played.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _asked.Wait();
            if (_isOff)
            {
                return;
            }

            StartBlock();
            _render(Block);
            EndBlock();
            _played.Release();
        }
    }

    [Primitive, Establishes(AudioState.Rendering)]
    private void StartBlock() => _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();

    [Primitive, Revokes(AudioState.Rendering)]
    private void EndBlock() => AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - _allocatedBefore;
}
