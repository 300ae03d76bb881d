using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NoInstr.Oracle.Corpora;

namespace NoInstr.Oracle.Snippets;

/// <summary>One construct in one variant: a file that compiles.</summary>
internal sealed record Snippet(string Name, string Source)
{
    private const string Usings = """
        global using System;
        global using System.Collections;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.Diagnostics;
        global using System.Linq;
        global using System.Linq.Expressions;
        global using System.Runtime.CompilerServices;
        global using System.Runtime.InteropServices;
        global using System.Text;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    public Compilation Compile()
    {
        var options = new CSharpParseOptions(Language);
        var usings = Language >= LanguageVersion.CSharp10 ? [CSharpSyntaxTree.ParseText(Usings, options, "Usings.cs", System.Text.Encoding.UTF8)] : Array.Empty<SyntaxTree>();
        return CSharpCompilation.Create(
            "Snippet",
            [.. usings, CSharpSyntaxTree.ParseText(Source, options, $"{Name}.cs", System.Text.Encoding.UTF8)],
            References.Platform,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }
}
