using Microsoft.CodeAnalysis;

namespace NoInstr.Tests.Robustness;

/// <summary>Valid code that nobody should write: every annotation in every place, every way to jump, every kind of body.</summary>
internal static partial class HostileSources
{
    private static readonly SortedDictionary<string, string> s_texts = new(StringComparer.Ordinal)
    {
        ["Annotated everywhere"] = AnnotatedEverywhere,
        ["Bodies of every kind"] = Bodies,
        ["Empty"] = "",
        ["Flow"] = Flow,
        ["Generics"] = Generics,
        ["Nested functions"] = NestedFunctions,
        ["Only a comment"] = "/* nothing */",
        ["Patterns"] = Patterns,
        ["Preprocessor"] = Preprocessor,
        ["Top-level statements"] = TopLevel,
        ["Unsafe"] = Unsafe,
    };

    public static TheoryData<string> Names { get; } = [.. s_texts.Keys];

    public static string TextOf(string name) => s_texts[name];

    public static OutputKind KindOf(string name) =>
        name.StartsWith("Top-level", StringComparison.Ordinal) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
}
