using NoInstr.Editor.Tests.Sessions;

namespace NoInstr.Editor.Tests;

/// <summary>What the light bulb offers on a squiggle, and what is left when it was taken.</summary>
[Collection(EditorCollection.Name)]
public sealed class LightBulbTests(EditorFixture fixture)
{
    private readonly EditorSession _editor = fixture.Open();

    [Fact]
    public async Task CallThatLeavesTheRegion_IsOfferedAScopeFirst()
    {
        TypeViolation();

        var actions = await _editor.LightBulbAsync("Syscall.cs", "NOINSTR101");

        Assert.Equal(
            ["Wrap in InstrumentationScope.Begin/End", "Wrap in a 'using' scope", "Mark 'TraceSysEnter' [NoInstr]", "Mark 'TraceSysEnter' [AlwaysInline]", "Trust 'Syscall.TraceSysEnter' in NoInstr.Safe.txt"],
            actions.Select(action => action.Title));
    }

    [Fact]
    public async Task FirstAction_TakesTheSquiggleAway()
    {
        TypeViolation();

        await _editor.ApplyAsync((await _editor.LightBulbAsync("Syscall.cs", "NOINSTR101"))[0]);

        Assert.Empty(await _editor.AllSquigglesAsync());
        Assert.Contains("""
                    EnterFromUserMode();
                    InstrumentationScope.Begin();
                    TraceSysEnter(number);
                    InstrumentationScope.End();
                    Exit.ExitWork(number);
            """.ReplaceLineEndings("\n"), _editor.TextOf("Syscall.cs"));
    }

    [Fact]
    public async Task UndoneAction_BringsTheSquiggleBack()
    {
        TypeViolation();
        var (text, squiggles) = (_editor.TextOf("Syscall.cs"), await _editor.AllSquigglesAsync());

        await _editor.ApplyAsync((await _editor.LightBulbAsync("Syscall.cs", "NOINSTR101"))[0]);
        _editor.Undo();

        Assert.Equal(text, _editor.TextOf("Syscall.cs"));
        Assert.Equal(squiggles, await _editor.AllSquigglesAsync());
        Assert.NotEmpty(squiggles);
    }

    /// <summary>The action edits a file of the project that is referenced.</summary>
    [Fact]
    public async Task MarkedCallee_MayBeInAnotherProject()
    {
        _editor.Type("Probe.cs", "RingBuffer.Write(address);", "RingBuffer.Print(address);");
        var actions = await _editor.LightBulbAsync("Probe.cs", "NOINSTR101");

        await _editor.ApplyAsync(Assert.Single(actions, action => action.Title == "Mark 'Print' [NoInstr]"));

        Assert.Empty(await _editor.AllSquigglesAsync());
        Assert.Contains("    [NoInstr]\n    public static void Print(int value) { }", _editor.TextOf("RingBuffer.cs"));
    }

    [Fact]
    public async Task ScopeThatIsNotEnded_IsOfferedItsEnd()
    {
        _editor.Type("Syscall.cs", "EnterFromUserMode();\n", "EnterFromUserMode();\n        InstrumentationScope.Begin();\n");

        var actions = await _editor.LightBulbAsync("Syscall.cs", "NOINSTR201");
        Assert.NotEmpty(actions);
        await _editor.ApplyAsync(actions[0]);

        Assert.Empty(await _editor.AllSquigglesAsync());
    }

    private void TypeViolation() => _editor.Type("Syscall.cs", "EnterFromUserMode();\n", "EnterFromUserMode();\n        TraceSysEnter(number);\n");
}
