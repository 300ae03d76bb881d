namespace EntryModel.X86;

/// <summary>arch/x86/kernel/nmi.c</summary>
internal static class Nmi
{
    /// <summary>
    /// One path whatever it interrupts, another NMI included. That one is only noted, and the first starts
    /// over when it is done, with a fresh token.
    /// </summary>
    [Kernel("exc_nmi", "arch/x86/kernel/nmi.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr]
    internal static void ExcNmi(Cpu cpu)
    {
        SevEsNmiComplete(cpu);
        cpu.NmiCalls++;

        if (cpu.IsOffline)
        {
            if (MicrocodeNmiHandlerEnabled(cpu))
                MicrocodeOfflineNmiHandler(cpu);
            return;
        }

        if (cpu.NmiState != NmiState.NotRunning)
        {
            cpu.NmiState = NmiState.Latched;
            Step(cpu);
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
    }

    /// <summary>An NMI that ended a guest's run.</summary>
    [Kernel("exc_nmi_kvm_vmx", "arch/x86/kernel/nmi.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr]
    internal static void ExcNmiKvmVmx(Cpu cpu)
    {
        ExcNmi(cpu);
    }

    [Kernel("default_do_nmi", "arch/x86/kernel/nmi.c")]
    [NoInstr]
    private static void DefaultDoNmi(Cpu cpu)
    {
        InstrumentationScope.Begin();

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
        InstrumentationScope.End();
    }

    [Kernel("sev_es_nmi_complete")]
    [AlwaysInline]
    private static void SevEsNmiComplete(Cpu cpu) => Step(cpu);

    [Kernel("sev_es_ist_enter")]
    [AlwaysInline]
    private static void SevEsIstEnter(Cpu cpu) => Step(cpu);

    [Kernel("sev_es_ist_exit")]
    [AlwaysInline]
    private static void SevEsIstExit(Cpu cpu) => Step(cpu);

    /// <summary>A static key.</summary>
    [Kernel("microcode_nmi_handler_enabled")]
    [AlwaysInline]
    private static bool MicrocodeNmiHandlerEnabled(Cpu cpu) => cpu.MicrocodeUpdates;

    /// <summary>Nothing is established here, and nothing may be.</summary>
    [Kernel("microcode_offline_nmi_handler")]
    [NoInstr]
    private static void MicrocodeOfflineNmiHandler(Cpu cpu) => Step(cpu);
}
