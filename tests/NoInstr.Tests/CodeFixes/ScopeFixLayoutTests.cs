using Microsoft.CodeAnalysis.CodeFixes;
using NoInstr.Analyzers;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>Edits of scopes look like the file that they are made in, and spell the type as it does.</summary>
public class ScopeFixLayoutTests
{
    private const string Before = """
        using NoInstr;

        class Entry
        {
            [NoInstr]
            void DoSyscall()
            {
                if (true)
                {
                    InstrumentationScope.{|NOINSTR206:Begin|}();
                    Trace();
                    InstrumentationScope.End();
                    Enter();
                }
            }

            [NoInstr] void Enter() { }
            void Trace() { }
        }
        """;

    private const string After = """
        using NoInstr;

        class Entry
        {
            [NoInstr]
            void DoSyscall()
            {
                if (true)
                {
                    using (InstrumentationScope.Open())
                    {
                        Trace();
                    }
                    Enter();
                }
            }

            [NoInstr] void Enter() { }
            void Trace() { }
        }
        """;

    [Theory]
    [InlineData("\n", "    ")]
    [InlineData("\r\n", "    ")]
    [InlineData("\n", "  ")]
    [InlineData("\n", "\t")]
    [InlineData("\r\n", "\t")]
    public Task LineEndsAndIndentation_AreThoseOfTheFile(string lineEnd, string indentation) => VerifyAsync<ScopeBalanceFix>(
        ScopeBalanceFix.ConvertToUsing,
        Before.Replace("    ", indentation).Replace("\n", lineEnd),
        After.Replace("    ", indentation).Replace("\n", lineEnd));

    [Theory]
    [InlineData("\r\n", "    ")]
    [InlineData("\n", "  ")]
    public async Task Refactorings_DoAsTheFile(string lineEnd, string indentation)
    {
        string Of(string text) => text.Replace("{|NOINSTR206:", "").Replace("|}", "").Replace("    ", indentation).Replace("\n", lineEnd);
        var pair = new RefactoringTest<ScopeRefactoring>(ScopeRefactoring.ToUsing) { IndentationSize = indentation.Length };
        await pair.RequireOfferedAsync(Of(Before).Replace("Begin", "[||]Begin"), Of(After));
        var block = new RefactoringTest<ScopeRefactoring>(ScopeRefactoring.ToBeginEnd) { MayAdd = ["NOINSTR206"], IndentationSize = indentation.Length };
        await block.RequireOfferedAsync(Of(After).Replace("Open", "[||]Open"), Of(Before));
        var selected = new RefactoringTest<ScopeRefactoring>(ScopeRefactoring.SurroundUsing) { IndentationSize = indentation.Length };
        var bare = Of(Before).Replace(Of("            InstrumentationScope.Begin();\n"), "").Replace(Of("            InstrumentationScope.End();\n"), "");
        await selected.RequireOfferedAsync(bare.Replace("Trace();", "[|Trace();|]"), Of(After));
    }

    [Theory]
    [InlineData("NoInstr.InstrumentationScope", "NoInstr.InstrumentationScope")]
    [InlineData("global::NoInstr.InstrumentationScope", "global::NoInstr.InstrumentationScope")]
    [InlineData("Scope", "Scope")]
    public async Task NameOfTheType_IsSpelledAsInThePair(string written, string expected)
    {
        string With(string text, string name) => "using Scope = NoInstr.InstrumentationScope;\n" + text.Replace("InstrumentationScope", name).Replace("using NoInstr;\n", "").Replace("[NoInstr]", "[NoInstr.NoInstr]");
        await VerifyAsync<ScopeBalanceFix>(ScopeBalanceFix.ConvertToUsing, With(Before, written), With(After, expected));
    }

    [Fact]
    public Task TypeThatIsNotWritten_IsAndIsImported() => VerifyAsync<ScopeBalanceFix>(
        ScopeBalanceFix.ConvertToUsing,
        Before.Replace("InstrumentationScope.", "").Replace("using NoInstr;", "using static NoInstr.InstrumentationScope;").Replace("[NoInstr]", "[NoInstr.NoInstr]"),
        After.Replace("using NoInstr;", "using NoInstr;\nusing static NoInstr.InstrumentationScope;").Replace("[NoInstr]", "[NoInstr.NoInstr]"));

    [Fact]
    public Task SurroundedCode_ImportsTheType() => new RefactoringTest<ScopeRefactoring>(ScopeRefactoring.SurroundBeginEnd) { MayAdd = ["NOINSTR206"] }.RequireOfferedAsync(
        """
        namespace Kernel;

        class Entry
        {
            [NoInstr.NoInstr]
            void DoSyscall()
            {
                [|Trace();|]
            }

            void Trace() { }
        }
        """,
        """
        using NoInstr;

        namespace Kernel;

        class Entry
        {
            [NoInstr.NoInstr]
            void DoSyscall()
            {
                InstrumentationScope.Begin();
                Trace();
                InstrumentationScope.End();
            }

            void Trace() { }
        }
        """);

