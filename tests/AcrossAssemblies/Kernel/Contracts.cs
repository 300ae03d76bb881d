// Members that are implemented or overridden elsewhere.
using System;
using NoInstr;

namespace Kernel
{
    public interface IClock
    {
        [NoInstr]
        ulong Read();

        void Adjust();
    }

    public interface IChip
    {
        [NoInstr]
        int Mask { get; set; }

        int Level { [NoInstr] get; set; }

        [NoInstr]
        event Action Fired;

        [return: NoInstr]
        Action Handler();

        void Register(Action handler);
    }

    public interface IPlatform<TSelf>
        where TSelf : IPlatform<TSelf>
    {
        [NoInstr]
        static abstract void Boot();

        static abstract void Describe();
    }

    public abstract class Driver
    {
        [NoInstr]
        public abstract void Ack(int vector);

        [NoInstr]
        public virtual int Rate { get; set; }

        public abstract void Describe();
    }

    /// <summary>Implements nothing by itself.</summary>
    public class Counter
    {
        public ulong Read() => 0;

        public void Adjust() { }
    }

    [NoInstr]
    public class CleanCounter
    {
        public ulong Read() => 0;

        public void Adjust() { }
    }

    public class Clock : IClock
    {
        [NoInstr]
        ulong IClock.Read() => 0;

        void IClock.Adjust() { }
    }
}
