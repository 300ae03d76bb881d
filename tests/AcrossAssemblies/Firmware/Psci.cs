// An assembly that is noinstr as a whole.
using NoInstr;

[assembly: NoInstr]

namespace Firmware
{
    public static class Psci
    {
        public static void Suspend() { }

        [Instrumentable]
        public static void Trace() { }
    }

    public abstract class Monitor
    {
        public abstract void Call();

        public virtual int Version => 1;
    }
}
