using NoInstr.Editor.Tests.Sessions;

namespace NoInstr.Editor.Tests;

/// <summary>A change of a configuration file shows at once, in the files that it is about.</summary>
[Collection(EditorCollection.Name)]
public sealed class LiveConfigurationTests(EditorFixture fixture)
{
    private const string Shown = "NOINSTR101: RingBuffer.[|Print|](number);";

    private readonly EditorSession _editor = fixture.Open();

    [Theory]
    [InlineData("error", "error " + Shown)]
    [InlineData("warning", "warning " + Shown)]
    [InlineData("suggestion")]
    [InlineData("none")]
    public async Task SeverityInTheEditorConfig_TakesEffect(string severity, params string[] squiggles)
    {
        TypeViolation();
        Assert.Equal(["warning " + Shown], await _editor.SquigglesAsync("Syscall.cs"));

        _editor.Write(".editorconfig", $"[*.cs]\ndotnet_diagnostic.NOINSTR101.severity = {severity}\n");

        Assert.Equal(squiggles, await _editor.SquigglesAsync("Syscall.cs"));
    }

    [Fact]
    public async Task SeverityInTheEditorConfigOfOneProject_LeavesTheOtherAlone()
    {
        TypeViolation();
        _editor.Type("Probe.cs", "RingBuffer.Write(address);", "RingBuffer.Print(address);");

        _editor.Write(".editorconfig", "[*.cs]\ndotnet_diagnostic.NOINSTR101.severity = error\n");

        Assert.Equal(
            ["Probe.cs: warning NOINSTR101: RingBuffer.[|Print|](address);", "Syscall.cs: error " + Shown],
            await _editor.AllSquigglesAsync());
    }

    [Fact]
    public async Task TrustedCallee_LosesItsSquiggle()
    {
        TypeViolation();

        _editor.Write("NoInstr.Safe.txt", "M:Kernel.RingBuffer.Print(System.Int32) ; writes to a ring buffer of its own\n");
        Assert.Empty(await _editor.AllSquigglesAsync());

        _editor.Undo();
        Assert.Equal(["Syscall.cs: warning " + Shown], await _editor.AllSquigglesAsync());
    }

    [Fact]
    public async Task MistakeInATrustedList_IsShownInTheList()
    {
        _editor.Write("NoInstr.Safe.txt", "M:Kernel.RingBuffer.Flush\n");

        Assert.Equal(["NoInstr.Safe.txt: warning NOINSTR901: [|M:Kernel.RingBuffer.Flush|]"], await _editor.AllSquigglesAsync());
    }

    [Fact]
    public async Task InferredCallees_AreLookedInto()
    {
        TypeViolation();

        _editor.Write(".globalconfig", "is_global = true\nnoinstr.callees = inferred\n");

        Assert.Empty(await _editor.AllSquigglesAsync());
    }

    /// <summary>Its body is empty, so it is the declaration alone that is missing.</summary>
    private void TypeViolation() => _editor.Type("Syscall.cs", "Exit.ExitWork(number);", "RingBuffer.Print(number);");
}
