using Microsoft.CodeAnalysis;
using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>901: at which line and columns, and what it says to do.</summary>
public class SafeListRuleTests
{
    [Theory]
    [InlineData("{|NOINSTR901:M:Kernel.Tracer.Wirte|}")]
    [InlineData("  {|NOINSTR901:M:Kernel.Tracer.Wirte|}  ; reason")]
    [InlineData("{|NOINSTR901:! M:Kernel.Tracer.Wirte|} # comment")]
    [InlineData("{|NOINSTR901:trust the tracer ; please|}")]
    [InlineData("{|NOINSTR901:!|}")]
    [InlineData("  {|NOINSTR901:; only a reason|}")]
    [InlineData("{|NOINSTR901:M:Kernel.Tracer.Write(System.Int32, System.Int32)|}")]
    [InlineData("{|NOINSTR901:F:Kernel.Tracer.slot|} ; a field")]
    [InlineData("{|NOINSTR901:M:|}")]
    [InlineData("{|NOINSTR901:!T:|} ; reason")]
    [InlineData("{|NOINSTR901:Kernel.Tracer|} # comment")]
    [InlineData("{|NOINSTR901:M: Kernel.Tracer|}  ")]
    [InlineData("# list\n\n{|NOINSTR901:T:Tracer|}\nT:Kernel.Tracer\n{|NOINSTR901:T:Kernel.Tracr|}")]
    [InlineData("# list\r\n\r\n{|NOINSTR901:T:Tracer|}\r\nT:Kernel.Tracer\r\n{|NOINSTR901:T:Kernel.Tracr|}\r\n")]
    [InlineData("# list\r\r{|NOINSTR901:T:Tracer|}\rT:Kernel.Tracer\r{|NOINSTR901:T:Kernel.Tracr|}\r")]
    [InlineData("# list\u2028\u2029{|NOINSTR901:T:Tracer|}\u0085T:Kernel.Tracer\r\n{|NOINSTR901:T:Kernel.Tracr|}\n\r")]
    [InlineData("\uFEFF{|NOINSTR901:T:Tracer|}\n\uFEFF# comment")]
    [InlineData("T:Kernel.Tracer\n{|NOINSTR901:!T:Kernel.Tracer|}\n{|NOINSTR901:T:Kernel.Tracer|} ; again")]
    public Task Mistake_IsReportedAtItsLine(string list) => VerifyAsync(list);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n# only comments\n")]
    [InlineData("T:Kernel.Tracer\nT:Kernel.Tracer ; a duplicate is no mistake")]
    [InlineData("N:Kernel\n!M:Kernel.Tracer.Write(System.Int32)")]
    [InlineData("M:Kernel.Tracer.#ctor\nP:Kernel.Tracer.Level\nM:Kernel.Tracer.set_Level(System.Int32)\nE:Kernel.Tracer.Written")]
    [InlineData("N:System\nN:System.Threading\nT:System.Threading.Volatile\nM:System.Object.#ctor")]
    [InlineData("!N:System\n!T:System.Object\n!T:NoInstr.NoInstrAttribute")]
    [InlineData("P:System.Text.StringBuilder.Chars(System.Int32)")]
    [InlineData("M:Kernel.Tracer.System#IDisposable#Dispose")]
    public Task LineThatNamesSomething_IsClean(string list) => VerifyAsync(list);

