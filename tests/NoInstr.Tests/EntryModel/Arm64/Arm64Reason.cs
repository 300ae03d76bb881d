namespace NoInstr.Tests.EntryModel.Arm64;

/// <summary>A class of findings that has been looked at: those of one rule that reach the same functions.</summary>
/// <param name="Title">What the functions are.</param>
/// <param name="Why">Why the finding matters, or how much.</param>
/// <param name="Later">What v6.18, which has the generic entry of interrupts, and v7.1, which splits it, have there.</param>
internal sealed record Arm64Reason(string Title, string Rule, string[] Reached, string Why, string Later, string[]? Functions = null)
{
    public bool Covers(Arm64Finding finding) => finding.Rule == Rule && Reached.Contains(finding.Reached) && Functions?.Contains(finding.Function) != false;
}
