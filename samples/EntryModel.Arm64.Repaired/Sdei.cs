namespace EntryModel.Arm64;

/// <summary>arch/arm64/kernel/entry-common.c, sdei.c: events that the firmware delivers, whatever the kernel has masked.</summary>
internal static class Sdei
{
    [Kernel("__sdei_handler", "arch/arm64/kernel/entry-common.c")]
    [EntryPoint(IrqState.Disabled, AnyContext = true)]
    [NoInstr]
    internal static void SdeiHandler(Cpu cpu, ref PtRegs regs)
    {
        Step(cpu);

        Arm64EnterNmi(cpu, ref regs);
        InstrumentationScope.Begin();
        DoSdeiEvent(cpu);
        InstrumentationScope.End();
        Arm64ExitNmi(cpu, in regs);
    }

    [Kernel("do_sdei_event", "arch/arm64/kernel/sdei.c")]
    [Requires(EntryState.Nmi, EntryState.Rcu)]
    private static void DoSdeiEvent(Cpu cpu)
    {
        SdeiApiEventContext(cpu);
        SdeiEventHandler(cpu);
    }

    private static void SdeiApiEventContext(Cpu cpu) => Work(cpu);

    private static void SdeiEventHandler(Cpu cpu) => Work(cpu);
}
