using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Rules;

/// <summary>
/// 902. Roslyn tells an analyzer the keys, and not which file they are from. Where that file is an additional file too, a mistake is reported
/// at its place. Else it is reported once, at the start of a source file: without a location no editor would show it.
/// One instance per compilation.
/// </summary>
internal sealed class OptionRules
{
    private const string InGlobal = " (set in a global configuration file of this project)";
    private const string InSection = " (set for this file in a section of a configuration file)";

    private readonly Compilation _compilation;
    private readonly AnalyzerConfigOptionsProvider _provider;
    private readonly List<OptionMistake> _ofCompilation;
    private readonly Lazy<Dictionary<SyntaxTree, List<OptionMistake>>> _byTree;

    public OptionRules(Compilation compilation, AnalyzerOptions options)
    {
        _compilation = compilation;
        _provider = options.AnalyzerConfigOptionsProvider;
        _ofCompilation = [.. MistakesIn(_provider.GlobalOptions, isGlobal: true, InGlobal)];
        _byTree = new Lazy<Dictionary<SyntaxTree, List<OptionMistake>>>(() => Assign(options));
    }

    /// <summary>An <c>.editorconfig</c> or <c>.globalconfig</c> that is an additional file.</summary>
    public static void CheckFile(AdditionalText file, Action<Diagnostic> report)
    {
        if (ReadConfig(file) is not { } text)
        {
            return;
        }

        foreach (var (pair, mistake) in MistakesIn(file, text))
        {
            var span = new TextSpan(pair.Start, pair.Length);
            report(ToDiagnostic(mistake, Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span))));
        }
    }

    public void CheckTree(SyntaxTree tree, Action<Diagnostic> report)
    {
        // Nearly always: there is no mistake, and nothing else to look at.
        if (_ofCompilation.Count == 0 && !MistakesOf(tree).Any())
        {
            return;
        }

        if (_byTree.Value.TryGetValue(tree, out var mistakes))
        {
            var location = tree.GetRoot().GetFirstToken(includeZeroWidth: true).GetLocation();
            mistakes.ForEach(mistake => report(ToDiagnostic(mistake, location)));
        }
    }

    /// <summary>The first tree that each mistake holds for, whatever order the files are in.</summary>
    private Dictionary<SyntaxTree, List<OptionMistake>> Assign(AnalyzerOptions options)
    {
        var atTheirPlace = new HashSet<string>(
            options.AdditionalFiles.SelectMany(file => ReadConfig(file) is { } text ? MistakesIn(file, text) : []).Select(found => found.Mistake.Key),
            StringComparer.OrdinalIgnoreCase);
        var byTree = new Dictionary<SyntaxTree, List<OptionMistake>>();
        foreach (var tree in GeneratedCode.Last(_compilation.SyntaxTrees))
        {
            foreach (var mistake in _ofCompilation.Concat(MistakesOf(tree)).Where(mistake => atTheirPlace.Add(mistake.Key)))
            {
                if (!byTree.TryGetValue(tree, out var mistakes))
                {
                    byTree.Add(tree, mistakes = []);
                }

                mistakes.Add(mistake);
            }
        }

        return byTree;
    }

    /// <summary>A file's options repeat those of the compilation, unless a section overrides them.</summary>
    private IEnumerable<OptionMistake> MistakesOf(SyntaxTree tree) => MistakesIn(_provider.GetOptions(tree), isGlobal: false, InSection);

    private IEnumerable<OptionMistake> MistakesIn(AnalyzerConfigOptions options, bool isGlobal, string where)
    {
        foreach (var key in KeysOf(options))
        {
            if (key.StartsWith(EngineOptions.Prefix, StringComparison.OrdinalIgnoreCase)
                && options.TryGetValue(key, out var value)
                && (isGlobal || !_provider.GlobalOptions.TryGetValue(key, out var global) || global != value)
                && OptionMistake.Find(key, value, isGlobal, where) is { } mistake)
            {
                yield return mistake;
            }
        }
    }

    /// <summary>Roslyn's base class throws where a host does not list its keys; there is then nothing to say about them.</summary>
    private static IEnumerable<string> KeysOf(AnalyzerConfigOptions options)
    {
        try
        {
            return options.Keys;
        }
        catch (NotImplementedException)
        {
            return [];
        }
    }

    private static SourceText? ReadConfig(AdditionalText file) => ConfigText.IsConfig(SafeLists.NameOf(file.Path)) ? file.GetText() : null;

    private static IEnumerable<(ConfigPair Pair, OptionMistake Mistake)> MistakesIn(AdditionalText file, SourceText text)
    {
        foreach (var pair in ConfigText.Read(SafeLists.NameOf(file.Path), text.ToString()))
        {
            if (OptionMistake.Find(pair.Key, pair.Value, pair.IsGlobal) is { } mistake)
            {
                yield return (pair, mistake);
            }
        }
    }

    private static Diagnostic ToDiagnostic(OptionMistake mistake, Location location) =>
        Diagnostic.Create(Catalogue.UnknownOption, location, mistake.What, mistake.Advice);
}
