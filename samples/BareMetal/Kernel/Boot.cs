using BareMetal.Interrupts;
using BareMetal.Machine;
using BareMetal.Storage;
using BareMetal.Timers;
using NoInstr;

namespace BareMetal;

/// <summary>The boot loader comes here with interrupts disabled. Everything that an interrupt needs is allocated before there can be one.</summary>
internal static unsafe class Boot
{
    [Revokes(IrqState.Disabled)]
    internal static void Start()
    {
        DescriptorTable.Allocate(Devices.Lines);
        TimerQueue.Allocate();
        Disk.Allocate();
        DescriptorTable.Install(Devices.TimerLine, &TimerQueue.OnAlarm);
        DescriptorTable.Install(Devices.DiskLine, &Disk.OnCompletion);
        Cpu.EnableInterrupts();
    }
}
