// A library with contracts, compiled against NoInstr.Attributes.dll. What its callers in App may call is decided by what is declared here.
using System;
using System.Diagnostics.Contracts;
using System.Runtime.CompilerServices;
using NoInstr;

[assembly: InternalsVisibleTo("App")]

namespace Kernel
{
    public static class Entry
    {
        [NoInstr]
        public static void Enter() { }

        [Instrumentable]
        public static void TraceEnter() { }

        public static void Log() { }

        [NoInstr(Unchecked = true, Justification = "Writes to a ring buffer of its own.")]
        public static void Halt() => Log();

        [NoInstr, Primitive, Establishes(EntryState.Rcu)]
        public static void RcuIrqEnter() { }

        [NoInstr]
        public static bool IsWatching { [Primitive, HoldsWhen(true, EntryState.Rcu)] get; set; }

        [Pure, NoInstr]
        public static bool IsUser(int selector) => (selector & 3) != 0;
    }

    public class Cpu
    {
        [NoInstr]
        public Cpu(int number) => Number = number;

        public Cpu(string name) => Number = name.Length;

        [NoInstr]
        public int Number { get; private set; }

        public int Depth { [NoInstr] get; set; }

        [NoInstr]
        public int this[int index] => index;

        public int this[string name] { get => name.Length; [NoInstr] set { } }

        [NoInstr]
        public static Cpu operator +(Cpu cpu, int number) => cpu;

        public static Cpu operator -(Cpu cpu, int number) => cpu;

        [NoInstr]
        public static implicit operator int(Cpu cpu) => cpu.Number;

        public static implicit operator string(Cpu cpu) => "cpu";

        [NoInstr]
        public event Action Woken { add { } remove { } }

        public event Action Slept { [NoInstr] add { } remove { } }

        [NoInstr]
        public virtual void Ack() { }

        public virtual void Describe() { }

        [NoInstr]
        public void Visit<T>(T item) { }
    }

    public class Cache
    {
        /// <summary>The one that <c>base()</c> binds to, save in this type itself.</summary>
        protected Cache(int ways = 8) => Ways = ways;

        [NoInstr]
        private Cache() { }

        public int Ways { [NoInstr] get; }
    }

    public static partial class Vectors
    {
        [NoInstr]
        public static partial void Load();

        public static partial void Mask();

        public static partial int Count { get; }

        public static partial int Spurious { get; }
    }

    public static partial class Vectors
    {
        public static partial void Load() { }

        [NoInstr]
        public static partial void Mask() { }

        [NoInstr]
        public static partial int Count => 256;

        public static partial int Spurious => 255;
    }
}
