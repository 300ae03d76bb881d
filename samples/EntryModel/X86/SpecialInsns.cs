namespace EntryModel.X86;

/// <summary>arch/x86/include/asm/special_insns.h, msr.h, tsc.h: one instruction each.</summary>
internal static class SpecialInsns
{
    [AlwaysInline]
    internal static ulong ReadCr2(Cpu cpu) => cpu.Cr2;

    /// <summary>Here only an NMI writes it, for whom it has interrupted.</summary>
    [AlwaysInline, Revokes(NmiContext.Cr2Saved)]
    internal static void WriteCr2(Cpu cpu, ulong address)
    {
        Step(cpu);
        StoreCr2(cpu, address);
    }

    [AlwaysInline]
    internal static Cr0 ReadCr0(Cpu cpu) => cpu.Cr0;

    [AlwaysInline]
    internal static void WriteCr0(Cpu cpu, Cr0 value)
    {
        Step(cpu);
        cpu.Cr0 = value;
    }

    [AlwaysInline]
    internal static void Rdtsc(Cpu cpu) => Step(cpu);

    [AlwaysInline]
    internal static void NativeRdmsrq(Cpu cpu) => Step(cpu);

    [AlwaysInline]
    internal static void NativeWrmsrq(Cpu cpu) => Step(cpu);

    /// <summary>May be traced, as those above may not.</summary>
    internal static void Rdmsrl(Cpu cpu) => Work(cpu);

    /// <inheritdoc cref="Rdmsrl"/>
    internal static void Wrmsrl(Cpu cpu) => Work(cpu);

    internal static void Wrmsrq(Cpu cpu) => Work(cpu);
}
