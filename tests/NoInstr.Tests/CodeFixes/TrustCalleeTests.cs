using NoInstr.Analyzers;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>*Trust 'callee' in NoInstr.Safe.txt*: one line, with a reason to fill in.</summary>
public class TrustCalleeTests
{
    private const string Reason = " ; TODO: say why it may run in the noinstr region\n";

    [Fact]
    public Task Callees_AreNamedOnceInANewList()
    {
        const string code = """
            using System;
            using System.Collections.Generic;
            using System.Threading;
            using NoInstr;

            class Entry
            {
                [NoInstr]
                void DoSyscall(List<int> ring, IDisposable guard, int load)
                {
                    Thread.[|Yield|]();
                    Thread.[|Yield|]();
                    ring.[|Add|](Environment.[|ProcessId|]);
                    guard.{|NOINSTR102:Dispose|}();
                    _ = [|new|] DateTime(1L);
                    [|Log|](ring);
                    decimal share = {|NOINSTR103:load|};
                }

                [AlwaysInline]
                static void Log(List<int> ring) => ring.Clear();
            }
            """;
        var test = Test(code, Plain(code));
        test.FixedState.AdditionalFiles.Add("NoInstr.Safe.txt", string.Concat(
            "M:System.Threading.Thread.Yield" + Reason,
            "M:System.Collections.Generic.List`1.Add(`0)" + Reason,
            "M:System.Environment.get_ProcessId" + Reason,
            "M:System.IDisposable.Dispose" + Reason,
            "M:System.DateTime.#ctor(System.Int64)" + Reason,
            "M:System.Collections.Generic.List`1.Clear" + Reason,
            "M:System.Decimal.op_Implicit(System.Int32)~System.Decimal" + Reason));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("", "\n")]
    [InlineData("# Audited.\nM:System.Environment.get_ProcessId ; a field\n", "\n")]
    [InlineData("# Audited.\r\nM:System.Environment.get_ProcessId ; a field\r\n", "\r\n")]
    [InlineData("# Audited.\r\nM:System.Environment.get_ProcessId ; a field", "\r\n")]
    [InlineData("# No line end", "\n")]
    public Task List_IsContinuedAsItIsWritten(string list, string lineEnd)
    {
        var test = Test(
            "class Entry { [NoInstr.NoInstr] void DoSyscall() => System.Threading.Thread.[|Yield|](); }",
            "class Entry { [NoInstr.NoInstr] void DoSyscall() => System.Threading.Thread.Yield(); }");
        test.TestState.AdditionalFiles.Add("nOiNSTR.SAFE.txt", list);
        test.FixedState.AdditionalFiles.Add("nOiNSTR.SAFE.txt",
            list + (list.Length == 0 || list.EndsWith('\n') ? "" : lineEnd) + ("M:System.Threading.Thread.Yield" + Reason).Replace("\n", lineEnd, StringComparison.Ordinal));
        return test.RunAsync();
    }

    [Fact]
    public Task EachProject_HasItsOwnList()
    {
        var test = Test(
            "class Entry { [NoInstr.NoInstr] void DoSyscall() => System.Threading.Thread.[|Yield|](); }",
            "class Entry { [NoInstr.NoInstr] void DoSyscall() => System.Threading.Thread.Yield(); }");
        test.TestState.AdditionalFiles.Add("NoInstr.Safe.txt", "# Entry.\n");
        test.FixedState.AdditionalFiles.Add("NoInstr.Safe.txt", "# Entry.\nM:System.Threading.Thread.Yield" + Reason);
        var tracing = test.TestState.AdditionalProjects["Tracing"];
        tracing.Sources.Add("class Tracer { [NoInstr.NoInstr] void Log() { System.Threading.Thread.[|Yield|](); System.Console.[|Beep|](); } }");
        tracing.AdditionalFiles.Add("NoInstr.Safe.txt", "# Tracing.\n");
        var fixedTracing = test.FixedState.AdditionalProjects["Tracing"];
        fixedTracing.Sources.Add("class Tracer { [NoInstr.NoInstr] void Log() { System.Threading.Thread.Yield(); System.Console.Beep(); } }");
        fixedTracing.AdditionalFiles.Add("NoInstr.Safe.txt", $"# Tracing.\nM:System.Threading.Thread.Yield{Reason}M:System.Console.Beep{Reason}");
        return test.RunAsync();
    }

