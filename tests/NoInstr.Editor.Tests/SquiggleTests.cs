using NoInstr.Editor.Tests.Sessions;

namespace NoInstr.Editor.Tests;

/// <summary>A violation is typed: where the squiggle is, and where none is.</summary>
[Collection(EditorCollection.Name)]
public sealed class SquiggleTests(EditorFixture fixture)
{
    private readonly EditorSession _editor = fixture.Open();

    [Fact]
    public async Task OpenedSolution_HasNoSquiggle() => Assert.Empty(await _editor.AllSquigglesAsync());

    [Fact]
    public async Task TypedViolation_IsShownInItsFileAlone()
    {
        _editor.Type("Syscall.cs", "EnterFromUserMode();\n", "EnterFromUserMode();\n        TraceSysEnter(number);\n");

        Assert.Equal(["Syscall.cs: warning NOINSTR101: [|TraceSysEnter|](number);"], await _editor.AllSquigglesAsync());
    }

    [Fact]
    public async Task SecondViolation_LeavesTheFirstAsItWas()
    {
        _editor.Type("Probe.cs", "RingBuffer.Write(address);", "RingBuffer.Print(address);");
        var first = await _editor.SquigglesAsync("Probe.cs");
        _editor.Type("Syscall.cs", "EnterFromUserMode();\n", "EnterFromUserMode();\n        throw new InvalidOperationException();\n");

        Assert.Equal(["warning NOINSTR101: RingBuffer.[|Print|](address);"], first);
        Assert.Equal(first, await _editor.SquigglesAsync("Probe.cs"));
        Assert.Equal(["warning NOINSTR105: [|throw|] new InvalidOperationException();"], await _editor.SquigglesAsync("Syscall.cs"));
    }

    [Fact]
    public async Task Undo_TakesTheSquiggleBack()
    {
        var before = _editor.TextOf("Syscall.cs");
        _editor.Type("Syscall.cs", "EnterFromUserMode();\n", "InstrumentationScope.Begin();\n");
        Assert.Equal(["Syscall.cs: warning NOINSTR201: [|}|]"], await _editor.AllSquigglesAsync());

        _editor.Undo();

        Assert.Equal(before, _editor.TextOf("Syscall.cs"));
        Assert.Empty(await _editor.AllSquigglesAsync());
    }

    /// <summary>The helper's own file says nothing: the helper is no root, and other callers may have a scope open.</summary>
    [Fact]
    public async Task ViolationInAHelper_IsShownWhereTheRootCallsIt()
    {
        _editor.Type("Exit.cs", "=> ClearFlags();", "=> TraceSysExit(number);");

        Assert.Equal(["Syscall.cs: warning NOINSTR101: Exit.[|ExitWork|](number);"], await _editor.AllSquigglesAsync());
    }

    [Fact]
    public async Task ViolationInAHelper_PointsIntoTheHelpersFile()
    {
        _editor.Type("Exit.cs", "=> ClearFlags();", "=> TraceSysExit(number);");

        var shown = Assert.Single(await _editor.FindAsync("Syscall.cs")).Diagnostic;

        Assert.Contains("DoSyscall → ExitWork → TraceSysExit", shown.GetMessage());
        var cause = Assert.Single(shown.AdditionalLocations);
        Assert.Equal("TraceSysExit", cause.SourceTree!.ToString().Substring(cause.SourceSpan.Start, cause.SourceSpan.Length));
    }

    [Fact]
    public async Task ContractRemovedInTheReferencedProject_IsShownInTheOther()
    {
        _editor.Type("RingBuffer.cs", "    [NoInstr]\n", "");

        Assert.Equal(["Probe.cs: warning NOINSTR101: RingBuffer.[|Write|](address);"], await _editor.AllSquigglesAsync());
    }

    [Fact]
    public async Task StateRequiredInTheReferencedProject_IsAskedOfTheOther()
    {
        _editor.Type("RingBuffer.cs", "[NoInstr]", "[NoInstr, Requires(EntryState.Rcu)]");

        Assert.Equal(["Probe.cs: warning NOINSTR401: RingBuffer.[|Write|](address);"], await _editor.AllSquigglesAsync());
    }

    [Fact]
    public async Task CallIntoTheReferencedProject_StaysInTheRegionOnceTheCalleeDeclaresIt()
    {
        _editor.Type("Probe.cs", "RingBuffer.Write(address);", "RingBuffer.Print(address);");
        Assert.NotEmpty(await _editor.SquigglesAsync("Probe.cs"));

        _editor.Type("RingBuffer.cs", "public static void Print", "[NoInstr] public static void Print");

        Assert.Empty(await _editor.AllSquigglesAsync());
    }
}
