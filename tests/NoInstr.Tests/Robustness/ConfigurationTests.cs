using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.Robustness;

/// <summary>Whatever is in a safe list, a configuration file or the options of a host, the analyzer says so or takes it, and does not crash.</summary>
public class ConfigurationTests
{
    private const string Source = """
        using NoInstr;
        using System.Threading;
        static class Kernel
        {
            static int count;
            [NoInstr] static void DoSyscall() { TraceSysEnter(); Volatile.Write(ref count, 1); }
            [NoInstr] static void DoInterrupt() { TraceSysEnter(); TraceSysEnter(); Volatile.Write(ref count, 1); }
            static void TraceSysEnter() { }
        }
        """;

    private static readonly Compilation s_compilation = AnalyzerHost.CompileValid(Source);

    [Fact]
    public async Task UnreadableList_IsReportedAndTrustsNothing()
    {
        var found = await AnalyzeAsync(new CountedFile("/0/NoInstr.Safe.txt", null), new CountedFile("/0/.globalconfig", null), new CountedFile("/0/Notes.txt", null));

        var unreadable = Assert.Single(found, diagnostic => diagnostic.Id == RuleIds.SafeListLine);
        Assert.Equal("/0/NoInstr.Safe.txt", unreadable.Location.GetLineSpan().Path);
        Assert.Equal(
            "NoInstr.Safe.txt cannot be read, so nothing that it says is trusted or withdrawn. Check that it is a text file that the build can open, or take it out of the AdditionalFiles.",
            unreadable.GetMessage());
        Assert.Equal(3, found.Count(diagnostic => diagnostic.Id == RuleIds.CallLeavesRegion));
    }

    /// <summary>A list, a configuration file and the names of files as they come.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task RandomBytes_NeverCrash(int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[20_000];
        random.NextBytes(bytes);
        string[] texts = [Encoding.UTF8.GetString(bytes), Encoding.Unicode.GetString(bytes), Encoding.Latin1.GetString(bytes)];

        var found = await AnalyzeAsync([.. texts.SelectMany((text, i) => new[] { new CountedFile($"/{i}/NoInstr.Safe.txt", text), new CountedFile($"/{i}/.globalconfig", text) })]);

        Assert.Contains(found, diagnostic => diagnostic.Id == RuleIds.SafeListLine);
        Assert.All(found, diagnostic => Assert.True(diagnostic.GetMessage().Length < 2_000 && !diagnostic.GetMessage().Any(char.IsControl)));
    }

    /// <summary>From what ids are made of, so that names lead somewhere.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task RandomIds_NeverCrash(int seed)
    {
        string[] pieces = ["M:", "T:", "P:", "E:", "N:", "System", "Kernel", "Math", "Abs", "Span", ".", ".", ".", "#ctor", "#", "`1", "``1", "(", ")", "{", "}", "[", "]", "~", "@", "*", "<", "+", "!", "\n", "\n", "\n"];
        var random = new Random(seed);
        var list = string.Concat(Enumerable.Range(0, 5_000).Select(_ => pieces[random.Next(pieces.Length)]));

        Assert.Contains(await AnalyzeAsync(new CountedFile("/0/NoInstr.Safe.txt", list)), diagnostic => diagnostic.Id == RuleIds.SafeListLine);
    }

    /// <summary>Roslyn's own parser of ids would overflow the stack, and take the compiler with it.</summary>
    [Fact]
    public async Task IdThatNestsDeeply_IsReported()
    {
        var nested = string.Concat(Enumerable.Repeat("System.Collections.Generic.List{", 100_000));
        var found = await AnalyzeAsync(new CountedFile("/0/NoInstr.Safe.txt", $"M:System.Array.IndexOf({nested}\nM:{new string('.', 100_000)}\nM:{new string('(', 100_000)}"));

        Assert.Equal(3, found.Count(diagnostic => diagnostic.Id == RuleIds.SafeListLine));
    }

    /// <summary>Each line is reported, each name looked up once, and the file read once for the union and once for its own report.</summary>
    [Fact]
    public async Task HundredThousandLines_CostOneLookupEach()
    {
        var file = new CountedFile("/0/NoInstr.Safe.txt", string.Concat(Enumerable.Range(0, 100_000).Select(i => $"M:Kernel.Trace{i}\n")) + "M:Kernel.TraceSysEnter ; a ring buffer\n");
        var found = await AnalyzeAsync(file);

        Assert.Equal(100_000, found.Length);
        Assert.Equal(2, file.Reads);

        var rules = new SafeListRules(s_compilation);
        rules.Check(file, _ => { });
        Assert.Equal(100_001, rules.Declared.Lookups);
    }

    [Fact]
    public async Task List_IsReadOncePerCompilationWhateverAsks()
    {
        var roots = string.Concat(Enumerable.Range(0, 200).Select(i => $"[NoInstr.NoInstr] static void Root{i}() {{ Trace{i}(); Trace0(); }} static void Trace{i}() {{ }}\n"));
        var file = new CountedFile("/0/NoInstr.Safe.txt", "T:Kernel");
        var found = await AnalyzeAsync(AnalyzerHost.CompileValid($"static class Kernel {{ {roots} }}"), HostOptions.Of(file));

        Assert.Empty(found);
        Assert.Equal(2, file.Reads);
    }

    /// <summary>An editor makes a compilation for every key; the text of the list stays.</summary>
    [Fact]
    public void List_IsParsedOncePerText()
    {
        var file = new CountedFile("/0/NoInstr.Safe.txt", "T:Kernel");

        Assert.Same(Analyzers.Contracts.SafeLists.Read(file), Analyzers.Contracts.SafeLists.Read(file));
    }

    [Theory]
    [InlineData("noinstr.trust_intrinsics", "false", true, 3 + 2)]
    [InlineData("noinstr.trust_intrinsics", "false", false, 3 + 2)]
    [InlineData("noinstr.trust_intrinsics", "\0", true, 3 + 1)]
    [InlineData("noinstr.trust_intrinsics", "\0", false, 3)]
    [InlineData("noinstr.\uD800", "x", true, 3 + 1)]
    [InlineData("noinstr.\uD800", "x", false, 3)]
    public async Task HostThatDoesNotListItsKeys_IsAskedAllTheSame(string key, string value, bool listsKeys, int findings)
    {
        var options = new AnalyzerOptions([], new HostOptions(new Dictionary<string, string> { [key] = value }, listsKeys));

        Assert.Equal(findings, (await AnalyzeAsync(s_compilation, options)).Length);
    }

    private static Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> AnalyzeAsync(params AdditionalText[] files) =>
        AnalyzeAsync(s_compilation, HostOptions.Of(files));

    private static async Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation, AnalyzerOptions options) =>
        [.. (await AnalyzerHost.AnalyzeAsync(compilation, options: options)).Where(found => !Verifiers.Advice.IsBesideThePoint(found.Id, []))];
}
