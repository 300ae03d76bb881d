using System.Text;

namespace NoInstr.Tests.Robustness;

/// <summary>
/// Valid code of a size that nobody writes, but a generator may. Nesting goes to where the compiler itself, without an analyzer, still
/// comes back: an expression or statement nested much deeper is CS8078 or the end of its stack.
/// </summary>
internal static class LargeSources
{
    public const int Sum = 10_000;

    /// <summary>At 1,000 the compiler's own stack is close to its end on a thread of the pool.</summary>
    public const int Nesting = 500;

    public const int Functions = 24;

    public const int Chain = 5_000;

    public static string ChainedSum(int terms = Sum) => Type($"[NoInstr] static int Root(int a) => {string.Join(" + ", Enumerable.Repeat("a", terms))};");

    public static string Elements(string opening, Func<int, string> element, string closing, int count) =>
        Type($"[NoInstr] static void Root(int a) {{ {opening}{string.Join(", ", Enumerable.Range(0, count).Select(element))}{closing}; }}");

    public static string ChainedSumInCondition(int terms) =>
        Type($"[NoInstr] static void Root(int a) {{ if ({string.Join(" + ", Enumerable.Repeat("a", terms))} == 1) {{ Begin(); Trace(); End(); }} }}");

    public static string ChainedText(int terms = Sum) => Type($"[NoInstr] static string Root(string a) => {string.Join(" + ", Enumerable.Repeat("a", terms))};");

    public static string ChainedConditions(int count = 1_000) =>
        Type($"[NoInstr] static void Root(int a) {{ Begin(); if ({string.Join(" && ", Enumerable.Range(0, count).Select(i => $"a != {i}"))}) Trace(); End(); }}");

    public static string ChainedCalls() => Type(
        $"[NoInstr] Entry Root() => this{Repeat(".Next()", 1_000)}; [AlwaysInline] Entry Next() {{ Begin(); End(); return this; }}", isStatic: false);

