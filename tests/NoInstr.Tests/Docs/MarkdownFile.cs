using System.Text.RegularExpressions;

namespace NoInstr.Tests.Docs;

/// <summary>A page: its sections, fenced blocks, links and generated parts. As much Markdown as the pages of this repository use.</summary>
internal sealed partial class MarkdownFile
{
    private readonly List<Heading> _headings = [];
    private readonly List<Fence> _fences = [];
    private readonly List<Link> _links = [];

    private MarkdownFile(string path, string text)
    {
        (Path, Text) = (path, text);
        Fence? open = null;
        var line = 0;
        foreach (var content in text.Split('\n'))
        {
            line++;
            if (content.StartsWith("```", StringComparison.Ordinal))
            {
                if (open is not null)
                {
                    _fences.Add(open);
                }

                open = open is null ? Fence.Open(content[3..], _headings.LastOrDefault()?.Text ?? "", line) : null;
            }
            else if (open is not null)
            {
                open = open with { Text = open.Text + content + "\n" };
            }
            else
            {
                ReadProse(content, line);
            }
        }

        Assert.True(open is null, $"{path}({open?.Line}): the block is never closed.");
    }

    public string Path { get; }

    public string Text { get; }

    public IReadOnlyList<Heading> Headings => _headings;

    public IReadOnlyList<Fence> Fences => _fences;

    public IReadOnlyList<Link> Links => _links;

    public static IReadOnlyList<string> All { get; } = Repository.Files(".", "*.md");

    public static MarkdownFile Read(string path) => new(path, Repository.Read(path));

    /// <summary>The page with another text between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>.</summary>
    public string WithPart(string name, string content)
    {
        var (start, end) = Part(name);
        return $"{Text[..start]}\n{content.TrimEnd('\n')}\n{Text[end..]}";
    }

    public string PartOf(string name)
    {
        var (start, end) = Part(name);
        return Text[start..end].Trim('\n');
    }

    private (int Start, int End) Part(string name)
    {
        var (opening, closing) = ($"<!-- {name} -->", $"<!-- /{name} -->");
        var start = Text.IndexOf(opening, StringComparison.Ordinal);
        var end = Text.IndexOf(closing, StringComparison.Ordinal);
        Assert.True(start >= 0 && end > start, $"{Path} has no part between {opening} and {closing}.");
        return (start + opening.Length, end);
    }

    private void ReadProse(string content, int line)
    {
        if (HeadingLine().Match(content) is { Success: true } heading)
        {
            _headings.Add(new Heading(heading.Groups["level"].Length, heading.Groups["text"].Value));
        }

        foreach (Match link in InlineLink().Matches(InlineCode().Replace(content, "")))
        {
            _links.Add(new Link(link.Groups["target"].Value, line));
        }
    }

    [GeneratedRegex("^(?<level>#+) (?<text>.+)$")]
    private static partial Regex HeadingLine();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex InlineLink();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    internal sealed partial record Heading(int Level, string Text)
    {
        /// <summary>As GitHub makes it.</summary>
        public string Anchor => NotInAnchor().Replace(Text.ToLowerInvariant(), "").Replace(' ', '-');

        [GeneratedRegex(@"[^\w\- ]")]
        private static partial Regex NotInAnchor();
    }

    /// <summary>A block; behind the language there may be the name of the file that it shows: <c>```text NoInstr.Safe.txt</c>.</summary>
    internal sealed record Fence(string Language, string FileName, string Section, int Line, string Text)
    {
        public static Fence Open(string info, string section, int line) =>
            info.Split(' ', 2) is [var language, var name] ? new Fence(language, name, section, line, "") : new Fence(info, "", section, line, "");
    }

    internal sealed record Link(string Target, int Line)
    {
        public bool IsRelative => !Target.Contains("://", StringComparison.Ordinal) && !Target.StartsWith("mailto:", StringComparison.Ordinal);
    }
}
