using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests.Guides;

/// <summary>docs/adoption.md, followed from its first command to its last.</summary>
[Collection(ConsumerCollection.Name)]
public sealed class AdoptionTests(ConsumerFixture fixture) : IDisposable
{
    private const string Mark = "1. Mark the roots";
    private const string Repair = "2. Repair what is mechanical";
    private const string Baseline = "3. A baseline for the rest";
    private const string Tighten = "4. Tighten";

    private const string Override = "Handlers.cs(33): warning NOINSTR301";

    private static readonly string[] InBodies =
    [
        "Handlers.cs(13): warning NOINSTR105", "Handlers.cs(18): warning NOINSTR104", "Handlers.cs(25): warning NOINSTR201",
    ];

    private readonly Guide _page = new("docs/adoption.md");
    private readonly GuideRepository _repository = new(fixture.Package, LegacySources.Kernel);

    [Fact]
    public async Task Page_LeadsFromMarkedRootsToAStrictBuild()
    {
        _repository.Write("Kernel/.globalconfig", _page.Block(Mark, "ini"));
        var marked = (await RunAsync(Mark)).Succeeded();
        Assert.Equal([.. InBodies, Override, "Syscall.cs(14): warning NOINSTR101"], marked.Findings);

        (await RunAsync(Repair)).Succeeded();
        Assert.Contains("InstrumentationScope.Begin();\n        TraceSysEnter(number);\n        InstrumentationScope.End();", _repository.Read("Kernel/Syscall.cs"));

        _repository.Write("Directory.Build.props", _page.Block(Baseline, "xml"));
        await TakeBaselineAsync();
        await KeepBaselineOfCodeThatDoesNotCompileAsync();
        await ReportWhatIsNewAsync();
        await TightenAsync();

        Assert.Superset(_page.AllCommands.ToHashSet(), _repository.Typed.ToHashSet());
        Assert.Subset(_page.AllCommands.ToHashSet(), _repository.Typed.ToHashSet());
    }

    public void Dispose() => _repository.Dispose();

    private async Task TakeBaselineAsync()
    {
        var commands = _page.Commands(Baseline);
        Assert.Equal([.. InBodies, Override], (await _repository.RunAsync(commands[0])).Succeeded().Findings);

        var written = (await _repository.RunAsync(commands[1])).Succeeded();
        Assert.Contains("warning NOINSTRLOG: 1 findings are in no body", written.Output);
        Assert.Equal(
            ["NOINSTR104 ~P:Kernel.Handler`1.Frame", "NOINSTR105 ~M:Kernel.Handler`1.#ctor(`0[])", "NOINSTR201 ~M:Kernel.Handler`1.Enter(System.Int32@,`0@)"],
            Suppressed());

        Assert.Equal([Override], (await _repository.RunAsync(commands[2])).Succeeded().Findings);
        _repository.Edit("Kernel/Handlers.cs", "public override", "[NoInstr] public override");
        Assert.Empty((await _repository.RunAsync(commands[2])).Succeeded().Findings);
    }

    /// <summary>What the compiler did not get to is not repaired.</summary>
    private async Task KeepBaselineOfCodeThatDoesNotCompileAsync()
    {
        var commands = _page.Commands(Baseline);
        var before = Suppressed().ToList();
        _repository.Write("Kernel/Typing.cs", "class Typing { int number = 3 }");
        await _repository.RunAsync(commands[0]);

        var refused = await _repository.RunAsync(commands[1]);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error NOINSTRLOG: The baseline is not written from this log, because that build has errors of the compiler", refused.Output);
        Assert.Equal(before, Suppressed());
        _repository.Write("Kernel/Typing.cs", "");
    }

    /// <summary>A mistake that is made later is seen; what was repaired leaves the file.</summary>
    private async Task ReportWhatIsNewAsync()
    {
        var commands = _page.Commands(Baseline);
        _repository.Edit("Kernel/Syscall.cs", "EnterFromUserMode();\n        Instr", "EnterFromUserMode();\n        _ = new object();\n        Instr");
        Assert.Equal(["Syscall.cs(14): warning NOINSTR104"], (await _repository.RunAsync(commands[2])).Succeeded().Findings);

        _repository.Edit("Kernel/Syscall.cs", "        _ = new object();\n", "");
        _repository.Edit("Kernel/Handlers.cs", "depth++;\n", "depth++;\n        InstrumentationScope.End();\n");
        (await _repository.RunAsync(commands[0])).Succeeded();
        (await _repository.RunAsync(commands[1])).Succeeded();
        Assert.Equal(["NOINSTR104 ~P:Kernel.Handler`1.Frame", "NOINSTR105 ~M:Kernel.Handler`1.#ctor(`0[])"], Suppressed());
        Assert.Empty((await _repository.RunAsync(commands[2])).Succeeded().Findings);
    }

    private async Task TightenAsync()
    {
        _repository.Write("Kernel/.globalconfig", "is_global = true\n");
        var (declared, strict) = (_page.Commands(Tighten)[0], _page.Commands(Tighten, 1)[0]);
        Assert.Equal(["Syscall.cs(13): warning NOINSTR101"], (await _repository.RunAsync(declared)).Succeeded().Findings);

        var refused = await _repository.RunAsync(strict);
        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(["Syscall.cs(13): error NOINSTR101"], refused.Findings);

        _repository.Edit("Kernel/Syscall.cs", "private static void EnterFromUserMode", "[NoInstr] private static void EnterFromUserMode");
        Assert.Empty((await _repository.RunAsync(strict)).Succeeded().Findings);
    }

    private async Task<GuideResult> RunAsync(string section) => await _repository.RunAsync(Assert.Single(_page.Commands(section)));

    /// <summary><c>NOINSTR105 ~M:Kernel.Handler.#ctor</c>.</summary>
    private IEnumerable<string> Suppressed() => _repository.Read("Kernel/NoInstr.Baseline.cs").Split('\n')
        .Where(line => line.StartsWith("[assembly:", StringComparison.Ordinal))
        .Select(line => line.Split('"'))
        .Select(parts => $"{parts[3]} {parts[7]}");
}
