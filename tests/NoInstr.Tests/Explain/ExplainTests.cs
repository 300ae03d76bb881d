using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers;
using NoInstr.Tests.Docs;
using NoInstr.Tests.Robustness;

namespace NoInstr.Tests.Explain;

/// <summary>What NoInstrExplain writes.</summary>
public sealed class ExplainTests : IDisposable
{
    private const string Page = "docs/explain.md";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("explain");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Page_ShowsWhatIsWritten()
    {
        var page = MarkdownFile.Read(Page);
        var code = page.Fences.Single(fence => fence.Language == "csharp").Text;

        var text = await TextAsync("using NoInstr;\n" + code);

        Repository.RequireGenerated(Page, page.WithPart("explanation", $"```text\n{text}```"));
    }

    [Fact]
    public async Task Helper_IsExpandedInPlace_OnceForEachState() => Assert.Equal(
        [
            "│ ExitWork always-inline ! NOINSTR101",
            "│   TraceExit instrumentable ! NOINSTR101",
            "│ ExitWork always-inline, as shown above ! NOINSTR101",
            "│ InstrumentationScope.Begin a scope begins",
            "░ ExitWork always-inline",
            "░   TraceExit instrumentable",
            "░ InstrumentationScope.End a scope ends",
        ],
        await StepsAsync("""
            ExitWork();
            ExitWork();
            InstrumentationScope.Begin();
            ExitWork();
            InstrumentationScope.End();
            """));

    [Fact]
    public async Task Diamond_StaysAsSmallAsItsCode()
    {
        var helpers = string.Concat(Enumerable.Range(0, 30).Select(level => $"[AlwaysInline] static void Level{level}() {{ Level{level + 1}(); Level{level + 1}(); }}\n"));

        var steps = await StepsAsync("Level0();", helpers + "[AlwaysInline] static void Level30() { }");

        Assert.Equal(61, steps.Count);
    }

    [Fact]
    public async Task Recursion_Ends() => Assert.Contains(
        "░   Walk always-inline, recursive",
        await StepsAsync("Walk();", "[AlwaysInline] static void Walk() { InstrumentationScope.Begin(); Walk(); }"));

    [Fact]
    public async Task ScopeOnSomePaths_IsNeitherOpenNorClosed() => Assert.Contains(
        "┆ TraceExit instrumentable ! NOINSTR101 NOINSTR203",
        await StepsAsync("if (number > 0) InstrumentationScope.Begin(); TraceExit(); InstrumentationScope.End();"));

