// The library's contracts are written with attributes of a dll that is not referenced here: of a list of states only the name is known.
using Library;
using NoInstr;

namespace Violations.UnreadableContract
{
    static class Entry
    {
        [NoInstr]
        public static void DoInterrupt(Handler handler)
        {
            ContextTracking.RcuIrqEnter(); // NOINSTR904: [Establishes] of 'ContextTracking.RcuIrqEnter' cannot be read, because the assembly 'NoInstr.Attributes'
            if (ContextTracking.IsWatching) // NOINSTR904: [HoldsWhen]
            {
                handler(); // NOINSTR904: [Requires] of 'Handler'
            }

            ExitWork();
        }

        [AlwaysInline]
        private static void ExitWork() => ContextTracking.RcuIrqEnter(); // NOINSTR904: [Establishes]

        // What an attribute says by its name is known.
        [NoInstr]
        public static void DoIdleClean()
        {
            ContextTracking.Halt();
            ContextTracking.Count();
        }

        // Instrumentable: no state is tracked here.
        public static void InitClean() => ContextTracking.RcuIrqEnter();
    }

    sealed class Tracer : ITracer
    {
        [NoInstr]
        public void TraceSysEnter() { } // NOINSTR904: [Requires] of 'ITracer.TraceSysEnter'

        [NoInstr]
        public void Flush() { }
    }
}

namespace NoInstr
{
    sealed class NoInstrAttribute : Attribute;

    sealed class AlwaysInlineAttribute : Attribute;
}
