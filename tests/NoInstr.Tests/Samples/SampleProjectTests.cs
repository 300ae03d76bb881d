using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using NoInstr.Tests.Docs;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Samples;

/// <summary>
/// The samples that use NoInstr are clean, down to advice, and run; their mistakes are reported where their comments say; and their READMEs show
/// what is printed and what is reported.
/// </summary>
public class SampleProjectTests
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<Diagnostic>>>> s_withMistakes = new();

    public static TheoryData<string> Samples => [.. SampleProject.All.Select(sample => sample.Name)];

    public static TheoryData<string> Programs => [.. SampleProject.All.Where(sample => sample.Runs).Select(sample => sample.Name)];

    public static TheoryData<string> WithMistakes => [.. SampleProject.All.Where(sample => sample.Mistakes.Count > 0).Select(sample => sample.Name)];

    public static TheoryData<string> Mistakes => [.. SampleProject.All.SelectMany(sample => sample.Mistakes)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_HasNoFinding(string name) => Assert.Empty((await SampleProject.Named(name).AnalyzeAsync()).Select(Report.Line));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Mistake_GivesWhatItsCommentsSay(string path)
    {
        var expected = ExpectedFinding.ReadAll(CSharpSyntaxTree.ParseText(Repository.Read(path), path: path));

        var findings = await WithMistakesAsync(SampleProject.All.Single(sample => sample.Mistakes.Contains(path)));

        Assert.NotEmpty(expected);
        Assert.Null(ExpectedFinding.Compare(expected, findings.Where(found => PathOf(found) == path)));
    }

    /// <summary>With its mistakes a sample does not build, and nothing but them is reported.</summary>
    [Theory]
    [MemberData(nameof(WithMistakes))]
    public async Task Mistakes_AreErrorsInTheirFilesOnly(string name)
    {
        var sample = SampleProject.Named(name);

        var findings = await WithMistakesAsync(sample);

        Assert.All(findings, found => Assert.Equal(DiagnosticSeverity.Error, found.Severity));
        Assert.Equal(sample.Mistakes, findings.Select(PathOf).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(WithMistakes))]
    public async Task Readme_ShowsWhatIsReportedForTheMistakes(string name)
    {
        var sample = SampleProject.Named(name);

        var findings = await WithMistakesAsync(sample);

        var lines = findings
            .OrderBy(PathOf, StringComparer.Ordinal).ThenBy(found => found.Location.SourceSpan.Start).ThenBy(found => found.Id, StringComparer.Ordinal)
            .Select(found => AsPrinted(found, sample));
        Repository.RequireGenerated(sample.Readme, MarkdownFile.Read(sample.Readme).WithPart("mistakes", $"```text\n{string.Join("\n", lines)}\n```"));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Readme_ShowsWhatTheProgramPrints(string name)
    {
        var sample = SampleProject.Named(name);
        var readme = MarkdownFile.Read(sample.Readme);

        var run = await SampleRun.OfAsync(sample);

        Assert.True(run.ExitCode == 0, $"{name} exited with {run.ExitCode}:\n{run.Output}");
        Repository.RequireGenerated(sample.Readme, readme.WithPart("output", $"```text\n{run.Output.TrimEnd('\n')}\n```"));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void CommandOfTheReadme_IsRunInCI(string name)
    {
        var command = $"dotnet run --project {SampleProject.Named(name).Folder}";

        Assert.Contains(MarkdownFile.Read(SampleProject.Named(name).Readme).Fences, fence => fence.Text.Split('\n').Contains(command));
        Assert.Contains($"step {command}", Repository.Read(".ci/run").Split('\n'));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_IsInTheSolution_AndStrict(string name)
    {
        var project = $"{SampleProject.Named(name).Folder}/{name}.csproj";

        Assert.Contains(project.Replace('/', '\\'), Repository.Read("NoInstr.sln"));
        Assert.Contains("<NoInstrMode>Strict</NoInstrMode>", Repository.Read(project));
    }

    /// <summary>A bare machine has nobody to load an assembly, nor to run an initialiser before the first interrupt.</summary>
    [Fact]
    public async Task Kernel_ReferencesNothing_AndHasNoStaticConstructor()
    {
        using var image = new MemoryStream();
        var emitted = (await SampleProject.Named("BareMetal.Kernel").CompileAsync()).Emit(image, options: new EmitOptions(runtimeMetadataVersion: "v4.0.30319"));
        Assert.True(emitted.Success, Report.Lines(emitted.Diagnostics.Select(Report.Line)));
        image.Position = 0;
        using var reader = new PEReader(image);
        var metadata = reader.GetMetadataReader();

        Assert.Empty(metadata.AssemblyReferences);
        Assert.DoesNotContain(".cctor", metadata.MethodDefinitions.Select(method => metadata.GetString(metadata.GetMethodDefinition(method).Name)));
    }

    /// <summary>Once for all tests that ask: the verdict is taken in every way that a host does.</summary>
    private static Task<IReadOnlyList<Diagnostic>> WithMistakesAsync(SampleProject sample) =>
        s_withMistakes.GetOrAdd(sample.Name, _ => new(() => sample.AnalyzeAsync([.. sample.Mistakes]))).Value;

    private static string PathOf(Diagnostic found) => found.Location.GetLineSpan().Path[1..];

    /// <summary>As the compiler prints it, but for the folders around the sample.</summary>
    private static string AsPrinted(Diagnostic found, SampleProject sample)
    {
        var start = found.Location.GetLineSpan().StartLinePosition;
        var path = PathOf(found)[(sample.Folder.Length + 1)..];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{path}({start.Line + 1},{start.Character + 1}): {found.Severity.ToString().ToLowerInvariant()} {found.Id}: {DiagnosticResult.MessageOf(found)}");
    }
}
