using static EntryModel.Running.Scenario;

namespace EntryModel.Running;

/// <summary>What ends a guest's run, on either vendor's CPU.</summary>
internal static class GuestScenarios
{
    internal static IReadOnlyList<Scenario> All =>
    [
        new("guest-vmx", "vcpu_run() on VMX: an NMI ends the run",
            InKernel + WithNmi, VcpuRun),
        new("guest-interrupt", "vcpu_run() on VMX: an interrupt ends the run, and preempts the vCPU",
            InKernel + WithIrq + WithResched, VcpuRun),
        new("guest-svm", "vcpu_run() on SVM: an interrupt ends the run",
            InKernel + OnSvm + WithIrq, VcpuRun),
        new("guest-svm-nmi", "vcpu_run() on SVM: an NMI is taken as soon as the global interrupt flag is set",
            InKernel + OnSvm + WithNmi + (cpu => cpu.GuestIsSevEs = true), VcpuRun),
        new("guest-fred", "vcpu_run() on VMX with FRED: an NMI ends the run, then an interrupt",
            InKernel + FredScenarios.OnFred + WithIrq + WithNmi + Runs(1), VcpuRun),
        new("guest-work", "vcpu_run(): a halted vCPU, and work at the edge of the loop",
            InKernel + WithResched + With(ThreadFlags.NotifyResume) + Runs(2) + (cpu =>
            {
                cpu.GuestIsHalted = true;
                cpu.GuestFastRuns = 1;
            }), VcpuRun),
        new("guest-signal", "vcpu_run(): a signal ends the loop",
            InKernel + With(ThreadFlags.SigPending) + Runs(2), VcpuRun),
        new("guest-page-fault", "vcpu_run(): a page fault ends the run",
            InKernel + Does(VmExit.PageFault), VcpuRun),
        new("guest-fpu", "vcpu_run(): the guest uses what it has not enabled",
            InKernel + Does(VmExit.DeviceNotAvailable), VcpuRun),
        new("guest-mce", "vcpu_run(): a machine check ends the run",
            InKernel + Does(VmExit.MachineCheck), VcpuRun),
        new("guest-mce-entry", "vcpu_run(): a machine check while the guest is entered",
            InKernel + Does(VmExit.MachineCheckDuringEntry), VcpuRun),
        new("guest-untracked", "vcpu_run() on a CPU without context tracking",
            InKernel + Untracked, VcpuRun),
        new("guest-fails", "vcpu_run(): the guest cannot be entered",
            InKernel + (cpu => cpu.GuestEntryFails = true), VcpuRun),
    ];

    private static Action<Cpu> OnSvm => cpu => cpu.Config.Svm = true;

    private static Action<Cpu> WithNmi => cpu => cpu.Pending |= PendingEvents.NmiInGuest;

    private static Action<Cpu> With(ThreadFlags work) => cpu => cpu.ThreadFlags |= work;

    private static Action<Cpu> Runs(int more) => cpu => cpu.GuestRuns = more;

    private static Action<Cpu> Does(VmExit exit) => cpu => cpu.GuestDoes = exit;
}
