using NoInstr.Analyzers;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Rules;

/// <summary>What the safe lists of a project and <c>noinstr.trust_intrinsics</c> make of a callee.</summary>
public class TrustedCalleeTests
{
    [Theory]
    [InlineData("M:Kernel.Tracer.Write(System.Int32)", "tracer.Write(1);")]
    [InlineData("M:Kernel.Tracer.Write(System.Int32)", "tracer.{|NOINSTR101:Write|}(1L);")]
    [InlineData("M:Kernel.Tracer.Generic``1(``0)", "tracer.Generic(1);")]
    [InlineData("M:Kernel.Cpu.#ctor(System.Int32)", "_ = new Cpu(1);")]
    [InlineData("M:Kernel.Cpu.#ctor(System.Int32)", "_ = {|NOINSTR101:new|} Cpu(1L);")]
    [InlineData("M:Kernel.Tracer.op_Addition(Kernel.Tracer,System.Int32)", "_ = tracer + 1;")]
    [InlineData("M:Kernel.Tracer.op_Explicit(Kernel.Tracer)~System.Int32", "_ = (int)tracer;")]
    [InlineData("M:Kernel.Irq.System#IDisposable#Dispose", "using (new Irq()) { }")]
    [InlineData("P:Kernel.Tracer.Level", "tracer.Level = tracer.Level + 1;")]
    [InlineData("M:Kernel.Tracer.get_Level", "tracer.{|NOINSTR101:Level|} = tracer.Level + 1;")]
    [InlineData("P:Kernel.Tracer.Item(System.Int32)", "tracer[0] = tracer[1];")]
    [InlineData("E:Kernel.Tracer.Written", "tracer.Written += null; tracer.Written -= null;")]
    [InlineData("M:Kernel.Tracer.add_Written(System.Action)", "tracer.Written += null; tracer.{|NOINSTR101:Written|} -= null;")]
    [InlineData("T:Kernel.Tracer", "_ = tracer.Level; tracer.Write(1); buffer.Flush(); tracer.Written += null;")]
    [InlineData("T:Kernel.Tracer.Buffer", "buffer.Flush(); tracer.{|NOINSTR101:Write|}(1);")]
    [InlineData("N:Kernel", "tracer.Write(1); Deep.Log.Print();")]
    [InlineData("N:Kernel.Deep", "Deep.Log.Print(); tracer.{|NOINSTR101:Write|}(1);")]
    [InlineData("T:Kernel.Generic`1", "Generic<int>.Run(1);")]
    [InlineData("M:Kernel.Generic`1.Run(`0)", "Generic<string>.Run(null!);")]
    [InlineData("M:Kernel.Extensions.Extend(Kernel.Tracer)", "tracer.Extend(); Extensions.Extend(tracer);")]
    [InlineData("M:System.Console.Beep", "System.Console.Beep(); System.Console.{|NOINSTR101:WriteLine|}();")]
    public Task WhatALineGrants(string list, string body) => VerifyAsync(body, list);

    [Theory]
    [InlineData("N:Kernel\n!M:Kernel.Tracer.Write(System.Int32)", "tracer.{|NOINSTR101:Write|}(1); tracer.Write(1L);")]
    [InlineData("!T:Kernel.Tracer\nM:Kernel.Tracer.Write(System.Int32) ; narrower, and withdrawn all the same", "tracer.{|NOINSTR101:Write|}(1);")]
    [InlineData("!N:Kernel\nT:Kernel.Deep.Log", "Deep.Log.{|NOINSTR101:Print|}();")]
    [InlineData("T:Kernel.Tracer\n!P:Kernel.Tracer.Level", "tracer.{|NOINSTR101:Level|} = 1; tracer.Write(1);")]
    [InlineData("!T:System.Threading.Volatile", "System.Threading.Volatile.{|NOINSTR101:Write|}(ref field, 1);")]
    [InlineData("!N:System", "System.Threading.Volatile.{|NOINSTR101:Write|}(ref field, 1);")]
    [InlineData("!M:Kernel.Entry.Enter", "Enter();")]
    public Task Withdrawal_BeatsEveryGrant(string list, string body) => VerifyAsync(body, list);

    /// <summary>In the embedded list, an exception is one from that list: a project may grant what it leaves out.</summary>
    [Fact]
    public Task ExceptionOfTheEmbeddedList_IsNoWithdrawal() =>
        VerifyAsync("System.Threading.Interlocked.MemoryBarrierProcessWide();", "M:System.Threading.Interlocked.MemoryBarrierProcessWide");

