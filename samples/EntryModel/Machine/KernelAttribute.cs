namespace EntryModel.Machine;

/// <summary>
/// What a function of the model is in the kernel: its name there, and the file that has it. The fidelity test compares the function with that of
/// the kernel, and the trace prints this name. A leaf whose name says which function it is has none.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Delegate | AttributeTargets.Field)]
internal sealed class KernelAttribute(string name, string file = "") : Attribute
{
    public string Name { get; } = name;

    public string File { get; } = file;

    /// <summary>A macro of the kernel that writes whole functions, such as DEFINE_IDTENTRY: what it calls, those that are made by it call.</summary>
    public bool IsMacro { get; init; }
}
