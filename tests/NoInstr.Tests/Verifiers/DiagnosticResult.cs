using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Tests.Verifiers;

/// <summary>
/// A diagnostic a test expects. Id, file and span always count; message, severity and additional locations once they are given.
/// </summary>
public sealed record DiagnosticResult(string Id)
{
    /// <summary>As <see cref="AnalyzerTest.DefaultId"/>: <c>[|…|]</c> stands for a diagnostic of any rule.</summary>
    public const string AnyId = "*";

    private DiagnosticSeverity? Severity { get; init; }

    private string? Message { get; init; }

    private object[]? Arguments { get; init; }

    /// <summary>The first is where the diagnostic is; the others its additional locations.</summary>
    private ImmutableArray<ExpectedLocation> Locations { get; init; } = [];

    public DiagnosticResult(string id, DiagnosticSeverity severity)
        : this(id) => Severity = severity;

    public DiagnosticResult(DiagnosticDescriptor descriptor)
        : this(descriptor.Id)
    {
    }

    public static DiagnosticResult CompilerError(string id) => new(id, DiagnosticSeverity.Error);

    public static DiagnosticResult CompilerWarning(string id) => new(id, DiagnosticSeverity.Warning);

    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) => this with { Severity = severity };

    public DiagnosticResult WithMessage(string message) => this with { Message = message };

    public DiagnosticResult WithArguments(params object[] arguments) => this with { Arguments = arguments };

    public DiagnosticResult WithLocation(int markupKey) => At(new ExpectedLocation(null, default, MarkupKey: markupKey));

    public DiagnosticResult WithLocation(int line, int column) => WithLocation(SourceFileList.FirstFile, line, column);

    public DiagnosticResult WithLocation(string path, int line, int column)
        => At(new ExpectedLocation(path, Lines(line, column, line, column), StartOnly: true));

    public DiagnosticResult WithSpan(int startLine, int startColumn, int endLine, int endColumn)
        => WithSpan(SourceFileList.FirstFile, startLine, startColumn, endLine, endColumn);

    public DiagnosticResult WithSpan(string path, int startLine, int startColumn, int endLine, int endColumn)
        => At(new ExpectedLocation(path, Lines(startLine, startColumn, endLine, endColumn)));

    public DiagnosticResult WithNoLocation() => this with { Locations = [] };

    internal DiagnosticResult WithSpan(string path, LinePositionSpan span) => At(new ExpectedLocation(path, span));

    internal DiagnosticResult WithMarks(IReadOnlyDictionary<int, ExpectedLocation> marks)
        => this with { Locations = [.. Locations.Select(location => location.Resolve(marks))] };

    internal bool Matches(Diagnostic actual)
        => (Id == AnyId || Id == actual.Id)
            && (Severity is null || Severity == actual.Severity)
            && (Message is null || Message == MessageOf(actual))
            && (Arguments is null || Format(actual.Descriptor, Arguments) == MessageOf(actual))
            && (Locations is [var first, ..] ? first.Matches(actual.Location) : actual.Location == Location.None)
            && (Locations.Length < 2 || HasAdditionalLocations(actual));

    private bool HasAdditionalLocations(Diagnostic actual)
        => actual.AdditionalLocations.Count == Locations.Length - 1
            && Locations.Skip(1).Zip(actual.AdditionalLocations).All(pair => pair.First.Matches(pair.Second));

    public override string ToString()
    {
        var where = Locations.IsEmpty ? "no location" : string.Join(" and ", Locations);
        var message = Message is not null ? $" \"{Message}\"" : Arguments is not null ? $" with ({string.Join(", ", Arguments)})" : "";
        return $"{where}: {(Severity is { } severity ? $"{severity} " : "")}{Id}{message}";
    }

    internal static string MessageOf(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    private static string Format(DiagnosticDescriptor rule, object[] arguments)
        => string.Format(CultureInfo.InvariantCulture, rule.MessageFormat.ToString(CultureInfo.InvariantCulture), arguments);

    private DiagnosticResult At(ExpectedLocation location) => this with { Locations = Locations.Add(location) };

    private static LinePositionSpan Lines(int startLine, int startColumn, int endLine, int endColumn)
        => new(new LinePosition(startLine - 1, startColumn - 1), new LinePosition(endLine - 1, endColumn - 1));
}
