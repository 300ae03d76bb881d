namespace BareMetal.Storage;

/// <summary>Who reads blocks. It hears of them from <see cref="Disk.Deliver"/>, never in an interrupt, so it may do as it likes.</summary>
internal interface IBlockReader
{
    void Received(uint block);
}
