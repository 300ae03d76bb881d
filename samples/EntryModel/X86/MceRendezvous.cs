using System.Diagnostics.CodeAnalysis;

namespace EntryModel.X86;

/// <summary>arch/x86/kernel/cpu/mce/core.c: what do_machine_check() does in steps: all CPUs meet, and each looks at its banks.</summary>
internal static class MceRendezvous
{
    private const int CpusOnline = 1;
    private const int Banks = 1;
    private const int SpinUnits = 1000;

    [Kernel("mce_check_crashing_cpu", "arch/x86/kernel/cpu/mce/core.c")]
    [NoInstr]
    internal static bool MceCheckCrashingCpu(Cpu cpu)
    {
        if (!ArchCpuIsOffline(cpu))
            return false;

        NativeRdmsrq(cpu);
        NativeWrmsrq(cpu);
        return true;
    }

    [Kernel("unexpected_machine_check", "arch/x86/kernel/cpu/mce/core.c")]
    [NoInstr]
    internal static void UnexpectedMachineCheck(Cpu cpu)
    {
        InstrumentationScope.Begin();
        PrErr(cpu);
        InstrumentationScope.End();
    }

    /// <summary>A fast string operation that touches poisoned memory without need: it is switched off, and goes on without.</summary>
    [Kernel("quirk_skylake_repmov", "arch/x86/kernel/cpu/mce/core.c")]
    [NoInstr]
    internal static bool QuirkSkylakeRepmov(Cpu cpu)
    {
        MceRdmsrq(cpu);
        MceRdmsrq(cpu);
        MceRdmsrq(cpu);
        if (cpu.MceWorst == MceSeverityLevel.No)
            return false;

        MceWrmsrq(cpu);
        MceWrmsrq(cpu);
        InstrumentationScope.Begin();
        PrErrOnce(cpu);
        InstrumentationScope.End();
        return true;
    }

    [Kernel("mce_timed_out", "arch/x86/kernel/cpu/mce/core.c")]
    [NoInstr]
    private static bool MceTimedOut(Cpu cpu, ref int timeout)
    {
        InstrumentationScope.Begin();
        if (cpu.McePanicked)
            WaitForPanic(cpu);

        if (timeout < SpinUnits)
        {
            CpumaskAnd(cpu);
            PrEmerg(cpu);
            McePanic(cpu);
        }

        timeout -= SpinUnits;
        TouchNmiWatchdog(cpu);
        InstrumentationScope.End();
        return false;
    }

    /// <summary>The first CPU to come is the monarch; nobody goes on until all are here.</summary>
    [Kernel("mce_start", "arch/x86/kernel/cpu/mce/core.c")]
    [NoInstr]
    internal static void MceStart(Cpu cpu)
    {
        var timeout = 1000 * SpinUnits;
        cpu.MceCallin++;
        ArchCpumaskClearCpu(cpu);

        InstrumentationScope.Begin();
        while (cpu.MceCallin < CpusOnline)
        {
            if (MceTimedOut(cpu, ref timeout))
                break;
            Ndelay(cpu);
        }

        InstrumentationScope.End();
        cpu.MceExecuting = 1;
    }

    [Kernel("mce_end", "arch/x86/kernel/cpu/mce/core.c")]
    [NoInstr]
    internal static void MceEnd(Cpu cpu)
    {
        var timeout = 1000 * SpinUnits;

        InstrumentationScope.Begin();
        AtomicInc(ref cpu.MceExecuting);
        while (cpu.MceExecuting <= CpusOnline)
        {
            if (MceTimedOut(cpu, ref timeout))
                break;
            Ndelay(cpu);
        }

        MceReign(cpu);
        InstrumentationScope.End();
        cpu.MceCallin = 0;
        cpu.MceExecuting = 0;
    }

    [Kernel("mce_no_way_out", "arch/x86/kernel/cpu/mce/core.c")]
    [AlwaysInline]
    internal static bool MceNoWayOut(Cpu cpu)
    {
        for (var bank = 0; bank < Banks; bank++)
        {
            MceRdmsrq(cpu);
            ArchSetBit(cpu);
            QuirkSandybridgeIfu(cpu);
            if (MceSeverity(cpu) >= MceSeverityLevel.Panic)
            {
                MceReadAux(cpu);
                return true;
            }
        }

        return false;
    }

    [Kernel("__mc_scan_banks", "arch/x86/kernel/cpu/mce/core.c")]
    [AlwaysInline]
    internal static void McScanBanks(Cpu cpu)
    {
        for (var bank = 0; bank < Banks; bank++)
        {
            ArchClearBit(cpu);
            MceRdmsrq(cpu);
            if (MceSeverity(cpu) == MceSeverityLevel.No)
                continue;

            ArchSetBit(cpu);
            MceReadAux(cpu);
            InstrumentationScope.Begin();
            MceLog(cpu);
            InstrumentationScope.End();
        }
    }

    [Kernel("mce_clear_state", "arch/x86/kernel/cpu/mce/core.c")]
    [AlwaysInline]
    internal static void MceClearState(Cpu cpu)
    {
        for (var bank = 0; bank < Banks; bank++)
        {
            if (ArchTestBit(cpu))
                MceWrmsrq(cpu);
        }
    }

    /// <summary>The monarch judges for all of them.</summary>
    [Kernel("mce_reign", "arch/x86/kernel/cpu/mce/core.c")]
    [Requires(EntryState.Rcu)]
    private static void MceReign(Cpu cpu)
    {
        if (MceSeverity(cpu) >= MceSeverityLevel.Panic)
            McePanic(cpu);
        Memset(cpu);
    }

    [AlwaysInline]
    private static void ArchCpumaskClearCpu(Cpu cpu) => Step(cpu);

    [Kernel("arch___set_bit")]
    [AlwaysInline]
    private static void ArchSetBit(Cpu cpu) => Step(cpu);

    [Kernel("arch___clear_bit")]
    [AlwaysInline]
    private static void ArchClearBit(Cpu cpu) => Step(cpu);

    [AlwaysInline]
    private static bool ArchTestBit(Cpu cpu) => cpu.MceWorst != MceSeverityLevel.No;

    [NoInstr]
    private static void QuirkSandybridgeIfu(Cpu cpu) => Step(cpu);

    [DoesNotReturn]
    private static void WaitForPanic(Cpu cpu) => Panic(cpu);

    private static void AtomicInc(ref int counter) => counter++;

    private static void CpumaskAnd(Cpu cpu) => Work(cpu);

    private static void TouchNmiWatchdog(Cpu cpu) => Work(cpu);

    private static void Ndelay(Cpu cpu) => Work(cpu);

    private static void PrErrOnce(Cpu cpu) => Work(cpu);

    private static void MceLog(Cpu cpu) => Work(cpu);

    private static void Memset(Cpu cpu) => Work(cpu);
}
