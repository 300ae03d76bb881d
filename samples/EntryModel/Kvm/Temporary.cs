namespace EntryModel.Kvm;
internal static class Temporary
{
    [NoInstr] internal static void DoMachineCheck(Cpu cpu, in PtRegs regs) => Step(cpu);
    [NoInstr] internal static void KvmReadAndResetApfFlags(Cpu cpu) => Step(cpu);
    [NoInstr] internal static void ExcMachineCheck(Cpu cpu, in PtRegs regs) => Step(cpu);
    [NoInstr] internal static void NoistExcMachineCheck(Cpu cpu, in PtRegs regs) => Step(cpu);
    [NoInstr] internal static void ExcNmi(Cpu cpu, in PtRegs regs) => Step(cpu);
    [NoInstr] internal static void ExcDoubleFault(Cpu cpu, in PtRegs regs, ulong errorCode) => Step(cpu);
    internal static void SetIrqRegs(Cpu cpu) => Work(cpu);
    internal static void PrErr(Cpu cpu) => Step(cpu);
    [AlwaysInline] internal static void IncIrqStat(ref int x) => x++;
    [AlwaysInline, Requires(EntryState.Rcu, IrqState.Disabled)]
    internal static void RunSysvecOnIrqstackCond<THandler>(Cpu cpu, in PtRegs regs) where THandler : IIrqHandler
    {
            IrqEnterRcu(cpu);
            THandler.Handle(cpu, in regs);
            IrqExitRcu(cpu);
    }
}
internal interface IIrqHandler
{
    [Requires(EntryState.Rcu, EntryState.HardIrq, IrqState.Disabled)]
    static abstract void Handle(Cpu cpu, in PtRegs regs);
}
