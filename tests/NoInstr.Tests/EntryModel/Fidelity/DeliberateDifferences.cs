namespace NoInstr.Tests.EntryModel.Fidelity;

/// <summary>Where the model differs from the kernel on purpose: how exactly, and why. Nothing else may differ.</summary>
internal static partial class DeliberateDifferences
{
    public static IReadOnlyDictionary<string, (string Difference, string Reason)> All { get; } = new Dictionary<string, (string, string)>
    {
    };
}
