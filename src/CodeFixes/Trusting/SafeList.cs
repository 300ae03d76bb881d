using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.CodeFixes.Trusting;

/// <summary>The trusted list beside a project: the build reads a file of this name there without being told.</summary>
internal static class SafeList
{
    public const string FileName = "NoInstr.Safe.txt";

    /// <summary>Behind the semicolon, where a reader looks for it. The list takes a line without a reason, a reviewer should not.</summary>
    private const string Reason = "TODO: say why it may run in the noinstr region";

    /// <summary>The list as it then is. Null where the workspace cannot make the change.</summary>
    public static async Task<TextDocument?> AddAsync(Document from, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var project = from.Project;
        var workspace = project.Solution.Workspace;
        if (Beside(project) is { } list)
        {
            var text = await list.GetTextAsync(cancellation).ConfigureAwait(false);
            return workspace.CanApplyChange(ApplyChangesKind.ChangeAdditionalDocument)
                ? project.Solution.WithAdditionalDocumentText(list.Id, With(text, ids, FileHabits.Of(text).LineEnd)).GetAdditionalDocument(list.Id)
                : null;
        }
        if (!workspace.CanApplyChange(ApplyChangesKind.AddAdditionalDocument))
        {
            return null;
        }
        var lineEnd = FileHabits.Of(await from.GetTextAsync(cancellation).ConfigureAwait(false)).LineEnd;
        var empty = SourceText.From("", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var id = DocumentId.CreateNewId(project.Id, FileName);
        var path = FolderOf(project) is { } folder ? Path.Combine(folder, FileName) : null;
        return project.Solution.AddAdditionalDocument(id, FileName, With(empty, ids, lineEnd), filePath: path).GetAdditionalDocument(id);
    }

    /// <summary>One of the same name elsewhere belongs to somebody else: to a package, or to all projects.</summary>
    private static TextDocument? Beside(Project project) => project.AdditionalDocuments.FirstOrDefault(file =>
        string.Equals(file.Name, FileName, StringComparison.OrdinalIgnoreCase)
        && (FolderOf(project) is not { } folder || file.FilePath is null || string.Equals(Path.GetDirectoryName(file.FilePath), folder, StringComparison.Ordinal)));

    private static string? FolderOf(Project project) => Path.GetDirectoryName(project.FilePath);

    private static SourceText With(SourceText text, IEnumerable<string> ids, string lineEnd)
    {
        var lines = new StringBuilder();
        if (text.Length > 0 && text.Lines[text.Lines.Count - 1].Span.Length > 0)
        {
            lines.Append(lineEnd);
        }
        foreach (var id in ids)
        {
            lines.Append(id).Append(" ; ").Append(Reason).Append(lineEnd);
        }
        return text.WithChanges(new TextChange(new TextSpan(text.Length, 0), lines.ToString()));
    }
}
