// A safe list says what may be called in the region without an annotation. What is wrong in it is shown at its lines, in the list beside this file.
using NoInstr;

namespace Violations.SafeListLine;

/// <summary>A ring buffer that somebody else wrote. It cannot be annotated, only listed.</summary>
sealed class RingBuffer
{
    private int _head;

    public int Depth => _head;

    public void Write(int value) => _head += value;

    public void Write(long value) => _head += (int)value;

    public void Flush() => _head = 0;
}

sealed class Syscalls(RingBuffer buffer)
{
    // Write(int) is listed. A line for Write without parameters grants nothing: no method has that id.
    [NoInstr]
    public void DoSyscall(int number)
    {
        buffer.Write(number);
        buffer.Write((long)number); // NOINSTR101: 'RingBuffer.Write'
    }

    // Granted and withdrawn: the withdrawal counts.
    [NoInstr]
    public void ExitToUser() => buffer.Flush(); // NOINSTR101: 'RingBuffer.Flush'

    // A property is named by P:, which trusts both of its accessors.
    [NoInstr]
    public int Depth() => buffer.Depth; // NOINSTR101: 'RingBuffer.Depth.get'
}
