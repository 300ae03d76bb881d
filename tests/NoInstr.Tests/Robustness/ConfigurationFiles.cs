using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Tests.Robustness;

/// <summary>An additional file that a host may hand out: it counts how often it is read, and need not be readable.</summary>
internal sealed class CountedFile(string path, string? text) : AdditionalText
{
    private readonly SourceText? _text = text is null ? null : SourceText.From(text);
    private int _reads;

    public int Reads => _reads;

    public override string Path => path;

    public override SourceText? GetText(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _reads);
        return _text;
    }
}

/// <summary>The options of a host: some list their keys, some only answer.</summary>
internal sealed class HostOptions(IReadOnlyDictionary<string, string> options, bool listsKeys = true) : AnalyzerConfigOptionsProvider
{
    private readonly Answers _answers = listsKeys ? new Listing(options) : new Answers(options);

    public override AnalyzerConfigOptions GlobalOptions => _answers;

    public static AnalyzerOptions Of(params AdditionalText[] files) => new(ImmutableArray.Create(files));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _answers;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _answers;

    private class Answers(IReadOnlyDictionary<string, string> options) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => options.TryGetValue(key, out value);
    }

    private sealed class Listing(IReadOnlyDictionary<string, string> options) : Answers(options)
    {
        private readonly IReadOnlyDictionary<string, string> _options = options;

        public override IEnumerable<string> Keys => _options.Keys;
    }
}
