namespace EntryModel.X86;

/// <summary>arch/x86/kernel/cpu/mce/core.c: #MC, which is an NMI when it hits the kernel and an interrupt when it hits user mode.</summary>
internal static class MachineCheck
{
    /// <summary>On the interrupt stack table: from kernel mode.</summary>
    [Kernel("exc_machine_check", "arch/x86/kernel/cpu/mce/core.c")]
    [NoInstr, EntryPoint(IrqState.Disabled, AnyContext = true), Requires(Origin.Kernel)]
    internal static void ExcMachineCheck(Cpu cpu, in PtRegs regs)
    {
        var dr7 = LocalDbSave(cpu);
        ExcMachineCheckKernel(cpu, in regs);
        LocalDbRestore(cpu, dr7);
    }

    /// <summary>On the task's stack: from user mode.</summary>
    [Kernel("noist_exc_machine_check", "arch/x86/kernel/cpu/mce/core.c")]
    [NoInstr, EntryPoint(IrqState.Disabled), Requires(Origin.User)]
    internal static void NoistExcMachineCheck(Cpu cpu, in PtRegs regs)
    {
        var dr7 = LocalDbSave(cpu);
        ExcMachineCheckUser(cpu, in regs);
        LocalDbRestore(cpu, dr7);
    }

    /// <summary>No region here: do_machine_check() opens the few that it needs.</summary>
    [Kernel("exc_machine_check_kernel", "arch/x86/kernel/cpu/mce/core.c")]
    [AlwaysInline, Requires(IrqState.Disabled, Origin.Kernel, DebugRegs.Saved)]
    internal static void ExcMachineCheckKernel(Cpu cpu, in PtRegs regs)
    {
        Warn.On(cpu, UserMode(in regs), Violation.FromUserMode);

        // An offline CPU, or one in a crash, must not take part in the rendezvous.
        if (cpu.MceInitialized && MceCheckCrashingCpu(cpu))
            return;

        var state = IrqentryNmiEnter(cpu, in regs);
        DoMachineCheck(cpu, in regs);
        IrqentryNmiExit(cpu, in regs, state);
    }

    [Kernel("exc_machine_check_user", "arch/x86/kernel/cpu/mce/core.c")]
    [AlwaysInline, Requires(IrqState.Disabled, Origin.User, DebugRegs.Saved)]
    internal static void ExcMachineCheckUser(Cpu cpu, in PtRegs regs)
    {
        IrqentryEnterFromUserMode(cpu, in regs);
        DoMachineCheck(cpu, in regs);
        IrqentryExitToUserMode(cpu);
    }

    /// <summary>
    /// KVM calls it, too, for one that has ended a guest's run: without a bracket, in a kernel that has everything established. One of the gotos
    /// to the end skips the region.
    /// </summary>
    [Kernel("do_machine_check", "arch/x86/kernel/cpu/mce/core.c")]
    [NoInstr, Requires(EntryState.Rcu, IrqState.Disabled)]
    internal static void DoMachineCheck(Cpu cpu, in PtRegs regs)
    {
        if (cpu.Config.PentiumMce)
        {
            PentiumMachineCheck(cpu);
            return;
        }

        if (cpu.Config.WinchipMce)
        {
            WinchipMachineCheck(cpu);
            return;
        }

        if (!cpu.MceInitialized)
        {
            UnexpectedMachineCheck(cpu);
            return;
        }

        if (cpu.Config.SkylakeRepmovQuirk && QuirkSkylakeRepmov(cpu))
            goto Clear;

        cpu.Statistics.MachineChecks++;
        MceGatherInfo(cpu);
        Rdtsc(cpu);
        var noWayOut = MceNoWayOut(cpu);

        if (cpu.MceIsLocal)
        {
            if (noWayOut)
                McePanic(cpu);
        }
        else
        {
            MceStart(cpu);
        }

        McScanBanks(cpu);
        if (!noWayOut)
            MceClearState(cpu);

        if (!cpu.MceIsLocal)
        {
            MceEnd(cpu);
            if (noWayOut)
                McePanic(cpu);
        }
        else if (cpu.MceWorst >= MceSeverityLevel.Panic)
        {
            MceSeverity(cpu);
            McePanic(cpu);
        }

        InstrumentationScope.Begin();
        if (cpu.MceWorst != MceSeverityLevel.No)
            AddTaint(cpu);

        if (cpu.MceWorst != MceSeverityLevel.ActionRequired)
            goto Out;

        if (UserMode(in regs))
        {
            QueueTaskWork(cpu);
        }
        else if (cpu.Config.IsTdxHost)
        {
            PfnToOnlinePage(cpu);
            SetPageHwPoison(cpu);
        }
        else
        {
            if (!FixupException(cpu))
                McePanic(cpu);
            QueueTaskWork(cpu);
        }

    Out:
        InstrumentationScope.End();

    Clear:
        MceWrmsrq(cpu);
    }

    /// <summary>The task does the rest when it returns to user mode, as the memory may be gone that its system call is to write to.</summary>
    [Kernel("queue_task_work", "arch/x86/kernel/cpu/mce/core.c")]
    [Requires(EntryState.Rcu)]
    private static void QueueTaskWork(Cpu cpu)
    {
        if (cpu.MceCount > 10)
            McePanic(cpu);
        cpu.MceCount++;
        TaskWorkAdd(cpu);
    }

    private static void TaskWorkAdd(Cpu cpu)
    {
        Work(cpu);
        cpu.ThreadFlags |= ThreadFlags.NotifyResume;
        cpu.TaskWorkPending = true;
    }

    private static void PfnToOnlinePage(Cpu cpu) => Work(cpu);

    [Kernel("SetPageHWPoison")]
    private static void SetPageHwPoison(Cpu cpu) => Work(cpu);
}