    [Fact]
    public async Task Trust_NamesWhatIsBelieved()
    {
        var text = await TextAsync(
            """
            using System.Diagnostics.CodeAnalysis;
            using System.Threading;
            using NoInstr;
            static class Entry
            {
                [NoInstr] public static System.Action Halt = null!;
                static int flag;
                [NoInstr] public static void DoSyscall()
                {
                    Volatile.Write(ref flag, 1);
                    Halt();
                    Stub();
            #if TRACE_ENTRY
                    TraceExit();
            #endif
            #pragma warning disable NOINSTR101 // before the console exists
                    TraceExit();
            #pragma warning restore NOINSTR101
                }
                [NoInstr(Unchecked = true, Justification = "assembly")] static extern void Stub();
                [SuppressMessage("NoInstr", "NOINSTR101:Call", Justification = "one CPU at boot")] [NoInstr] static void Boot() => TraceExit();
                static void TraceExit() { }
            }
            """);

        Assert.Contains("  - Extern Entry.Stub: assembly\n", text, StringComparison.Ordinal);
        Assert.Contains("  - Slot Entry.Halt\n", text, StringComparison.Ordinal);
        Assert.Contains("  - Entry.Halt: what enters it is checked where it enters\n", text, StringComparison.Ordinal);
        Assert.Contains("  - Volatile.Write\n", text, StringComparison.Ordinal);
        Assert.Contains("  - Entry.DoSyscall: a part is not compiled in this configuration", text, StringComparison.Ordinal);
        Assert.Contains("  - Entry.cs(16) #pragma: NOINSTR101: before the console exists\n", text, StringComparison.Ordinal);
        Assert.Contains("  - Entry.cs(21) SuppressMessage: NOINSTR101:Call: one CPU at boot\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindingOutsideOfRoots_IsNotLeftOut()
    {
        var text = await TextAsync("""
            using NoInstr;
            static class Entry
            {
                [NoInstr] public static System.Action Hook = null!;
                public static void Set() => Hook = Log;
                [NoInstr] public static void DoSyscall() => Hook();
                static void Log() { }
            }
            """);

        Assert.StartsWith("Kernel: 1 root, 1 finding\n", text, StringComparison.Ordinal);
        Assert.Contains("\nFindings outside of roots\n  ! Entry.cs(5) NOINSTR302: 'Entry.Log' enters", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LocalFunction_IsMarkedOnlyWhereItOffends() => Assert.Equal(
        ["░   TraceExit instrumentable", "│   TraceExit instrumentable ! NOINSTR101"],
        (await StepsAsync("InstrumentationScope.Begin(); Local(); InstrumentationScope.End(); Local(); static void Local() => TraceExit();"))
            .Where(step => step.Contains("TraceExit", StringComparison.Ordinal)));

    [Fact]
    public async Task Slots_AreNamedAsTheSourceHasThem()
    {
        var text = await TextAsync("""
            using NoInstr;
            static unsafe class Entry
            {
                [NoInstr] public static delegate*<int, void> Vector;
                [NoInstr] public static void DoSyscall([NoInstr] System.Action exit) { Vector(1); exit(); }
            }
            """);

        Assert.Contains("  - Vector(1): what enters it", text, StringComparison.Ordinal);
        Assert.Contains("  - Entry.DoSyscall(exit): what enters it", text, StringComparison.Ordinal);
        Assert.DoesNotContain("None", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suppression_IsReadAsTheCompilerReadsIt()
    {
        var text = await TextAsync("""
            using NoInstr;
            using Quiet = System.Diagnostics.CodeAnalysis.SuppressMessageAttribute;
            static class Entry
            {
                const string Id = "NOINSTR101";
                [Quiet("NoInstr", Id, Justification = "at" + " boot")] [NoInstr] public static void Boot() => Log();
            #pragma   warning   disable
                [NoInstr] public static void DoSyscall() => Log();
                static void Log() { }
            }
            """);

        Assert.Contains("  - Entry.cs(6) SuppressMessage: NOINSTR101: at boot\n", text, StringComparison.Ordinal);
        Assert.Contains("  - Entry.cs(7) #pragma: every rule: no reason is given\n", text, StringComparison.Ordinal);
    }

    /// <summary>It would read as a part of the page.</summary>
    [Fact]
    public async Task LineBreakInAJustification_IsShownAndNotMade()
    {
        var text = await TextAsync("""
            using NoInstr;
            static class Entry { [NoInstr(Unchecked = true, Justification = "stub\n\nUnknown: 0\n\u202E")] public static extern void Stub(); }
            """);

        Assert.Contains(@"  - Extern Entry.Stub: stub\u000A\u000AUnknown: 0\u000A\u202E", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PathThatWasCutOff_IsNotWrittenTo()
    {
        await RunAsync("using NoInstr; static class Entry { [NoInstr] static void DoSyscall() { } }", Path.Combine(_folder.FullName, "README"));

        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task Html_EscapesNames()
    {
        await TextAsync("using NoInstr; class Ring<T> { [NoInstr] public static void Push() => Log(); static void Log() { } }");

        var html = File.ReadAllText(Path.Combine(_folder.FullName, "kernel.noinstr.html"));
        Assert.Contains("<b>Ring&lt;T&gt;.Push</b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderThatCannotBeWritten_IsNoException()
    {
        var findings = await RunAsync("using NoInstr; static class Entry { [NoInstr] static void DoSyscall() { } }", Path.Combine(_folder.FullName, "missing", "kernel.noinstr"));

        Assert.DoesNotContain(findings, finding => finding.Id == "AD0001");
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task NobodyAsks_NothingIsWritten()
    {
        await RunAsync("using NoInstr; static class Entry { [NoInstr] static void DoSyscall() { } }", path: null);

        Assert.Empty(_folder.GetFiles());
    }

    /// <summary>The steps of one root with that body, without places and states.</summary>
    private async Task<IReadOnlyList<string>> StepsAsync(string body, string members = "")
    {
        var text = await TextAsync($$"""
            using NoInstr;
            static class Entry
            {
                [NoInstr] public static void DoSyscall(int number)
                {
                    {{body}}
                }
                {{members}}
                [AlwaysInline] static void ExitWork() => TraceExit();
                static void TraceExit() { }
            }
            """);
        return
        [
            .. text.Split('\n')
                .SkipWhile(line => !line.StartsWith("Entry.DoSyscall", StringComparison.Ordinal))
                .Skip(1)
                .TakeWhile(line => line.Length > 0 && !line.StartsWith("  !", StringComparison.Ordinal))
                .Select(line => line[2..4] + line[6..].Replace("Entry.", "", StringComparison.Ordinal))
                .Select(line => System.Text.RegularExpressions.Regex.Replace(line[2..].TrimEnd(), @"(?<=\S) {2,}", " ") is var rest ? line[..2] + rest : ""),
        ];
    }

    private async Task<string> TextAsync(string source)
    {
        await RunAsync(source, Path.Combine(_folder.FullName, "kernel.noinstr"));
        return File.ReadAllText(Path.Combine(_folder.FullName, "kernel.noinstr.txt"));
    }

    private static async Task<IReadOnlyList<Diagnostic>> RunAsync(string source, string? path)
    {
        var options = path is null ? new Dictionary<string, string>() : new() { ["build_property._NoInstrExplainPath"] = path };
        var compilation = AnalyzerHost.Compile([AnalyzerHost.Parse(source, "/kernel/Entry.cs")]).WithAssemblyName("Kernel");
        Assert.DoesNotContain(compilation.GetDiagnostics(), found => found.Severity == DiagnosticSeverity.Error);
        return await compilation
            .WithAnalyzers([new NoInstrAnalyzer()], new AnalyzerOptions([], new HostOptions(options)))
            .GetAnalyzerDiagnosticsAsync();
    }
}
