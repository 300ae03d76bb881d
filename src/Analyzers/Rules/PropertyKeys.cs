namespace NoInstr.Analyzers.Rules;

/// <summary>Keys of <c>Diagnostic.Properties</c>: what a fix may want to know and cannot see at the diagnostic's span.</summary>
public static class PropertyKeys
{
    /// <summary>
    /// Documentation-comment id (<c>M:…</c>) of the method that leaves the region, original definition: the member that *Mark callee
    /// [NoInstr]* annotates. For an accessor it is the accessor's own id (<c>M:N.C.get_P</c>). Absent where no single callee is known.
    /// 301: of the override or implementation, which may be a property or event; 302: of the target that enters the slot.
    /// </summary>
    public const string Callee = "Callee";

    /// <summary>"do_syscall → exit_work → trace_sys_exit": present when the call stands in an always-inline callee, not in the root.</summary>
    public const string Chain = "Chain";

    /// <summary>
    /// The variable whose closure is allocated where its block is entered, which may be long before the lambda that the finding is shown at: a
    /// scope around the lambda alone would not help. Absent when the closure is in an always-inline callee.
    /// </summary>
    public const string Captured = "Captured";

    /// <summary>
    /// What the member would have to declare of entry states: an attribute a line, its name and the documentation-comment ids of its states, in the order
    /// of its list (<c>Requires F:NoInstr.EntryState.Lockdep F:NoInstr.EntryState.Rcu</c>). Absent where no declaration can help, as for an entry point.
    /// 301: what the member promises, and its override or implementation does not.
    /// </summary>
    public const string Declare = "Declare";

    /// <summary>
    /// Documentation-comment id of the member whose body the finding is in, as a <c>SuppressMessage</c> names it: a method, a property for its accessors, a
    /// field for its initialiser, a type for a constructor that nobody wrote. The log of the compiler has it, and a baseline is made from there.
    /// </summary>
    public const string Member = "Member";
}
