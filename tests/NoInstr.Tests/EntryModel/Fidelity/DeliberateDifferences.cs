namespace NoInstr.Tests.EntryModel.Fidelity;

/// <summary>Where the model differs from the kernel on purpose: how exactly, and why. Nothing else may differ.</summary>
internal static partial class DeliberateDifferences
{
    public static IReadOnlyDictionary<string, (string Difference, string Reason)> All { get; } = new Dictionary<string, (string, string)>
    {
        ["DEFINE_FREDENTRY_RAW"] = ("not modelled", "The macro writes a signature only: the functions made by it bring everything."),
        ["DEFINE_IDTENTRY"] = ("[AlwaysInline]", "In C# a macro is a generic function that its functions inline; what it writes is noinstr."),
        ["DEFINE_IDTENTRY_ERRORCODE"] = (
            "[AlwaysInline]",
            "In C# a macro is a generic function that its functions inline; what it writes is noinstr."),
        ["DEFINE_IDTENTRY_IRQ"] = (
            "[AlwaysInline]",
            "In C# a macro is a generic function that its functions inline; what it writes is noinstr."),
        ["DEFINE_IDTENTRY_NOIST"] = ("not modelled", "The macro writes a signature only: the functions made by it bring everything."),
        ["DEFINE_IDTENTRY_RAW"] = ("not modelled", "The macro writes a signature only: the functions made by it bring everything."),
        ["DEFINE_IDTENTRY_RAW_ERRORCODE"] = ("not modelled", "The macro writes a signature only: the functions made by it bring everything."),
        ["DEFINE_IDTENTRY_SYSVEC"] = ("[AlwaysInline] -instr_func", "The same, and so is the inner function that it writes."),
        ["DEFINE_IDTENTRY_SYSVEC_SIMPLE"] = (
            "[AlwaysInline] -instr_func +func -__func",
            "The same; the handler has the name that the other macros have for it."),
        ["DEFINE_IDTENTRY_VC_KERNEL/USER"] = ("not modelled", "The macro writes a signature only: the functions made by it bring everything."),
        ["do_softirq_own_stack"] = ("+__do_softirq", "The table has the call as an argument of the macro."),
        ["do_user_addr_fault"] = ("+local_irq_enable", "The table leaves out the start of the function, but says that it enables interrupts."),
        ["exc_double_fault"] = ("-rewrite", "A word of the table: the frame is rewritten."),
        ["mce_no_way_out"] = ("-quirk_", "A pattern: the model has one of the quirks."),
        ["mce_panic"] = ("+INSTR_BEGIN +Panic +INSTR_END", "The table has not read the body. Without the panic the fatal paths would go on."),
        ["sev_es_ist_enter"] = ("-__sev_es_ist_exit -__sev_es_nmi_complete", "The table has one row for the three, with the calls of all."),
        ["sev_es_ist_exit"] = ("-__sev_es_ist_enter -__sev_es_nmi_complete", "The table has one row for the three, with the calls of all."),
        ["sev_es_nmi_complete"] = ("-__sev_es_ist_enter -__sev_es_ist_exit", "The table has one row for the three, with the calls of all."),
        ["sysvec_kvm_asyncpf_interrupt"] = (
            "+irqentry_enter +kvm_set_cpu_l1tf_flush_l1d +INSTR_BEGIN +run_sysvec_on_irqstack_cond +INSTR_END +irqentry_exit -set_irq_regs -apic_eoi -inc_irq_stat -kvm_async_pf_task_wake -wrmsrq -set_irq_regs",
            "The table has the calls of the body here; the bracket is the macro's."),
        ["x64_sys_call"] = ("-__x64_sys_", "A pattern: the model has one of the system calls."),
    };
}
