using Microsoft.CodeAnalysis.Text;
using NoInstr.Editor.Tests.Sessions;

namespace NoInstr.Editor.Tests;

/// <summary>
/// Code is typed one character after the other. At each of them the file is analysed, every light bulb is looked at, its first action is tried, and the refactorings
/// at the caret are asked for. Nothing crashes: <see cref="LiveAnalysis"/> fails where the analyzer does, and nothing here catches what a provider throws.
/// </summary>
[Collection(EditorCollection.Name)]
public sealed class TypingTests(EditorFixture fixture)
{
    private const string InTheBody = "EnterFromUserMode();";
    private const string AmongTheMembers = "private static void TraceSysEnter(int number) { }";

    private readonly EditorSession _editor = fixture.Open();

    /// <summary>What is shown when the last character is there.</summary>
    [Theory]
    [InlineData("TraceSysEnter(number);", "NOINSTR101")]
    [InlineData("if (number < 0) throw new InvalidOperationException($\"{number}\");", "NOINSTR105", "NOINSTR104")]
    [InlineData("using var _ = InstrumentationScope.Open(); TraceSysEnter(number);")]
    [InlineData("foreach (var part in new[] { number, 1 }) { TraceSysEnter(part); }", "NOINSTR104", "NOINSTR101")]
    [InlineData("Action<int> log = n => { TraceSysEnter(n); }; log(number);", "NOINSTR104", "NOINSTR102")]
    [InlineData("InstrumentationScope.Begin(); if (number == 0) return; InstrumentationScope.End();", "NOINSTR201")]
    [InlineData("[NoInstr] void Local() => TraceSysEnter(number); Local();", "NOINSTR101")]
    public Task Statement_NeverCrashes(string typed, params string[] shown) => TypeAsync(InTheBody, typed, shown);

    [Theory]
    [InlineData("[NoInstr(Unchecked = true)] private static extern void Stub();", "NOINSTR309")]
    [InlineData("[NoInstr, Requires(EntryState.Rcu)] private static void Watch() => TraceSysEnter(0);", "NOINSTR101")]
    [InlineData("[NoInstr] private static IEnumerable<int> Steps() { yield return 1; }", "NOINSTR303")]
    [InlineData("public sealed record Frame(int Number) { [NoInstr] public int Twice => Number * 2; }", "NOINSTR101")]
    [InlineData("[NoInstr] private static bool First => Flags is { Count: > 0 } and [var first, ..] && first > 0; private static List<int> Flags { get; } = [];", "NOINSTR101", "NOINSTR101", "NOINSTR103")]
    public Task Member_NeverCrashes(string typed, params string[] shown) => TypeAsync(AmongTheMembers, typed, shown);

    /// <summary>Half of a file, from the first character on: braces are open, names unknown.</summary>
    [Fact]
    public async Task File_NeverCrashes()
    {
        var whole = _editor.TextOf("Exit.cs").Replace("=> ClearFlags();", "=> TraceSysExit(number);");
        for (var length = 0; length <= whole.Length; length++)
        {
            _editor.Write("Exit.cs", whole[..length]);
            await LookAroundAsync("Exit.cs", length);
            _ = await _editor.SquigglesAsync("Syscall.cs");
        }

        Assert.Equal(["Syscall.cs: warning NOINSTR101: Exit.[|ExitWork|](number);"], await _editor.AllSquigglesAsync());
    }

    /// <summary>Until the namespace of the attributes is there, nothing is annotated; then everything is. The compiler does without the semicolon.</summary>
    [Fact]
    public async Task Using_NeverCrashes()
    {
        const string Import = "using NoInstr;";
        _editor.Type("Syscall.cs", "Exit.ExitWork(number);", "TraceSysEnter(number);");
        var whole = _editor.TextOf("Syscall.cs");
        for (var length = 0; length <= Import.Length; length++)
        {
            _editor.Write("Syscall.cs", whole.Replace(Import, Import[..length]));
            await LookAroundAsync("Syscall.cs", length);
            Assert.Equal(length >= Import.Length - 1 ? 1 : 0, (await _editor.SquigglesAsync("Syscall.cs")).Count);
        }
    }

    private async Task TypeAsync(string behind, string typed, string[] shown)
    {
        var before = _editor.TextOf("Syscall.cs");
        var caret = before.IndexOf(behind, StringComparison.Ordinal) + behind.Length;
        for (var length = 1; length <= typed.Length; length++)
        {
            _editor.Write("Syscall.cs", before.Insert(caret, typed[..length]));
            await LookAroundAsync("Syscall.cs", caret + length);
        }

        Assert.Equal(shown, (await _editor.FindAsync("Syscall.cs")).Select(squiggle => squiggle.Diagnostic.Id));
    }

    private async Task LookAroundAsync(string file, int caret)
    {
        var bulb = new LightBulb(_editor.Package);
        foreach (var squiggle in await _editor.FindAsync(file))
        {
            foreach (var action in (await bulb.FixesAsync(_editor.Source(file), squiggle.Diagnostic)).Take(1))
            {
                await action.GetOperationsAsync(CancellationToken.None);
            }
        }

        await bulb.RefactoringsAsync(_editor.Source(file), new TextSpan(caret, 0));
    }
}
