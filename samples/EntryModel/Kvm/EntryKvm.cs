namespace EntryModel.Kvm;

/// <summary>
/// include/linux/entry-kvm.h, kernel/entry/kvm.c: the work that waits for the return to user mode cannot wait for a guest, which may run for ever. It is
/// done at the edge of the vCPU's loop, where everything is enabled.
/// </summary>
internal static class EntryKvm
{
    /// <summary>False: the guest is not to be entered, a signal waits.</summary>
    [Kernel("xfer_to_guest_mode_work", "kernel/entry/kvm.c")]
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled, PreemptState.Disabled, EntryState.HardIrq)]
    private static bool XferToGuestModeWork(Cpu cpu, ThreadFlags work)
    {
        do
        {
            if ((work & (ThreadFlags.SigPending | ThreadFlags.NotifySignal)) != 0)
            {
                KvmHandleSignalExit(cpu);
                return false;
            }

            if ((work & (ThreadFlags.NeedResched | ThreadFlags.NeedReschedLazy)) != 0)
                Schedule(cpu);

            if ((work & ThreadFlags.NotifyResume) != 0)
                ResumeUserModeWork(cpu, hasRegs: false);

            if (!ArchXferToGuestModeHandleWork(cpu, work))
                return false;

            work = ReadThreadFlags(cpu);
        }
        while ((work & ThreadFlags.XferToGuestModeWork) != 0);

        return true;
    }

    /// <inheritdoc cref="XferToGuestModeWork"/>
    [Kernel("xfer_to_guest_mode_handle_work", "kernel/entry/kvm.c")]
    [Requires(EntryState.Rcu), Forbids(IrqState.Disabled, PreemptState.Disabled, EntryState.HardIrq)]
    internal static bool XferToGuestModeHandleWork(Cpu cpu)
    {
        var work = ReadThreadFlags(cpu);
        if ((work & ThreadFlags.XferToGuestModeWork) == 0)
            return true;

        return XferToGuestModeWork(cpu, work);
    }

    [Kernel("arch_xfer_to_guest_mode_handle_work", "include/linux/entry-kvm.h")]
    private static bool ArchXferToGuestModeHandleWork(Cpu cpu, ThreadFlags work) => true;

    /// <summary>Once interrupts are disabled for the last time, before the work is looked at for the last time.</summary>
    [Kernel("xfer_to_guest_mode_prepare", "include/linux/entry-kvm.h")]
    [Requires(EntryState.Rcu, IrqState.Disabled)]
    internal static void XferToGuestModePrepare(Cpu cpu)
    {
        LockdepAssertIrqsDisabled(cpu);
        TickNohzUserEnterPrepare(cpu);
    }

    [Kernel("__xfer_to_guest_mode_work_pending", "include/linux/entry-kvm.h")]
    internal static bool XferToGuestModeWorkPendingCore(Cpu cpu) => (ReadThreadFlags(cpu) & ThreadFlags.XferToGuestModeWork) != 0;

    [Kernel("xfer_to_guest_mode_work_pending", "include/linux/entry-kvm.h")]
    [Requires(IrqState.Disabled)]
    internal static bool XferToGuestModeWorkPending(Cpu cpu)
    {
        LockdepAssertIrqsDisabled(cpu);
        return XferToGuestModeWorkPendingCore(cpu);
    }

    private static void KvmHandleSignalExit(Cpu cpu) => Work(cpu);
}
