using NoInstr.Analyzers;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>What a fix writes looks like the file that it writes to.</summary>
public class FixLayoutTests
{
    private const string Before = """
        class Entry
        {
            [NoInstr.NoInstr]
            void DoSyscall()
            {
                if (true)
                    [|Trace|]();
            }

            void Trace() { }
        }
        """;

    private const string After = """
        using NoInstr;

        class Entry
        {
            [NoInstr.NoInstr]
            void DoSyscall()
            {
                if (true)
                {
                    InstrumentationScope.Begin();
                    Trace();
                    InstrumentationScope.End();
                }
            }

            void Trace() { }
        }
        """;

    [Theory]
    [InlineData("\n", "    ")]
    [InlineData("\r\n", "    ")]
    [InlineData("\n", "  ")]
    [InlineData("\n", "\t")]
    [InlineData("\r\n", "\t")]
    public Task LineEndsAndIndentation_AreThoseOfTheFile(string lineEnd, string indentation) =>
        VerifyAsync(Before.Replace("    ", indentation).Replace("\n", lineEnd), After.Replace("    ", indentation).Replace("\n", lineEnd));

    [Fact]
    public Task Import_IsAddedBelowTheHeaderAndOnce() => VerifyAsync(
        "// The entry code.\nusing System;\n\nnamespace Kernel;\n\n" + Before,
        "// The entry code.\nusing System;\nusing NoInstr;\n\nnamespace Kernel;\n\n" + After.Substring(After.IndexOf("class")));

    [Fact]
    public Task NameThatIsInScope_NeedsNoImport() => VerifyAsync(
        "namespace NoInstr.Kernel;\n\n" + Before.Replace("NoInstr.NoInstr", "NoInstr"),
        "namespace NoInstr.Kernel;\n\n" + After.Substring(After.IndexOf("class")).Replace("NoInstr.NoInstr", "NoInstr"));

    [Fact]
    public Task GlobalImport_IsEnough()
    {
        var test = Test(Before, After.Substring(After.IndexOf("class")));
        test.TestState.Sources.Add("global using NoInstr;");
        test.FixedState.Sources.Add("global using NoInstr;");
        return test.RunAsync();
    }

    [Fact]
    public Task Alias_IsUsed() => VerifyAsync(
        "using Scope = NoInstr.InstrumentationScope;\n\n" + Before,
        "using Scope = NoInstr.InstrumentationScope;\n\n"
            + After.Substring(After.IndexOf("class")).Replace("InstrumentationScope", "Scope"));

    private static Task VerifyAsync(string code, string fixedCode) => Test(code, fixedCode).RunAsync();

    private static CSharpCodeFixTest<NoInstrAnalyzer, RegionFix> Test(string code, string fixedCode) => new()
    {
        TestCode = code,
        FixedCode = fixedCode,
        CodeActionEquivalenceKey = "NoInstr.Wrap.BeginEnd",
    };
}
