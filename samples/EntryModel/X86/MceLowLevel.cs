namespace EntryModel.X86;

/// <summary>arch/x86/kernel/cpu/mce/: what noinstr code calls there, in core.c, severity.c, p5.c, winchip.c.</summary>
[NoInstr]
internal static class MceLowLevel
{
    [Kernel("mce_gather_info", "arch/x86/kernel/cpu/mce/*.c")]
    internal static void MceGatherInfo(Cpu cpu) => Step(cpu);

    /// <summary>It opens a region of its own, to stop the machine in it.</summary>
    [Kernel("mce_panic", "arch/x86/kernel/cpu/mce/*.c")]
    internal static void McePanic(Cpu cpu)
    {
        Step(cpu);
        cpu.McePanicked = true;
        InstrumentationScope.Begin();
        Panic(cpu);
        InstrumentationScope.End();
    }

    [Kernel("mce_severity", "arch/x86/kernel/cpu/mce/*.c")]
    internal static MceSeverityLevel MceSeverity(Cpu cpu)
    {
        Step(cpu);
        return cpu.MceWorst;
    }

    [Kernel("mce_read_aux", "arch/x86/kernel/cpu/mce/*.c")]
    internal static void MceReadAux(Cpu cpu) => Step(cpu);

    [Kernel("mce_rdmsrq", "arch/x86/kernel/cpu/mce/*.c")]
    internal static void MceRdmsrq(Cpu cpu) => Step(cpu);

    [Kernel("mce_wrmsrq", "arch/x86/kernel/cpu/mce/*.c")]
    internal static void MceWrmsrq(Cpu cpu) => Step(cpu);

    [Kernel("pentium_machine_check", "arch/x86/kernel/cpu/mce/*.c")]
    internal static void PentiumMachineCheck(Cpu cpu) => Step(cpu);

    [Kernel("winchip_machine_check", "arch/x86/kernel/cpu/mce/*.c")]
    internal static void WinchipMachineCheck(Cpu cpu) => Step(cpu);
}
