using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NoInstr.Tests.Verifiers.Specimens;

namespace NoInstr.Tests.Verifiers;

/// <summary>What a test can say about its projects arrives in the compilation.</summary>
public sealed class SolutionTests
{
    [Theory]
    [InlineData(ProjectReferenceKind.Compilation)]
    [InlineData(ProjectReferenceKind.RetargetedCompilation)]
    [InlineData(ProjectReferenceKind.MetadataImage)]
    [InlineData(ProjectReferenceKind.ReferenceAssembly)]
    public async Task Library_IsSeenByTheApplication(ProjectReferenceKind kind)
    {
        var test = new CSharpAnalyzerTest<ForbiddenNameAnalyzer>
        {
            ProjectReferenceKind = kind,
            TestState =
            {
                Sources = { "class Entry { void [|TraceEnter|]() => Table.Lookup(); }" },
                AdditionalProjectReferences = { "Library" },
                AdditionalProjects =
                {
                    ["Base"] = { Sources = { "public static class Root { public static void Find() { } }" } },
                    ["Library"] =
                    {
                        Sources =
                        {
                            """
                            public static class Table
                            {
                                public static void Lookup() => Root.Find();
                                public static void [|TraceLookup|]() { }
                            }
                            """,
                        },
                        AdditionalProjectReferences = { "Base" },
                    },
                },
            },
        };
        var hasSource = false;
        test.SolutionTransforms.Add((solution, id) =>
        {
            var compilation = solution.GetProject(id)!.GetCompilationAsync().Result!;
            hasSource = compilation.GetTypeByMetadataName("Table")!.DeclaringSyntaxReferences.Length > 0;
            return solution;
        });

        await test.RunAsync();

        Assert.Equal(kind is ProjectReferenceKind.Compilation or ProjectReferenceKind.RetargetedCompilation, hasSource);
    }

    [Fact]
    public async Task Library_IsNotSeenWithoutAReference()
    {
        var test = TestOf("class Entry { void DoSyscall() => Table.Lookup(); }");
        test.TestState.AdditionalProjects["Library"].Sources.Add("public static class Table { public static void Lookup() { } }");
        await Failing.RequireAsync(test.RunAsync(), "CS0103");
    }

    [Fact]
    public async Task ImageOfALibraryThatDoesNotCompile_Fails()
    {
        var test = TestOf("class Entry;");
        test.ProjectReferenceKind = ProjectReferenceKind.MetadataImage;
        test.TestState.AdditionalProjectReferences.Add("Library");
        test.TestState.AdditionalProjects["Library"].Sources.Add("class Table { Missing _x; }");
        await Failing.RequireAsync(test.RunAsync(), "Library does not compile", "CS0246");
    }

    [Fact]
    public async Task AttributesReference_CanBeLeftOut()
    {
        await TestOf("[assembly: NoInstr.NoInstr]").RunAsync();
        var without = TestOf("[assembly: NoInstr.NoInstr]");
        without.TestState.ReferencesAttributes = false;
        await Failing.RequireAsync(without.RunAsync(), "CS0246");
    }

    [Fact]
    public async Task AnalyzerConfig_ChangesSeverity()
    {
        var test = TestOf("class Entry { void {|#0:TraceEnter|}() { } }");
        test.TestState.AnalyzerConfigFiles.Add("/.editorconfig", "[*.cs]\ndotnet_diagnostic.SPEC001.severity = error\n");
        test.ExpectedDiagnostics.Add(new DiagnosticResult("SPEC001").WithLocation(0).WithSeverity(DiagnosticSeverity.Error));
        await test.RunAsync();
    }

    [Theory]
    [InlineData("/.editorconfig", "[*.cs]\ndotnet_diagnostic.SPEC001.severity = none\n")]
    [InlineData("/.editorconfig", "[Test0.cs]\ngenerated_code = true\n")]
    [InlineData("/.globalconfig", "is_global = true\ndotnet_diagnostic.SPEC001.severity = none\n")]
    public async Task AnalyzerConfig_SwitchesOff(string path, string text)
    {
        var test = TestOf("class Entry { void TraceEnter() { } }");
        test.TestState.AnalyzerConfigFiles.Add(path, text);
        await test.RunAsync();
    }

    [Fact]
    public Task Pragma_SwitchesOff()
        => TestOf("""
            class Entry
            {
            #pragma warning disable SPEC001
                void TraceEnter() { }
            #pragma warning restore SPEC001
                void [|TraceExit|]() { }
            }
            """).RunAsync();

    [Fact]
    public async Task DisabledDiagnostics_AreNotReported()
    {
        var test = TestOf("class Entry { void TraceEnter() { } }");
        test.DisabledDiagnostics.Add("SPEC001");
        await test.RunAsync();
    }

    [Fact]
    public async Task ParseAndCompilationOptions_AreThoseOfTheTest()
    {
        var test = TestOf("""
            #if !CONFIG_TRACE
            #error
            #endif
            unsafe { int* _x = null; }
            """);
        test.PreprocessorSymbols.Add("CONFIG_TRACE");
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        await test.RunAsync();

        var old = TestOf("class Entry(int x) { int _x = x; }");
        old.LanguageVersion = LanguageVersion.CSharp11;
        await Failing.RequireAsync(old.RunAsync(), "CS9058");
    }

    [Fact]
    public async Task GlobalUsings_AreWrittenInTheTest()
    {
        await Failing.RequireAsync(TestOf("class Entry { Action? _x; }").RunAsync(), "CS0246");
        var test = TestOf("class Entry { Action? _x; }");
        test.TestState.Sources.AddGlobalUsings("System", "NoInstr");
        await test.RunAsync();
    }

    private static CSharpAnalyzerTest<ForbiddenNameAnalyzer> TestOf(string source) => new() { TestCode = source };
}
