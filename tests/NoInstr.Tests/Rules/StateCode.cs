using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>What the tests of entry states are written in: one primitive for each form of contract, and the members of a class <c>Entry</c>.</summary>
internal static class StateCode
{
    public const string Primitives =
        """
        enum Mode { A, B }

        [EntryToken] struct Saved { public bool Exit; }

        static class Kernel
        {
            [NoInstr, Primitive, Establishes(EntryState.Lockdep)] public static void LockdepOff() { }
            [NoInstr, Primitive, Revokes(EntryState.Lockdep)] public static void LockdepOn() { }
            [NoInstr, Primitive, Establishes(EntryState.Rcu)] public static void RcuEnter() { }
            [NoInstr, Primitive, Revokes(EntryState.Rcu)] public static void RcuExit() { }
            [NoInstr, Primitive, Establishes(EntryState.Tracing)] public static void TracingOff() { }
            [NoInstr, Primitive, Revokes(EntryState.Tracing)] public static void TracingOn() { }
            [NoInstr, Primitive, Establishes(EntryState.Nmi)] public static void NmiEnter() { }
            [NoInstr, Primitive, Revokes(EntryState.Nmi)] public static void NmiExit() { }
            [NoInstr, Primitive, Establishes(EntryState.HardIrq)] public static void HardIrqEnter() { }
            [NoInstr, Primitive, Revokes(EntryState.HardIrq)] public static void HardIrqExit() { }
            [NoInstr, Primitive, Ensures(EntryState.Rcu)] public static void RcuEnsure() { }
            [NoInstr, Primitive, Restores(EntryState.Rcu)] public static void RcuRestore() { }
            [NoInstr, Primitive, Requires(EntryState.Rcu)] public static void NeedsRcu() { }
            [NoInstr, Primitive, Forbids(EntryState.Rcu)] public static void IdleOnly() { }
            [NoInstr, Primitive, Requires(EntryState.Nmi)] public static void NmiOnly() { }
            [NoInstr, Primitive, Forbids(EntryState.Nmi)] public static void Schedule() { }
            [NoInstr, Primitive, Requires(EntryState.Lockdep)] public static void NeedsLockdep() { }
            [NoInstr, Primitive, Asserts(EntryState.Rcu)] public static void AssertRcu() { }
            [NoInstr, Primitive, Ensures(EntryState.Rcu)] public static Saved IrqEnter() => default;
            [NoInstr, Primitive, Restores(EntryState.Rcu)] public static void IrqExit([Consumes] Saved saved) { }
            [NoInstr, Primitive, HoldsWhen(true, EntryState.Rcu)] public static bool RcuIsWatching() => false;
            [NoInstr, Primitive, HoldsWhen(false, EntryState.Rcu)] public static bool IsIdle() => false;
            [NoInstr, Primitive, HoldsWhen(true, EntryState.Rcu, Exact = true)] public static bool RcuIsOn() => false;
            [HoldsWhen(true, EntryState.Rcu)] public static bool Watching { [NoInstr, Primitive] get => false; }
            [NoInstr, Primitive, HoldsWhen(true, EntryState.Rcu)] public static bool TryEnter() => false;
            [NoInstr, Primitive, Establishes(Mode.A)] public static void AOn() { }
            [NoInstr, Primitive, Revokes(Mode.A)] public static void AOff() { }
            [NoInstr, Primitive, Establishes(Mode.B)] public static void BOn() { }
            [NoInstr, Primitive, Revokes(Mode.B)] public static void BOff() { }
            [NoInstr, Primitive] public static void Nothing() { }
            [NoInstr, Primitive] public static bool Next() => false;
            [NoInstr] public static void MayThrow() { }
            public static void Log() { }
        }
        """;

    /// <summary>The members, in a class that sees the primitives and their states by their names.</summary>
    public static Task VerifyAsync(string members, params DiagnosticResult[] expected) => Verify.VerifyAnalyzerAsync(Source(members), expected);

    public static string Source(string members) =>
        $$"""
        using NoInstr;
        using System;
        using static NoInstr.EntryState;
        using static NoInstr.IrqState;
        using static NoInstr.InstrumentationScope;
        using static Kernel;

        partial class Entry
        {
            {{members}}
        }

        {{Primitives}}
        """;

    public static Task VerifyMessageAsync(string id, string members, string message) =>
        VerifyAsync(members, Verify.Diagnostic(id).WithLocation(0).WithMessage(message));
}