    /// <summary>A member of the class is called Open, too, and is not meant.</summary>
    [Fact]
    public Task MemberOfTheSameName_IsNotCaught() => VerifyAsync<ScopeBalanceFix>(
        ScopeBalanceFix.ConvertToUsing,
        Before.Replace("InstrumentationScope.", "").Replace("using NoInstr;", "using NoInstr;\nusing static NoInstr.InstrumentationScope;")
            .Replace("void Trace() { }", "[NoInstr] static System.IDisposable Open() => null!;\n    void Trace() { }"),
        After.Replace("using NoInstr;", "using NoInstr;\nusing static NoInstr.InstrumentationScope;")
            .Replace("void Trace() { }", "[NoInstr] static System.IDisposable Open() => null!;\n    void Trace() { }"));

    [Theory]
    [InlineData("var _ = 1; Enter(_);", "var _ = 1; Enter(_);", "scope")]
    [InlineData("_ = Next();", "_ = Next();", "scope")]
    [InlineData("var scope = _ = Next(); Enter(scope);", "var scope = _ = Next(); Enter(scope);", "scope1")]
    [InlineData("Enter(1);", "Enter(1);", "_")]
    public Task NameOfTheVariable_IsFree(string before, string after, string name)
    {
        string With(string first, string scope) => $$"""
            using NoInstr;

            class Entry
            {
                [NoInstr] void DoSyscall() { {{first}} {{scope}} }
                [NoInstr] static void Enter(int number) { }
                [NoInstr] static int Next() => 0;
                static void Trace() { }
            }
            """;
        return VerifyAsync<ScopeBalanceFix>(
            ScopeBalanceFix.ConvertToUsing,
            With(before, "InstrumentationScope.{|NOINSTR206:Begin|}(); Trace(); InstrumentationScope.End();"),
            With(after, $"using var {name} = InstrumentationScope.Open(); Trace();"));
    }

    [Fact]
    public Task NullableContext_IsKept() => VerifyAsync<ScopeBalanceFix>(
        ScopeBalanceFix.ConvertToUsing,
        """
        #nullable disable
        using NoInstr;

        class Entry
        {
            [NoInstr]
            void DoSyscall()
            {
                InstrumentationScope.{|NOINSTR206:Begin|}();
                var task = Find();
        #nullable enable
                var owner = FindOwner();
                InstrumentationScope.End();
                Use(task);
                Use(owner);
            }

            [NoInstr] static void Use(object? task) { }
        #nullable disable
            static string Find() => null;
        #nullable enable
            static string? FindOwner() => null;
        }
        """,
        """
        #nullable disable
        using NoInstr;

        class Entry
        {
            [NoInstr]
            void DoSyscall()
            {
                string task;
                string? owner;
                using (InstrumentationScope.Open())
                {
                    task = Find();
        #nullable enable
                    owner = FindOwner();
                }
                Use(task);
                Use(owner);
            }

            [NoInstr] static void Use(object? task) { }
        #nullable disable
            static string Find() => null;
        #nullable enable
            static string? FindOwner() => null;
        }
        """);

    [Fact]
    public Task SeveralFilesAndProjects_AreFixedAtOnce()
    {
        string Idle(string name) => $"class {name} {{ [NoInstr.NoInstr] void Do() {{ NoInstr.InstrumentationScope.{{|NOINSTR205:Begin|}}(); Count(); NoInstr.InstrumentationScope.End(); }} [NoInstr.NoInstr] void Count() {{ }} }}";
        string Bare(string name) => $"class {name} {{ [NoInstr.NoInstr] void Do() {{ Count(); }} [NoInstr.NoInstr] void Count() {{ }} }}";
        var test = new CSharpCodeFixTest<NoInstrAnalyzer, ScopePairFix> { CodeActionEquivalenceKey = ScopePairFix.RemovePair };
        test.TestState.Sources.Add(Idle("Entry"));
        test.TestState.Sources.Add(Idle("Exit"));
        test.TestState.AdditionalProjects["Library"].Sources.Add(Idle("Table"));
        test.FixedState.Sources.Add(Bare("Entry"));
        test.FixedState.Sources.Add(Bare("Exit"));
        test.FixedState.AdditionalProjects["Library"].Sources.Add(Bare("Table"));
        return test.RunAsync();
    }

    private static Task VerifyAsync<TFix>(string key, string code, string fixedCode)
        where TFix : CodeFixProvider, new() => new CSharpCodeFixTest<NoInstrAnalyzer, TFix> { TestCode = code, FixedCode = fixedCode, CodeActionEquivalenceKey = key }.RunAsync();
}
