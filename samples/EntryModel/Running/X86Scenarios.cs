using EntryModel.X86;
using static EntryModel.Running.Scenario;

namespace EntryModel.Running;

/// <summary>The entry points of arch/x86 that only the hardware and the hypervisor reach, and the system calls of 32-bit programs.</summary>
internal static class X86Scenarios
{
    private const int Nr = 20;

    internal static IReadOnlyList<Scenario> All => [.. Syscalls, .. Interrupts, .. Exceptions, .. Faults, .. MachineChecks, .. Hypervisor, .. Panics];

    private static Scenario[] Syscalls =>
    [
        new("syscall-ni", "do_syscall_64() with a number that is none", InUser, cpu => EntrySyscall64(cpu, 100_000)),
        new("syscall-x32", "do_syscall_64() of an x32 program", InUser, cpu => EntrySyscall64(cpu, 0x40000000 + Nr)),
        new("sysenter", "do_SYSENTER_32()", InUser, cpu => EntrySysenterCompat(cpu, Nr)),
        new("int80", "do_int80_emulation()", InUser, cpu => Int80Emulation(cpu, Nr)),
        new("int80-32", "do_int80_syscall_32() of a 32-bit kernel", InUser + On32Bit, cpu => EntryInt8032(cpu, Nr)),
        new("fork", "ret_from_fork(): a child's way to user mode", InUser, cpu => RetFromForkAsm(cpu, isKernelThread: false)),
        new("fork-kthread", "ret_from_fork(): a kernel thread that becomes a process", InUser, cpu => RetFromForkAsm(cpu, isKernelThread: true)),
    ];

    private static Scenario[] Interrupts =>
    [
        new("sysvec-user", "every interrupt with an entry of its own, from user mode", InUser, cpu => EachSysvec(cpu, userMode: true)),
        new("sysvec-kernel", "the same, from the kernel", InKernel, cpu => EachSysvec(cpu, userMode: false)),
        new("sysvec", "sysvec_apic_timer_interrupt() from the kernel", InKernel, cpu => IdtentrySysvec(cpu, SystemVector.ApicTimerInterrupt, userMode: false)),
        new("sysvec-simple", "sysvec_reschedule_ipi() from the kernel", InKernel, cpu => IdtentrySysvec(cpu, SystemVector.RescheduleIpi, userMode: false)),
        new("irq-unassigned", "common_interrupt() for a vector that nobody has", InKernel + (cpu => cpu.IsVectorUnassigned = true), cpu => AsmCommonInterrupt(cpu, userMode: false)),
        new("idle-mwait", "do_idle(): mwait_idle()", WaitingBy(IdleRoutine.MwaitIdle), DoIdle),
        new("idle-tdx", "do_idle(): tdx_halt()", WaitingBy(IdleRoutine.TdxHalt), DoIdle),
        new("nmi-32", "exc_nmi() of a 32-bit kernel: a bus error",
            InKernel + On32Bit + (cpu => cpu.NmiReason = NmiReason.SystemError), cpu => AsmExcNmi(cpu, userMode: false)),
        new("nmi-ignored", "exc_nmi() while NMIs are ignored", InKernel + (cpu => cpu.IgnoreNmis = true), cpu => AsmExcNmi(cpu, userMode: false)),
    ];

    private static Scenario[] Exceptions =>
    [
        new("exceptions-user", "every exception with a macro's bracket, from user mode", InUser, cpu => EachException(cpu, userMode: true)),
        new("exceptions-kernel", "the same from the kernel, where all of them have a fixup", InKernel + WithFixup, cpu => EachException(cpu, userMode: false)),
        new("exceptions-irqs-off", "the same, where interrupts are disabled", InIrqsOff + WithFixup, cpu => EachException(cpu, userMode: false)),
        new("divide-user", "exc_divide_error() from user mode", InUser, cpu => Idtentry(cpu, ExceptionVector.DivideError, userMode: true)),
        new("protection-kernel", "exc_general_protection() in the kernel, which has a fixup",
            InKernel + WithFixup, cpu => Idtentry(cpu, ExceptionVector.GeneralProtection, userMode: false)),
        new("int3-user", "exc_int3() from user mode", InUser, cpu => Idtentry(cpu, ExceptionVector.Int3, userMode: true)),
        new("xfd", "exc_device_not_available() enables a state that is big and rare",
            InUser + (cpu => cpu.XfdFaults = true), cpu => Idtentry(cpu, ExceptionVector.DeviceNotAvailable, userMode: true)),
        new("xfd-denied", "the same, and the task may not use it",
            InUser + (cpu => (cpu.XfdFaults, cpu.XfdResult) = (true, XfdResult.NotPermitted)), cpu => Idtentry(cpu, ExceptionVector.DeviceNotAvailable, userMode: true)),
        new("vm86", "#GP and #DB of 16-bit code on a 32-bit kernel", InUser + On32Bit + (cpu => cpu.InV8086Mode = true), EachVm86Exception),
        new("bad-iret", "fixup_bad_iret(): an IRET to user mode faults", InUser, AsmExcBadIret),
        new("warn", "handle_bug(): a warning where interrupts are disabled",
            InIrqsOff + (cpu => cpu.BugAtIp = BugType.Ud2), cpu => Idtentry(cpu, ExceptionVector.InvalidOp, userMode: false)),
        new("int3-poke", "exc_int3() where text is being patched: nothing is established",
            InIrqsOff + (cpu => cpu.IsPokingText = true), cpu => Idtentry(cpu, ExceptionVector.Int3, userMode: false)),
        new("int3-kernel", "exc_int3() in the kernel, a debugger's",
            InKernel + (cpu => cpu.DebuggerStops = true), cpu => Idtentry(cpu, ExceptionVector.Int3, userMode: false)),
        new("double-fault-espfix", "exc_double_fault() for an IRET on a 16-bit stack: nothing is established",
            InIrqsOff + (cpu => cpu.EspfixFaults = true), AsmExcDoubleFault),
    ];

