using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests.Rules;

/// <summary>103 at the access that may initialise a type, for what the initialisation does; and at each use of a thread static.</summary>
public class StaticInitializationTests
{
    private const string Read = "class Entry { [NoInstr] int M() => Table.{|NOINSTR103:Size|}; } ";
    private const string CleanRead = "class Entry { [NoInstr] int M() => Table.Size; } ";
    private const string Call = "class Entry { [NoInstr] void M() { Table.{|NOINSTR103:Load|}(); } } ";
    private const string CleanCall = "class Entry { [NoInstr] void M() { Table.Load(); } } ";

    [Theory]
    [InlineData(Read + "class Table { public static int Size = Tracer.Next(); }")]
    [InlineData(Read + "class Table { public static int Size = 4; static int other = Tracer.Next(); }")]
    [InlineData(Read + "class Table { public static int Size; static int[] vectors = new int[4]; }")]
    [InlineData(Read + "class Table { public static int Size; static int[] vectors = { 1, 2 }; }")]
    [InlineData(Read + "class Table { public static int Size; static object box = 4; }")]
    [InlineData(Read + "class Table { public static int Size; static object Box { get; } = 4; }")]
    [InlineData(Read + "class Table { public static int Size; static Func<int> read = () => 1; }")]
    [InlineData(Read + "class Table { public static int Size = int.Parse(\"4\"); }")]
    [InlineData(Read + "class Table { public static int Size; static int Other { get; } = Tracer.Next(); }")]
    [InlineData(Read + "interface Table { static int Size = Tracer.Next(); }")]
    [InlineData(Read + "struct Table { public static int Size = Tracer.Next(); }")]
    [InlineData("class Entry { [NoInstr] int M() => Table<int>.{|NOINSTR103:Size|}; } class Table<T> { public static int Size; static T[] vectors = new T[4]; }")]
    [InlineData(CleanRead + "class Table { public static int Size; }")]
    [InlineData(CleanRead + "class Table { public static int Size = 4 * 4 + sizeof(int); static string name = nameof(Entry) + \"!\"; static long? some = 4; static DayOfWeek mode = DayOfWeek.Monday; static Action? handler = null; static decimal load = 1m; }")]
    [InlineData(CleanRead + "class Table { public static int Size = Tracer.Safe(); }")]
    [InlineData(CleanRead + "class Table { public const int Size = 4; static int other = Tracer.Next(); }")]
    [InlineData(CleanRead + "class Table { public static int Size { [NoInstr] get => 4; } static int other = Tracer.Next(); }")]
    [InlineData("class Entry { [NoInstr] int M() => Table.Size; } class Table { [NoInstr] public static int Size { get; } = 4; }")]
    [InlineData("class Entry { [NoInstr] int M() => Table.{|NOINSTR103:Size|}; } class Table { [NoInstr] public static int Size { get; } = Tracer.Next(); }")]
    [InlineData("class Entry { [NoInstr] string M() => string.Empty; [NoInstr] object N() => Type.Missing; }")]
    public Task FieldAccess_RunsTheInitializers(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("Table.{|NOINSTR103:Size|} = 1;")]
    [InlineData("Table.{|NOINSTR103:Size|}++;")]
    [InlineData("ref var size = ref Table.{|NOINSTR103:Size|}; size = 1;")]
    [InlineData("Take(ref Table.{|NOINSTR103:Size|});")]
    [InlineData("_ = user ? Table.{|NOINSTR103:Size|} : 0;")]
    [InlineData("_ = Table.{|NOINSTR103:Size|}; _ = Table.Size;")]
    [InlineData("Begin(); _ = Table.Size; End(); _ = Table.Size;")]
    [InlineData("if (user) _ = Table.{|NOINSTR103:Size|}; _ = Table.{|NOINSTR103:Size|};")]
    [InlineData("if (user) _ = Table.{|NOINSTR103:Size|}; else _ = Table.{|NOINSTR103:Size|}; _ = Table.Size;")]
    [InlineData("while (user) _ = Table.{|NOINSTR103:Size|};")]
    [InlineData("_ = {|NOINSTR103:Helper|}();")]
    [InlineData("_ = nameof(Table.Size);")]
    [InlineData("if (false) _ = Table.Size;")]
    public Task FirstAccess_OnAPath_IsReported(string body) => VerifyAsync(
        "class Entry { [NoInstr] void M(bool user) { " + body + " } [NoInstr] void Take(ref int size) { } [AlwaysInline] int Helper() => Table.Size; } class Table { public static int Size = Tracer.Next(); }");

