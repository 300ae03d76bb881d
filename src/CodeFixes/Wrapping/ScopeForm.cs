namespace NoInstr.CodeFixes.Wrapping;

internal enum ScopeForm
{
    /// <summary><c>InstrumentationScope.Begin(); … InstrumentationScope.End();</c>.</summary>
    BeginEnd,

    /// <summary><c>using (InstrumentationScope.Open()) { … }</c>.</summary>
    Using,
}
