namespace EntryModel.Kvm;
internal static class Temporary
{
    [NoInstr] internal static void DoMachineCheck(Cpu cpu, in PtRegs regs) => Step(cpu);
    [NoInstr] internal static void KvmReadAndResetApfFlags(Cpu cpu) => Step(cpu);
}
