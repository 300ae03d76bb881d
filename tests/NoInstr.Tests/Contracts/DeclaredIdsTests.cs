using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Tests.Robustness;

namespace NoInstr.Tests.Contracts;

/// <summary>Which ids name something, and what else is called so.</summary>
public class DeclaredIdsTests
{
    private const string Kernel = """
        namespace Kernel;
        public class Tracer
        {
            public Tracer() { }
            static Tracer() { }
            public int Level { get; set; }
            [System.Runtime.CompilerServices.IndexerName("Slot")] public int this[int slot] => slot;
            public event System.Action Written { add { } remove { } }
            public void Write() { }
            public void Write(int value) { }
            public void Write<T>(T value, System.Collections.Generic.List<T[]> more) { }
            public static explicit operator int(Tracer tracer) => 0;
            public class Buffer : System.IDisposable { public void Flush() { } void System.IDisposable.Dispose() { } }
            public class Buffer<T> : ISink<T, int[]> { public void Flush(T value) { } int ISink<T, int[]>.Level => 0; void ISink<T, int[]>.Put<U>(U value, T other) { } }
        }
        public interface ISink<T, U>
        {
            int Level { get; }
            void Put<V>(V value, T other);
        }
        """;

    private static readonly Compilation s_compilation = AnalyzerHost.CompileValid(Kernel);

    [Theory]
    [InlineData("N:Kernel")]
    [InlineData("T:Kernel.Tracer")]
    [InlineData("T:Kernel.Tracer.Buffer")]
    [InlineData("T:Kernel.Tracer.Buffer`1")]
    [InlineData("M:Kernel.Tracer.#ctor")]
    [InlineData("M:Kernel.Tracer.#cctor")]
    [InlineData("P:Kernel.Tracer.Level")]
    [InlineData("M:Kernel.Tracer.set_Level(System.Int32)")]
    [InlineData("P:Kernel.Tracer.Slot(System.Int32)")]
    [InlineData("E:Kernel.Tracer.Written")]
    [InlineData("M:Kernel.Tracer.add_Written(System.Action)")]
    [InlineData("M:Kernel.Tracer.Write")]
    [InlineData("M:Kernel.Tracer.Write(System.Int32)")]
    [InlineData("M:Kernel.Tracer.Write``1(``0,System.Collections.Generic.List{``0[]})")]
    [InlineData("M:Kernel.Tracer.op_Explicit(Kernel.Tracer)~System.Int32")]
    [InlineData("M:Kernel.Tracer.Buffer`1.Flush(`0)")]
    [InlineData("M:Kernel.Tracer.Buffer.System#IDisposable#Dispose")]
    [InlineData("P:Kernel.Tracer.Buffer`1.Kernel#ISink{T,System#Int32[]}#Level")]
    [InlineData("M:Kernel.Tracer.Buffer`1.Kernel#ISink{T,System#Int32[]}#Put``1(``0,`0)")]
    [InlineData("P:System.Text.StringBuilder.Chars(System.Int32)")]
    [InlineData("M:System.Threading.Interlocked.MemoryBarrier")]
    public void Id_NamesTheSymbolThatHasIt(string id) => Assert.Equal(id, new DeclaredIds(s_compilation).Find(id)?.GetDocumentationCommentId());

