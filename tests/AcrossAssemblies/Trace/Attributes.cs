// A copy of the attributes, as people have one of the nullable attributes: they are known by name.
namespace NoInstr
{
    [Instrumentable]
    internal sealed class NoInstrAttribute : System.Attribute
    {
        public bool Unchecked { get; set; }

        public string? Justification { get; set; }
    }

    [Instrumentable]
    internal sealed class AlwaysInlineAttribute : System.Attribute;

    [Instrumentable]
    internal sealed class InstrumentableAttribute : System.Attribute;

    internal readonly ref struct InstrumentationScope
    {
        public static void Begin() { }

        public static void End() { }
    }
}
