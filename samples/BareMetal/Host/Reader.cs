using System;
using BareMetal.Storage;

namespace BareMetal;

/// <summary>Reads two blocks, one after the other. It allocates and prints, since it is called by a thread and not by an interrupt.</summary>
internal sealed class Reader : IBlockReader
{
    public void Received(uint block)
    {
        Console.WriteLine($"          block {block} is here");
        if (block == 1)
        {
            Disk.Read(block + 1, this);
        }
    }
}
