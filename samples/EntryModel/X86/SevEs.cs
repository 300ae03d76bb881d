namespace EntryModel.X86;

/// <summary>
/// arch/x86/include/asm/sev.h: an NMI in an SEV-ES guest. #VC, which the handler may raise, uses a stack of the interrupt stack table, and an
/// NMI that has interrupted #VC moves that stack on before it does anything else. What is behind the static key is noinstr.
/// </summary>
internal static class SevEs
{
    [Kernel("sev_es_ist_enter", "arch/x86/include/asm/sev.h")]
    [AlwaysInline, Primitive, Forbids(EntryState.Nmi), Establishes(ArchState.NmiEntered)]
    internal static void SevEsIstEnter(Cpu cpu)
    {
        if (cpu.SevEsEnabled)
            SevEsIstEnterCore(cpu);
    }

    [Kernel("sev_es_ist_exit", "arch/x86/include/asm/sev.h")]
    [AlwaysInline, Primitive, Forbids(EntryState.Nmi), Revokes(ArchState.NmiEntered)]
    internal static void SevEsIstExit(Cpu cpu)
    {
        if (cpu.SevEsEnabled)
            SevEsIstExitCore(cpu);
    }

    /// <summary>Lets the hypervisor deliver the next NMI.</summary>
    [Kernel("sev_es_nmi_complete", "arch/x86/include/asm/sev.h")]
    [AlwaysInline]
    internal static void SevEsNmiComplete(Cpu cpu)
    {
        if (cpu.SevEsEnabled)
            SevEsNmiCompleteCore(cpu);
    }

    [Kernel("__sev_es_ist_enter")]
    [NoInstr]
    private static void SevEsIstEnterCore(Cpu cpu) => Step(cpu);

    [Kernel("__sev_es_ist_exit")]
    [NoInstr]
    private static void SevEsIstExitCore(Cpu cpu) => Step(cpu);

    [Kernel("__sev_es_nmi_complete")]
    [NoInstr]
    private static void SevEsNmiCompleteCore(Cpu cpu) => Step(cpu);
}