    [Theory]
    [InlineData("trust the tracer", "'trust the tracer' in NoInstr.Safe.txt does not begin with the kind of an id. Begin with M: for a method or constructor, P: for a property, E: for an event, T: for a type, N: for a namespace, as in M:Namespace.Type.Method(System.Int32).")]
    [InlineData("Kernel.Tracer.Write(int)", "'Kernel.Tracer.Write(int)' in NoInstr.Safe.txt does not begin with the kind of an id. Write M:Kernel.Tracer.Write(System.Int32) or M:Kernel.Tracer.Write(System.Int64).")]
    [InlineData("t:Kernel.Tracer", "'t:Kernel.Tracer' in NoInstr.Safe.txt does not begin with the kind of an id. Write T:Kernel.Tracer.")]
    [InlineData(":", "':' in NoInstr.Safe.txt does not begin with the kind of an id. Begin with M: for a method or constructor, P: for a property, E: for an event, T: for a type, N: for a namespace, as in M:Namespace.Type.Method(System.Int32).")]
    [InlineData("!", "'!' in NoInstr.Safe.txt has no id. Write one id a line, such as M:Namespace.Type.Method(System.Int32), or remove the line.")]
    [InlineData("T:", "'T:' in NoInstr.Safe.txt has no name right behind the kind. Write an id such as M:Namespace.Type.Method(System.Int32), or remove the line.")]
    [InlineData("F:Kernel.Tracer.slot", "'F:Kernel.Tracer.slot' in NoInstr.Safe.txt names a field, and a field is never called. Remove the line; where a call goes through a field that holds a delegate or function pointer, mark that field [NoInstr].")]
    [InlineData("M:Kernel.Tracer.Write(System.Int32, System.Int32)", "'M:Kernel.Tracer.Write(System.Int32, System.Int32)' in NoInstr.Safe.txt has more text after the id 'M:Kernel.Tracer.Write(System.Int32,'. An id has no spaces, also not between its parameters.")]
    [InlineData("T:Kernel.Tracer is fine", "'T:Kernel.Tracer is fine' in NoInstr.Safe.txt has more text after the id 'T:Kernel.Tracer'. A reason begins with a semicolon, a comment with #.")]
    [InlineData("M:Kernel.Tracer.Write", "'M:Kernel.Tracer.Write' in NoInstr.Safe.txt names nothing, although something is called so. Write M:Kernel.Tracer.Write(System.Int32) or M:Kernel.Tracer.Write(System.Int64).")]
    [InlineData("M:Kernel.Tracer.Level", "'M:Kernel.Tracer.Level' in NoInstr.Safe.txt names nothing, although something is called so. Write P:Kernel.Tracer.Level.")]
    [InlineData("M:System.Console.Beep(System.Byte)", "'M:System.Console.Beep(System.Byte)' in NoInstr.Safe.txt names nothing, although something is called so. Write M:System.Console.Beep or M:System.Console.Beep(System.Int32,System.Int32).")]
    [InlineData("M:System.Math.Abs", "'M:System.Math.Abs' in NoInstr.Safe.txt names nothing, although something is called so. Write M:System.Math.Abs(System.Decimal) or M:System.Math.Abs(System.Double) or M:System.Math.Abs(System.Int16), or one of 5 more.")]
    [InlineData("M:Kernel.Tracer.Wirte(System.Int32)", "'M:Kernel.Tracer.Wirte(System.Int32)' in NoInstr.Safe.txt names nothing: 'Kernel.Tracer' declares no 'Wirte'. Correct the id, or remove the line.")]
    [InlineData("T:Kernel.Tracr", "'T:Kernel.Tracr' in NoInstr.Safe.txt names nothing: 'Kernel' declares no 'Tracr'. Correct the id, or remove the line.")]
    [InlineData("T:Tracer", "'T:Tracer' in NoInstr.Safe.txt names nothing: neither this project nor its references declare 'Tracer'. Correct the id, or remove the line.")]
    [InlineData("M:Kernel.Tracer.System#IDisposable#Dispos", "'M:Kernel.Tracer.System#IDisposable#Dispos' in NoInstr.Safe.txt names nothing: 'Kernel.Tracer' declares no 'System#IDisposable#Dispos'. Correct the id, or remove the line.")]
    [InlineData("!M:System.Object.#ctor", "'!M:System.Object.#ctor' in NoInstr.Safe.txt has no effect: 'M:System.Object.#ctor' is trusted without any list. Remove the line.")]
    [InlineData("!M:NoInstr.InstrumentationScope.Begin", "'!M:NoInstr.InstrumentationScope.Begin' in NoInstr.Safe.txt has no effect: 'M:NoInstr.InstrumentationScope.Begin' is trusted without any list. Remove the line.")]
    [InlineData("!T:NoInstr.InstrumentationScope", "'!T:NoInstr.InstrumentationScope' in NoInstr.Safe.txt has no effect: 'T:NoInstr.InstrumentationScope' is trusted without any list. Remove the line.")]
    [InlineData("M:Kernel.Tra\0cer\u200B", "'M:Kernel.Tra\\u0000cer\\u200B' in NoInstr.Safe.txt names nothing: 'Kernel' declares no 'Tra\\u0000cer\\u200B'. Correct the id, or remove the line.")]
    [InlineData("{0}{{}}", "'{0}{{}}' in NoInstr.Safe.txt does not begin with the kind of an id. Begin with M: for a method or constructor, P: for a property, E: for an event, T: for a type, N: for a namespace, as in M:Namespace.Type.Method(System.Int32).")]
    public Task Message_SaysWhatIsWrongAndWhatToDo(string line, string message) =>
        VerifyAsync($"{{|#0:{line}|}}", Verify.Diagnostic("NOINSTR901").WithLocation(0).WithMessage(message).WithSeverity(DiagnosticSeverity.Warning));

