// A library with its own copy of the attributes. The module is noinstr, save what says otherwise.
using System;
using NoInstr;

[module: NoInstr]

namespace Trace
{
    [NoInstr]
    public delegate void Hook(int ip);

    public static class Ftrace
    {
        [NoInstr]
        public static Action<int> Current = null!;

        public static Action<int> Any = null!;

        public static int Level { get; set; }

        public static event Action? Stopped;

        public static void Stop(int ip) { }

        [Instrumentable]
        public static void Print(int ip) => Stopped?.Invoke();

        [AlwaysInline]
        public static void Count()
        {
            InstrumentationScope.Begin();
            Print(0);
            InstrumentationScope.End();
        }

        [AlwaysInline]
        public static void Drain() => Print(0); // NOINSTR308

        public static void Set([NoInstr] Action<int> handler) => Current = handler;
    }

    [Instrumentable]
    public static class Log
    {
        public static void Write() { }

        [NoInstr]
        public static void Stop() { }
    }

    public interface IProbe
    {
        void Hit(int ip);

        [Instrumentable]
        void Describe();
    }

    public record Sample(int Ip, int Sp);
}
