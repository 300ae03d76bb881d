// The body would verify, so nothing has to be taken on trust.
using NoInstr;

namespace Violations.UnnecessaryTrust;

static class Cpu
{
    private static int s_depth;

    [NoInstr(Unchecked = true, Justification = "Only counts.")] // NOINSTR310: The body of 'Cpu.Enter' verifies
    public static void Enter() => s_depth++;

    // Two accessors, one attribute, one finding.
    [NoInstr(Unchecked = true, Justification = "Reads a field.")] // NOINSTR310: 'Cpu.Depth'
    public static int Depth
    {
        get => s_depth;
        set => s_depth = value;
    }

    [NoInstr(Unchecked = true, Justification = "The scope is balanced.")] // NOINSTR310
    public static void Exit()
    {
        using var _ = InstrumentationScope.Open();
        Trace();
    }

    [NoInstr]
    public static void EnterClean() => s_depth++;

    [NoInstr(Unchecked = true, Justification = "The tracer checks by itself whether it may run.")]
    public static void EnterNmiClean() => Trace();

    // One of the two needs it.
    [NoInstr(Unchecked = true, Justification = "Written at boot only.")]
    public static int LevelClean
    {
        get => s_depth;
        set
        {
            s_depth = value;
            Trace();
        }
    }

    // The contract is an axiom by it.
    [NoInstr(Unchecked = true, Justification = "RCU is told by the counter alone.")]
    [Establishes(EntryState.Rcu)]
    public static void RcuEnterClean() => s_depth++;

    // Another build may have more in it.
    [NoInstr(Unchecked = true, Justification = "Audited with CONFIG_TRACE, too.")]
    public static void ExitClean()
    {
        s_depth--;
#if CONFIG_TRACE
        Trace();
#endif
    }

    private static void Trace() { }
}