    [Fact]
    public Task Opposite_NamesTheOtherLine() => VerifyAsync(
        "# the tracer\nT:Kernel.Tracer ; writes to a ring buffer\n{|#0:!T:Kernel.Tracer|}",
        Verify.Diagnostic("NOINSTR901").WithLocation(0).WithMessage(
            "'!T:Kernel.Tracer' in NoInstr.Safe.txt says the opposite of line 2, so 'T:Kernel.Tracer' is not trusted. A withdrawal counts more than a grant: keep the line that is meant."));

    /// <summary>A line in doubt grants nothing and withdraws nothing; the lines around it count.</summary>
    [Theory]
    [InlineData("{|NOINSTR901:!M:Kernel.Tracer.Write|}\nT:Kernel.Tracer", "tracer.Write(1);")]
    [InlineData("{|NOINSTR901:M:Kernel.Tracer.Write()|}\nP:Kernel.Tracer.Level", "_ = tracer.Level; tracer.{|NOINSTR101:Write|}(1);")]
    [InlineData("{|NOINSTR901:T:Kernel.Tracer and the like|}", "tracer.{|NOINSTR101:Write|}(1);")]
    [InlineData("T:Kernel.Tracer\n{|NOINSTR901:!T:Kernel.Tracer|}", "tracer.{|NOINSTR101:Write|}(1);")]
    public async Task Mistake_ChangesNothing(string list, string body)
    {
        var test = Test(list);
        test.TestState.Sources.Add("Entry.cs", $"namespace Kernel {{ class Entry {{ Tracer tracer = null!; [NoInstr.NoInstr] void DoSyscall() {{ {body} }} }} }}");
        await test.RunAsync();
    }

    [Fact]
    public async Task LongLine_IsShownInPart()
    {
        var test = Test("{|#0:T:" + new string('x', 100_000) + "|}");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("NOINSTR901").WithLocation(0).WithMessage(
            $"'T:{new string('x', 198)}…' in NoInstr.Safe.txt names nothing: neither this project nor its references declare '{new string('x', 200)}…'. Correct the id, or remove the line."));
        await test.RunAsync();
    }

    /// <summary>By id, never by assembly: a type that two assemblies declare is one name.</summary>
    [Fact]
    public async Task IdThatNamesSeveral_TrustsAll()
    {
        var test = Test("T:Kernel.Log");
        test.TestState.AdditionalProjects["Library"].Sources.Add("namespace Kernel { public static class Log { public static void Flush() { } } }");
        test.TestState.AdditionalProjectReferences.Add("Library");
        test.TestState.Sources.Add("Log.cs", "namespace Kernel { static class Log { [NoInstr.NoInstr] static void Flush() => Print(); static void Print() { } } }");
        test.DisabledDiagnostics.Add("CS0436");
        await test.RunAsync();
    }

    [Fact]
    public async Task FileOfAPackage_IsReportedByItsOwnName()
    {
        var test = Test("T:Kernel.Tracer");
        test.TestState.AdditionalFiles.Add("/packages/lib/NoInstr.Safe.Kernel.txt", "# of a package\n{|#0:T:Kernel.Tracr|}");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("NOINSTR901").WithLocation(0).WithMessage(
            "'T:Kernel.Tracr' in NoInstr.Safe.Kernel.txt names nothing: 'Kernel' declares no 'Tracr'. Correct the id, or remove the line."));
        await test.RunAsync();
    }

    /// <summary>Without the attributes nothing is verified, and no list means anything.</summary>
    [Fact]
    public async Task ProjectWithoutTheAttributes_IsNotAsked()
    {
        var test = new CSharpAnalyzerTest<NoInstrAnalyzer> { TestCode = "class Entry;" };
        test.TestState.ReferencesAttributes = false;
        test.TestState.AdditionalFiles.Add("NoInstr.Safe.txt", "not a line of a list");
        await test.RunAsync();
    }

    private static Task VerifyAsync(string list, params DiagnosticResult[] expected)
    {
        var test = Test(list);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    private static CSharpAnalyzerTest<NoInstrAnalyzer> Test(string list)
    {
        var test = new CSharpAnalyzerTest<NoInstrAnalyzer>
        {
            TestCode = """
                namespace Kernel
                {
                    public class Tracer : System.IDisposable
                    {
                        internal System.Action? slot = null;
                        public int Level { get; set; }
                        public event System.Action? Written { add { } remove { } }
                        public void Write(int value) { }
                        public void Write(long value) { }
                        void System.IDisposable.Dispose() { }
                    }
                }
                """,
        };
        test.TestState.AdditionalFiles.Add("NoInstr.Safe.txt", list);
        return test;
    }
}