    [Theory]
    [InlineData(Call + "class Table { static Table() { Tracer.Write(); } [NoInstr] public static void Load() { } }")]
    [InlineData(Call + "class Table { static int[] vectors = new int[4]; static Table() { } [NoInstr] public static void Load() { } }")]
    [InlineData(Read + "class Table { public static int Size; static Table() { throw new Exception(); } }")]
    [InlineData("class Entry { [NoInstr] void M() { _ = {|NOINSTR103:{|NOINSTR104:new|}|} Table(); } } class Table { static Table() { Tracer.Write(); } [NoInstr] public Table() { } }")]
    [InlineData("class Entry { [NoInstr] void M() { _ = {|NOINSTR103:{|NOINSTR104:new|}|} Table(); } } class Table { static Table() { Tracer.Write(); } }")]
    [InlineData("class Entry { [NoInstr] void M(Table table) { table.{|NOINSTR103:Load|}(); } } struct Table { static Table() { Tracer.Write(); } [NoInstr] public void Load() { } }")]
    [InlineData(CleanCall + "class Table { static int[] vectors = new int[4]; [NoInstr] public static void Load() { } }")]
    [InlineData("class Entry { [NoInstr] void M(Table table) { table.Load(); _ = table.Field; } } class Table { public int Field; static Table() { Tracer.Write(); } [NoInstr] public void Load() { } }")]
    [InlineData("class Entry { [NoInstr] void M() { Table table = default; table = new Table(); } } struct Table { static Table() { Tracer.Write(); } }")]
    [InlineData("class Entry { [NoInstr] void M() { Table.{|NOINSTR101:Load|}(); } } class Table { static Table() { Tracer.Write(); } public static void Load() { } }")]
    public Task WrittenConstructor_RunsAtTheFirstMember(string source) => VerifyAsync(source);

    [Theory]
    [InlineData(CleanRead + "class Table { public static int Size; static Table() { Size = 4; } }")]
    [InlineData(CleanRead + "class Table { public static int Size; static Table() { Tracer.Safe(); InstrumentationScope.Begin(); Tracer.Write(); InstrumentationScope.End(); } }")]
    [InlineData(CleanRead + "class Table { public static int Size; [NoInstr] static Table() { Tracer.Safe(); } }")]
    [InlineData(CleanRead + "class Table { public static int Size; [NoInstr] static Table() { Tracer.{|NOINSTR101:Write|}(); } }")]
    [InlineData(CleanRead + "[NoInstr] class Table { public static int Size = Tracer.{|NOINSTR101:Next|}(); }")]
    [InlineData(CleanRead + "[NoInstr] class Table { public static int Size; static int[] vectors = {|NOINSTR104:new|} int[4]; }")]
    [InlineData(CleanRead + "[NoInstr(Unchecked = true, Justification = \"before the first interrupt\")] class Table { public static int Size = Tracer.Next(); }")]
    public Task NoInstrInitialization_IsJudgedWhereItStands(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("class Entry { static int size = Tracer.Next(); static Entry() { } [NoInstr] int M() => size; [NoInstr] static int N() => size; }")]
    [InlineData("class Entry { static int size = Tracer.Next(); [NoInstr] int M() => {|NOINSTR103:size|}; [NoInstr] static int N() => {|NOINSTR103:size|}; }")]
    [InlineData("class Entry { static int size = Tracer.Next(); static Entry() { } [NoInstr] int M() { return Local(); int Local() => size; } }")]
    [InlineData("class Entry { static int size = Tracer.Next(); int copy = {|NOINSTR103:size|}; [NoInstr] Entry() { } }")]
    [InlineData("class Entry { static int[] vectors = new int[4]; class Inner { [NoInstr] int M() => {|NOINSTR103:vectors|}[0]; } }")]
    [InlineData("class Entry { static int other = Tracer.Next(); public class Inner { public static int Size = 4; } [NoInstr] int M() => Inner.Size; }")]
    [InlineData("class Entry { [NoInstr] static Entry() { Tracer.{|NOINSTR101:Write|}(); } static int size = Tracer.{|NOINSTR101:Next|}(); }")]
    public Task OwnMember_RunsAfterAWrittenConstructor(string source) => VerifyAsync(source);

