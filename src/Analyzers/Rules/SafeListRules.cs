using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Rules;

/// <summary>901: lines of the project's safe lists that cannot be understood, or that name nothing. One instance per compilation.</summary>
internal sealed class SafeListRules(Compilation compilation)
{
    private const int MostSuggestions = 3;
    private const string Form = "M:Namespace.Type.Method(System.Int32)";
    private const string CorrectOrRemove = "Correct the id, or remove the line";

    /// <summary>The embedded list is not asked: it names members of every framework.</summary>
    public DeclaredIds Declared { get; } = new(compilation);

    public void Check(AdditionalText file, Action<Diagnostic> report)
    {
        if (!SafeLists.IsSafeList(file))
        {
            return;
        }

        var name = SafeLists.NameOf(file.Path);
        if (file.GetText() is not { } text)
        {
            report(Diagnostic.Create(
                Catalogue.SafeListLine,
                Location.Create(file.Path, default, default),
                $"{name} cannot be read, so nothing that it says is trusted or withdrawn",
                "Check that it is a text file that the build can open, or take it out of the AdditionalFiles"));
            return;
        }

        foreach (var line in SafeLists.Parse(text).Lines)
        {
            if (Judge(line, text, name) is var (what, advice))
            {
                var span = new TextSpan(line.Start, line.Length);
                var location = Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
                report(Diagnostic.Create(Catalogue.SafeListLine, location, what, advice));
            }
        }
    }

    private (string What, string Advice)? Judge(TrustLine line, SourceText text, string file)
    {
        var said = Quotation.Of(text.ToString(new TextSpan(line.Start, line.Length)));
        return line.Fault switch
        {
            LineFault.None => JudgeId(line, $"{said} in {file}"),
            LineFault.NoId => ($"{said} in {file} has no id", $"Write one id a line, such as {Form}, or remove the line"),
            LineFault.NoKind => ($"{said} in {file} does not begin with the kind of an id", AdviceOnKind(line.Id)),
            LineFault.Field => (
                $"{said} in {file} names a field, and a field is never called",
                "Remove the line; where a call goes through a field that holds a delegate or function pointer, mark that field [NoInstr]"),
            LineFault.NoName => ($"{said} in {file} has no name right behind the kind", $"Write an id such as {Form}, or remove the line"),
            LineFault.TextAfterId => ($"{said} in {file} has more text after the id {Quotation.Of(line.Id)}", AdviceOnText(line.Id)),
            LineFault.Opposed => (
                $"{said} in {file} says the opposite of line {line.Opposes}, so {Quotation.Of(line.Id)} is not trusted",
                "A withdrawal counts more than a grant: keep the line that is meant"),
            _ => throw new InvalidOperationException($"There is no text for {line.Fault}."),
        };
    }

    /// <summary>A name without a kind, or with one in lower case, may lead to what is meant.</summary>
    private string AdviceOnKind(string word)
    {
        var name = word.Length > 1 && word[1] == ':' ? word : "M:" + word;
        var alike = name.Length > 2 ? Declared.Lead(name).Alike : [];
        return alike.Count > 0
            ? $"Write {ListOf(alike)}"
            : $"Begin with M: for a method or constructor, P: for a property, E: for an event, T: for a type, N: for a namespace, as in {Form}";
    }

    private static string ListOf(IReadOnlyCollection<string> ids) =>
        string.Join(" or ", ids.Take(MostSuggestions)) + (ids.Count > MostSuggestions ? $", or one of {ids.Count - MostSuggestions} more" : "");

    private static string AdviceOnText(string id) => id.IndexOf('(') >= 0 && id.IndexOf(')') < 0
        ? "An id has no spaces, also not between its parameters"
        : "A reason begins with a semicolon, a comment with #";

    private (string What, string Advice)? JudgeId(TrustLine line, string subject)
    {
        if (Declared.Find(line.Id) is { } named)
        {
            return line.Withdraws && IsOnNoList(named)
                ? ($"{subject} has no effect: {Quotation.Of(line.Id)} is trusted without any list", "Remove the line")
                : null;
        }

        var (last, missing, alike) = Declared.Lead(line.Id);
        if (alike.Count > 0)
        {
            return ($"{subject} names nothing, although something is called so", $"Write {ListOf(alike)}");
        }

        return last is null
            ? ($"{subject} names nothing: neither this project nor its references declare {Quotation.Of(missing)}", CorrectOrRemove)
            : ($"{subject} names nothing: {Quotation.Of(FullName(last))} declares no {Quotation.Of(missing)}", CorrectOrRemove);
    }

    /// <summary>As an id has it, so that it can be copied into one.</summary>
    private static string FullName(ISymbol container) => container.GetDocumentationCommentId() is { Length: > 2 } id ? id.Substring(2) : Names.Of(container);

    /// <summary>The constructor of object, and the markers, which are no calls.</summary>
    private static bool IsOnNoList(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => TrustedCallees.IsAlwaysTrusted(method) || ScopeMarker.Read(method) is not null,
        INamedTypeSymbol type => type.GetMembers().OfType<IMethodSymbol>().Any(method => ScopeMarker.Read(method) is not null),
        _ => false,
    };
}
