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
}
