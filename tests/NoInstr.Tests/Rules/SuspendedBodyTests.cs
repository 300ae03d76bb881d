using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>303: bodies that run in a state machine. FEA refuses coroutines likewise; objtool sees none.</summary>
public class SuspendedBodyTests
{
    [Theory]
    [InlineData("[NoInstr] async Task {|NOINSTR303:DoSyscall|}() { }")]
    [InlineData("[NoInstr] async void {|NOINSTR303:DoSyscall|}() { }")]
    [InlineData("[NoInstr] async ValueTask<int> {|NOINSTR303:DoSyscall|}() => 0;")]
    [InlineData("[NoInstr] IEnumerable<int> {|NOINSTR303:Pending|}() { yield break; }")]
    [InlineData("[NoInstr] IEnumerator<int> {|NOINSTR303:Pending|}() { yield return 2; }")]
    [InlineData("[NoInstr] System.Collections.IEnumerable {|NOINSTR303:Pending|}() { if (user) yield break; }")]
    [InlineData("[NoInstr] async IAsyncEnumerable<int> {|NOINSTR303:Pending|}() { yield break; }")]
    [InlineData("[NoInstr] IEnumerable<int> Pending { {|NOINSTR303:get|} { yield break; } }")]
    [InlineData("IEnumerable<int> Pending { [NoInstr] {|NOINSTR303:get|} { yield break; } }")]
    [InlineData("[NoInstr] IEnumerable<int> this[int cpu] { {|NOINSTR303:get|} { yield return cpu; } }")]
    [InlineData("[NoInstr] class Idle { IEnumerable<int> {|NOINSTR303:Cpus|}() { yield break; } }")]
    [InlineData("[NoInstr] class Idle { class Loop { async Task {|NOINSTR303:Wait|}() { } } }")]
    [InlineData("[NoInstr] class Idle { public static IEnumerable<int> operator {|NOINSTR303:+|}(Idle idle, int cpu) { yield return cpu; } }")]
    [InlineData("[NoInstr(Unchecked = true, Justification = \"own builder\")] async Task {|NOINSTR303:DoSyscall|}() { }")]
    [InlineData("[NoInstr] private partial Task DoSyscall(); private async partial Task {|NOINSTR303:DoSyscall|}() { }")]
    [InlineData("private partial Task DoSyscall(); [NoInstr] private async partial Task {|NOINSTR303:DoSyscall|}() { }")]
    [InlineData("void DoSyscall() { Local(); [NoInstr] async Task {|NOINSTR303:Local|}() { } }")]
    [InlineData("void DoSyscall() { Local(); [NoInstr] IEnumerable<int> {|NOINSTR303:Local|}() { yield break; } }")]
    [InlineData("Func<Task> lambda = [NoInstr] async () {|NOINSTR303:=>|} { };")]
    [InlineData("void DoSyscall() { Action<int> lambda = [NoInstr] async (int cpu) {|NOINSTR303:=>|} { }; }")]
    [InlineData("[NoInstr, {|NOINSTR304:Instrumentable|}] async Task {|NOINSTR303:DoSyscall|}() { }")]
    [InlineData("[NoInstr] static async Task<T> {|NOINSTR303:Wait|}<T>(T state) => state;")]
    public Task SuspendedNoInstrBody_IsReported(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("[NoInstr] Task DoSyscall(Task task) => task;")]
    [InlineData("[NoInstr] IEnumerable<int> Pending() => pending;")]
    [InlineData("[NoInstr] IEnumerable<int> Pending { get; set; }")]
    [InlineData("async Task DoSyscall() { await Task.Yield(); }")]
    [InlineData("IEnumerable<int> Pending() { yield break; }")]
    [InlineData("[Instrumentable] async Task DoSyscall() { await Task.Yield(); }")]
    [InlineData("[NoInstr] class Idle { [Instrumentable] async Task Wait() { await Task.Yield(); } [Instrumentable] IEnumerable<int> Cpus { get { yield break; } } }")]
    [InlineData("[Instrumentable] class Idle { IEnumerable<int> Cpus() { yield break; } }")]
    [InlineData("[NoInstr] abstract class Idle { public abstract Task Wait(); public abstract IEnumerable<int> Cpus(); }")]
    [InlineData("interface IIdle { [NoInstr] Task Wait(); [NoInstr] IAsyncEnumerable<int> Cpus(); }")]
    [InlineData("[NoInstr] delegate Task Handler();")]
    [InlineData("Func<Task> lambda = async () => await Task.Yield();")]
    [InlineData("[NoInstr] void DoSyscall() { Begin(); Func<Task> lambda = async () => await Task.Yield(); Call(lambda); End(); } void Call(Func<Task> f) { }")]
    [InlineData("[NoInstr] void DoSyscall() { Begin(); foreach (var cpu in Cpus()) Trace(cpu); End(); static IEnumerable<int> Cpus() { yield break; } } void Trace(int cpu) { }")]
    [InlineData("[NoInstr] IEnumerator GetEnumerator() => default; struct IEnumerator { public int Current { [NoInstr] get => 0; } [NoInstr] public bool MoveNext() => false; }")]
    [InlineData("[NoInstr] void DoSyscall() { var async = 1; Use(async); } [NoInstr] void Use(int yield) { }")]
    public Task PlainOrInstrumentableBody_IsClean(string member) => VerifyAsync(member);

    [Fact]
    public Task CoveredAssembly_CoversItsIterators() => Verify.VerifyAnalyzerAsync("""
        using NoInstr;
        [assembly: NoInstr]
        class Idle
        {
            System.Collections.Generic.IEnumerable<int> {|NOINSTR303:Cpus|}() { yield break; }
            [Instrumentable] System.Collections.Generic.IEnumerable<int> Timers() { yield break; }
        }
        """);

    private static Task VerifyAsync(string member) => Verify.VerifyAnalyzerAsync($$"""
        #pragma warning disable CS1998, CS8618, CS8321, CS0649, CS4014
        using NoInstr;
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using static NoInstr.InstrumentationScope;

        partial class Entry
        {
            bool user;
            int[] pending;
            {{member}}
        }
        """);
}
