using System.Text;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Tests.Contracts;

/// <summary>The parser of trusted lists alone: what a line says, where it stands, and that no text is too strange.</summary>
public class TrustListTests
{
    private const string Id = "M:Kernel.Tracer.Write(System.Int32)";

    [Theory]
    [InlineData(Id, "")]
    [InlineData($"{Id};reason", "reason")]
    [InlineData($"{Id} ; a reason; with # more", "a reason; with # more")]
    [InlineData($"{Id} ;", "")]
    [InlineData($"{Id};", "")]
    [InlineData($"\t {Id}  ;\t reason \t", "reason")]
    [InlineData($"{Id} # a comment; no reason", "")]
    [InlineData($"\uFEFF{Id} ; reason", "reason")]
    [InlineData($"\u00A0{Id}\u3000; reason", "reason")]
    public void Grant_IsRead(string text, string reason) => Assert.Equal((Id, false, reason), Only(text));

    [Theory]
    [InlineData($"!{Id} ; reason", "reason")]
    [InlineData($"! {Id}", "")]
    [InlineData($"  !\t{Id};", "")]
    public void Withdrawal_IsRead(string text, string reason) => Assert.Equal((Id, true, reason), Only(text));

    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("\uFEFF")]
    [InlineData("# M:Kernel.Tracer.Write")]
    [InlineData("   # a comment")]
    [InlineData("#")]
    [InlineData("\r\n\n\r\u2028\u2029\u0085")]
    public void EmptyLineOrComment_SaysNothing(string text) => Assert.Empty(TrustList.Parse(text).Lines);

    /// <summary>An id has a # of its own.</summary>
    [Theory]
    [InlineData("M:Kernel.Tracer.#ctor")]
    [InlineData("M:Kernel.Tracer.#ctor(System.Int32)")]
    [InlineData("T:Kernel.Tracer")]
    [InlineData("P:Kernel.Tracer.Item(System.Int32)")]
    [InlineData("E:Kernel.Tracer.Written")]
    [InlineData("N:Kernel")]
    public void EveryKindOfId_IsRead(string id) => Assert.Equal((id, false, "why"), Only($"{id} ; why"));

    [Theory]
    [InlineData("!", nameof(LineFault.NoId))]
    [InlineData("; a reason", nameof(LineFault.NoId))]
    [InlineData("!#", nameof(LineFault.NoKind))]
    [InlineData("Kernel.Tracer.Write", nameof(LineFault.NoKind))]
    [InlineData("trust the tracer", nameof(LineFault.NoKind))]
    [InlineData("m:Kernel.Tracer.Write", nameof(LineFault.NoKind))]
    [InlineData("X:Kernel.Tracer.Write", nameof(LineFault.NoKind))]
    [InlineData("M", nameof(LineFault.NoKind))]
    [InlineData(":", nameof(LineFault.NoKind))]
    [InlineData("!!M:Kernel.Tracer.Write", nameof(LineFault.NoKind))]
    [InlineData("!:Kernel.Tracer.Write", nameof(LineFault.NoKind))]
    [InlineData("\0\0\0", nameof(LineFault.NoKind))]
    [InlineData("F:Kernel.Tracer.level", nameof(LineFault.Field))]
    [InlineData("M:", nameof(LineFault.NoName))]
    [InlineData("!T:", nameof(LineFault.NoName))]
    [InlineData("M: Kernel.Tracer.Write", nameof(LineFault.NoName))]
    [InlineData("M:Kernel.Tracer.Write(System.Int32, System.Int32)", nameof(LineFault.TextAfterId))]
    [InlineData("M:Kernel.Tracer.Write, M:Kernel.Tracer.Flush", nameof(LineFault.TextAfterId))]
    [InlineData("T:Kernel.Tracer is fine", nameof(LineFault.TextAfterId))]
    public void LineThatCannotBeUnderstood_NeitherGrantsNorWithdraws(string text, string fault)
    {
        var list = TrustList.Parse($"  {text}  ");
        var line = Assert.Single(list.Lines);

        Assert.Equal(fault, line.Fault.ToString());
        Assert.Equal(text, $"  {text}  ".Substring(line.Start, line.Length));
        Assert.False(list.Grants([line.Id]) || list.Withdraws([line.Id]));
    }

    /// <summary>A duplicate is no mistake: lists are united, and a file may be made of others.</summary>
    [Fact]
    public void Duplicate_IsNoFault() => Assert.All(TrustList.Parse($"{Id}\n{Id}\n!T:Kernel\n!T:Kernel").Lines, line => Assert.Equal(LineFault.None, line.Fault));

    [Theory]
    [InlineData($"{Id}\n!{Id}\n{Id}", "None, Opposed 1, Opposed 2")]
    [InlineData($"!{Id}\n\n{Id}", "None, Opposed 1")]
    public void GrantAndWithdrawalOfOneId_OpposeEachOther(string text, string faults)
    {
        var list = TrustList.Parse(text);

        Assert.Equal(faults, string.Join(", ", list.Lines.Select(line => line.Fault == LineFault.None ? "None" : $"{line.Fault} {line.Opposes}")));
        Assert.True(list.Grants([Id]) && list.Withdraws([Id]));
    }

    [Fact]
    public void Ids_AreTakenAsTheyAre()
    {
        var list = TrustList.Parse($"{Id}\n!T:Kernel.Tracer");

        Assert.True(list.Grants(["N:Kernel", Id]));
        Assert.False(list.Grants(["N:Kernel", Id.ToUpperInvariant()]));
        Assert.True(list.Withdraws([Id, "T:Kernel.Tracer"]));
        Assert.False(list.Withdraws([Id]));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    public void Line_IsWhereTheCompilerSeesIt(string lineBreak) => AssertPlaces(string.Join(lineBreak, "# list", $"  ! {Id} ; reason", "", "oops", $"{Id}"));

    [Fact]
    public void MixedLineBreaks_AreThoseOfTheCompiler() => AssertPlaces($"\uFEFF{Id}\n\r\r\n!T:A\r\u2028x\u2029\n\ny\u0085\r\n;\r");

    /// <summary>Bytes as they come, decoded as the compiler would: line numbers and places still agree with those of the compiler.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomBytes_AreRead(int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[20_000];
        random.NextBytes(bytes);

        AssertPlaces(Encoding.UTF8.GetString(bytes));
        AssertPlaces(Encoding.Unicode.GetString(bytes));
        AssertPlaces(Encoding.Latin1.GetString(bytes));
    }

    /// <summary>From what lines are made of, so that every branch is taken.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void RandomPieces_AreRead(int seed)
    {
        string[] pieces = ["M:", "T:", "F:", "!", ";", "#", " ", "\t", "\n", "\r", "\r\n", "\u2028", "\0", "\uFEFF", "A.B", "#ctor", "(System.Int32)", "\uD83D"];
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
        {
            text.Append(pieces[random.Next(pieces.Length)]);
        }

        AssertPlaces(text.ToString());
    }

    [Fact]
    public void VeryLongLine_IsRead()
    {
        var name = "M:" + new string('a', 5_000_000);
        var list = TrustList.Parse($"{name} ; {new string('r', 5_000_000)}\n{Id}");

        Assert.Equal([name, Id], list.Lines.Select(line => line.Id));
    }

    /// <summary>One entry a line: what is kept grows with the text and not faster.</summary>
    [Fact]
    public void HundredThousandLines_AreRead()
    {
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"M:Kernel.Tracer.Write{i} ; reason\n"));
        var list = TrustList.Parse(text);

        Assert.Equal(100_000, list.Lines.Count);
        Assert.Equal(100_000, list.Lines[^1].Number);
        Assert.True(list.Grants(["M:Kernel.Tracer.Write99999"]));
    }

    private static (string Id, bool Withdraws, string Reason) Only(string text)
    {
        var line = Assert.Single(TrustList.Parse(text).Lines);
        Assert.Equal(LineFault.None, line.Fault);
        return (line.Id, line.Withdraws, line.Reason);
    }

    private static void AssertPlaces(string text)
    {
        var source = SourceText.From(text);
        var lines = TrustList.Parse(text).Lines;

        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            var place = source.Lines.GetLinePositionSpan(new TextSpan(line.Start, line.Length));
            Assert.Equal((line.Number - 1, line.Number - 1), (place.Start.Line, place.End.Line));
            Assert.NotEqual(0, line.Length);
            Assert.Contains(line.Id, text.Substring(line.Start, line.Length));
        });
    }
}
