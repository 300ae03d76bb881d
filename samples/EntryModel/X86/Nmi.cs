namespace EntryModel.X86;

/// <summary>arch/x86/kernel/nmi.c</summary>
internal static class Nmi
{
    /// <summary>
    /// One path whatever it interrupts, user mode and another NMI included. That other one is only noted, and the first starts over when it is
    /// done, with a fresh token. On an offline CPU, and where the NMI is only noted, nothing is established, and nothing needs to be.
    /// </summary>
    [Kernel("exc_nmi", "arch/x86/kernel/nmi.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcNmi(Cpu cpu, in PtRegs regs)
    {
        SevEsNmiComplete(cpu);
        cpu.Statistics.NmiCalls++;

        if (ArchCpuIsOffline(cpu))
        {
            if (MicrocodeNmiHandlerEnabled(cpu))
                MicrocodeOfflineNmiHandler(cpu);
            return;
        }

        if (IsNmiExecuting(cpu))
        {
            cpu.NmiState = NmiState.Latched;
            Step(cpu);
            return;
        }

        BeginNmi(cpu);

    NmiRestart:
        var cr2 = SaveCr2(cpu); // once more for the next one, which finds it restored
        SevEsIstEnter(cpu);
        var dr7 = LocalDbSave(cpu);

        var state = IrqentryNmiEnter(cpu, in regs);

        IncIrqStat(ref cpu.Statistics.Nmis);
        if (!cpu.IgnoreNmis)
            DefaultDoNmi(cpu);

        IrqentryNmiExit(cpu, in regs, state);

        LocalDbRestore(cpu, dr7);
        SevEsIstExit(cpu);

        RestoreCr2(cpu, cr2);

        if (IsNmiLatched(cpu))
            goto NmiRestart;
    }

    /// <summary>An NMI that ended a guest's run.</summary>
    [Kernel("exc_nmi_kvm_vmx", "arch/x86/kernel/nmi.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcNmiKvmVmx(Cpu cpu, in PtRegs regs) => ExcNmi(cpu, in regs);

    /// <summary>Whoever finds the cause goes to the end of the region, which is the same for all.</summary>
    [Kernel("default_do_nmi", "arch/x86/kernel/nmi.c")]
    [NoInstr, Requires(EntryState.Nmi, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    internal static void DefaultDoNmi(Cpu cpu)
    {
        InstrumentationScope.Begin();

        if (MicrocodeNmiHandlerEnabled(cpu) && MicrocodeNmiHandler(cpu))
            goto Out;

        if (NmiHandle(cpu))
            goto Out;

        while (!RawSpinTrylock(cpu))
        {
            RunCrashIpiCallback(cpu);
            CpuRelax(cpu);
        }

        var reason = GetNmiReason(cpu);
        var isKnown = reason is NmiReason.SystemError or NmiReason.IoCheck;
        if (reason == NmiReason.SystemError)
            PciSerrError(cpu);
        else if (reason == NmiReason.IoCheck)
            IoCheckError(cpu);
        if (isKnown && cpu.Config.Is32Bit)
            ReassertNmi(cpu);

        RawSpinUnlock(cpu);
        if (isKnown)
            goto Out;

        UnknownNmiError(cpu);

    Out:
        InstrumentationScope.End();
    }

    /// <summary>What the handler faults on must not be taken for what the interrupted code has faulted on.</summary>
    [AlwaysInline, Primitive, Establishes(NmiContext.Cr2Saved)]
    internal static ulong SaveCr2(Cpu cpu) => ReadCr2(cpu);

    /// <summary>To write it is slow, and rarely needed.</summary>
    [AlwaysInline, Revokes(NmiContext.Cr2Saved)]
    internal static void RestoreCr2(Cpu cpu, ulong saved)
    {
        if (Cr2Differs(ReadCr2(cpu), saved))
            WriteCr2(cpu, saved);
        else
            KeepsCr2(cpu);
    }

    /// <summary>A static key.</summary>
    [Kernel("microcode_nmi_handler_enabled")]
    [AlwaysInline]
    internal static bool MicrocodeNmiHandlerEnabled(Cpu cpu) => cpu.MicrocodeUpdates;

    /// <summary>Nothing is established here, and nothing may be.</summary>
    [Kernel("microcode_offline_nmi_handler")]
    [NoInstr]
    internal static void MicrocodeOfflineNmiHandler(Cpu cpu) => Step(cpu);
}
