namespace EntryModel.X86;

/// <summary>
/// arch/x86/coco/sev/vc-handle.c: #VC, which an SEV-ES guest takes where its hypervisor has to be asked. #DB of such a guest arrives as #VC, too.
/// </summary>
internal static class VmmCommunication
{
    /// <summary>SVM_EXIT_EXCP_BASE + X86_TRAP_DB</summary>
    internal const ulong ExitCodeDb = 0x41;

    /// <summary>On a stack of its own: from kernel mode, NMIs included.</summary>
    [Kernel("kernel_exc_vmm_communication", "arch/x86/coco/sev/vc-handle.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, Origin.Kernel, AnyContext = true)]
    internal static void KernelExcVmmCommunication(Cpu cpu, in PtRegs regs, ulong errorCode)
    {
        if (VcFromInvalidContext(in regs))
        {
#pragma warning disable NOINSTR401 // The way to a panic, which does not come back. It matters no longer whether RCU watches.
            InstrumentationScope.Begin();
#pragma warning restore NOINSTR401
            Panic(cpu);
            InstrumentationScope.End();
        }

        if (VcIsDb(errorCode))
        {
            ExcDebug(cpu, in regs);
            return;
        }

        var state = IrqentryNmiEnter(cpu, in regs);
        InstrumentationScope.Begin();

        if (!VcRawHandleException(cpu))
        {
            ShowRegs(cpu);
            SevEsTerminate(cpu);
            Panic(cpu);
        }

        InstrumentationScope.End();
        IrqentryNmiExit(cpu, in regs, state);
    }

    [Kernel("user_exc_vmm_communication", "arch/x86/coco/sev/vc-handle.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, Origin.User)]
    internal static void UserExcVmmCommunication(Cpu cpu, in PtRegs regs, ulong errorCode)
    {
        if (VcIsDb(errorCode))
        {
            NoistExcDebug(cpu, in regs);
            return;
        }

        IrqentryEnterFromUserMode(cpu, in regs);
        InstrumentationScope.Begin();

        if (!VcRawHandleException(cpu))
            ForceSigFault(cpu);

        InstrumentationScope.End();
        IrqentryExitToUserMode(cpu);
    }

    [Kernel("vc_is_db", "arch/x86/coco/sev/vc-handle.c")]
    [AlwaysInline]
    private static bool VcIsDb(ulong errorCode) => errorCode == ExitCodeDb;

    /// <summary>On a stack whose frame the next exception would overwrite.</summary>
    [Kernel("vc_from_invalid_context", "arch/x86/coco/sev/vc-handle.c")]
    [AlwaysInline]
    private static bool VcFromInvalidContext(in PtRegs regs) => regs.Stack is StackType.Entry or StackType.Exception;

    [Kernel("vc_raw_handle_exception", "arch/x86/coco/sev/vc-handle.c")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    private static bool VcRawHandleException(Cpu cpu)
    {
        Work(cpu);
        return !cpu.VcFails;
    }

    private static void SevEsTerminate(Cpu cpu) => Work(cpu);
}
