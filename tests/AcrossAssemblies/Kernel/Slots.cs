// Slots and delegate types: the pv_ops of the library.
using System;
using System.Runtime.CompilerServices;
using NoInstr;

namespace Kernel
{
    [NoInstr]
    public delegate void Handler(int vector);

    public delegate void Register([NoInstr] Action<int> handler);

    [return: NoInstr]
    public delegate Action<int> Provider();

    public class PvOps
    {
        [NoInstr]
        public Action<int> Enter = static vector => { };

        public Action<int> Any = static vector => { };

        [NoInstr]
        public Action<int> Exit { get; set; } = static vector => { };

        [NoInstr]
        public Action<int>[] Table = [];

        public Handler? Nmi;

        public HandlerTable Inline;

        public event Handler? Raised { add { } remove { } }

        public event Action<int> Tick { [param: NoInstr] add { } remove { } }

        [NoInstr]
        public void Set([NoInstr] Action<int> handler) => Enter = handler;

        public void SetAll([NoInstr] params Action<int>[] handlers) => Table = handlers;

        [NoInstr]
        [return: NoInstr]
        public Action<int> Get() => Enter;

        [NoInstr]
        [return: NoInstr]
        public ref Action<int> Place() => ref Enter;

        [NoInstr]
        public static void Ready(int vector) { }

        [NoInstr]
        public static void Reset([NoInstr] ref Action<int> slot) => slot = Exchange(slot);

        [NoInstr]
        public static void Fill(ref Action<int> slot) { }

        [NoInstr]
        [return: NoInstr]
        private static Action<int> Exchange([NoInstr] Action<int> slot) => slot;
    }

    [InlineArray(4)]
    public struct HandlerTable
    {
        [NoInstr]
        private Action<int> _first;
    }

    public unsafe struct Pointers
    {
        [NoInstr]
        public delegate*<int, void> Nmi;

        public delegate*<int, void> Any;
    }

    public record Ops([property: NoInstr] Action<int> Enter, Action<int> Exit);

    /// <summary>The parameter of the second constructor has the name of the slot, and is none.</summary>
    public record VectorOps([property: NoInstr] Action<int> Enter, int Vector)
    {
        public VectorOps(Action<int> Enter)
            : this(PvOps.Ready, 0) => Enter(0);
    }

    public record struct ValueOps([property: NoInstr] Action<int> Enter, Action<int> Exit);

    public class Holder<T>
        where T : Delegate
    {
        [NoInstr]
        public T? Handler;
    }

    public static class Registration
    {
        public static void Add([NoInstr] this Action<int> handler) { }

        public static void AddAny<T>([NoInstr] T handler)
            where T : Delegate
        {
        }

        public static unsafe void AddPointer([NoInstr] delegate*<int, void> handler) { }
    }
}
