using static EntryModel.Running.Scenario;

namespace EntryModel.Running;

/// <summary>The two entry points of FRED, with each type of event.</summary>
internal static class FredScenarios
{
    internal static IReadOnlyList<Scenario> All => [.. SystemCalls, .. Interrupts, .. Exceptions];

    internal static Action<Cpu> OnFred => cpu => cpu.Config.Fred = true;

    private static Scenario[] SystemCalls =>
    [
        new("fred-syscall", "fred_entry_from_user(): do_syscall_64()",
            InUser + OnFred + WithSyscallWork, cpu => AsmFredEntrypointUser(cpu, FredEvent.Other, Vector.FredSyscall, nr: 39)),
        new("fred-sysenter", "fred_entry_from_user(): do_fast_syscall_32()",
            InUser + OnFred, cpu => AsmFredEntrypointUser(cpu, FredEvent.Other, Vector.FredSysenter, nr: 20, longMode: false)),
        new("fred-int80", "fred_entry_from_user(): fred_int80_emulation()",
            InUser + OnFred, cpu => AsmFredEntrypointUser(cpu, FredEvent.SwInt, Vector.Ia32Syscall, nr: 20, longMode: false)),
    ];

    private static Scenario[] Interrupts =>
    [
        new("fred-irq", "fred_entry_from_kernel(): common_interrupt()",
            InKernel + OnFred + WithResched, cpu => AsmFredEntrypointKernel(cpu, FredEvent.ExtInt, Vector.Device)),
        new("fred-idle", "do_idle(): fred_entry_from_kernel() ends the halt",
            InIdle + OnFred + WithIrq, DoIdle),
        new("fred-sysvec-user", "fred_entry_from_user(): every system vector",
            InUser + OnFred, cpu => EachSysvec(vector => AsmFredEntrypointUser(cpu, FredEvent.ExtInt, vector))),
        new("fred-sysvec-kernel", "fred_entry_from_kernel(): every system vector",
            InKernel + OnFred, cpu => EachSysvec(vector => AsmFredEntrypointKernel(cpu, FredEvent.ExtInt, vector))),
        new("fred-sysvec-spurious", "fred_entry_from_user(): a system vector that nobody has makes a second bracket within the first",
            InUser + OnFred, cpu => AsmFredEntrypointUser(cpu, FredEvent.ExtInt, Vector.FirstSystem)) { IsBroken = true },
        new("fred-nmi", "fred_entry_from_user(): fred_exc_nmi()",
            InUser + OnFred, cpu => AsmFredEntrypointUser(cpu, FredEvent.Nmi, Vector.Nmi)),
        new("fred-nmi-offline", "fred_entry_from_kernel(): fred_exc_nmi() on an offline CPU",
            InIrqsOff + OnFred + Offline, cpu => AsmFredEntrypointKernel(cpu, FredEvent.Nmi, Vector.Nmi)),
    ];

    private static Scenario[] Exceptions =>
    [
        new("fred-int3", "fred_entry_from_user(): exc_int3()",
            InUser + OnFred, cpu => AsmFredEntrypointUser(cpu, FredEvent.SwExc, Vector.Int3)),
        new("fred-exceptions", "fred_entry_from_user(): every exception of the hardware",
            InUser + OnFred, EachException),
        new("fred-debug-user", "fred_entry_from_user(): fred_exc_debug(), single step",
            InUser + OnFred + WithStep, cpu => AsmFredEntrypointUser(cpu, FredEvent.HwExc, Vector.Debug)),
        new("fred-debug-kernel", "fred_entry_from_kernel(): fred_exc_debug(), a watchpoint",
            InKernel + OnFred + WithWatchpoint, cpu => AsmFredEntrypointKernel(cpu, FredEvent.HwExc, Vector.Debug)),
        new("fred-mce-kernel", "fred_entry_from_kernel(): fred_exc_machine_check()",
            InKernel + OnFred, cpu => AsmFredEntrypointKernel(cpu, FredEvent.HwExc, Vector.MachineCheck)),
        new("fred-bad-type", "fred_entry_from_kernel(): an event that nobody knows",
            InKernel + OnFred, cpu => AsmFredEntrypointKernel(cpu, FredEvent.SwInt, Vector.Int3)),
    ];

    private static void EachSysvec(Action<byte> enter)
    {
        for (var index = 0; index < Vector.SystemCount; index++)
        {
            if (FredSysvecs.IsUsed((byte)(Vector.FirstSystem + index)))
                enter((byte)(Vector.FirstSystem + index));
        }
    }

    private static void EachException(Cpu cpu)
    {
        byte[] vectors =
        [
            Vector.DivideError, Vector.Bounds, Vector.InvalidOp, Vector.DeviceNotAvailable, Vector.InvalidTss, Vector.SegmentNotPresent, Vector.StackSegment,
            Vector.GeneralProtection, Vector.PageFault, Vector.CoprocessorError, Vector.AlignmentCheck, Vector.SimdCoprocessorError, Vector.MachineCheck,
            Vector.Virtualization, Vector.ControlProtection,
        ];
        foreach (var vector in vectors)
            AsmFredEntrypointUser(cpu, FredEvent.HwExc, vector);
    }
}