    public static string NestedIfs(int nesting = Nesting) => Type(
        $"[NoInstr] static void Root(int a) {{ {Repeat(i => $"if (a != {i}) {{ ", nesting)} Trace(); {Repeat("}", nesting)} }}");

    public static string NestedTries() => Type(
        $"[NoInstr] static void Root(bool a) {{ {Repeat("try { if (a) Enter(); ", 64)} Enter(); {Repeat("} finally { Begin(); Trace(); End(); }", 64)} }}");

    public static string NestedLambdas() => Type(
        $"[NoInstr] static void Root() {{ {Repeat(i => $"System.Action a{i} = [NoInstr] () => {{ ", Functions)} Trace(); {Repeat("};", Functions)} }}");

    public static string NestedLocalFunctions() => Type(
        $"[NoInstr] static void Root() {{ {Repeat(i => $"L{i}(); void L{i}() {{ ", Functions)} Trace(); {Repeat("}", Functions)} }}");

    public static string AnnotatedLambdas(int count) => Type(
        $"static void M() {{ {Repeat(i => $"System.Action a{i} = [NoInstr] () => Trace();\n", count)} }}");

    public static string LocalFunctions(int count) => Type(
        $"[NoInstr] static void Root(bool a) {{ {Repeat(i => $"L{i}();\n", count)} {Repeat(i => $"static void L{i}() => Trace();\n", count)} }}");

    public static string FirstUses(int count) => Type(
        $"[NoInstr] static void Root() {{ {Repeat(i => $"_ = T{i}.Size;\n", count)} }} {Repeat(i => $"static class T{i} {{ public static int Size = int.Parse(\"4\"); }}\n", count)}");

    public static string Switch(int cases) => Type(
        $"[NoInstr] static void Root(int a) {{ switch (a) {{ {Repeat(i => $"case {i}: Begin(); Trace(); End(); break;\n", cases)} }} }}");

    /// <summary>One contract names one of them.</summary>
    public static string States(int count, string attribute) => $$"""
        using NoInstr;
        using static NoInstr.InstrumentationScope;
        enum State { {{Repeat(i => $"{attribute}S{i}, ", count)}} }
        static class Entry
        {
            [NoInstr] static void Root(bool a)
            {
                if (a) Enter();
                while (a) { Begin(); Trace(); End(); if (!a) Enter(); }
                try { Helper(); Begin(); Trace(); } finally { End(); }
            }
            [NoInstr] static void Helper() { Enter(); Exit(); }
            [NoInstr, Primitive, Establishes(State.S1)] static void Enter() { }
            [NoInstr] static void Exit() { }
            static void Trace() { }
        }
        """;

    public static string CorrelatedIfs(int count) => Type(
        $"[NoInstr] static void Root({Parameters(count)}) {{ {Repeat(i => $"if (c{i}) Begin(); if (c{i}) Trace(); if (c{i}) End();\n", count)} }}");

    /// <summary>All conditions are live at once: far beyond what a point is split by.</summary>
    public static string CrossedIfs(int count) => Type(
        $"[NoInstr] static void Root({Parameters(count)}) {{ {Repeat(i => $"if (c{i}) Begin();\n", count)} Trace(); {Repeat(i => $"if (c{i}) End();\n", count)} }}");

    public static string Scopes(int count) => Type(
        $"[NoInstr] static void Root() {{ {Repeat(_ => "Begin(); Trace(); End(); Enter();\n", count)} Trace(); }}");

    /// <summary>Each in a branch of its own, on a condition that no other one shares, with what a contract says inside.</summary>
    public static string ConditionalScopes(int count) => Type(
        $"[NoInstr] static void Root(int a) {{ {Repeat(i => $"if (a == {i}) {{ InstrumentationScope.Begin(); Trace(); InstrumentationScope.End(); }}\n", count)} }}");

    /// <summary>Every label goes to every other one, on conditions that have nothing to do with each other.</summary>
    public static string Gotos(int count) => Type(
        $"[NoInstr] static void Root(int a, bool b) {{ {Repeat(i => $"L{i}: if (a == {i}) goto L{i * 7 % count}; if (b) Begin(); if (a++ > {i}) goto L{i * 13 % count}; if (b) End();\n", count)} }}");

    public static string ChainOfHelpers(int length) => Type(
        $"[NoInstr] static void Root() => A0(); {Repeat(i => $"[AlwaysInline] static void A{i}() => A{i + 1}();\n", length)} [AlwaysInline] static void A{length}() => Trace();");

    /// <summary>Each level calls the next twice: inlined for real, the last would be called 2^levels times.</summary>
    public static string Diamond(int levels) => Type(
        $"[NoInstr] static void Root() => A0(); {Repeat(i => $"[AlwaysInline] static void A{i}() {{ A{i + 1}(); A{i + 1}(); }}\n", levels)} [AlwaysInline] static void A{levels}() => Trace();");

    public static string RootsThatShareAHelper(int roots) => Type(
        $"{Repeat(i => $"[NoInstr] static void Root{i}() => A0();\n", roots)} [AlwaysInline] static void A0() => Trace();");

    public static string Type(string members, bool isStatic = true) => $$"""
        using NoInstr;
        {{(isStatic ? "static " : "")}}class Entry
        {
            {{members}}
            [AlwaysInline] static void Begin() => InstrumentationScope.Begin();
            [AlwaysInline] static void End() => InstrumentationScope.End();
            [NoInstr] static void Enter() { }
            static void Trace() { }
        }
        """;

    private static string Parameters(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"bool c{i}"));

    private static string Repeat(string text, int count) => Repeat(_ => text, count);

    private static string Repeat(Func<int, string> text, int count) =>
        Enumerable.Range(0, count).Aggregate(new StringBuilder(), (all, i) => all.Append(text(i))).ToString();
}
