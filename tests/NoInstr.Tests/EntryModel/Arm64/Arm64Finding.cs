using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Rules;
using NoInstr.Tests.EntryModel.Fidelity;
using NoInstr.Tests.Robustness;

namespace NoInstr.Tests.EntryModel.Arm64;

/// <summary>A finding in the terms of the kernel: who calls whom, and whom that reaches if it is inlined.</summary>
internal sealed record Arm64Finding(string Function, string Call, string Reached, string Rule)
{
    /// <summary>The "call" of a finding about where a function returns.</summary>
    public const string Return = "return";

    private static readonly ILookup<string, string> KernelNames = KernelTable.Baseline.SelectMany(function => KernelCalls.Of(function.OrderedCalls)).ToLookup(ModelCall.Pascal);

    /// <summary>
    /// The warnings of all rules in the project's own files, in the order of the source. The shared files are the x86 model's; advice about
    /// how C# inlines says nothing about the kernel.
    /// </summary>
    public static async Task<IReadOnlyList<Arm64Finding>> InAsync(Arm64Project project) =>
    [
        .. (await AnalyzerHost.AnalyzeAsync(project.Compilation))
            .Where(found => found.Severity >= DiagnosticSeverity.Warning && found.Location.SourceTree!.FilePath.StartsWith(project.Folder, StringComparison.Ordinal))
            .OrderBy(found => found.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(found => found.Location.SourceSpan.Start).ThenBy(found => found.Id, StringComparer.Ordinal)
            .Select(found => Of(found, project.Compilation)),
    ];

    private static Arm64Finding Of(Diagnostic found, Compilation compilation)
    {
        var tree = found.Location.SourceTree!;
        var semantics = compilation.GetSemanticModel(tree);
        var node = tree.GetRoot().FindNode(found.Location.SourceSpan, getInnermostNodeForTie: true);
        var function = semantics.GetDeclaredSymbol(node.FirstAncestorOrSelf<MethodDeclarationSyntax>()!)!;
        var call = node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } written ? NameOf(semantics.GetSymbolInfo(written).Symbol!) : Return;
        var reached = found.Properties.TryGetValue(PropertyKeys.Callee, out var id) && id is not null ? NameOf(DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation)!) : call;
        return new Arm64Finding(NameOf(function), call, reached, found.Id);
    }

    private static string NameOf(ISymbol symbol) => ModelFunction.KernelNameOf(symbol) ?? KernelNames[symbol.Name].FirstOrDefault() ?? symbol.Name;
}
