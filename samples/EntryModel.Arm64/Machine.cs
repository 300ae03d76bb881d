namespace EntryModel.Machine;

/// <summary>Which exceptions are masked: D, A, I and F of PSTATE. I is kept where the other architectures keep it, too: Cpu.IrqsEnabled.</summary>
[Flags]
internal enum Daif
{
    /// <summary>DAIF_PROCCTX: the context of a process, nothing is masked.</summary>
    ProcessContext = 0,

    Fiq = 1 << 0,
    Irq = 1 << 1,
    SError = 1 << 2,
    Debug = 1 << 3,

    /// <summary>DAIF_PROCCTX_NOIRQ</summary>
    ProcessContextNoIrq = Irq | Fiq,

    /// <summary>DAIF_ERRCTX</summary>
    ErrorContext = SError | Irq | Fiq,

    /// <summary>DAIF_MASK, and what the hardware does on each exception.</summary>
    All = Debug | SError | Irq | Fiq,
}

/// <summary>ESR_ELx.EC: what a synchronous exception is about.</summary>
internal enum ExceptionClass : byte
{
    Unknown,
    Svc,
    DataAbort,
    InstructionAbort,
    FpAsimd,
    Sve,
    Sme,
    FpException,
    SysInstruction,
    Cp15,
    SpAlignment,
    PcAlignment,
    Undefined,
    Bti,
    Mops,
    Gcs,
    Fpac,
    Breakpoint,
    SoftStep,
    Watchpoint,
    Brk64,
    Bkpt32,
}

/// <summary>What arm64 adds to the CPU, its per-CPU variables and the current task.</summary>
internal sealed partial class Cpu
{
    internal ExceptionClass Esr;
    internal ulong Far;
    internal Daif Masked;

    /// <summary>MDSCR_EL1.SS and .KDE: a single step exception comes as soon as debug exceptions are unmasked.</summary>
    internal bool StepsKernel;

    /// <summary>__in_cortex_a76_erratum_1463225_wa</summary>
    internal bool InErratum1463225Workaround;

    /// <summary>The last FPSIMD state that was loaded: void after a system call (fpsimd_last_state).</summary>
    internal bool FpsimdStateIsBound = true;
    internal bool HasSveState;

    /// <summary>The current task is being single-stepped (TIF_SINGLESTEP).</summary>
    internal bool IsSingleStepped;
}

internal partial struct PtRegs
{
    internal Daif Masked;

    /// <summary>What other architectures keep in an irqentry_state_t: enter_from_kernel_mode() made RCU watch.</summary>
    internal bool ExitRcu;

    /// <summary>And arm64_enter_nmi() or arm64_enter_el1_dbg() found lockdep believing that interrupts were enabled.</summary>
    internal bool LockdepHardirqs;
}

internal sealed partial class KernelConfig
{
    /// <summary>ARM64_PSEUDO_NMI, and the GIC masks interrupts by priority (system_uses_irq_prio_masking()).</summary>
    internal bool PseudoNmi;

    /// <summary>This CPU has the erratum (ARM64_WORKAROUND_1463225).</summary>
    internal bool Erratum1463225;
    internal bool Sme;

    /// <summary>The features of all CPUs are known: until then, nothing is preempted.</summary>
    internal bool SystemCapabilitiesFinalized = true;
}
