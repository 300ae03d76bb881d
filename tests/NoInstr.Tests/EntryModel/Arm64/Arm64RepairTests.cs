using NoInstr.Tests.Robustness;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace NoInstr.Tests.EntryModel.Arm64;

/// <summary>
/// samples/EntryModel.Arm64.Repaired is what the code fixes make of samples/EntryModel.Arm64, but for the functions that are listed here. With
/// NOINSTR_UPDATE=1 in the environment its files are rewritten.
/// </summary>
public class Arm64RepairTests(ITestOutputHelper output)
{
    /// <summary>What no scope can repair, by file: the functions, and why.</summary>
    private static readonly IReadOnlyDictionary<string, (string[] Functions, string Reason)> ByHand = new Dictionary<string, (string[], string)>
    {
        ["El0Interrupts.cs"] = (["El1h64ErrorHandler", "El0ErrorHandlerCommon", "SerrorNmi"],
            "The mask tells lockdep and the tracer before the NMI bracket looks, and before RCU watches: a raw write does not. And the NMI bracket becomes a function of its own, because the order is judged by function."),
    };

    [Fact]
    public async Task Fixes_MakeTheRepairedFiles()
    {
        var (native, repaired) = (Arm64Project.Native, Arm64Project.Repaired);
        var sources = native.OwnFiles.ToDictionary(path => path, path => WithHandRepairs(path, repaired.Counterpart(path, native)));
        var fixedFiles = await Arm64Repair.RunAsync(sources);

        var changed = fixedFiles.Where(file => file.Value != Repository.Read(file.Key)).ToDictionary(file => repaired.Counterpart(file.Key, native), file => file.Value);
        foreach (var (path, text) in changed)
        {
            Repository.RequireGenerated(path, text);
        }

        Assert.Equal(changed.Keys.Order(StringComparer.Ordinal), Repository.Files(repaired.Folder.TrimEnd('/'), "*.cs"));
        output.WriteLine($"{changed.Count} of {native.OwnFiles.Length} files repaired, {ByHand.Values.Sum(file => file.Functions.Length)} functions by hand");
    }

    [Fact]
    public async Task Repaired_IsClean()
    {
        var compilation = Arm64Project.Repaired.Compilation;
        Assert.Empty(compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error));
        Assert.Empty((await AnalyzerHost.AnalyzeAsync(compilation)).Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.ToString()));
    }

    private static string WithHandRepairs(string path, string counterpart) => ByHand.TryGetValue(Path.GetFileName(path), out var hand) && Repository.Has(counterpart)
        ? Arm64Repair.WithFunctionsOf(Repository.Read(path), Repository.Read(counterpart), hand.Functions)
        : Repository.Read(path);
}
