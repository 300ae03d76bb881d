namespace NoInstr.Tests.EntryModel.Fidelity;

/// <summary>Where the model differs from the kernel on purpose: how exactly, and why. Nothing else may differ.</summary>
internal static partial class DeliberateDifferences
{
    public static IReadOnlyDictionary<string, (string Difference, string Reason)> All { get; } = new Dictionary<string, (string, string)>
    {
        ["vcpu_enter_guest"] = ("+preempt_disable +local_irq_disable +KvmVcpuExitRequest",
            "The table leaves out what comes before the guest's run, and what keeps the run from being repeated at once."),
        ["xen_pv_evtchn_do_upcall"] = ("+trace_hardirqs_on",
            "A defect of the kernel, repaired: the way back into a hypercall tells neither the tracer nor lockdep. The scenario xen-inhcall-lost has it as it is."),
        ["x86_entry_from_kvm"] = ("not modelled",
            "It comes with v7.1, where it replaces what vmx_handle_nmi() and handle_external_interrupt_irqoff() do themselves."),
    };
}
