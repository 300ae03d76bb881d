using Microsoft.CodeAnalysis.CSharp;

namespace NoInstr.Tests.Samples;

/// <summary>Proves that a comment which is missing, superfluous, on the wrong line or malformed is noticed.</summary>
public class ExpectedFindingTests
{
    [Theory]
    [InlineData("TraceSysEnter(); // NOINSTR101", null)]
    [InlineData("TraceSysEnter(); // NOINSTR101: 'Entry.TraceSysEnter'", null)]
    [InlineData("TraceSysEnter(); TraceSysExit(); // NOINSTR101: TraceSysEnter // NOINSTR101: TraceSysExit", null)]
    [InlineData("TraceSysEnter(); TraceSysExit(); // NOINSTR101 // NOINSTR101: TraceSysEnter", null)]
    [InlineData("DoSyscall();", null)]
    [InlineData("TraceSysEnter();", "without a comment:\n    Entry.cs(8,9)-(8,22): Warning NOINSTR101")]
    [InlineData("TraceSysEnter(); TraceSysExit(); // NOINSTR101", "without a comment:\n    Entry.cs(8,26)-(8,38): Warning NOINSTR101")]
    [InlineData("DoSyscall(); // NOINSTR101", "not reported:\n    line 8: NOINSTR101")]
    [InlineData("TraceSysEnter(); // NOINSTR102", "not reported:\n    line 8: NOINSTR102")]
    [InlineData("TraceSysEnter(); // NOINSTR101: TraceSysExit", "not reported:\n    line 8: NOINSTR101 TraceSysExit")]
    [InlineData("\nTraceSysEnter();\n// NOINSTR101", "not reported:\n    line 10: NOINSTR101")]
    public async Task Comment_IsComparedBothWays(string body, string? difference)
    {
        var source = await AnalyzedSource.AnalyzeAsync("Entry.cs", $$"""
            class Entry
            {
                void TraceSysEnter() { }
                void TraceSysExit() { }
                [NoInstr, System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
                void DoSyscall()
                {
                    {{body}}
                }
            }
            """);

        var actual = ExpectedFinding.Compare(ExpectedFinding.ReadAll(source.Tree), source.Findings);

        if (difference is null)
        {
            Assert.Null(actual);
        }
        else
        {
            Assert.Contains(difference, actual);
        }
    }

    [Theory]
    [InlineData("// NOINSTR101 is reported here")]
    [InlineData("// NOINSTR101, NOINSTR203")]
    [InlineData("//NOINSTR101")]
    [InlineData("// NOINSTR101:")]
    [InlineData("// see NOINSTR101")]
    public void MalformedComment_Fails(string comment) =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => ExpectedFinding.ReadAll(CSharpSyntaxTree.ParseText(comment)));

    [Theory]
    [InlineData("T:Entry", null)]
    [InlineData("T:Etnry # NOINSTR901", null)]
    [InlineData("T:Etnry ; reason # NOINSTR901: names nothing", null)]
    [InlineData("# a comment\nT:Etnry # NOINSTR901", null)]
    [InlineData("T:Etnry", "without a comment:\n    /NoInstr.Safe.txt(1,1)-(1,8): Warning NOINSTR901")]
    [InlineData("T:Entry # NOINSTR901", "not reported:\n    line 1: NOINSTR901")]
    [InlineData("T:Etnry # NOINSTR902", "not reported:\n    line 1: NOINSTR902")]
    public async Task CommentInAnotherFile_IsComparedBothWays(string list, string? difference)
    {
        var source = await AnalyzedSource.AnalyzeAsync("Entry.cs", "class Entry { }", new Companion("/NoInstr.Safe.txt", list));

        var actual = Record.Exception(source.RequireAsCommented)?.Message;

        if (difference is null)
        {
            Assert.Null(actual);
        }
        else
        {
            Assert.Contains(difference, actual);
        }
    }
}
