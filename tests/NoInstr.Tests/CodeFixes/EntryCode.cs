using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>Snippets stand in this class: entry code, a tracer that must not be called from it, and helpers that may.</summary>
internal static class EntryCode
{
    public static string With(string members) => $$"""
        using System;
        using NoInstr;

        class Entry
        {
        {{Indented(members)}}

            [NoInstr] static void Enter() { }
            [NoInstr] static void Use(object? value) { }
            [NoInstr] static void Use(int value) { }
            static void TraceSysEnter() { }
            static void TraceSysExit() { }
            static bool IsTraced() => true;
            static int ReadNumber() => 1;
            static object? FindTask() => null;
            static bool TryReadNumber(out int number) { number = 1; return true; }
            static Queue ReadQueue() => default;
            struct Queue { public int[] Work; }
            static IDisposable LockRunQueue() => null!;
        }
        """;

    public static Task VerifyAsync<TFix>(string key, string members, string fixedMembers, int? iterations = null)
        where TFix : CodeFixProvider, new() => new CSharpCodeFixTest<NoInstrAnalyzer, TFix>
        {
            TestCode = With(members),
            FixedCode = With(fixedMembers),
            CodeActionEquivalenceKey = key,
            NumberOfIncrementalIterations = iterations,
        }.RunAsync();

    public static string Indented(string members) => string.Join(
        "\n", members.Split('\n').Select(line => line.Length == 0 || line[0] == '#' ? line : "    " + line));
}
