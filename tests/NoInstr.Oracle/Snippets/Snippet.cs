using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

    /// <summary>The method whose first call is intercepted, and by what; <c>{location}</c> stands for the attribute.</summary>
    public string Intercepted { get; init; } = "";

    public string Interceptor { get; init; } = "";

    public Compilation Compile()
    {
        var options = new CSharpParseOptions(Language).WithFeatures([KeyValuePair.Create("InterceptorsNamespaces", "Taps")]);
        var snippet = Parse(Source, Name);
        var compilation = CSharpCompilation.Create(
            "Snippet",
            Language >= LanguageVersion.CSharp10 ? [Parse(Usings, "Usings"), snippet] : [snippet],
            References.Platform,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        return Interceptor.Length == 0 ? compilation : compilation.AddSyntaxTrees(Parse(InterceptorOf(compilation, snippet), "Interceptor"));

        SyntaxTree Parse(string text, string name) => CSharpSyntaxTree.ParseText(text, options, $"{name}.cs", Encoding.UTF8);
    }

    private string InterceptorOf(Compilation compilation, SyntaxTree snippet)
    {
        var call = snippet.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().First(candidate => candidate.Expression is IdentifierNameSyntax name && name.Identifier.Text == Intercepted);
        var location = compilation.GetSemanticModel(snippet).GetInterceptableLocation(call)!.GetInterceptsLocationAttributeSyntax();
        return $"{Interceptor.Replace("{location}", location)} {AttributeDeclaration}";
    }

    private const string AttributeDeclaration =
        "namespace System.Runtime.CompilerServices { [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)] class InterceptsLocationAttribute(int version, string data) : Attribute { } }";
}
