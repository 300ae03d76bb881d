// Types that cover their members, and what a record and a primary constructor are compiled to.
using System;
using System.Runtime.CompilerServices;
using NoInstr;

namespace Kernel
{
    [NoInstr]
    public class Idle
    {
        public static int Ticks { get; set; }

        public static event Action? Woken;

        public static void Enter() { }

        [Instrumentable]
        public static void Trace() => Woken?.Invoke();

        public static class Deep
        {
            public static void Enter() { }
        }

        [Instrumentable]
        public static class Statistics
        {
            public static void Count() { }
        }
    }

    /// <summary>Covers its constructor, accessors and Deconstruct, and nothing else that is synthesised.</summary>
    [NoInstr]
    public record Frame(int Number, int Cpu);

    [NoInstr]
    public record struct Regs(int Ip, int Sp);

    public record Plain(int Number, int Cpu);

    public class Timer([NoInstr] Action? handler)
    {
        [NoInstr]
        public Action? Handler => handler;

        [NoInstr]
        public int Rate { get; } = 100;
    }

    [method: NoInstr]
    public readonly struct Token(int number)
    {
        public int Number { [NoInstr] get; } = number;
    }

    [method: AlwaysInline]
    public class Queue(int length) : Node // NOINSTR308
    {
        public int Length { [NoInstr] get; } = length;
    }

    public class Node
    {
        public Node() => Entry.Log();
    }

    public static class PerCpu
    {
        public static readonly object Lock = Make();

        [ThreadStatic]
        public static int Current;

        private static object Make() => new();
    }
}
