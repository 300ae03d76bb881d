// Always-inline members. Other assemblies see no body, so a visible one is verified here.
using NoInstr;

namespace Kernel
{
    public static class Inlined
    {
        [AlwaysInline]
        public static void Count() { }

        [AlwaysInline]
        public static void TraceExit()
        {
            InstrumentationScope.Begin();
            Entry.Log();
            InstrumentationScope.End();
        }

        [AlwaysInline]
        public static void Drain() => Entry.Log(); // NOINSTR308: calls 'Entry.Log'

        public static int Depth
        {
            [AlwaysInline]
            get => Hidden(); // NOINSTR308: through Depth → Hidden → Log
        }

        [AlwaysInline]
        internal static void Shared() { }

        [AlwaysInline]
        internal static void SharedDrain() => Entry.Log();

        [AlwaysInline]
        private static int Hidden()
        {
            Entry.Log();
            return 0;
        }
    }

    public class Base
    {
        [AlwaysInline]
        protected void Count() { }

        [AlwaysInline]
        protected void Trace() => Entry.Log(); // NOINSTR308
    }
}
