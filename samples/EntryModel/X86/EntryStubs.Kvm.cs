namespace EntryModel.X86;

/// <summary>arch/x86/kvm/vmx/vmenter.S: KVM builds the frame that the hardware would have built, and enters where it would have.</summary>
internal static partial class EntryStubs
{
    /// <summary>By way of asm_exc_nmi_kvm_vmx, which is no gate of the IDT.</summary>
    [Kernel("vmx_do_nmi_irqoff", "arch/x86/kvm/vmx/vmenter.S")]
    internal static void VmxDoNmiIrqoff(Cpu cpu)
    {
        var regs = NmiGate(cpu, userMode: false);
        ExcNmiKvmVmx(cpu, in regs);
        Return(cpu, in regs);
    }

    [Kernel("vmx_do_interrupt_irqoff", "arch/x86/kvm/vmx/vmenter.S")]
    internal static void VmxDoInterruptIrqoff(Cpu cpu) => AsmCommonInterrupt(cpu, userMode: false);
}
