using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>States that nest, what results tell of them, and which steps count for the order.</summary>
public class CountedStateTests
{
    [Theory]
    [InlineData("Revokes(EntryState.HardIrq)", "Sub(); if (InHardirq()) { Handler(); return; } Softirqs();")]
    [InlineData("Revokes(EntryState.HardIrq)", "Sub(); if (!InHardirq()) Softirqs();")]
    [InlineData("EntryPoint(AnyContext = true)", "Add(); Handler(); Sub(); Softirqs();")]
    [InlineData("EntryPoint(AnyContext = true)", "Add(); if (!InHardirq()) Softirqs(); Sub();")]
    [InlineData("EntryPoint(AnyContext = true)", "if (nested) Add(); if (InHardirq()) Handler(); if (nested) Sub();")]
    [InlineData("EntryPoint", "while (Next()) { Add(); Handler(); Sub(); } Softirqs();")]
    [InlineData("EntryPoint", "Add(); Add(); Sub(); Handler(); Sub(); Softirqs();")]
    public Task CountThatIsKnown_IsClean(string contract, string body) => VerifyAsync(contract, body);

    [Theory]
    [InlineData("Revokes(EntryState.HardIrq)", "Sub(); if (InHardirq()) {|NOINSTR406:Softirqs|}();")]
    [InlineData("Revokes(EntryState.HardIrq)", "Sub(); if (InHardirq()) Handler(); {|NOINSTR406:Softirqs|}();")]
    [InlineData("Revokes(EntryState.HardIrq)", "if (InHardirq()) Handler(); Sub(); {|NOINSTR406:Softirqs|}();")]
    [InlineData("EntryPoint", "Add(); Add(); Sub(); {|NOINSTR406:Softirqs|}(); Sub();")]
    [InlineData("EntryPoint", "Add(); Sub(); {|NOINSTR401:Handler|}();")]
    [InlineData("EntryPoint(AnyContext = true)", "while (Next()) Add(); {|NOINSTR405:}|}")]
    public Task CountThatIsNotKnown_IsReported(string contract, string body) => VerifyAsync(contract, body);

    [Theory]
    [InlineData("Establishes(EntryState.Nmi, EntryState.Lockdep)", "NmiAdd(); LockdepOff(); NmiAdd(); NmiSub();")]
    [InlineData("Establishes(EntryState.Lockdep, EntryState.Rcu)", "LockdepOff(); RcuEnter(); AssertLockdepOff();")]
    [InlineData("Requires(EntryState.Lockdep), Establishes(EntryState.Rcu)", "RcuEnter(); AssertLockdepOff();")]
    public Task StepThatChangesNothing_HasNoOrder(string contract, string body) => VerifyAsync(contract, body);

    [Theory]
    [InlineData("Establishes(EntryState.Nmi, EntryState.Lockdep)", "{|NOINSTR404:LockdepOff|}(); NmiAdd();")]
    [InlineData("EntryPoint", "NmiAdd(); NmiAdd(); LockdepOff(); NmiSub(); {|NOINSTR404:NmiSub|}(); LockdepOn();")]
    [InlineData("EntryPoint", "LockdepOff(); Add(); Add(); Sub(); {|NOINSTR404:LockdepOn|}(); Sub();")]
    [InlineData("Establishes(EntryState.Rcu)", "{|NOINSTR404:RcuEnter|}(); AssertLockdepOff();")]
    public Task StepThatComesTooEarly_IsReported(string contract, string body) => VerifyAsync(contract, body);

    /// <summary>One branch changes a state, and both go on to the same place, with the same depth.</summary>
    [Theory]
    [InlineData("Restores(EntryState.Rcu)", "if (nested) RcuExit(); {|NOINSTR401:NeedsRcu|}();")]
    [InlineData("Revokes(EntryState.Lockdep)", "if (nested) LockdepOn(); {|NOINSTR403:LockdepOn|}();")]
    [InlineData("Requires(EntryState.Lockdep)", "if (nested) LockdepOn(); Next(); {|NOINSTR405:}|}")]
    public Task ChangeOnOneBranch_IsSeenBehindTheMeeting(string contract, string body) => VerifyAsync(contract, body);

    private static Task VerifyAsync(string contract, string body) => Verify.VerifyAnalyzerAsync($$"""
        using NoInstr;

        static class Entry
        {
            [NoInstr, {{contract}}] static void M(bool nested) { {{body}}{{(body.EndsWith("|}", StringComparison.Ordinal) ? "" : " }")}}

            [NoInstr, Primitive, Establishes(EntryState.HardIrq)] static void Add() { }
            [NoInstr, Primitive, Revokes(EntryState.HardIrq)] static void Sub() { }
            [NoInstr, Primitive, HoldsWhen(true, EntryState.HardIrq, Exact = true)] static bool InHardirq() => false;
            [NoInstr, Primitive, Establishes(EntryState.Nmi)] static void NmiAdd() { }
            [NoInstr, Primitive, Revokes(EntryState.Nmi)] static void NmiSub() { }
            [NoInstr, Primitive, Establishes(EntryState.Lockdep)] static void LockdepOff() { }
            [NoInstr, Primitive, Revokes(EntryState.Lockdep)] static void LockdepOn() { }
            [NoInstr, Primitive, Asserts(EntryState.Lockdep)] static void AssertLockdepOff() { }
            [NoInstr, Primitive, Establishes(EntryState.Rcu)] static void RcuEnter() { }
            [NoInstr, Primitive, Revokes(EntryState.Rcu)] static void RcuExit() { }
            [NoInstr, Requires(EntryState.Rcu)] static void NeedsRcu() { }
            [NoInstr, Forbids(EntryState.HardIrq)] static void Softirqs() { }
            [NoInstr, Requires(EntryState.HardIrq)] static void Handler() { }
            [NoInstr] static bool Next() => false;
        }
        """);
}
