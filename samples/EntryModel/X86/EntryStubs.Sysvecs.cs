namespace EntryModel.X86;

/// <summary>The interrupts that have an entry of their own, as the interrupt descriptor table lists them.</summary>
internal enum SystemVector : byte
{
    SpuriousInterrupt,
    X86PlatformIpi,
    KvmPostedIntrIpi,
    KvmPostedIntrWakeupIpi,
    KvmPostedIntrNestedIpi,
    PostedMsiNotification,
    Thermal,
    ErrorInterrupt,
    SpuriousApicInterrupt,
    ApicTimerInterrupt,
    Reboot,
    CallFunctionSingle,
    CallFunction,
    RescheduleIpi,
    IrqWork,
    Threshold,
    DeferredError,
    HypervCallback,
    HypervReenlightenment,
    HypervStimer0,
    AcrnHvCallback,
    XenHvmCallback,
    KvmAsyncpfInterrupt,
}

/// <summary>arch/x86/entry/entry_64.S: idtentry_irq, idtentry_sysvec.</summary>
internal static partial class EntryStubs
{
    internal static void IdtentrySysvec(Cpu cpu, SystemVector vector, bool userMode)
    {
        var regs = ErrorEntry(cpu, userMode);
        Dispatch(cpu, vector, in regs);
        Return(cpu, in regs);
    }

    /// <summary>The table.</summary>
    private static void Dispatch(Cpu cpu, SystemVector vector, in PtRegs regs)
    {
        switch (vector)
        {
            case SystemVector.SpuriousInterrupt:
                SpuriousInterrupt(cpu, in regs);
                break;
            case SystemVector.X86PlatformIpi:
                SysvecX86PlatformIpi(cpu, in regs);
                break;
            case SystemVector.KvmPostedIntrIpi:
                SysvecKvmPostedIntrIpi(cpu, in regs);
                break;
            case SystemVector.KvmPostedIntrWakeupIpi:
                SysvecKvmPostedIntrWakeupIpi(cpu, in regs);
                break;
            case SystemVector.KvmPostedIntrNestedIpi:
                SysvecKvmPostedIntrNestedIpi(cpu, in regs);
                break;
            case SystemVector.PostedMsiNotification:
                SysvecPostedMsiNotification(cpu, in regs);
                break;
            case SystemVector.Thermal:
                SysvecThermal(cpu, in regs);
                break;
            case SystemVector.ErrorInterrupt:
                SysvecErrorInterrupt(cpu, in regs);
                break;
            case SystemVector.SpuriousApicInterrupt:
                SysvecSpuriousApicInterrupt(cpu, in regs);
                break;
            case SystemVector.ApicTimerInterrupt:
                SysvecApicTimerInterrupt(cpu, in regs);
                break;
            case SystemVector.Reboot:
                SysvecReboot(cpu, in regs);
                break;
            case SystemVector.CallFunctionSingle:
                SysvecCallFunctionSingle(cpu, in regs);
                break;
            case SystemVector.CallFunction:
                SysvecCallFunction(cpu, in regs);
                break;
            case SystemVector.RescheduleIpi:
                SysvecRescheduleIpi(cpu, in regs);
                break;
            case SystemVector.IrqWork:
                SysvecIrqWork(cpu, in regs);
                break;
            case SystemVector.Threshold:
                SysvecThreshold(cpu, in regs);
                break;
            case SystemVector.DeferredError:
                SysvecDeferredError(cpu, in regs);
                break;
            case SystemVector.HypervCallback:
                SysvecHypervCallback(cpu, in regs);
                break;
            case SystemVector.HypervReenlightenment:
                SysvecHypervReenlightenment(cpu, in regs);
                break;
            case SystemVector.HypervStimer0:
                SysvecHypervStimer0(cpu, in regs);
                break;
            case SystemVector.AcrnHvCallback:
                SysvecAcrnHvCallback(cpu, in regs);
                break;
            case SystemVector.XenHvmCallback:
                SysvecXenHvmCallback(cpu, in regs);
                break;
            case SystemVector.KvmAsyncpfInterrupt:
                SysvecKvmAsyncpfInterrupt(cpu, in regs);
                break;
        }
    }
}
