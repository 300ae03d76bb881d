using System;
using BareMetal;
using BareMetal.Interrupts;
using BareMetal.Machine;
using BareMetal.Storage;
using BareMetal.Timers;

const ulong End = 25;

Journal.Open();
Devices.PowerOn();
Boot.Start();
Heartbeat.Start();
Disk.Read(1, new Reader());
Show("boot");
for (ulong clock = 1; clock <= End; clock++)
{
    Devices.Tick();
    while (Devices.IsInterruptPending && Cpu.InterruptsEnabled)
    {
        Interrupt();
        Show($"clock {clock,2}");
    }

    Disk.Deliver();
    foreach (var line in Journal.Read())
    {
        Console.WriteLine($"          {line}");
    }
}

Console.WriteLine($"{Heartbeat.Beats} heartbeats");
return Heartbeat.Beats == 2 ? 0 : 1;

// What the processor does: interrupts off, through the entry, and on again with the return from interrupt.
static unsafe void Interrupt()
{
    delegate* unmanaged<InterruptFrame*, void> entry = &InterruptEntry.OnInterrupt;
    InterruptFrame frame = default;
    Cpu.DisableInterrupts();
    entry(&frame);
    Cpu.EnableInterrupts();
}

static void Show(string when) => Console.WriteLine($"{when,-10}{string.Join(", ", Journal.Read())}");
