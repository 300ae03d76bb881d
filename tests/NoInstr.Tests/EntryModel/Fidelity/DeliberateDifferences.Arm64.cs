namespace NoInstr.Tests.EntryModel.Fidelity;

/// <summary>The arm64 half, as the kernel has it.</summary>
internal static partial class DeliberateDifferences
{
    public static IReadOnlyDictionary<string, (string Difference, string Reason)> Arm64 { get; } = new Dictionary<string, (string, string)>
    {
        ["arm64_enter_el1_dbg"] = ("+lockdep_hardirqs_enabled", "The table writes the call as an assignment."),
        ["arm64_enter_nmi"] = ("+lockdep_hardirqs_enabled", "The table writes the call as an assignment."),
        ["el0t_32_sync_handler"] = ("+read_sysreg", "The table leaves out where the exception class comes from, as it does not for the other two."),
        ["need_irq_preemption"] = ("-IS_ENABLED", "A build option is a field here."),
    };
}
