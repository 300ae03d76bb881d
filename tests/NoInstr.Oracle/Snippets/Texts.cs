namespace NoInstr.Oracle.Snippets;

internal static class Texts
{
    private const string Handler = """
        [InterpolatedStringHandler] ref struct LogHandler
        {
            public LogHandler(int literals, int holes) { }
            public void AppendLiteral(string text) { }
            public void AppendFormatted<T>(T value) { }
            public void AppendFormatted<T>(T value, int alignment, string format) { }
        }
        static class Log { public static void Write(LogHandler text) { } }

        """;

    private const string Cpu = """
        struct Cpu { public override string ToString() => "cpu"; }

        """;

    public static readonly Snippet[] All =
    [
        new("interpolation of numbers", "class Oops { string Say(int cpu, double load) => $\"cpu {cpu} load {load:F2} {cpu,5} {cpu,5:x}\"; }"),
        new("interpolation of strings", "class Oops { string Say(string cpu, string task) => $\"{cpu} {task}\"; }"),
        new("interpolation of many strings", "class Oops { string Say(string a, string b, string c) => $\"{a} {b} {c} {a}\"; }"),
        new("interpolation of one string", "class Oops { string Say(string cpu) => $\"{cpu}\"; string Nothing() => $\"nothing\"; }"),
        new("interpolation of constants", "class Oops { const string Cpu = \"cpu\"; string Say() => $\"{Cpu} offline\"; }"),
        new("interpolation of a user struct", Cpu + "class Oops { string Say(Cpu cpu) => $\"on {cpu}\"; }"),
        new("interpolation of a user class", "class Task { } class Oops { string Say(Task task) => $\"in {task}\"; }"),
        new("interpolation of an IFormattable and an ISpanFormattable", """
            struct Address : IFormattable { public string ToString(string format, IFormatProvider provider) => ""; }
            struct Symbol : ISpanFormattable { public string ToString(string format, IFormatProvider provider) => ""; public bool TryFormat(Span<char> destination, out int written, ReadOnlySpan<char> format, IFormatProvider provider) { written = 0; return true; } }
            class Oops { string Say(Address address, Symbol symbol) => $"at {address:x} in {symbol}"; }
            """),
        new("interpolation of an enum", "enum Trap { Page } class Oops { string Say(Trap trap) => $\"trap {trap}\"; }"),
        new("interpolation of a nullable and an object", "class Oops { string Say(int? cpu, object task) => $\"{cpu} {task}\"; }"),
        new("interpolation of a type parameter", "class Oops { string Say<T>(T task) => $\"in {task}\"; }"),
        new("interpolation of a span", "class Oops { string Say(ReadOnlySpan<char> task) => $\"in {task}\"; }"),
        new("interpolation of a call", "class Oops { string Name() => \"\"; int Id() => 0; string Say() => $\"{Name()} {Id()}\"; }"),
        new("interpolation of dynamic", "class Oops { string Say(dynamic task) => $\"in {task}\"; }"),
        new("interpolation to FormattableString", "class Oops { FormattableString Say(int cpu) => $\"cpu {cpu}\"; IFormattable Also(string task) => $\"in {task}\"; }"),
        new("interpolation to FormattableString without holes", "class Oops { FormattableString Say() => $\"cpu\"; }"),
        new("interpolation to a user handler", Handler + "class Oops { void Say(int cpu, string task) { Log.Write($\"cpu {cpu} {task,3:x}\"); } }"),
        new("interpolation to a user handler with arguments and a condition", """
            class Logger { public bool IsOn; public void Write(int level, [InterpolatedStringHandlerArgument("", "level")] LogHandler text) { } }
            [InterpolatedStringHandler] ref struct LogHandler
            {
                public LogHandler(int literals, int holes, Logger logger, int level, out bool isOn) { isOn = logger.IsOn; }
                public bool AppendLiteral(string text) => true;
                public bool AppendFormatted<T>(T value) => true;
            }
            class Oops { int Cost() => 0; void Say(Logger logger) { logger.Write(1, $"cpu {Cost()}"); } }
            """),
        new("interpolation to a user handler with an implicit conversion", """
            [InterpolatedStringHandler] struct LogHandler { public LogHandler(int literals, int holes) { } public void AppendLiteral(string text) { } public void AppendFormatted(Address value) { } }
            struct Address { public static implicit operator Address(long value) => default; }
            class Oops { LogHandler Say(long ip) => $"at {ip}"; }
            """),
        new("interpolation to StringBuilder.Append", Cpu + "class Oops { void Say(StringBuilder text, Cpu cpu) { text.Append($\"on {cpu}\"); } }"),
        new("interpolation to Debug.Assert", "class Oops { int Cpu() => 0; void Say(bool ok) { Debug.Assert(ok, $\"cpu {Cpu()}\"); } }"),
        new("interpolation to string.Create", "class Oops { string Say(int cpu) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $\"cpu {cpu}\"); }"),
        new("nested interpolations", "class Oops { string Say(int cpu, string task) => $\"cpu {cpu} {(task is null ? \"\" : $\"in {task} {cpu}\")}\"; }"),
        new("interpolations that are added", "class Oops { string Say(int cpu, string task) => $\"cpu {cpu} \" + $\"in {task} {cpu}\"; }"),
        new("concatenation of strings", "class Oops { string Say(string cpu, string task) => cpu + \" \" + task; string Four(string a) => a + a + a + a; string Five(string a) => a + a + a + a + a; }"),
        new("concatenation of constants", "class Oops { const string Cpu = \"cpu\"; string Say() => Cpu + \" offline\" + null; }"),
        new("concatenation with numbers and characters", "class Oops { string Say(int cpu, char state, bool on, long ip) => \"cpu \" + cpu + state + on + ip; string More(byte a, sbyte b, short c, ushort d, uint e, ulong f, nint g, nuint h, float i, double j) => \"\" + a + b + c + d + e + f + g + h + i + j; }"),
        new("concatenation with a user struct", Cpu + "class Oops { string Say(Cpu cpu) => \"on \" + cpu; }"),
        new("concatenation with a user struct without ToString", "struct Cpu { } class Oops { string Say(Cpu cpu) => \"on \" + cpu; }"),
        new("concatenation with a user class", "class Task { public override string ToString() => \"\"; } class Oops { string Say(Task task) => \"in \" + task; }"),
        new("concatenation with an object, a type parameter and a nullable", Cpu + "class Oops { string Say<T>(object task, T cpu, Cpu? maybe, int? id) => \"in \" + task + cpu + maybe + id; }"),
        new("concatenation with an enum", "enum Trap { Page } class Oops { string Say(Trap trap) => \"trap \" + trap; }"),
        new("concatenation with a decimal and a date", "class Oops { string Say(decimal load, DateTime when) => \"load \" + load + when; }"),
        new("concatenation by +=", Cpu + "class Oops { string Text { get; set; } void Say(Cpu cpu) { var text = \"\"; text += \"on \"; text += cpu; Text += text; } }"),
        new("concatenation with dynamic", "class Oops { string Say(dynamic task) => \"in \" + task; }"),
        new("concatenation with a span through ToString", "class Oops { string Say(ReadOnlySpan<char> task) => \"in \" + task.ToString(); }"),
        new("concatenation of a character and a string", "class Oops { string Say(char state, string task) => state + task; string Other(string task) => task + 'x' + task; }"),
        new("string comparison", "class Oops { bool Same(string a, string b) => a == b || a != \"x\"; bool Null(string a) => a == null || a != null; bool Empty(string a) => a == \"\"; }"),
        new("UTF-8 literal", "class Oops { int Length() { ReadOnlySpan<byte> text = \"oops\"u8; return text.Length; } }"),
        new("string indexing and length", "class Oops { char First(string text) => text[0]; int Size(string text) => text.Length; }"),
        new("raw and verbatim interpolation", "class Oops { string Say(int cpu) => $$\"\"\"{ {{cpu}} }\"\"\" + $@\"{cpu}\"; }"),
    ];
}
