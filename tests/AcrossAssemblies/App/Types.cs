// Objects and records of the libraries.
using Kernel;
using NoInstr;
using Trace;

namespace App
{
    static class Objects
    {
        [NoInstr]
        static void Construct()
        {
            var token = new Token(1);
            _ = token.Number;
            _ = new Regs(1, 2);
            InstrumentationScope.Begin();
            var frame = new Frame(1, 2);
            InstrumentationScope.End();
            _ = new Cpu(1); // NOINSTR104
            _ = new Cpu("boot"); // NOINSTR104 // NOINSTR101
            _ = new Queue(4); // NOINSTR104
            _ = new Node(); // NOINSTR104 // NOINSTR101
            _ = new Counter(); // NOINSTR104 // NOINSTR101
            _ = new CleanCounter(); // NOINSTR104
        }

        [NoInstr]
        static void Records(Frame frame, Regs regs, Plain plain, Sample sample)
        {
            _ = frame.Number + regs.Ip + sample.Ip;
            _ = plain.Number; // NOINSTR101
            var (number, cpu) = frame;
            var (ip, sp) = regs;
            var (ofPlain, _) = plain; // NOINSTR103
            var (ofSample, _) = sample;
            _ = frame == null; // NOINSTR101
            _ = regs == default; // NOINSTR101
            _ = regs.Equals(regs); // NOINSTR101
            _ = regs.GetHashCode(); // NOINSTR101
            _ = frame.ToString(); // NOINSTR102
            _ = sample.ToString(); // NOINSTR102
            _ = frame with { Number = 3 }; // NOINSTR103
            _ = regs with { Ip = 3 };
        }
    }

    sealed class Lru : Cache
    {
        [NoInstr]
        public Lru() { } // NOINSTR103
    }

    /// <summary>Nobody wrote its constructor; what that calls is decided by what can be called from here.</summary>
    [NoInstr]
    sealed class Plru : Cache // NOINSTR103
    {
    }

    sealed class Fifo : Cache
    {
        [NoInstr]
        public Fifo() : base(4) { } // NOINSTR101
    }
}
