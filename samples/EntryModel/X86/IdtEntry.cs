namespace EntryModel.X86;

/// <summary>What stands between the braces of DEFINE_IDTENTRY(): the macro puts the bracket around it.</summary>
internal interface IIdtentry
{
    [Kernel("__func")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    static abstract void Body(Cpu cpu, in PtRegs regs);
}

/// <summary>The same for exceptions with an error code.</summary>
internal interface IIdtentryErrorcode
{
    [Kernel("__func")]
    [Requires(EntryState.Lockdep, EntryState.Rcu, EntryState.Tracing, IrqState.Disabled)]
    static abstract void Body(Cpu cpu, in PtRegs regs, ulong errorCode);
}

/// <summary>
/// arch/x86/include/asm/idtentry.h: the macros that write the entry points of most exceptions and interrupts. Those that write only the
/// signature (DEFINE_IDTENTRY_RAW() and its kin) have nothing to show here: their bodies bring everything.
/// </summary>
internal static class IdtEntry
{
    [Kernel("DEFINE_IDTENTRY", "arch/x86/include/asm/idtentry.h", IsMacro = true)]
    [AlwaysInline, Requires(IrqState.Disabled)]
    internal static void DefineIdtentry<TException>(Cpu cpu, in PtRegs regs)
        where TException : IIdtentry
    {
        var state = IrqentryEnter(cpu, in regs);
        InstrumentationScope.Begin();
        TException.Body(cpu, in regs);
        InstrumentationScope.End();
        IrqentryExit(cpu, in regs, state);
    }

    [Kernel("DEFINE_IDTENTRY_ERRORCODE", "arch/x86/include/asm/idtentry.h", IsMacro = true)]
    [AlwaysInline, Requires(IrqState.Disabled)]
    internal static void DefineIdtentryErrorcode<TException>(Cpu cpu, in PtRegs regs, ulong errorCode)
        where TException : IIdtentryErrorcode
    {
        var state = IrqentryEnter(cpu, in regs);
        InstrumentationScope.Begin();
        TException.Body(cpu, in regs, errorCode);
        InstrumentationScope.End();
        IrqentryExit(cpu, in regs, state);
    }

    /// <summary>The L1TF flag stands outside the region: it is one raw per-CPU store.</summary>
    [Kernel("DEFINE_IDTENTRY_IRQ", "arch/x86/include/asm/idtentry.h", IsMacro = true)]
    [AlwaysInline, Requires(IrqState.Disabled)]
    internal static void DefineIdtentryIrq<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IIrqHandler
    {
        var state = IrqentryEnter(cpu, in regs);
        KvmSetCpuL1TfFlushL1D(cpu);
        InstrumentationScope.Begin();
        RunIrqOnIrqstackCond<THandler>(cpu, in regs);
        InstrumentationScope.End();
        IrqentryExit(cpu, in regs, state);
    }

    [Kernel("DEFINE_IDTENTRY_SYSVEC", "arch/x86/include/asm/idtentry.h", IsMacro = true)]
    [AlwaysInline, Requires(IrqState.Disabled)]
    internal static void DefineIdtentrySysvec<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IIrqHandler
    {
        var state = IrqentryEnter(cpu, in regs);
        KvmSetCpuL1TfFlushL1D(cpu);
        InstrumentationScope.Begin();
        InstrSysvec<THandler>(cpu, in regs);
        InstrumentationScope.End();
        IrqentryExit(cpu, in regs, state);
    }

    /// <summary>For handlers so short that neither time nor softirqs are accounted to them, and no other stack is worth its switch.</summary>
    [Kernel("DEFINE_IDTENTRY_SYSVEC_SIMPLE", "arch/x86/include/asm/idtentry.h", IsMacro = true)]
    [AlwaysInline, Requires(IrqState.Disabled)]
    internal static void DefineIdtentrySysvecSimple<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IIrqHandler
    {
        var state = IrqentryEnter(cpu, in regs);
        KvmSetCpuL1TfFlushL1D(cpu);
        InstrumentationScope.Begin();
        InstrSysvecSimple<THandler>(cpu, in regs);
        InstrumentationScope.End();
        IrqentryExit(cpu, in regs, state);
    }

    /// <summary>What an entry by FRED calls, too, within a bracket of its own. Belongs inside a region of its caller.</summary>
    [Kernel("instr_func", IsMacro = true)]
    [AlwaysInline, Requires(EntryState.Rcu, IrqState.Disabled)]
    internal static void InstrSysvec<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IIrqHandler => RunSysvecOnIrqstackCond<THandler>(cpu, in regs);

    /// <inheritdoc cref="InstrSysvec"/>
    [Kernel("instr_func", IsMacro = true)]
    [AlwaysInline, Requires(EntryState.Rcu, IrqState.Disabled)]
    internal static void InstrSysvecSimple<THandler>(Cpu cpu, in PtRegs regs)
        where THandler : IIrqHandler
    {
        IrqEnterRaw(cpu);
        THandler.Handle(cpu, in regs);
        IrqExitRaw(cpu);
    }

    /// <summary>One raw per-CPU store.</summary>
    [Kernel("kvm_set_cpu_l1tf_flush_l1d")]
    [AlwaysInline]
    internal static void KvmSetCpuL1TfFlushL1D(Cpu cpu) => cpu.L1TfFlushL1D = true;
}
