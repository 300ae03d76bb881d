// Always-inline members of other assemblies: verified at home if everybody sees them, else instrumentable.
using Kernel;
using NoInstr;
using Trace;

namespace App
{
    sealed class Helpers : Base
    {
        [NoInstr]
        void Exit()
        {
            Inlined.Count();
            Inlined.TraceExit();
            Inlined.Drain();
            _ = Inlined.Depth;
            Inlined.Shared(); // NOINSTR101: internal to another assembly
            Inlined.SharedDrain(); // NOINSTR101: internal to another assembly
            Ftrace.Count();
            Ftrace.Drain();
            Count();
            Trace();
            Local();
        }

        [AlwaysInline]
        void Local()
        {
            Inlined.Count();
            InstrumentationScope.Begin();
            Inlined.SharedDrain();
            InstrumentationScope.End();
        }

        static readonly System.Action s_exit = Inlined.Count; // NOINSTR307
    }
}