    [Theory]
    [InlineData("M:Kernel.Tracer.Write()", "M:Kernel.Tracer.Write", "M:Kernel.Tracer.Write(System.Int32)", "M:Kernel.Tracer.Write``1(``0,System.Collections.Generic.List{``0[]})")]
    [InlineData("P:Kernel.Tracer.Write", "M:Kernel.Tracer.Write", "M:Kernel.Tracer.Write(System.Int32)", "M:Kernel.Tracer.Write``1(``0,System.Collections.Generic.List{``0[]})")]
    [InlineData("M:Kernel.Tracer.Level", "P:Kernel.Tracer.Level")]
    [InlineData("P:Kernel.Tracer.Slot", "P:Kernel.Tracer.Slot(System.Int32)")]
    [InlineData("M:Kernel.Tracer.Buffer+Flush", "M:Kernel.Tracer.Buffer.Flush", "M:Kernel.Tracer.Buffer`1.Flush(`0)")]
    [InlineData("M:Kernel.Tracer.Buffer<int>.Flush(int)", "M:Kernel.Tracer.Buffer.Flush", "M:Kernel.Tracer.Buffer`1.Flush(`0)")]
    [InlineData("T:Kernel.Tracer.Buffer`2", "T:Kernel.Tracer.Buffer", "T:Kernel.Tracer.Buffer`1")]
    [InlineData("M:Kernel.Tracer.#ctor(System.Int32)", "M:Kernel.Tracer.#ctor")]
    [InlineData("M:Kernel.Tracer.Buffer.System#IDisposable#Dispose()", "M:Kernel.Tracer.Buffer.System#IDisposable#Dispose")]
    [InlineData("M:Kernel.Tracer.op_Explicit(Kernel.Tracer)", "M:Kernel.Tracer.op_Explicit(Kernel.Tracer)~System.Int32")]
    [InlineData("T:Kernel", "N:Kernel")]
    [InlineData("P:System.Span.Length", "P:System.Span`1.Length")]
    [InlineData("M:Kernel.Tracer.Buffer.Flush.Local", "M:Kernel.Tracer.Buffer.Flush", "M:Kernel.Tracer.Buffer`1.Flush(`0)")]
    public void IdThatNamesNothing_HasOthersOfItsName(string id, params string[] alike)
    {
        var declared = new DeclaredIds(s_compilation);

        Assert.Null(declared.Find(id));
        Assert.Equal(alike, declared.Lead(id).Alike);
    }

    [Theory]
    [InlineData("M:Kernl.Tracer.Write", null, "Kernl")]
    [InlineData("T:Kernel.Tracr", "N:Kernel", "Tracr")]
    [InlineData("M:Kernel.Tracer.Wirte(System.Int32)", "T:Kernel.Tracer", "Wirte")]
    [InlineData("M:Kernel.Tracer.Write", "T:Kernel.Tracer", "")]
    [InlineData("M:.", null, "")]
    [InlineData("N:Kernel.", "N:Kernel", "")]
    public void Name_LeadsAsFarAsItIsThere(string id, string? last, string missing)
    {
        var lead = new DeclaredIds(s_compilation).Lead(id);

        Assert.Equal(missing, lead.Missing);
        Assert.Equal(lead.Alike.Count > 0 ? null : last, lead.Last?.GetDocumentationCommentId());
    }

    /// <summary>Whatever can be called has an id that a list may name.</summary>
    [Fact]
    public void EveryPublicMemberOfTheCoreLibrary_IsFoundByItsId()
    {
        var declared = new DeclaredIds(s_compilation);
        var lost = new List<string>();
        Visit(s_compilation.GlobalNamespace);

        Assert.Empty(lost);

        void Visit(INamespaceOrTypeSymbol container)
        {
            foreach (var member in container.GetMembers().Where(member => member is INamespaceSymbol || member.DeclaredAccessibility == Accessibility.Public))
            {
                if (member is not INamespaceSymbol && member.ContainingAssembly.Name != "System.Private.CoreLib")
                {
                    continue;
                }

                if (member is not IFieldSymbol && member.GetDocumentationCommentId() is { } id && declared.Find(id) is null)
                {
                    lost.Add(id);
                }

                if (member is INamespaceOrTypeSymbol inner)
                {
                    Visit(inner);
                }
            }
        }
    }

    /// <summary>Roslyn's own parser of ids overflows the stack on these.</summary>
    [Fact]
    public void HostileIds_NameNothing()
    {
        var declared = new DeclaredIds(s_compilation);
        var nested = string.Concat(Enumerable.Repeat("System.Collections.Generic.List{", 100_000));
        string[] hostile =
        [
            $"M:System.Array.IndexOf({nested}", "M:" + new string('.', 100_000), "M:" + new string('(', 100_000), "M:\0", "T:System.\uD83D", "M:~", "M:(", "T:`", "T:<",
            "N:" + string.Concat(Enumerable.Repeat("System.", 100_000)), "M:System.Array.Empty``99999999999999", "T:System.Span`1[0:,0:]", "M:#ctor", "E:#",
        ];

        Assert.All(hostile, id => Assert.Null(declared.Find(id)));
    }

    /// <summary>A name is looked up once, however many lines have it.</summary>
    [Fact]
    public void Lookups_AreAsManyAsNames()
    {
        var declared = new DeclaredIds(s_compilation);
        for (var i = 0; i < 100_000; i++)
        {
            Assert.Null(declared.Find($"M:Kernel.Tracer.Write(System.Int32,Kernel.Type{i})"));
        }

        Assert.Equal(1, declared.Lookups);
    }
}