    [Theory]
    [InlineData(Read + "class Table { public static int Size = Other.Size; } class Other { public static int Size = Tracer.Next(); }")]
    [InlineData(CleanRead + "class Table { public static int Size = Other.Size; } class Other { public static int Size = Table.Size; }")]
    [InlineData(Read + "class Table { public static int Size = Other.Size + Tracer.Next(); } class Other { public static int Size = Table.Size; }")]
    [InlineData(Read + "class Table { public static int Size = Build(); [AlwaysInline] static int Build() => Tracer.Next(); }")]
    [InlineData(Read + "class Table { public static int Size; static Table table = new Table(); }")]
    public Task InitializationOfAnother_IsPartOfIt(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("class Entry { [ThreadStatic] static int depth; [NoInstr] int M() => {|NOINSTR103:depth|}; }")]
    [InlineData("class Entry { [ThreadStatic] static int depth; [NoInstr] void M() { {|NOINSTR103:depth|} = 1; depth++; } }")]
    [InlineData("class Entry { [ThreadStatic] static int depth; [NoInstr] void M() { InstrumentationScope.Begin(); depth = 1; InstrumentationScope.End(); } }")]
    [InlineData("[NoInstr] class Entry { [ThreadStatic] static int depth; int M() => {|NOINSTR103:depth|}; }")]
    public Task ThreadStatic_IsAllocatedByItsFirstUse(string source) => VerifyAsync(source);

    [Theory]
    [MemberData(nameof(ProjectReferenceKinds.All), MemberType = typeof(ProjectReferenceKinds))]
    public Task TypeOfALibrary_IsAssumedInitialized(ProjectReferenceKind kind)
    {
        var test = new CSharpAnalyzerTest<NoInstr.Analyzers.NoInstrAnalyzer>
        {
            ProjectReferenceKind = kind,
            TestCode = "using NoInstr; class Entry { [NoInstr] int M() => Table.Size + Table.{|NOINSTR103:Depth|}; }",
        };
        test.TestState.AdditionalProjectReferences.Add("Library");
        test.TestState.AdditionalProjects["Library"].Sources.Add(
            "public static class Table { public static int Size = int.Parse(\"4\"); [System.ThreadStatic] public static int Depth; }");
        return test.RunAsync();
    }

    [Theory]
    [InlineData(
        "class Entry { [NoInstr] int M() => Table.{|#0:Size|}; } class Table { public static int Size = Tracer.Next(); }",
        "the first use of 'Size' initializes the type 'Table', which calls 'Tracer.Next' outside of an instrumentation scope. 'Tracer.Next' is neither [NoInstr] nor [AlwaysInline], and is reached through M → Table initialization → Size initializer → Next. Wrap the access in InstrumentationScope.Begin() and End(), or initialize with constants, or mark what the initialization calls [NoInstr].")]
    [InlineData(
        "class Entry { [NoInstr] int M() => Table.{|#0:Size|}; } class Table { public static int Size; static int[] vectors = new int[4]; }",
        "the first use of 'Size' initializes the type 'Table', which allocates an array of type 'int[]' outside of an instrumentation scope. It runs on whichever thread comes first, and is reached through M → Table initialization → vectors initializer. Wrap the access in InstrumentationScope.Begin() and End(), or initialize with constants, or mark what the initialization calls [NoInstr].")]
    [InlineData(
        "class Entry { [NoInstr] int M() => Table.{|#0:Size|}; } class Table { public static int Size; static Table() { _ = new Load() + new Load(); } } struct Load { [AlwaysInline] public static int operator +(Load left, Load right) => Tracer.Next(); }",
        "the first use of 'Size' initializes the type 'Table', which calls 'Tracer.Next' outside of an instrumentation scope. 'Tracer.Next' is neither [NoInstr] nor [AlwaysInline], and is reached through M → Table initialization → Table static constructor → operator + → Next. Wrap the access in InstrumentationScope.Begin() and End(), or initialize with constants, or mark what the initialization calls [NoInstr].")]
    [InlineData(
        "class Entry { [ThreadStatic] static int depth; [NoInstr] int M() => {|#0:depth|}; }",
        "the first use of the thread static 'depth' calls the runtime for the storage of the calling thread outside of an instrumentation scope. It is allocated at the first use on each thread. Use the field inside InstrumentationScope.Begin() and End() first, or keep the value in per-CPU data of your own.")]
    public Task Finding_SaysWhatTheInitializationDoes(string source, string says) =>
        VerifyAsync(source, Verify.Diagnostic("NOINSTR103").WithLocation(0).WithMessage("'Entry.M' is noinstr, but " + says));

    private static Task VerifyAsync(string source, params DiagnosticResult[] expected) => Verify.VerifyAnalyzerAsync($$"""
        #pragma warning disable CS0169, CS0414, CS0649, CS0162
        using System;
        using NoInstr;
        using static NoInstr.InstrumentationScope;

        {{source}}

        static class Tracer
        {
            public static int Next() => 0;
            public static void Write() { }
            [NoInstr] public static int Safe() => 0;
        }
        """, expected);
}
