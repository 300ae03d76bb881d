namespace EntryModel.X86;

/// <summary>arch/x86/kernel/traps.c, coco/tdx/tdx.c: #VE, which a TDX guest takes where its hypervisor has to be asked.</summary>
internal static class VirtualizationException
{
    [Kernel("exc_virtualization_exception", "arch/x86/kernel/traps.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true)]
    internal static void ExcVirtualizationException(Cpu cpu, in PtRegs regs) => DefineIdtentry<Virtualization>(cpu, in regs);

    /// <summary>NMIs, and a second #VE, are blocked until the first call has fetched what it is about.</summary>
    internal readonly struct Virtualization : IIdtentry
    {
        [Kernel("__exc_virtualization_exception", "arch/x86/kernel/traps.c")]
        [AlwaysInline, Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
        public static void Body(Cpu cpu, in PtRegs regs)
        {
            TdxGetVeInfo(cpu);
            CondLocalIrqEnable(cpu, in regs);
            if (!TdxHandleVirtException(cpu, in regs))
                VeRaiseFault(cpu, in regs);
            CondLocalIrqDisable(cpu, in regs);
        }
    }

    [Kernel("tdx_get_ve_info", "arch/x86/coco/tdx/tdx.c")]
    private static void TdxGetVeInfo(Cpu cpu) => Work(cpu);

    [Kernel("tdx_handle_virt_exception", "arch/x86/coco/tdx/tdx.c")]
    private static bool TdxHandleVirtException(Cpu cpu, in PtRegs regs)
    {
        Work(cpu);
        return UserMode(in regs) || !cpu.HasFixup;
    }

    private static void VeRaiseFault(Cpu cpu, in PtRegs regs)
    {
        Work(cpu);
        if (UserMode(in regs))
            ForceSigFault(cpu);
        else if (!FixupException(cpu))
            Die(cpu);
    }
}
