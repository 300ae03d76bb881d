// An application that does not reference NoInstr.Attributes.dll, and brings a copy of the attributes. What an attribute of Kernel says by its
// name can be read; a list of states cannot.
using Kernel;
using NoInstr;
using Trace;

namespace Outsider
{
    static class Entry
    {
        [NoInstr]
        static void DoInterrupt()
        {
            Kernel.Entry.RcuIrqEnter(); // NOINSTR904: [Establishes] of 'Entry.RcuIrqEnter'
            if (Kernel.Entry.IsWatching) // NOINSTR904: [HoldsWhen]
            {
                Kernel.Entry.Enter();
            }

            Kernel.Entry.IsWatching = true;
            Kernel.Entry.Halt();
            Kernel.Entry.Log(); // NOINSTR101
            Kernel.Entry.TraceEnter(); // NOINSTR101
            Inlined.Count();
            Idle.Enter();
            Ftrace.Stop(1);
            Ftrace.Print(1); // NOINSTR101
            Firmware.Psci.Suspend();
        }

        static void Setup(PvOps ops) => ops.Enter = Trace; // NOINSTR302

        static void Trace(int vector) { }
    }

    sealed class Tsc : IClock
    {
        public ulong Read() => 0; // NOINSTR301

        public void Adjust() { }
    }
}
