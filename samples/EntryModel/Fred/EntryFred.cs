namespace EntryModel.Fred;

internal static class EntryFred
{
    [Kernel("__fred_entry_from_kvm", "arch/x86/entry/entry_fred.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true), NoInstr]
    internal static void FredEntryFromKvmCore(Cpu cpu, in PtRegs regs)
    {
    }
}
