namespace NoInstr.Tests.Robustness;

internal static partial class HostileSources
{
    private const string Flow = """
        using System;
        using NoInstr;
        static class Flow
        {
            [NoInstr] static int Jumps(int n, bool a, bool b)
            {
            Start:
                if (a) { InstrumentationScope.Begin(); goto Middle; }
                switch (n) { case 1: goto case 2; case 2: goto default; case 3: InstrumentationScope.End(); break; default: if (b) goto Start; goto Out; }
                for (; ; ) { if (n-- > 0) continue; if (b) break; do { if (a) goto Middle; } while (n > 3); }
            Middle:
                try { if (b) return 1; goto Start; }
                catch (ArgumentException) when (a) { InstrumentationScope.End(); if (b) goto Out; }
                catch { Log(); goto Start; }
                finally { try { InstrumentationScope.Begin(); } finally { if (a) InstrumentationScope.End(); } }
                while (true) { while (a) { if (b) goto Out; InstrumentationScope.Begin(); } if (n == 7) goto Middle; }
            Out:
                return n switch { 1 => Jumps(1, a, b), > 4 and < 9 when Same(n) => 2, _ => throw new Exception() };
            }
            [NoInstr] static void Dead() { return; InstrumentationScope.Begin(); Log(); }
            [NoInstr] static void Forever() { while (true) { InstrumentationScope.Begin(); } }
            [NoInstr] static void Never() { Start: goto Start; }
            [NoInstr] static int Constant() { if (false) Log(); while (false) InstrumentationScope.Begin(); return true ? 1 : Log(); }
            [AlwaysInline] static int Even(int n, bool open) { if (open) InstrumentationScope.Begin(); return n == 0 ? 0 : Odd(n - 1, !open); }
            [AlwaysInline] static int Odd(int n, bool open) { InstrumentationScope.End(); try { return Even(n - 1, open); } finally { InstrumentationScope.Begin(); } }
            [NoInstr] static void Recursive(bool open) { Even(3, open); if (open) InstrumentationScope.End(); Odd(4, true); }
            [System.Diagnostics.Contracts.Pure] static bool Same(int n) => n == n;
            static int Log() => 0;
        }
        """;

    private const string NestedFunctions = """
        using System;
        using System.Linq.Expressions;
        using NoInstr;
        class Nested
        {
            private readonly Func<int> _field = [NoInstr] () => Local(1) + new Func<int>([AlwaysInline] () => 2)();
            static int Local(int n) => n;
            [NoInstr] Action Outer(bool a)
            {
                Inner();
                [NoInstr] void Inner()
                {
                    Action deep = [AlwaysInline] () => { void Deepest() { InstrumentationScope.Begin(); Inner(); Deepest(); } Deepest(); };
                    deep();
                    [AlwaysInline] static void Helper([NoInstr] Action? x = null) { InstrumentationScope.End(); x?.Invoke(); }
                    Helper(delegate { Local(3); });
                    Expression<Func<int>> tree = () => Local(4);
                }
                void Even() { if (a) Odd(); InstrumentationScope.Begin(); }
                void Odd() { Even(); InstrumentationScope.End(); }
                Even();
                T Generic<T>(T t) { Generic((t, t)); return Generic<T>(t); }
                Generic<Action>(() => Generic(1));
                return a ? Inner : [Instrumentable] async () => { await System.Threading.Tasks.Task.Yield(); Odd(); };
            }
            int Property { [NoInstr] get { return Go(); int Go() => Property; } }
            event Action E { [NoInstr] add { void Go() => E += value; Go(); } [NoInstr] remove => E -= [NoInstr] () => { }; }
        }
        """;

