namespace NoInstr.Tests.EntryModel.Fidelity;

/// <summary>The arm64 half, as the kernel has it.</summary>
internal static partial class DeliberateDifferences
{
    public static IReadOnlyDictionary<string, (string Difference, string Reason)> Arm64 { get; } = new Dictionary<string, (string, string)>
    {
        ["arch_cpu_idle"] = ("+cpu_do_idle", "The table has one row for the two, with what the inner one does."),
        ["arm64_enter_el1_dbg"] = ("+lockdep_hardirqs_enabled", "The table writes the call as an assignment."),
        ["arm64_enter_nmi"] = ("+lockdep_hardirqs_enabled", "The table writes the call as an assignment."),
        ["cortex_a76_erratum_1463225_debug_handler"] = ("-regs->pstate", "An assignment, which the table's separators hide."),
        ["el0t_32_sync_handler"] = ("+read_sysreg", "The table leaves out where the exception class comes from, as it does not for the other two."),
        ["need_irq_preemption"] = ("-IS_ENABLED", "A build option is a field here."),
    };
}
