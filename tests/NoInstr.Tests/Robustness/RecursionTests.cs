namespace NoInstr.Tests.Robustness;

/// <summary>Always-inline helpers that call each other and change the depth on the way: the iteration over their summaries ends, and soon.</summary>
public class RecursionTests
{
    /// <summary>Rounds for each helper of a cycle; the engine's own bound is lower.</summary>
    private const int MostRounds = 40;

    [Theory]
    [InlineData("H() { Begin(); H(); }")]
    [InlineData("H(int n) { Begin(); if (n > 0) H(n - 1); }")]
    [InlineData("H(int n) { if (n > 0) H(n - 1); Begin(); }")]
    [InlineData("H(int n) { End(); if (n > 0) H(n - 1); Trace(); }")]
    [InlineData("H(int n) { Begin(); if (n > 0) H(n - 1); End(); }")]
    [InlineData("H(int n) { try { if (n > 0) H(n - 1); Trace(); } finally { End(); } }")]
    [InlineData("H(int n, bool a) { if (a) Begin(); if (n > 0) H(n - 1, !a); }")]
    [InlineData("H(int n, bool a, bool b) { if (a) Begin(); if (b) End(); if (n > 0) H(n - 1, b, a); else H(n, !a, !b); }")]
    [InlineData("A(int n) { Begin(); if (n > 0) B(n); }", "B(int n) { A(n - 1); }")]
    [InlineData("A(int n, bool a) { if (a) Begin(); if (n > 0) B(n, !a); }", "B(int n, bool a) { End(); try { A(n - 1, a); } finally { Begin(); } }")]
    [InlineData("A(int n) { Begin(); B(n); C(n); }", "B(int n) { if (n > 0) C(n); End(); }", "C(int n) { if (n > 1) A(n - 1); B(n - 1); }")]
    public void Cycle_IsSolvedInBoundedRounds(params string[] helpers)
    {
        var cost = CostTests.CostOf(LargeSources.Type(
            $"[NoInstr] static void Root() => {Call(helpers[0])}; {string.Concat(helpers.Select(helper => $"[AlwaysInline] static void {helper}\n"))}"));

        Assert.InRange(cost, helpers.Length, (helpers.Length + 2) * MostRounds);
    }

    private static string Call(string helper) =>
        helper.StartsWith("H()", StringComparison.Ordinal) ? "H()"
        : helper.Contains("bool b") ? "H(3, true, false)"
        : helper.Contains("bool a") ? $"{helper[0]}(3, true)"
        : $"{helper[0]}(3)";
}
