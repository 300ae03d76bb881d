namespace EntryModel.Kvm;

/// <summary>What both vendors' halves call: arch/x86/kvm/trace.h, x86.h, lapic.h. None of it matters here.</summary>
internal static class KvmLeaves
{
    internal static void TraceKvmEntry(Cpu cpu) => Work(cpu);

    internal static void TraceKvmExit(Cpu cpu) => Work(cpu);

    internal static void KvmLoadGuestXsaveState(Cpu cpu) => Work(cpu);

    internal static void KvmLoadHostXsaveState(Cpu cpu) => Work(cpu);

    internal static void KvmWaitLapicExpire(Cpu cpu) => Work(cpu);
}
