namespace EntryModel.Machine;

/// <summary>The stack that a frame lies on (enum stack_type).</summary>
internal enum StackType : byte
{
    Task,
    Entry,
    Exception,
    Vc2,
}

[Flags]
internal enum Cr0
{
    None = 0,
    TaskSwitched = 1 << 3,
}

/// <summary>What an invalid opcode stands for: WARN() and BUG() are one, and so is what the compiler puts after a check that failed.</summary>
internal enum BugType : byte
{
    None,
    Ud2,
    Cfi,
    Ubsan,
}

/// <summary>What the host says of a page that the guest has touched (KVM_PV_REASON_*).</summary>
internal enum AsyncPfFlags : byte
{
    None,
    PageNotPresent,
    PageReady,
}

/// <summary>Whether a task gets a big and rare state (xfd_enable_feature()).</summary>
internal enum XfdResult : byte
{
    Enabled,
    NotPermitted,
    NoMemory,
}

/// <summary>How the CPU waits: the targets of the static call x86_idle.</summary>
internal enum IdleRoutine : byte
{
    DefaultIdle,
    MwaitIdle,
    TdxHalt,
}

/// <summary>How bad a machine check is (enum severity_level).</summary>
internal enum MceSeverityLevel : byte
{
    No,
    ActionOptional,
    ActionRequired,
    Panic,
}

/// <summary>What is only counted (irq_stat, mce_exception_count, …): nothing that the CPU does depends on it.</summary>
internal struct Statistics
{
    internal int Irqs;
    internal int NmiCalls;
    internal int Nmis;
    internal int MachineChecks;
}
