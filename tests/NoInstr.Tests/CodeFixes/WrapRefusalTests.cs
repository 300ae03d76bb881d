using NoInstr.CodeFixes;

namespace NoInstr.Tests.CodeFixes;

/// <summary>Where no scope can be put soundly, neither action is offered.</summary>
public class WrapRefusalTests
{
    [Theory]
    [InlineData("[NoInstr] Entry(int number) { } [NoInstr] Entry() : this([|ReadNumber|]()) { }")]
    [InlineData("[NoInstr] void DoSyscall(object task) { switch (task) { case int when [|IsTraced|](): break; } }")]
    [InlineData("[NoInstr] void DoSyscall() { try { Enter(); } catch (Exception) when ([|IsTraced|]()) { } }")]
    [InlineData("[NoInstr] void DoSyscall(bool user) { do { if (user) continue; } while ([|IsTraced|]()); }")]
    [InlineData("[NoInstr] void DoSyscall(bool user) { for (var i = 0; i < 9; i += [|ReadNumber|]()) { if (user) continue; } }")]
    [InlineData("[NoInstr] void DoSyscall(bool user) { for (int i = 0, n = [|ReadNumber|](); i < n; i++) { } }")]
    [InlineData("[NoInstr] void DoSyscall(object task) { if (task is string name && [|IsTraced|]()) Use(name); }")]
    [InlineData("[NoInstr] void DoSyscall(object task) { if (task is int number && number > [|ReadNumber|]()) Use(number); }")]
    [InlineData("int number; [NoInstr] void DoSyscall() { while (number < [|ReadNumber|]()) { var number = 1; Use(number); } }")]
    [InlineData("[NoInstr, System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] void {|NOINSTR103:DoSyscall|}() { }")]
    [InlineData("[NoInstr] void DoSyscall() { Local(); [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] void {|NOINSTR103:Local|}() { } }")]
    [InlineData("[NoInstr] void DoSyscall() { again: [|TraceSysEnter|](); goto again; }")]
    [InlineData(
        "[NoInstr] void DoSyscall() { [|EnterTracer|](); }"
        + "[AlwaysInline] static void EnterTracer() { TraceSysEnter(); if (false) InstrumentationScope.Begin(); }")]
    public async Task NoSoundPlace_NothingIsOffered(string members)
    {
        await EntryCode.VerifyAsync<RegionFix>("NoInstr.Wrap.BeginEnd", members, members);
        await EntryCode.VerifyAsync<RegionFix>("NoInstr.Wrap.Using", members, members);
    }

    [Theory]
    [InlineData("static int number; static ref int Slot() => ref number; [NoInstr] ref int DoSyscall() { return ref [|Slot|](); }")]
    [InlineData("static Exception Panic() => null!; [NoInstr] void DoSyscall() { {|NOINSTR105:throw|} [|Panic|](); }")]
    public Task EndWouldNotBeReached_OnlyUsingIsOffered(string members) =>
        EntryCode.VerifyAsync<RegionFix>("NoInstr.Wrap.BeginEnd", members, members);

    /// <summary>The formatter may fail on tokens that are missing.</summary>
    [Fact]
    public Task MemberThatIsBeingTyped_IsLeftAlone() => EntryCode.VerifyAsync<RegionFix>(
        "NoInstr.Wrap.BeginEnd",
        """
        [NoInstr] void DoSyscall(int number) { [|TraceSysEnter|](); number = {|CS1525:;|} }
        [NoInstr] void DoInterrupt() { [|TraceSysEnter|](); }
        """,
        """
        [NoInstr] void DoSyscall(int number) { [|TraceSysEnter|](); number = {|CS1525:;|} }
        [NoInstr] void DoInterrupt()
        {
            InstrumentationScope.Begin();
            TraceSysEnter();
            InstrumentationScope.End();
        }
        """);

    [Fact]
    public Task EmbeddedStatementBehindDirective_NothingIsOffered()
    {
        const string Code = """
            [NoInstr] void DoSyscall(bool user)
            {
                if (user)
            #if !DEBUG
                    [|TraceSysEnter|]();
            #endif
                Enter();
            }
            """;
        return EntryCode.VerifyAsync<RegionFix>("NoInstr.Wrap.BeginEnd", Code, Code);
    }

    /// <summary>An exception would take the open scope into the handler.</summary>
    [Theory]
    [InlineData("[NoInstr] void DoSyscall() { try { [|TraceSysEnter|](); } catch (Exception) { } }")]
    [InlineData("[NoInstr] int DoSyscall() { try { return [|ReadNumber|](); } catch (Exception) { return -1; } }")]
    public Task InsideOfATryWithAHandler_BeginAndEndAreNotOffered(string members) =>
        EntryCode.VerifyAsync<RegionFix>("NoInstr.Wrap.BeginEnd", members, members);

    /// <summary>The end of the statement, and of the scope, would be in one configuration only.</summary>
    [Fact]
    public async Task StatementThatEndsElsewhereInAnotherConfiguration_NothingIsOffered()
    {
        const string Code = """
            [NoInstr] void DoSyscall()
            {
                int number =
            #if !DEBUG
                    [|ReadNumber|]();
            #else
                    ReadNumber() + 1;
            #endif
                Use(number);
            }
            """;
        await EntryCode.VerifyAsync<RegionFix>("NoInstr.Wrap.BeginEnd", Code, Code);
        await EntryCode.VerifyAsync<RegionFix>("NoInstr.Wrap.Using", Code, Code);
    }

    /// <summary>What is not balanced here may be in text that nobody sees.</summary>
    [Theory]
    [InlineData("InstrumentationScope.Begin();\n#if DEBUG\nInstrumentationScope.End();\n#endif\n{|NOINSTR201:}|}")]
    [InlineData("\n#if DEBUG\nInstrumentationScope.Begin();\n#endif\nInstrumentationScope.{|NOINSTR202:End|}();\n}")]
    public async Task ScopeOfAnotherConfiguration_IsLeftAlone(string body)
    {
        var code = "[NoInstr] void DoSyscall()\n{\n" + body;
        await EntryCode.VerifyAsync<ScopeBalanceFix>("NoInstr.InsertEnd", code, code);
        await EntryCode.VerifyAsync<ScopeBalanceFix>("NoInstr.RemoveEnd", code, code);
        await EntryCode.VerifyAsync<ScopeBalanceFix>("NoInstr.ConvertToUsing", code, code);
    }
}
