using NoInstr.Analyzers.Rules;
using NoInstr.Tests.Robustness;

namespace NoInstr.Tests.Rules;

/// <summary>The trusted base of a project: every contract that nobody proves.</summary>
public class TrustedBaseTests
{
    [Fact]
    public void Axioms_AreListedInTheOrderOfTheSource() =>
        Assert.Equal(
            [
                "Primitive Lockdep.HardirqsOff",
                "Extern Cpu.Halt: one instruction",
                "Abstract IClock.Read",
                "Abstract Irqchip.Ack",
                "Unchecked Stubs.Enter: assembly",
                "Unchecked Stubs.Depth.get: a field read",
                "Unchecked Stubs.Inner.Leave: assembly",
                "Unchecked Early: audited by hand",
            ],
            Axioms("""
                using NoInstr;
                static class Lockdep
                {
                    [NoInstr, Primitive, Establishes(EntryState.Lockdep)] public static void HardirqsOff() { }
                    [NoInstr, Requires(EntryState.Lockdep)] public static void Proven() { }
                }
                static class Cpu
                {
                    [NoInstr(Unchecked = true, Justification = "one instruction")] public static extern void Halt();
                    public static extern void NoContract();
                }
                interface IClock { [NoInstr] long Read(); long Other(); }
                abstract class Irqchip
                {
                    [Requires(EntryState.HardIrq)] public abstract void Ack();
                    [Requires(EntryState.HardIrq)] public virtual void Mask() { }
                }
                [NoInstr(Unchecked = true, Justification = "assembly")]
                static class Stubs
                {
                    public static void Enter() { }
                    [Instrumentable] public static void Log() { }
                    [NoInstr] public static void Verified() { }
                    [NoInstr(Unchecked = true, Justification = "a field read")] public static int Depth => 0;
                    static class Inner { public static void Leave() { } }
                }
                static class Handlers
                {
                    public static void Register()
                    {
                        Early();
                        [NoInstr(Unchecked = true, Justification = "audited by hand")] static void Early() { }
                    }
                }
                """));

    [Fact]
    public void DelegatesAndSlots_HoldWhatIsBelieved() =>
        Assert.Equal(
            [
                "Delegate Handler",
                "Delegate Exit",
                "Slot PvOps.Halt",
                "Slot PvOps.Handlers",
                "Slot PvOps.SafeHalt",
                "Slot PvOps.Of",
                "Slot PvOps.Install(halt)",
            ],
            Axioms("""
                using NoInstr;
                using System;
                [NoInstr] delegate void Handler(int vector);
                [Revokes(EntryState.Rcu)] delegate void Exit();
                delegate void Callback();
                static class PvOps
                {
                    [NoInstr] public static Action Halt;
                    [NoInstr] public static Action[] Handlers;
                    public static Action Log;
                    [Requires(EntryState.Lockdep)] public static Action SafeHalt { get; set; }
                    [return: NoInstr] public static Action Of(Callback callback) => Halt;
                    public static void Install([NoInstr] Action halt) { Halt = halt; [NoInstr] static int Depth() => 0; }
                }
                """));

    [Fact]
    public void LinesOfSafeLists_AreBelieved() =>
        Assert.Equal(
            ["Listed M:Hardware.Port.Read: one instruction", "Listed T:Hardware.Clock"],
            TrustedBase.Of(
                AnalyzerHost.CompileValid("class Port { }"),
                [
                    new CountedFile("/src/NoInstr.Safe.txt", "# the hardware\nM:Hardware.Port.Read ; one instruction\n!M:Hardware.Port.Log\nT:Hardware.Clock\nno line"),
                    new CountedFile("/src/README.txt", "T:Hardware.Bus"),
                ]).Select(axiom => axiom.ToString()));

    [Fact]
    public void ProjectWithoutContracts_TrustsNothing() =>
        Assert.Empty(Axioms("abstract class Device { public abstract void Probe(); static extern void Reset(); }"));

    private static IEnumerable<string> Axioms(string text) => TrustedBase.Of(AnalyzerHost.CompileValid(text), []).Select(axiom => axiom.ToString());
}
