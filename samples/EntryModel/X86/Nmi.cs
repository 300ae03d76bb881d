namespace EntryModel.X86;

/// <summary>arch/x86/kernel/nmi.c</summary>
internal static class Nmi
{
    /// <summary>
    /// exc_nmi(): one path whatever it interrupts, another NMI included. That one is only noted, and the first starts
    /// over when it is done, with a fresh token.
    /// </summary>
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr, MethodImpl(NoInlining)]
    internal static void ExcNmi(Cpu cpu)
    {
        Trace.Enter(cpu, Step.ExcNmi);
        SevEsNmiComplete(cpu);
        cpu.NmiCalls++;

        if (cpu.IsOffline)
        {
            if (MicrocodeNmiHandlerEnabled(cpu))
                MicrocodeOfflineNmiHandler(cpu);
            Trace.Leave(cpu);
            return;
        }

        if (cpu.NmiState != NmiState.NotRunning)
        {
            cpu.NmiState = NmiState.Latched;
            Trace.Record(cpu, Step.NmiLatched);
            Trace.Leave(cpu);
            return;
        }

        cpu.NmiState = NmiState.Executing;
        var cr2 = cpu.Cr2;

    NmiRestart:
        SevEsIstEnter(cpu);
        var dr7 = LocalDbSave(cpu);

        var state = IrqentryNmiEnter(cpu);

        cpu.NmiCount++;
        DefaultDoNmi(cpu);

        IrqentryNmiExit(cpu, state);

        LocalDbRestore(cpu, dr7);
        SevEsIstExit(cpu);

        if (cpu.Cr2 != cr2)
            cpu.Cr2 = cr2;

        cpu.NmiState--;
        if (cpu.NmiState != NmiState.NotRunning)
            goto NmiRestart;

        Trace.Leave(cpu);
    }

    /// <summary>exc_nmi_kvm_vmx(): an NMI that ended a guest's run.</summary>
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr, MethodImpl(NoInlining)]
    internal static void ExcNmiKvmVmx(Cpu cpu)
    {
        Trace.Enter(cpu, Step.ExcNmiKvmVmx);
        ExcNmi(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>default_do_nmi()</summary>
    [NoInstr, MethodImpl(NoInlining)]
    private static void DefaultDoNmi(Cpu cpu)
    {
        Trace.Enter(cpu, Step.DefaultDoNmi);
        InstrumentationBegin(cpu);

        if (MicrocodeNmiHandlerEnabled(cpu) && MicrocodeNmiHandler(cpu))
            goto Out;

        if (NmiHandle(cpu))
            goto Out;

        while (!RawSpinTrylock(cpu))
            RunCrashIpiCallback(cpu);

        var reason = GetNmiReason(cpu);
        if (reason is NmiReason.SystemError or NmiReason.IoCheck)
        {
            if (reason == NmiReason.SystemError)
                PciSerrError(cpu);
            else
                IoCheckError(cpu);
            RawSpinUnlock(cpu);
            goto Out;
        }

        RawSpinUnlock(cpu);
        UnknownNmiError(cpu);

    Out:
        InstrumentationEnd(cpu);
        Trace.Leave(cpu);
    }

    /// <summary>sev_es_nmi_complete()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static void SevEsNmiComplete(Cpu cpu) => Trace.Record(cpu, Step.SevEsNmiComplete);

    /// <summary>sev_es_ist_enter()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static void SevEsIstEnter(Cpu cpu) => Trace.Record(cpu, Step.SevEsIstEnter);

    /// <summary>sev_es_ist_exit()</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static void SevEsIstExit(Cpu cpu) => Trace.Record(cpu, Step.SevEsIstExit);

    /// <summary>microcode_nmi_handler_enabled(): a static key.</summary>
    [AlwaysInline, MethodImpl(AggressiveInlining)]
    private static bool MicrocodeNmiHandlerEnabled(Cpu cpu) => cpu.MicrocodeUpdates;

    /// <summary>microcode_offline_nmi_handler(): nothing is established here, and nothing may be.</summary>
    [NoInstr, MethodImpl(NoInlining)]
    private static void MicrocodeOfflineNmiHandler(Cpu cpu) => Trace.Record(cpu, Step.MicrocodeOfflineNmiHandler);
}
