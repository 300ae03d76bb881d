// Instrumentable code that fills the slots of the libraries, and noinstr code that calls through them.
using System;
using Kernel;
using NoInstr;
using Trace;

namespace App
{
    static class Boot
    {
        static void Trace(int vector) { }

        [NoInstr]
        static void Ready(int vector) { }

        static void Fields(PvOps ops, Action<int> probe)
        {
            ops.Enter = Trace; // NOINSTR302: not [NoInstr]
            ops.Enter = probe; // NOINSTR302
            ops.Enter = Ready;
            ops.Enter = PvOps.Ready;
            ops.Enter = ops.Get();
            ops.Enter = ops.Exit;
            ops.Enter += Trace; // NOINSTR302
            ops.Any = Trace;
            ops.Exit = Trace; // NOINSTR302: the property 'Exit'
            ops.Table[0] = Trace; // NOINSTR302: an element of the field 'Table'
            ops.Table = [Ready, Trace]; // NOINSTR302
            ops.Place() = Trace; // NOINSTR302
            ops.Place() = Ready;
            ops.Inline[0] = Trace; // NOINSTR302
            ops.Inline[1] = Ready;
            ops.Enter = vector => Trace(vector); // NOINSTR101: calls 'Boot.Trace'
            ops.Enter = vector => Ready(vector);
        }

        static void Tables(PvOps ops)
        {
            Fill(ops.Table); // NOINSTR302
            var table = ops.Table;
            table[1] = Trace; // NOINSTR302
            Array.Fill(ops.Table, Trace); // NOINSTR302
            ops.SetAll(ops.Table);
        }

        static void Fill(Action<int>[] handlers) => handlers[0] = Trace;

        static void Parameters(PvOps ops, Action<int> probe)
        {
            ops.Set(Trace); // NOINSTR302: the parameter 'handler'
            ops.SetAll(Ready, Trace); // NOINSTR302
            probe.Add(); // NOINSTR302
            Registration.AddAny(probe); // NOINSTR302
            PvOps.Reset(ref ops.Enter);
            PvOps.Reset(ref ops.Any); // NOINSTR302
            PvOps.Fill(ref ops.Enter); // NOINSTR302
            PvOps.Fill(ref ops.Any);
            Register register = ops.Set;
            register(Trace); // NOINSTR302
            Action<Action<int>> any = ops.Set; // NOINSTR302
            Provider provider = ops.Get;
            provider = () => Trace; // NOINSTR302
        }

        static void Types(PvOps ops, Holder<Action<int>> holder)
        {
            Handler handler = Trace; // NOINSTR302: the delegate type 'Handler'
            handler = Ready;
            ops.Nmi = Trace; // NOINSTR302
            ops.Raised += Trace; // NOINSTR302
            ops.Tick += Trace; // NOINSTR302
            ops.Tick += Ready;
            holder.Handler = Trace; // NOINSTR302
            _ = new Ops(Trace, Trace); // NOINSTR302
            _ = new Ops(Ready, Trace) with { Enter = Trace }; // NOINSTR302
            _ = new ValueOps(Trace, Trace); // NOINSTR302
            _ = new ValueOps(Ready, Trace);
            _ = new VectorOps(Trace, 1); // NOINSTR302
            _ = new VectorOps(Trace);
            _ = new Timer(Unready); // NOINSTR302
            Hook hook = Trace; // NOINSTR302
            Ftrace.Current = Trace; // NOINSTR302
            Ftrace.Current = Ftrace.Stop;
            Ftrace.Any = Trace;
            Ftrace.Set(Trace); // NOINSTR302
        }

        static unsafe void Functions(Pointers pointers)
        {
            pointers.Nmi = &Trace; // NOINSTR302
            pointers.Nmi = &Ready;
            pointers.Any = &Trace;
            Registration.AddPointer(&Trace); // NOINSTR302
        }

        static void Unready() { }

        [NoInstr]
        static unsafe void Interrupt(PvOps ops, Handler handler, Hook hook, Pointers pointers, Ops record, ValueOps value, Timer timer, Provider provider)
        {
            ops.Enter(1);
            ops.Exit(1);
            ops.Table[1](1);
            ops.Inline[1](1);
            ops.Nmi!(1);
            ops.Get()(1);
            ops.Any(1); // NOINSTR102
            handler(1);
            hook(1);
            pointers.Nmi(1);
            pointers.Any(1); // NOINSTR102
            Ftrace.Current(1);
            Ftrace.Any(1); // NOINSTR102
            timer.Handler!();
            provider(); // NOINSTR102
        }

        /// <summary>A record declares its slots, and not that its accessors are noinstr: that is one declaration, too.</summary>
        [NoInstr]
        static void Records(Ops record, ValueOps value)
        {
            record.Enter(1);
            record.Exit(1); // NOINSTR101 // NOINSTR102
            value.Enter(1);
            value.Exit(1); // NOINSTR101 // NOINSTR102
        }
    }
}
