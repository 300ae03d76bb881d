// The application: every verdict here is about what the libraries declare.
using System;
using System.Threading;
using Firmware;
using Kernel;
using NoInstr;
using Trace;

namespace App
{
    static class Calls
    {
        [NoInstr]
        static void Members(int selector)
        {
            Entry.Enter();
            Entry.Halt();
            Entry.RcuIrqEnter();
            Entry.IsWatching = true;
            if (Entry.IsWatching) Entry.Enter();
            Entry.TraceEnter(); // NOINSTR101: 'Entry.TraceEnter' is [Instrumentable]
            Entry.Log(); // NOINSTR101: 'Entry.Log' is neither [NoInstr] nor [AlwaysInline]
            InstrumentationScope.Begin();
            Entry.Log();
            InstrumentationScope.End();
        }

        // [Pure] is not compiled into a library, so nowhere may a verdict depend on one there.
        [NoInstr]
        static void Correlated(int selector)
        {
            if (Entry.IsUser(selector)) InstrumentationScope.Begin();
            if (Entry.IsUser(selector)) InstrumentationScope.End(); // NOINSTR203
        }

        [NoInstr]
        static void Properties(Cpu cpu)
        {
            _ = cpu.Number + cpu.Depth + cpu[1];
            cpu.Depth = 1; // NOINSTR101: 'Cpu.Depth.set'
            _ = cpu["a"]; // NOINSTR101
            cpu["a"] = 1;
            cpu += 1;
            cpu -= 1; // NOINSTR101
            int number = cpu;
            string name = cpu; // NOINSTR103
            cpu.Ack();
            cpu.Describe(); // NOINSTR102: the virtual member 'Cpu.Describe'
            cpu.Visit("text");
        }

        [NoInstr]
        static void Events(Cpu cpu, Action handler)
        {
            cpu.Woken += handler;
            cpu.Woken -= handler;
            cpu.Slept += handler;
            cpu.Slept -= handler; // NOINSTR101
            Idle.Woken += handler; // NOINSTR101
            Ftrace.Stopped += handler; // NOINSTR101
        }

        [NoInstr]
        static void Partial()
        {
            Vectors.Load();
            Vectors.Mask();
            _ = Vectors.Count;
            _ = Vectors.Spurious; // NOINSTR101
        }

        [NoInstr]
        static void Covered()
        {
            Idle.Enter();
            Idle.Ticks++;
            Idle.Trace(); // NOINSTR101: [Instrumentable]
            Idle.Deep.Enter();
            Idle.Statistics.Count(); // NOINSTR101
            Ftrace.Stop(1);
            Ftrace.Level++;
            Ftrace.Print(1); // NOINSTR101: [Instrumentable]
            Log.Write(); // NOINSTR101
            Log.Stop();
            Psci.Suspend();
            Psci.Trace(); // NOINSTR101: [Instrumentable]
        }

        [NoInstr]
        static void Interfaces(IClock clock, IChip chip, Firmware.Monitor monitor, IProbe probe)
        {
            clock.Read();
            clock.Adjust(); // NOINSTR102: the interface member 'IClock.Adjust'
            chip.Mask = chip.Mask + chip.Level;
            chip.Level = 1; // NOINSTR102
            monitor.Call();
            _ = monitor.Version;
            probe.Hit(1);
            probe.Describe(); // NOINSTR102
        }

        [NoInstr]
        static void Platform<T>()
            where T : IPlatform<T>
        {
            T.Boot();
            T.Describe(); // NOINSTR102
        }

        [NoInstr]
        static void Fields()
        {
            _ = PerCpu.Lock;
            _ = PerCpu.Current; // NOINSTR103: first use of the thread static 'Current'
        }
    }
}
