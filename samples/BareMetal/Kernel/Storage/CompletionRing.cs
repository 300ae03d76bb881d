using NoInstr;

namespace BareMetal.Storage;

/// <summary>From the interrupt to the thread that delivers: one writes, one reads, nobody waits. It has room for every tag, so it is never full.</summary>
internal sealed class CompletionRing(uint tags)
{
    private readonly uint[] _tags = new uint[tags + 1];
    private volatile uint _written;
    private volatile uint _read;

    [NoInstr]
    internal void Add(uint tag)
    {
        _tags[_written] = tag;
        _written = Next(_written);
    }

    [NoInstr]
    internal bool TryTake(out uint tag)
    {
        if (_read == _written)
        {
            tag = 0;
            return false;
        }

        tag = _tags[_read];
        _read = Next(_read);
        return true;
    }

    [NoInstr]
    private uint Next(uint position) => position + 1 == (uint)_tags.Length ? 0 : position + 1;
}