    private static Scenario[] Faults =>
    [
        new("page-fault-user", "exc_page_fault() from user mode", InUser, cpu => AsmExcPageFault(cpu, userMode: true)),
        new("page-fault-kernel", "exc_page_fault() from the kernel, at a user address", InKernel, cpu => AsmExcPageFault(cpu, userMode: false)),
        new("page-fault-vmalloc", "exc_page_fault() from the kernel, at a kernel address",
            InKernel + WithFixup + (cpu => cpu.Cr2 = ulong.MaxValue), cpu => AsmExcPageFault(cpu, userMode: false)),
        new("async-pf-user", "__kvm_handle_async_pf(): the host has to fetch the page, so the task waits",
            InUser + InKvmGuest(AsyncPfFlags.PageNotPresent), cpu => AsmExcPageFault(cpu, userMode: true)),
        new("async-pf-none", "exc_page_fault() of a KVM guest that is its own affair",
            InUser + InKvmGuest(AsyncPfFlags.None), cpu => AsmExcPageFault(cpu, userMode: true)),
    ];

    private static Scenario[] MachineChecks =>
    [
        new("mce-user", "noist_exc_machine_check(): the task's memory is poisoned",
            InUser + WithMachineCheck(MceSeverityLevel.ActionRequired), cpu => AsmExcMachineCheck(cpu, userMode: true)),
        new("mce-kernel", "exc_machine_check(): a copy from user memory hits poison",
            InKernel + WithFixup + WithMachineCheck(MceSeverityLevel.ActionRequired), cpu => AsmExcMachineCheck(cpu, userMode: false)),
        new("mce-local", "exc_machine_check(): this CPU's alone, and nothing needs doing",
            InIrqsOff + WithMachineCheck(MceSeverityLevel.ActionOptional) + (cpu => cpu.MceIsLocal = true), cpu => AsmExcMachineCheck(cpu, userMode: false)),
        new("mce-tdx", "exc_machine_check(): the memory is a TDX guest's",
            InKernel + WithMachineCheck(MceSeverityLevel.ActionRequired) + (cpu => cpu.Config.IsTdxHost = true), cpu => AsmExcMachineCheck(cpu, userMode: false)),
        new("mce-repmov", "exc_machine_check(): a fast string operation went too far",
            InKernel + WithMachineCheck(MceSeverityLevel.ActionRequired) + (cpu => cpu.Config.SkylakeRepmovQuirk = true), cpu => AsmExcMachineCheck(cpu, userMode: false)),
        new("mce-offline", "exc_machine_check() on an offline CPU: nothing is established",
            InIrqsOff + (cpu => cpu.IsOffline = true), cpu => AsmExcMachineCheck(cpu, userMode: false)),
        new("mce-early", "exc_machine_check() before anybody is ready for one",
            InIrqsOff + (cpu => cpu.MceInitialized = false), cpu => AsmExcMachineCheck(cpu, userMode: false)),
        new("mce-pentium", "exc_machine_check() on a Pentium", InKernel + (cpu => cpu.Config.PentiumMce = true), cpu => AsmExcMachineCheck(cpu, userMode: false)),
        new("mce-winchip", "exc_machine_check() on a WinChip", InKernel + (cpu => cpu.Config.WinchipMce = true), cpu => AsmExcMachineCheck(cpu, userMode: false)),
    ];

