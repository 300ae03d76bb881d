using static EntryModel.Running.Scenario;

namespace EntryModel.Running;

/// <summary>A Xen PV guest, where the hypervisor is the hardware.</summary>
internal static class XenScenarios
{
    internal static IReadOnlyList<Scenario> All =>
    [
        new("xen", "xen_pv_evtchn_do_upcall() from user mode",
            InUser + OnXen, cpu => ExcXenHypervisorCallback(cpu, userMode: true)),
        new("xen-inhcall", "xen_pv_evtchn_do_upcall() reschedules within a hypercall",
            InHypercall, cpu => ExcXenHypervisorCallback(cpu, userMode: false)),
        new("xen-inhcall-lost", "the same as the kernel has it: nobody is told of the return",
            InHypercall + (cpu => cpu.Config.XenTellsLockdep = false), cpu => ExcXenHypervisorCallback(cpu, userMode: false)) { IsBroken = true },
        new("xen-nmi", "xenpv_exc_nmi() from user mode",
            InUser + OnXen, cpu => AsmXenpvExcNmi(cpu, userMode: true)),
        new("xen-debug-user", "xenpv_exc_debug() from user mode, single step",
            InUser + OnXen + WithStep, cpu => AsmXenpvExcDebug(cpu, userMode: true)),
        new("xen-debug-kernel", "xenpv_exc_debug() from the kernel, a watchpoint",
            InKernel + OnXen + WithWatchpoint, cpu => AsmXenpvExcDebug(cpu, userMode: false)),
        new("xen-mce-user", "xenpv_exc_machine_check() from user mode",
            InUser + OnXen, cpu => AsmXenpvExcMachineCheck(cpu, userMode: true)),
        new("xen-mce-kernel", "xenpv_exc_machine_check() from the kernel",
            InKernel + OnXen, cpu => AsmXenpvExcMachineCheck(cpu, userMode: false)),
        new("xen-double-fault", "xenpv_exc_double_fault(): IRET has faulted on a stack that espfix made",
            InIrqsOff + OnXen + (cpu => cpu.EspfixFaults = true), AsmXenpvExcDoubleFault),
        new("xen-unknown", "exc_xen_unknown_trap(): there is no such trap",
            InUser + OnXen, cpu => AsmExcXenUnknownTrap(cpu, userMode: true)) { IsBroken = true },
    ];

    private static Action<Cpu> OnXen => cpu =>
    {
        cpu.Config.XenPv = true;
        cpu.Config.Preemption = false;
    };

    private static Action<Cpu> InHypercall => InKernel + OnXen + WithResched + (cpu => cpu.XenInPreemptibleHcall = true);
}
