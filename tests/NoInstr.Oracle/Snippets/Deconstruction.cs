namespace NoInstr.Oracle.Snippets;

internal static class Deconstruction
{
    private const string Frame = """
        class Frame { public void Deconstruct(out long ip, out long sp) { ip = 0; sp = 0; } }

        """;

    public static readonly Snippet[] All =
    [
        new("into new locals", Frame + """
            class Unwinder { long Walk(Frame frame) { var (ip, sp) = frame; return ip + sp; } }
            """),
        new("into locals and a discard", Frame + """
            class Unwinder { long Walk(Frame frame) { (var ip, _) = frame; return ip; } }
            """),
        new("into properties", Frame + """
            class Unwinder { long Ip { get; set; } long Sp { get; set; } void Walk(Frame frame) { (Ip, Sp) = frame; } }
            """),
        new("into elements of a list", Frame + """
            class Unwinder { void Walk(Frame frame, List<long> stack) { (stack[0], stack[1]) = frame; } }
            """),
        new("into array elements and fields", Frame + """
            class Unwinder { long _ip; void Walk(Frame frame, long[] stack) { (_ip, stack[0]) = frame; } }
            """),
        new("by an extension", """
            class Frame { }
            static class Frames { public static void Deconstruct(this Frame frame, out long ip, out long sp) { ip = 0; sp = 0; } }
            class Unwinder { long Walk(Frame frame) { var (ip, sp) = frame; return ip + sp; } }
            """),
        new("nested", """
            class Frame { public void Deconstruct(out Registers registers, out long sp) { registers = new(); sp = 0; } }
            class Registers { public void Deconstruct(out long ax, out long bx) { ax = 0; bx = 0; } }
            class Unwinder { long Walk(Frame frame) { var ((ax, bx), sp) = frame; return ax + bx + sp; } }
            """),
        new("with a user conversion of an element", """
            struct Address { public static implicit operator Address(long value) => default; }
            class Frame { public void Deconstruct(out long ip, out long sp) { ip = 0; sp = 0; } }
            class Unwinder { Address _ip; void Walk(Frame frame) { (_ip, long sp) = frame; } }
            """),
        new("of a tuple literal", """
            class Ring { int Head { get; set; } int Tail { get; set; } void Swap() { (Head, Tail) = (Tail, Head); } }
            """),
        new("of a tuple that a call returns", """
            class Unwinder { (long Ip, long Sp) Read() => default; long Walk() { var (ip, sp) = Read(); return ip + sp; } }
            """),
        new("of a tuple of nine", """
            class Unwinder { (int, int, int, int, int, int, int, int, int) Read() => default; int Walk() { var (a, b, c, d, e, f, g, h, i) = Read(); return a + i; } }
            """),
        new("of a record", """
            record Frame(long Ip, long Sp);
            class Unwinder { long Walk(Frame frame) { var (ip, sp) = frame; return ip + sp; } }
            """),
        new("of a dictionary entry", """
            class Irq { int Sum(Dictionary<string, int> counts) { var sum = 0; foreach (var (name, count) in counts) { sum += count + name.Length; } return sum; } }
            """),
        new("with a conversion of tuple elements", """
            struct Address { public static implicit operator Address(long value) => default; }
            class Unwinder { (Address, Address) Read((long, long) raw) => raw; }
            """),
        new("with an explicit conversion of tuple elements", """
            struct Address { public static explicit operator Address(long value) => default; }
            class Unwinder { (Address, Address) Read((long, long) raw) => ((Address, Address))raw; }
            """),
        new("with a conversion of a tuple literal's elements", """
            struct Address { public static implicit operator Address(long value) => default; }
            class Unwinder { (Address, long) Read(long ip, long sp) => (ip, sp); }
            """),
        new("of nullable tuples with a conversion", """
            struct Address { public static implicit operator Address(long value) => default; }
            class Unwinder { (Address, Address)? Read((long, long)? raw) => raw; }
            """),
        new("tuple equality with user operators", """
            struct Address { public static bool operator ==(Address a, Address b) => true; public static bool operator !=(Address a, Address b) => false; public override bool Equals(object o) => true; public override int GetHashCode() => 0; }
            class Unwinder { bool Same((Address, int) a, (Address, int) b) => a == b; bool Differ((Address, int) a, (Address, int) b) => a != b; }
            """),
        new("tuple equality with strings and decimals", """
            class Unwinder { bool Same((string, decimal) a, (string, decimal) b) => a == b; }
            """),
        new("tuple equality with a result that is tested by an operator", """
            struct Verdict { public static bool operator true(Verdict v) => true; public static bool operator false(Verdict v) => false; }
            struct Address { public static Verdict operator ==(Address a, Address b) => default; public static Verdict operator !=(Address a, Address b) => default; public override bool Equals(object o) => true; public override int GetHashCode() => 0; }
            class Unwinder { bool Same((Address, int) a, (Address, int) b) => a == b; bool Differ((Address, int) a, (Address, int) b) => a != b; }
            """),
        new("tuple equality with a conversion of the operands", """
            struct Address { public static implicit operator long(Address address) => 0; }
            class Unwinder { bool Same((Address, int) a, (long, long) b) => a == b; }
            """),
        new("tuple equality of nested and nullable tuples", """
            class Unwinder { bool Same((int, (string, int)) a, (int, (string, int)) b) => a == b; bool Maybe((string, int)? a, (string, int)? b) => a == b; }
            """),
    ];
}