    private static Scenario[] Hypervisor =>
    [
        new("nmi-sev", "exc_nmi() of an SEV-ES guest, from the kernel", InKernel + InSevGuest, cpu => AsmExcNmi(cpu, userMode: false)),
        new("vc-user", "user_exc_vmm_communication(): #VC in user mode", InUser + InSevGuest, cpu => AsmExcVmmCommunication(cpu, userMode: true)),
        new("vc-kernel", "kernel_exc_vmm_communication(): #VC in the kernel", InKernel + InSevGuest, cpu => AsmExcVmmCommunication(cpu, userMode: false)),
        new("vc-fails", "user_exc_vmm_communication(): the hypervisor does not do it",
            InUser + InSevGuest + (cpu => cpu.VcFails = true), cpu => AsmExcVmmCommunication(cpu, userMode: true)),
        new("vc-debug-user", "#VC that is a #DB, in user mode",
            InUser + InSevGuest + (cpu => cpu.Dr6 = Dr6.Step), cpu => AsmExcVmmCommunication(cpu, userMode: true, VmmCommunication.ExitCodeDb)),
        new("vc-debug-kernel", "#VC that is a #DB, in the kernel",
            InKernel + InSevGuest + (cpu => cpu.DebuggerStops = true), cpu => AsmExcVmmCommunication(cpu, userMode: false, VmmCommunication.ExitCodeDb)),
    ];

    private static Scenario[] Panics =>
    [
        Doomed("double-fault", "exc_double_fault(): the token is dropped, as nothing returns", InKernel, AsmExcDoubleFault),
        Doomed("double-fault-stack", "exc_double_fault(): the stack is full", InKernel + (cpu => cpu.Cr2 = cpu.StackGuard = ulong.MaxValue), AsmExcDoubleFault),
        Doomed("int80-kernel", "do_int80_emulation() from the kernel", InKernel, cpu => Int80Emulation(cpu, Nr, userMode: false)),
        Doomed("int80-external", "do_int80_emulation() for what a device has sent", InUser + (cpu => cpu.IsInt80InService = true), cpu => Int80Emulation(cpu, Nr)),
        Doomed("async-pf-kernel", "__kvm_handle_async_pf() in the kernel, which cannot wait",
            InKernel + InKvmGuest(AsyncPfFlags.PageNotPresent), cpu => AsmExcPageFault(cpu, userMode: false)),
        Doomed("mce-panic", "exc_machine_check(): there is no way out",
            InKernel + WithMachineCheck(MceSeverityLevel.Panic), cpu => AsmExcMachineCheck(cpu, userMode: false)),
        Doomed("vc-panic", "kernel_exc_vmm_communication(): the hypervisor does not do it",
            InKernel + InSevGuest + (cpu => cpu.VcFails = true), cpu => AsmExcVmmCommunication(cpu, userMode: false)),
    ];

    private static Action<Cpu> WithFixup => cpu => cpu.HasFixup = true;

    private static Action<Cpu> On32Bit => cpu => cpu.Config.Is32Bit = true;

    private static Action<Cpu> InSevGuest => cpu => cpu.SevEsEnabled = true;

    private static Action<Cpu> InKvmGuest(AsyncPfFlags flags) => cpu =>
    {
        cpu.KvmAsyncPfEnabled = true;
        cpu.AsyncPfFlags = flags;
    };

    private static Action<Cpu> WithMachineCheck(MceSeverityLevel severity) => cpu => cpu.MceWorst = severity;

    private static Action<Cpu> WaitingBy(IdleRoutine routine) => cpu =>
    {
        cpu.IsIdleTask = true;
        cpu.Config.IdleRoutine = routine;
        cpu.Pending = PendingEvents.Interrupt;
    };

    private static void EachException(Cpu cpu, bool userMode)
    {
        foreach (var vector in Enum.GetValues<ExceptionVector>())
            Idtentry(cpu, vector, userMode);
    }

    private static void EachVm86Exception(Cpu cpu)
    {
        Idtentry(cpu, ExceptionVector.GeneralProtection, userMode: true);
        AsmExcDebug(cpu, userMode: true);
    }

    private static void EachSysvec(Cpu cpu, bool userMode)
    {
        foreach (var vector in Enum.GetValues<SystemVector>())
            IdtentrySysvec(cpu, vector, userMode);
    }

    /// <summary>A path that ends in a panic. It is another CPU that does not come back from it; what went wrong on the way there counts.</summary>
    private static Scenario Doomed(string name, string description, Action<Cpu> context, Action<Cpu> happens) =>
        new(name, description, context, cpu =>
        {
            var doomed = new Cpu();
            context(doomed);
            doomed.Observer = cpu.Observer;
            try
            {
                happens(doomed);
                Warn.On(cpu, true, Violation.NoPanic, name);
            }
            catch (KernelPanicException)
            {
                foreach (var (what, where) in doomed.Violations.All)
                    Warn.On(cpu, true, what, where);
            }
        });
}