    /// <summary>A core library of one's own: the name says nothing about what its body does.</summary>
    [Fact]
    public Task IntrinsicThatTheProjectDeclares_IsCodeLikeOther() => CSharpAnalyzerVerifier<NoInstrAnalyzer>.VerifyAnalyzerAsync("""
        using NoInstr;
        namespace System.Threading
        {
            static class Volatile
            {
                public static int Read(ref int place) { Kernel.Log.Print(); return place; }
                [NoInstr] public static void Write(ref int place, int value) => place = value;
            }
        }
        namespace Kernel
        {
            static class Log { public static void Print() { } }
            static class Entry
            {
                static int s_flag;
                [NoInstr] static void DoSyscall()
                {
                    System.Threading.Volatile.{|NOINSTR101:Read|}(ref s_flag);
                    System.Threading.Volatile.Write(ref s_flag, 1);
                }
            }
        }
        """);

    [Fact]
    public async Task Lists_AreUnited()
    {
        var test = Test("tracer.Write(1); tracer.Write(1L); tracer.{|NOINSTR101:Flush|}(); Deep.Log.{|NOINSTR101:Print|}();");
        test.TestState.AdditionalFiles.Add("NoInstr.Safe.txt", "M:Kernel.Tracer.Write(System.Int32)\nM:Kernel.Tracer.Flush");
        test.TestState.AdditionalFiles.Add("lists/NoInstr.Safe.Kernel.txt", "M:Kernel.Tracer.Write(System.Int64)\nT:Kernel.Deep.Log");
        test.TestState.AdditionalFiles.Add("lists/noinstr.safe.withdrawn.TXT", "!M:Kernel.Tracer.Flush\n!M:Kernel.Deep.Log.Print");
        await test.RunAsync();
    }

    [Theory]
    [InlineData("Safe.txt")]
    [InlineData("NoInstr.Safe")]
    [InlineData("NoInstr.Safe.md")]
    [InlineData("NoInstr.Safety.txt")]
    [InlineData("My.NoInstr.Safe.txt")]
    [InlineData("NoInstr.Safe.txt/Other.txt")]
    public async Task FileOfAnotherName_IsNoList(string name)
    {
        var test = Test("tracer.{|NOINSTR101:Write|}(1);");
        test.TestState.AdditionalFiles.Add(name, "M:Kernel.Tracer.Write(System.Int32)\nnot a line of a list");
        await test.RunAsync();
    }

    /// <summary>A declaration is a decision of the source: a list grants nothing that says [Instrumentable].</summary>
    [Theory]
    [InlineData("tracer.{|NOINSTR101:Audit|}();", "M:Kernel.Tracer.Audit")]
    [InlineData("tracer.{|NOINSTR101:Audit|}();", "N:Kernel")]
    public Task Instrumentable_IsNotTrusted(string body, string list) => VerifyAsync(body, list);

    /// <summary>A call through a virtual member that is listed: whoever lists it vouches for what overrides it.</summary>
    [Theory]
    [InlineData("tracer.Virtual(); derived.{|NOINSTR102:Virtual|}();", "M:Kernel.Tracer.Virtual")]
    [InlineData("tracer.{|NOINSTR102:Virtual|}(); derived.Virtual();", "M:Kernel.Derived.Virtual")]
    public Task VirtualMember_IsTrustedByItsOwnId(string body, string list) => VerifyAsync(body, list);

    /// <summary>Listed is as good as noinstr, and no better: unlike an instruction it may throw, and may change what a condition reads.</summary>
    [Theory]
    [InlineData("try { tracer.Write(1); Begin(); End(); } catch (System.Exception) { {|NOINSTR101:Trace|}(); }")]
    [InlineData("Begin(); try { tracer.Write(1); End(); } catch (System.Exception) { Trace(); End(); }")]
    [InlineData("if (TracingIsOn()) Begin(); {|NOINSTR203:tracer|}.Write(1); if (TracingIsOn()) End();")]
    [InlineData("if (TracingIsOn()) Begin(); _ = System.Numerics.BitOperations.PopCount(1u); if (TracingIsOn()) End();")]
    public Task ListedCallee_MayThrowAndChangeState(string body) => VerifyAsync(body, "T:Kernel.Tracer\nM:Kernel.Entry.TracingIsOn");

    [Theory]
    [InlineData("delegate*<void> local = &Deep.Log.Print; local();")]
    [InlineData("delegate*<void> local = &Deep.Log.Flush; {|NOINSTR102:local|}();")]
    public Task ListedCallee_IsATargetThatStaysInTheRegion(string body) => VerifyAsync($"unsafe {{ {body} }}", "M:Kernel.Deep.Log.Print");

    [Theory]
    [InlineData("false", "System.Threading.Volatile.{|NOINSTR101:Write|}(ref field, 1);")]
    [InlineData("False", "_ = System.Numerics.BitOperations.{|NOINSTR101:PopCount|}(1u);")]
    [InlineData("true", "System.Threading.Volatile.Write(ref field, 1);")]
    [InlineData("false", "Begin(); Trace(); End(); using (Open()) Trace();")]
    [InlineData("false", "tracer.Write(1);")]
    [InlineData("false", "_ = values.Length + values[0]; foreach (var value in values) { }")]
    public async Task TrustIntrinsics_TurnsTheEmbeddedListOff(string value, string body)
    {
        var test = Test(body);
        test.TestState.AnalyzerConfigFiles.Add("/.globalconfig", $"is_global = true\nnoinstr.trust_intrinsics = {value}\n");
        test.TestState.AdditionalFiles.Add("NoInstr.Safe.txt", "M:Kernel.Tracer.Write(System.Int32)");
        await test.RunAsync();
    }

