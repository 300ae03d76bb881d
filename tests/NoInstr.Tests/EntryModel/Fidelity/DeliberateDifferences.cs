namespace NoInstr.Tests.EntryModel.Fidelity;

/// <summary>Where the model differs from the kernel on purpose: how exactly, and why. Nothing else may differ.</summary>
internal static partial class DeliberateDifferences
{
    private const string NotModelled = "not modelled";
    private const string MacroIsFunction = "The macro is a function here, the body of which counts as that of each function it makes: those are noinstr.";
    private const string MacroWithoutBody = "The macro writes the head of a function and nothing else: the functions that it makes are written out.";
    private const string OneRow = "The table has one row for the three, with what each of them calls.";
    private const string Overridden = "The default of the generic code. x86 overrides it, and that function is modelled: its row is equal.";

    public static IReadOnlyDictionary<string, (string Difference, string Reason)> All { get; } = new Dictionary<string, (string, string)>
    {
        ["DEFINE_FREDENTRY_RAW"] = (NotModelled, MacroWithoutBody),
        ["DEFINE_IDTENTRY"] = ("[AlwaysInline]", MacroIsFunction),
        ["DEFINE_IDTENTRY_ERRORCODE"] = ("[AlwaysInline]", MacroIsFunction),
        ["DEFINE_IDTENTRY_IRQ"] = ("[AlwaysInline]", MacroIsFunction),
        ["DEFINE_IDTENTRY_NOIST"] = (NotModelled, MacroWithoutBody),
        ["DEFINE_IDTENTRY_RAW"] = (NotModelled, MacroWithoutBody),
        ["DEFINE_IDTENTRY_RAW_ERRORCODE"] = (NotModelled, MacroWithoutBody),
        ["DEFINE_IDTENTRY_SYSVEC"] = ("[AlwaysInline] -instr_func", MacroIsFunction + " The inner function that the macro makes for FRED is the type argument's."),
        ["DEFINE_IDTENTRY_SYSVEC_SIMPLE"] = ("[AlwaysInline] -instr_func +func -__func", MacroIsFunction + " The inner function that the macro makes for FRED is the type argument's."),
        ["DEFINE_IDTENTRY_VC_KERNEL/USER"] = (NotModelled, MacroWithoutBody),
        ["arch_enter_from_user_mode"] = (NotModelled, Overridden),
        ["arch_exit_to_user_mode"] = (NotModelled, Overridden),
        ["arch_exit_to_user_mode_prepare"] = (NotModelled, Overridden),
        ["do_softirq_own_stack"] = ("+__do_softirq", "The table writes the function as the argument of the macro that switches stacks."),
        ["do_user_addr_fault"] = ("+local_irq_enable", "The start of the function was not read; that it enables interrupts, which its caller disables, is in the remark."),
        ["exc_double_fault"] = ("-rewrite", "The table describes how the frame is changed; here it is one assignment."),
        ["fred_sysvec_*"] = ("+run_sysvec_on_irqstack_cond -instr_sysvec_", "One function for all vectors: the inner function of each is its type argument."),
        ["mce_no_way_out"] = ("-quirk_", "One of the quirks of the bank, whichever the CPU has; the model's has none."),
        ["mce_panic"] = ("+INSTR_BEGIN +Panic +INSTR_END", "Its body was not read. It ends in panic(), which is instrumentable, so it must open a scope."),
        ["rseq_handle_notify_resume"] = ("+arch_rseq_needs_notify_resume +arch_rseq_handle_notify_resume", "The two proposals that preceded rseq hang on here, where a scenario asks for them."),
        ["sev_es_ist_enter"] = ("-__sev_es_ist_exit -__sev_es_nmi_complete", OneRow),
        ["sev_es_ist_exit"] = ("-__sev_es_ist_enter -__sev_es_nmi_complete", OneRow),
        ["sev_es_nmi_complete"] = ("-__sev_es_ist_enter -__sev_es_ist_exit", OneRow),
        ["sysvec_kvm_asyncpf_interrupt"] = (
            "+irqentry_enter +kvm_set_cpu_l1tf_flush_l1d +INSTR_BEGIN +run_sysvec_on_irqstack_cond +INSTR_END +irqentry_exit -set_irq_regs -apic_eoi -inc_irq_stat -kvm_async_pf_task_wake -wrmsrq -set_irq_regs",
            "The row has the calls of the body alone. The function is made by DEFINE_IDTENTRY_SYSVEC like the others, and calls what that macro calls."),
        ["vcpu_enter_guest"] = ("+preempt_disable +local_irq_disable +KvmVcpuExitRequest", "The table leaves out how it comes to be called with interrupts disabled."),
        ["x64_sys_call"] = ("-__x64_sys_", "Any of the system calls: the model has the one that does nothing."),
        ["x86_entry_from_kvm"] = (NotModelled, "A function of v7.1, whose row has no version in its name."),
        ["xen_pv_evtchn_do_upcall"] = ("+trace_hardirqs_on", "The defect of the path that never reaches irqentry_exit() is repaired: without it lockdep and the tracer are left believing that interrupts are off."),
    };
}
