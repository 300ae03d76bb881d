using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;
using Verify = NoInstr.Tests.Verifiers.CSharpAnalyzerVerifier<NoInstr.Analyzers.NoInstrAnalyzer>;

namespace NoInstr.Tests;

/// <summary>What only a compiler that knows C# 14 parses.</summary>
public class CSharp14Tests
{
    [Theory]
    [InlineData("tracer.{|NOINSTR101:Flush|}();")]
    [InlineData("_ = tracer.{|NOINSTR101:Depth|};")]
    [InlineData("tracer.Enter();")]
    [InlineData("_ = tracer.Level;")]
    [InlineData("tracer {|NOINSTR101:+=|} 1;")]
    [InlineData("tracer?.{|NOINSTR101:Count|} = 1;")]
    [InlineData("if (tracer != null) tracer.Stored = 1;")]
    public Task NewCalls_AreSeen(string body) => Verify.VerifyAnalyzerAsync($$"""
        using NoInstr;

        class Entry
        {
            Tracer tracer = null!;
            [NoInstr] void M() { {{body}} }
        }

        class Tracer
        {
            public int Count { get; set; }
            [NoInstr] public int Stored { get; set => field = value < 0 ? 0 : value; }
            public void operator +=(int value) { }
        }

        static class Extensions
        {
            extension(Tracer tracer)
            {
                public void Flush() { }
                public int Depth => 0;
                [NoInstr] public void Enter() { }
                [NoInstr] public int Level => 0;
            }
        }
        """);

    /// <summary>Only an accessor that nobody wrote is the access of the field.</summary>
    [Fact]
    public Task WrittenAccessor_InitializesWhereItSaysField() => Verify.VerifyAnalyzerAsync("""
        using NoInstr;

        class Entry { [NoInstr] int M() => Table.Size + Table.Level + Table.{|NOINSTR103:Depth|}; }

        class Table
        {
            [NoInstr] public static int Size { get => {|NOINSTR103:field|}; set; } = Next();
            [NoInstr] public static int Level { get => 4; set => {|NOINSTR103:field|} = value; } = 1;
            [NoInstr] public static int Depth { get; set => {|NOINSTR103:field|} = value; } = 2;
            static int Next() => 0;
        }
        """);

    /// <summary>A safe list names the static method that a member of an extension block is compiled to.</summary>
    [Theory]
    [InlineData("M:Kernel.Extensions.Flush(Kernel.Tracer)", "tracer.Flush(); Extensions.Flush(tracer); log.{|NOINSTR101:Flush|}();")]
    [InlineData("M:Kernel.Extensions.Flush(Kernel.Log)", "log.Flush(); tracer.{|NOINSTR101:Flush|}();")]
    [InlineData("M:Kernel.Extensions.get_Depth(Kernel.Tracer)", "_ = tracer.Depth;")]
    [InlineData("M:Kernel.Extensions.Make(System.Int32)", "Tracer.Make(1);")]
    [InlineData("M:Kernel.Extensions.Each``1(System.Collections.Generic.List{``0},``0)", "slots.Each(1);")]
    [InlineData("T:Kernel.Extensions", "tracer.Flush(); log.Flush(); _ = tracer.Depth; Tracer.Make(1); slots.Each(1);")]
    [InlineData("N:Kernel\n!M:Kernel.Extensions.Flush(Kernel.Tracer)", "log.Flush(); tracer.{|NOINSTR101:Flush|}();")]
    [InlineData("{|NOINSTR901:M:Kernel.Extensions.Flush|}", "tracer.{|NOINSTR101:Flush|}();")]
    public async Task ExtensionMember_IsTrustedByTheIdOfItsMethod(string list, string body)
    {
        var test = new CSharpAnalyzerTest<NoInstrAnalyzer>
        {
            TestCode = $$"""
                using NoInstr;

                namespace Kernel;

                class Entry
                {
                    Tracer tracer = null!;
                    Log log = null!;
                    System.Collections.Generic.List<int> slots = null!;
                    [NoInstr] void DoSyscall() { {{body}} }
                }

                class Tracer;
                class Log;

                static class Extensions
                {
                    extension(Tracer tracer)
                    {
                        public void Flush() { }
                        public int Depth => 0;
                        public static void Make(int cpu) { }
                    }

                    extension(Log log)
                    {
                        public void Flush() { }
                    }

                    extension<T>(System.Collections.Generic.List<T> slots)
                    {
                        public void Each(T value) { }
                    }
                }
                """,
        };
        test.TestState.AdditionalFiles.Add("NoInstr.Safe.txt", list);
        await test.RunAsync();
    }

    [Theory]
    [MemberData(nameof(ProjectReferenceKinds.All), MemberType = typeof(ProjectReferenceKinds))]
    public async Task ExtensionMemberOfAnotherAssembly_IsJudgedByItsContract(ProjectReferenceKind kind)
    {
        var test = new CSharpAnalyzerTest<NoInstrAnalyzer>
        {
            ProjectReferenceKind = kind,
            TestCode = """
                using NoInstr;

                class Entry
                {
                    [NoInstr]
                    void DoSyscall(Tracer tracer, System.Action probe)
                    {
                        tracer.Enter();
                        tracer.Count();
                        tracer.{|NOINSTR101:Flush|}();
                        _ = tracer.Level + tracer.{|NOINSTR101:Depth|};
                        tracer.Level = 1;
                        Tracer.Make();
                        tracer += 1;
                        tracer.Set({|NOINSTR302:probe|});
                        Covered.Leave(tracer);
                        tracer.Leave();
                        _ = tracer.Rate;
                        tracer.Hook();
                    }
                }
                """,
        };
        test.TestState.AdditionalProjects["Kernel"].Sources.Add("""
            using NoInstr;

            public class Tracer
            {
                [NoInstr] public void operator +=(int value) { }
            }

            public static class Extensions
            {
                extension(Tracer tracer)
                {
                    [NoInstr] public void Enter() { }
                    [AlwaysInline] public void Count() { }
                    public void Flush() { }
                    [NoInstr] public int Level { get => 0; set { } }
                    public int Depth => 0;
                    [NoInstr] public static void Make() { }
                    [NoInstr] public void Set([NoInstr] System.Action handler) { }
                    [NoInstr] public System.Action Hook => null!;
                }
            }

            [NoInstr]
            public static class Covered
            {
                extension(Tracer tracer)
                {
                    public void Leave() { }
                    public int Rate => 0;
                }
            }
            """);
        test.TestState.AdditionalProjectReferences.Add("Kernel");
        await test.RunAsync();
    }
}