    /// <summary>With the embedded list off, a project's own line trusts again.</summary>
    [Fact]
    public async Task TrustIntrinsicsOff_LeavesTheProjectsOwnLines()
    {
        var test = Test("System.Threading.Volatile.Write(ref field, 1); System.Threading.Interlocked.{|NOINSTR101:Increment|}(ref field);");
        test.TestState.AnalyzerConfigFiles.Add("/.globalconfig", "is_global = true\nnoinstr.trust_intrinsics = false\n");
        test.TestState.AdditionalFiles.Add("NoInstr.Safe.txt", "T:System.Threading.Volatile");
        await test.RunAsync();
    }

    [Theory]
    [InlineData("_ = new System.Span<int>(values).Slice(1, 2)[0];")]
    [InlineData("System.ReadOnlySpan<char> name = \"swapper\"; _ = name.IsEmpty;")]
    [InlineData("int? depth = field; field = depth.Value + depth.GetValueOrDefault(1);")]
    [InlineData("field = System.Math.Min(field, 1) + System.Math.{|NOINSTR101:Abs|}(field);")]
    [InlineData("_ = object.ReferenceEquals(tracer, derived);")]
    [InlineData("_ = System.BitConverter.DoubleToInt64Bits(1.0) + System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(1L);")]
    [InlineData("_ = System.IntPtr.Size; _ = System.IntPtr.Zero.ToInt64();")]
    [InlineData("_ = new System.Span<int>(ref field).Length + new System.ReadOnlySpan<int>(in field).Length;")]
    [InlineData("System.Span<int> span = values; _ = System.Runtime.InteropServices.MemoryMarshal.AsBytes(span)[0]; _ = System.Runtime.InteropServices.MemoryMarshal.Cast<int, long>(span)[0];")]
    [InlineData("foreach (var value in System.MemoryExtensions.AsSpan(values, 1)) { } _ = System.MemoryExtensions.AsSpan(\"swapper\")[0];")]
    [InlineData("_ = System.Numerics.BitOperations.{|NOINSTR101:Crc32C|}(1u, 1u);")]
    [InlineData("_ = System.Runtime.Intrinsics.X86.X86Base.{|NOINSTR101:CpuId|}(1, 0);")]
    [InlineData("_ = System.Runtime.Intrinsics.Vector128.{|NOINSTR101:Exp|}(default(System.Runtime.Intrinsics.Vector128<double>));")]
    [InlineData("_ = default(System.Runtime.Intrinsics.Vector128<double>).{|NOINSTR101:ToString|}();")]
    public Task EmbeddedList_TrustsWhatIsInstructions(string body) => VerifyAsync(body, "");

    private static Task VerifyAsync(string body, string list)
    {
        var test = Test(body);
        test.TestState.AdditionalFiles.Add("NoInstr.Safe.txt", list);
        return test.RunAsync();
    }

    private static CSharpAnalyzerTest<NoInstrAnalyzer> Test(string body) => new()
    {
        TestCode = $$"""
            using NoInstr;
            using static NoInstr.InstrumentationScope;

            namespace Kernel
            {
                class Entry
                {
                    [NoInstr] void DoSyscall() { {{body}} }

                    int field;
                    int[] values = null!;
                    Tracer tracer = null!;
                    Tracer.Buffer buffer = null!;
                    Derived derived = null!;

                    [NoInstr] void Enter() { }
                    [System.Diagnostics.Contracts.Pure] bool TracingIsOn() => true;
                    void Trace() { }
                }

                class Tracer
                {
                    public int Level { get; set; }
                    public int this[int slot] { get => slot; set { } }
                    public event System.Action? Written { add { } remove { } }
                    public void Write(int value) { }
                    public void Write(long value) { }
                    public void Flush() { }
                    public void Generic<T>(T value) { }
                    public virtual void Virtual() { }
                    [Instrumentable] public void Audit() { }
                    public static Tracer operator +(Tracer left, int value) => left;
                    public static explicit operator int(Tracer tracer) => 0;
                    public sealed class Buffer { public void Flush() { } }
                }

                class Derived : Tracer { public override void Virtual() { } }
                struct Irq : System.IDisposable { void System.IDisposable.Dispose() { } }
                struct Cpu { public Cpu(int number) { } public Cpu(long number) { } }
                class Generic<T> { public static void Run(T value) { } }
                static class Extensions { public static void Extend(this Tracer tracer) { } }
            }

            namespace Kernel.Deep
            {
                static class Log { public static void Print() { } public static void Flush() { } }
            }
            """,
    };
}
