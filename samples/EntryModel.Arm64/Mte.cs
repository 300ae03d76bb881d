namespace EntryModel.Arm64;

/// <summary>arch/arm64/include/asm/mte.h: memory tagging. The kernel's checks are off in user mode, and its faults are noticed late.</summary>
internal static class Mte
{
    [AlwaysInline]
    internal static void MteCheckTfsrEntry(Cpu cpu) => Step(cpu);

    [AlwaysInline]
    internal static void MteCheckTfsrExit(Cpu cpu) => Step(cpu);

    [AlwaysInline]
    internal static void MteDisableTcoEntry(Cpu cpu) => Step(cpu);
}