    private const string Patterns = """
        using System;
        using NoInstr;
        static class Patterns
        {
            [NoInstr] static bool Match(object o, int[] list, string text, (int, int) pair)
            {
                if (o is string { Length: > 3 and not 5 } s && s is ['a', .. var rest, _] && list is [1, 2, .. { Length: 1 }] or [])
                    InstrumentationScope.Begin();
                if (o is not (int or long or Vector { Number: 3 }) && pair is (1, var second) && second is < 3 or > 9 && text is "x" or null)
                    InstrumentationScope.End();
                return o switch
                {
                    Vector(var n, { } name) v when n > 3 => Log(v),
                    Vector { Name.Length: 0 or 1 } => true,
                    int i and (1 or 2) => i == 1,
                    (1, 2) => false,
                    null => Match(o!, list, text, pair),
                    var other => other is DayOfWeek.Monday,
                };
            }
            [NoInstr] static int Switch(ReadOnlySpan<char> span, DayOfWeek day, long l, double d, decimal m, char c)
            {
                switch (span) { case "a": InstrumentationScope.Begin(); break; case ['b', ..]: case []: Log(null); break; }
                switch (day) { case DayOfWeek.Monday when l == 1L: InstrumentationScope.End(); break; case (DayOfWeek)99: return 1; }
                if (d == double.NaN || d is double.NaN || m == 1.5m || m is 1.50m || c is >= 'a' and <= 'z' || l is long.MinValue) InstrumentationScope.Begin();
                if (d == 0.0 || d is -0.0 || m != 1.5m || c == 'q' || (int)l == 1 || (l & 1) == 1 || (uint)l << 3 == 8u) InstrumentationScope.End();
                return 0;
            }
            static bool Log(object? o) => true;
            record Vector(int Number, string Name);
        }
        """;

    private const string Unsafe = """
        using System;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using NoInstr;
        unsafe class Unsafe
        {
            [NoInstr] private static delegate*<int, void> s_hook = &Hook;
            [NoInstr] private static readonly delegate* unmanaged[Cdecl]<int, void>[] s_table = new delegate* unmanaged[Cdecl]<int, void>[2];
            private fixed_ _buffer;
            struct fixed_ { public fixed byte Bytes[16]; }
            [InlineArray(4)] struct Four { private Action _first; }
            [NoInstr] static void Hook(int n) { InstrumentationScope.Begin(); }
            [NoInstr, DllImport("k")] static extern int Syscall(void* p);
            [NoInstr] void Root(int* p, void** q, int n)
            {
                s_hook(*p); s_table[n](p[1]); p++; *q = p; (*p)++;
                fixed (byte* b = _buffer.Bytes) fixed (char* c = "text") { b[Syscall(c)] = (byte)sizeof(Four); }
                delegate*<int, void> local = n > 1 ? &Hook : s_hook;
                local(n); ((delegate*<int>)q)();
                var four = new Four(); four[0](); foreach (var a in four) a();
                ref int r = ref *p; r = ref Unsafe_.AsRef(ref r); r += 3;
                int* s = stackalloc int[] { 1, Syscall(p) };
                goto Out;
            Out: __refvalue(__makeref(n), int) = 3;
            }
            [UnmanagedCallersOnly, NoInstr] static void FromNative(int n) => Hook(n);
        }
        static class Unsafe_ { [AlwaysInline] public static ref int AsRef(ref int r) { InstrumentationScope.End(); return ref r; } }
        """;

    private const string TopLevel = """
        using System;
        using NoInstr;
        [assembly: NoInstr]
        Begin();
        if (args.Length > 0) goto Out;
        try { return Local(args); } catch { InstrumentationScope.Begin(); }
        foreach (var arg in args) { if (arg == "a") goto Out; InstrumentationScope.End(); }
        while (args.Length > 3) { if (args.Length == 4) goto Out; }
        [AlwaysInline] static void Begin() => InstrumentationScope.Begin();
        Out:
        switch (args.Length) { case 1: goto Last; default: Console.WriteLine(); break; }
        Last: Func<int> count = () => args.Length + Local(args);
        return count();
        int Local(string[] a) { if (a.Length > 1) goto End; Console.WriteLine(a); End: return Local(a); }
        partial class Program { [NoInstr] static int s_field = Console.Read(); }
        """;

    private const string Preprocessor = """
        #define MAZE
        #if MAZE
        #nullable disable
        using NoInstr;
        #else
        using Nothing; }}}} "
        #endif
        class Maze
        {
        #if !MAZE
            [NoInstr] void Gone() { InstrumentationScope.Begin(
        #elif MAZE && (true || OTHER)
            [NoInstr]
        #region a
            #line 200 "elsewhere.cs"
            void Kept()
            {
        #if A
                InstrumentationScope.Begin();
        #elif B
                return;
        #else
                Log();
        #endif
            #line hidden
                InstrumentationScope.Begin();
            #line default
                Conditional(Value());
        #endregion
        #pragma warning disable NOINSTR101
                Log();
            }
        #endif
            static int Value() { return 1; }
            [System.Diagnostics.Conditional("NEVER")] static void Conditional(int n) { }
            [NoInstr] static void
        #if OTHER
                Wrong
        #else
                Log
        #endif
                () { }
        }
        """;
}
