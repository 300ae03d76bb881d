using System.Net;
using System.Text;

namespace NoInstr.Analyzers.Explain;

/// <summary>The explanation as one file that a browser shows without any other: what is said is in the markup; the script only searches and folds.</summary>
internal static class HtmlPage
{
    public static string Of(Explanation explanation)
    {
        var text = new StringBuilder();
        text.Append($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Escape(explanation.Assembly)}: noinstr roots</title>
            <style>
            {Resource("page.css")}</style>
            </head>
            <body>
            <header>
            <h1>{Escape(explanation.Assembly)}</h1>
            <p>{explanation.Counts}</p>
            <div class="tools">
            <input id="search" type="search" placeholder="Search members, rules, states" aria-label="Search">
            <span id="count" role="status"></span>
            <button id="unfold" type="button">Unfold all</button>
            <button id="fold" type="button">Fold all</button>
            <button id="theme" type="button">Dark or light</button>
            </div>
            <p class="legend"><i class="region"></i> region: no scope is open <i class="scope"></i> scope: instrumentation may run <i class="some"></i> a scope is open on some paths.
            <span class="on">+on</span> <span class="off">-off</span> <span class="maybe">?on along some paths</span>; a state that is not named is as it was when the root began.</p>
            </header>
            <main>

            """);
        foreach (var root in explanation.Roots)
        {
            Append(text, root);
        }

        if (!explanation.Others.IsEmpty)
        {
            text.Append("<h2>Findings outside of roots</h2>\n");
            foreach (var finding in explanation.Others)
            {
                text.Append($"<p class=\"finding\">{Escape(finding)}</p>\n");
            }
        }

        text.Append("<h2>What is taken on trust, and what was not seen</h2>\n");
        foreach (var section in explanation.Trust)
        {
            Append(text, section);
        }

        text.Append($"</main>\n<script>\n{Resource("page.js")}</script>\n</body>\n</html>\n");
        return text.Replace("\r\n", "\n").ToString();
    }

    private static void Append(StringBuilder text, RootTree root)
    {
        text.Append($"<details class=\"root{(root.Findings.IsEmpty ? "" : " broken")}\" open><summary><b>{Escape(root.Name)}</b> <small>{Escape(root.Place)}</small>");
        text.Append(root.Contract.Length == 0 ? "" : $" <span class=\"contract\">{Escape(root.Contract)}</span>").Append("</summary>\n");
        Append(text, root.Steps);
        foreach (var finding in root.Findings)
        {
            text.Append($"<p class=\"finding\">{Escape(finding)}</p>\n");
        }

        text.Append("</details>\n");
    }

    private static void Append(StringBuilder text, IEnumerable<TreeStep> steps)
    {
        foreach (var step in steps)
        {
            var shown = $"<b>{Escape(step.Name)}</b> <span class=\"kind\">{Escape(step.Kind)}</span>{States(step.States)}{Rules(step.Rules)} <small>{Escape(step.Place)}</small>";
            var style = $"step {ClassOf(step.Open)}";
            if (step.Inside.IsEmpty)
            {
                text.Append($"<div class=\"{style}\">{shown}</div>\n");
                continue;
            }

            text.Append($"<details class=\"{style}\" open><summary>{shown}</summary>\n");
            Append(text, step.Inside);
            text.Append("</details>\n");
        }
    }

    private static void Append(StringBuilder text, Section section)
    {
        text.Append($"<details class=\"trust\"{(section.Lines.IsEmpty ? "" : " open")}><summary><b>{Escape(section.Title)}</b>: {section.Lines.Length}</summary>\n<p>{Escape(section.Meaning)}</p>\n");
        foreach (var line in section.Lines)
        {
            text.Append($"<div class=\"line\">{Escape(line)}</div>\n");
        }

        text.Append("</details>\n");
    }

    private static string States(string states) => states.Length == 0 ? "" : string.Concat(states.Split(' ').Select(static state =>
        $" <span class=\"{(state[0] == '+' ? "on" : state[0] == '-' ? "off" : "maybe")}\">{Escape(state)}</span>"));

    private static string Rules(string rules) => rules.Length == 0 ? "" : $" <span class=\"rule\">{Escape(rules)}</span>";

    private static string ClassOf(Openness open) => open switch
    {
        Openness.Region => "region",
        Openness.Scope => "scope",
        _ => "some",
    };

    private static string Escape(string text) => WebUtility.HtmlEncode(PlainText.Of(text));

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
