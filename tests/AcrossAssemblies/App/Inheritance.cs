// What implements and overrides the members of the libraries.
using System;
using Kernel;
using NoInstr;
using Trace;

namespace App
{
    sealed class Tsc : IClock
    {
        public ulong Read() => 0; // NOINSTR301: 'IClock.Read'

        public void Adjust() { }
    }

    sealed class Hpet : IClock
    {
        [NoInstr]
        ulong IClock.Read() => 0;

        void IClock.Adjust() { }
    }

    sealed class Acpi : Counter, IClock // NOINSTR301
    {
    }

    sealed class Pit : CleanCounter, IClock
    {
    }

    sealed class Rtc : Clock, IClock
    {
    }

    sealed class Apic : IChip
    {
        public int Mask { get; [NoInstr] set; } // NOINSTR301

        public int Level { [NoInstr] get; set; }

        public event Action Fired { add { } remove { } } // NOINSTR301

        public Action Handler() => Calls2.Nothing; // NOINSTR301

        public void Register([NoInstr] Action handler) { } // NOINSTR301
    }

    sealed class X86 : IPlatform<X86>
    {
        public static void Boot() { } // NOINSTR301

        public static void Describe() { }
    }

    sealed class Nvme : Driver
    {
        public override void Ack(int vector) { } // NOINSTR301: 'Driver.Ack'

        public override int Rate { [NoInstr] get; set; } // NOINSTR301: 'Driver.Rate'

        public override void Describe() { }
    }

    sealed class Ahci : Driver
    {
        [NoInstr]
        public override void Ack(int vector) { }

        [NoInstr]
        public override int Rate { get; set; }

        public override void Describe() { }
    }

    sealed class Smc : Firmware.Monitor
    {
        public override void Call() { } // NOINSTR301

        [NoInstr]
        public override int Version => 2;
    }

    sealed class Kprobe : IProbe
    {
        public void Hit(int ip) { } // NOINSTR301: 'IProbe.Hit'

        public void Describe() { }
    }

    static class Calls2
    {
        public static void Nothing() { }
    }
}
