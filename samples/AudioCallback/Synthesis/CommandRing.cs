using System.Threading;
using NoInstr;

namespace AudioCallback.Synthesis;

/// <summary>From the control thread to the callback, without a lock: one writes, one reads, and each index has one owner.</summary>
internal sealed class CommandRing
{
    private const int Capacity = 16;

    private readonly Command[] _commands = new Command[Capacity];
    private int _written;
    private int _read;

    /// <summary>False when the callback is behind.</summary>
    internal bool TryWrite(Command command)
    {
        if (_written - Volatile.Read(ref _read) == Capacity)
        {
            return false;
        }

        _commands[_written % Capacity] = command;
        Volatile.Write(ref _written, _written + 1);
        return true;
    }

    [NoInstr]
    internal bool TryRead(out Command command)
    {
        if (_read == Volatile.Read(ref _written))
        {
            command = default;
            return false;
        }

        command = _commands[_read % Capacity];
        Volatile.Write(ref _read, _read + 1);
        return true;
    }
}
