using NoInstr.Analyzers;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>Snippets stand in this class: entry code, the transitions that it is made of, and a tracer that needs RCU.</summary>
internal static class StateCode
{
    /// <summary>The primitives: a file of its own, so that a fix may have to import what it names.</summary>
    public const string Kernel = """
        global using static Kernel;
        using NoInstr;

        static class Kernel
        {
            [NoInstr, Primitive, Establishes(EntryState.Lockdep)] internal static void LockdepOff() { }
            [NoInstr, Primitive, Revokes(EntryState.Lockdep)] internal static void LockdepOn() { }
            [NoInstr, Primitive, Establishes(EntryState.Rcu)] internal static void RcuEnter() { }
            [NoInstr, Primitive, Establishes(EntryState.Rcu)] internal static bool TryRcuEnter() => true;
            [NoInstr, Primitive, Revokes(EntryState.Rcu)] internal static void RcuExit() { }
            [NoInstr, Primitive, Ensures(EntryState.Rcu)] internal static void NmiEnter() { }
            [NoInstr, Requires(EntryState.Rcu)] internal static int ReadTick() => 0;
            [NoInstr, Requires(EntryState.Lockdep)] internal static int ReadLockdep() => 0;
            [NoInstr, Forbids(EntryState.Tracing)] internal static void Idle() { }
            [NoInstr] internal static void SaveRegs() { }
            internal static void TraceSysEnter() { }
            internal static void TraceSysExit() { }
        }
        """;

    public static string With(string members) => $$"""
        using NoInstr;

        class Entry
        {
        {{Indented(members)}}
        }
        """;

    public static Task VerifyAsync(string key, string members, string fixedMembers) => VerifyTextAsync(key, With(members), With(fixedMembers));

    public static Task VerifyTextAsync(string key, string text, string fixedText, Action<CodeFixTest>? change = null)
    {
        var test = new CSharpCodeFixTest<NoInstrAnalyzer, StateFix> { CodeActionEquivalenceKey = key };
        test.TestState.Sources.Add("Entry.cs", text);
        test.TestState.Sources.Add("Kernel.cs", Kernel);
        test.FixedState.Sources.Add("Entry.cs", fixedText);
        test.FixedState.Sources.Add("Kernel.cs", Kernel);
        change?.Invoke(test);
        return test.RunAsync();
    }

    private static string Indented(string members) => string.Join(
        "\n", members.Split('\n').Select(line => line.Length == 0 || line[0] == '#' ? line : "    " + line));
}