    /// <summary>The others are shown when the first is trusted.</summary>
    [Fact]
    public Task Construct_IsTrustedWithAllThatItCalls()
    {
        const string code = """
            using System.Collections.Generic;
            using NoInstr;

            class Entry
            {
                [NoInstr]
                void DoSyscall(IEnumerable<int> ring, object gate)
                {
                    {|NOINSTR103:foreach|} (var irq in ring) { }
                    {|NOINSTR103:lock|} (gate) { }
                    [|Log|](gate);
                }

                [AlwaysInline]
                static void Log(object gate) { System.Console.Beep(); Pinned(); }

                [Instrumentable] static void Pinned() { }
            }
            """;
        var test = Test(code, Plain(code).Replace("Log(gate)", "[|Log|](gate)", StringComparison.Ordinal));
        test.FixedState.AdditionalFiles.Add("NoInstr.Safe.txt", string.Concat(
            "M:System.Collections.Generic.IEnumerable`1.GetEnumerator" + Reason,
            "M:System.Collections.IEnumerator.MoveNext" + Reason,
            "M:System.Collections.Generic.IEnumerator`1.get_Current" + Reason,
            "M:System.IDisposable.Dispose" + Reason,
            "M:System.Threading.Monitor.Enter(System.Object,System.Boolean@)" + Reason,
            "M:System.Threading.Monitor.Exit(System.Object)" + Reason));
        return test.RunAsync();
    }

    /// <summary>A list of the same name in a package is not this project's to write to.</summary>
    [Fact]
    public Task ListOfSomebodyElse_IsLeftAlone()
    {
        var test = Test("[NoInstr.NoInstr] class {|NOINSTR103:Entry|} : System.EventArgs;", "[NoInstr.NoInstr] class Entry : System.EventArgs;");
        test.SolutionTransforms.Add((solution, project) => solution.WithProjectFilePath(project, "/0/Kernel.csproj"));
        test.TestState.AdditionalFiles.Add("/packages/NoInstr.Safe.txt", "# Theirs.\n");
        test.FixedState.AdditionalFiles.Add("/packages/NoInstr.Safe.txt", "# Theirs.\n");
        test.FixedState.AdditionalFiles.Add("/0/NoInstr.Safe.txt", "M:System.EventArgs.#ctor" + Reason);
        return test.RunAsync();
    }

    /// <summary>A withdrawal beats every grant, and what says no is not trusted.</summary>
    [Theory]
    [InlineData("System.Threading.Thread.[|Yield|]();", "!T:System.Threading.Thread ; it may be traced\n")]
    [InlineData("System.Threading.Thread.[|Yield|]();", "!M:System.Threading.Thread.Yield\n")]
    [InlineData("[|Pinned|]();", "# Nothing.\n")]
    [InlineData("{|NOINSTR102:hook|}();", "# Nothing.\n")]
    [InlineData("[|Local|](); [Instrumentable] void Local() { }", "# Nothing.\n")]
    [InlineData("_ = {|NOINSTR104:new|} int[4];", "# Nothing.\n")]
    [InlineData("_ = task.{|NOINSTR102:Id|};", "# Nothing.\n")]
    public Task WhatALineWouldNotHelp_IsNotListed(string call, string list)
    {
        var code = $$"""
            using NoInstr;

            class Entry
            {
                System.Action hook = null!;
                [NoInstr] void DoSyscall(dynamic task) { {{call}} }
                [Instrumentable] void Pinned() { }
            }
            """;
        var test = Test(code, code);
        test.TestState.AdditionalFiles.Add("NoInstr.Safe.txt", list);
        return test.RunAsync();
    }

    private static string Plain(string code) => code
        .Replace("[|", "", StringComparison.Ordinal)
        .Replace("|]", "", StringComparison.Ordinal)
        .Replace("{|NOINSTR102:", "", StringComparison.Ordinal)
        .Replace("{|NOINSTR103:", "", StringComparison.Ordinal)
        .Replace("|}", "", StringComparison.Ordinal);

    private static CSharpCodeFixTest<NoInstrAnalyzer, RegionFix> Test(string code, string fixedCode) =>
        new() { TestCode = code, FixedCode = fixedCode, CodeActionEquivalenceKey = "NoInstr.TrustCallee" };
}
