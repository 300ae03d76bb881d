namespace EntryModel.X86;

/// <summary>
/// arch/x86/xen/xen-asm.S, arch/x86/entry/entry_64.S: the hypervisor calls one entry point per trap, whatever was interrupted. What the hardware's
/// gate does, it does: the virtual interrupt flag is clear.
/// </summary>
internal static partial class EntryStubs
{
    /// <summary>exc_xen_hypervisor_callback</summary>
    internal static void ExcXenHypervisorCallback(Cpu cpu, bool userMode)
    {
        var regs = Gate(cpu, userMode);
        XenPvEvtchnDoUpcall(cpu, in regs);
        Return(cpu, in regs);
    }

    /// <summary>asm_xenpv_exc_nmi</summary>
    internal static void AsmXenpvExcNmi(Cpu cpu, bool userMode)
    {
        var regs = NmiGate(cpu, userMode);
        XenpvExcNmi(cpu, in regs);
        Return(cpu, in regs);
    }

    /// <summary>asm_xenpv_exc_double_fault</summary>
    internal static void AsmXenpvExcDoubleFault(Cpu cpu)
    {
        var regs = Gate(cpu, userMode: false);
        XenpvExcDoubleFault(cpu, in regs);
        Return(cpu, in regs);
    }

    /// <summary>asm_xenpv_exc_debug</summary>
    internal static void AsmXenpvExcDebug(Cpu cpu, bool userMode)
    {
        var regs = Gate(cpu, userMode);
        XenpvExcDebug(cpu, in regs);
        Return(cpu, in regs);
    }

    /// <summary>asm_xenpv_exc_machine_check</summary>
    internal static void AsmXenpvExcMachineCheck(Cpu cpu, bool userMode)
    {
        var regs = Gate(cpu, userMode);
        XenpvExcMachineCheck(cpu, in regs);
        Return(cpu, in regs);
    }

    /// <summary>asm_exc_xen_unknown_trap</summary>
    internal static void AsmExcXenUnknownTrap(Cpu cpu, bool userMode)
    {
        var regs = Gate(cpu, userMode);
        ExcXenUnknownTrap(cpu, in regs);
        Return(cpu, in regs);
    }
}
