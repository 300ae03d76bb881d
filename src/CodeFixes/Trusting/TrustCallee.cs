using Microsoft.CodeAnalysis;

namespace NoInstr.CodeFixes.Trusting;

/// <summary>
/// *Trust callee in NoInstr.Safe.txt*. What may be called may do no more than before, so only the files of the findings are looked at again, and the list: whether
/// the lines are understood, and whether others withdraw them. A construct that calls several members is shown with the first that leaves the region: the others
/// are heard of when that one is trusted.
/// </summary>
internal static class TrustCallee
{
    public static async Task<Edited?> TryAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (Wish.IdOf(diagnostic) is not { } id
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || DocumentationCommentId.GetFirstSymbolForDeclarationId(id, model.Compilation) is not { } callee
            || await AddAsync(document, [diagnostic], cancellation).ConfigureAwait(false) is not var (trusted, count))
        {
            return null;
        }
        var others = count switch { 1 => "", 2 => " and 1 other", _ => $" and {count - 1} others" };
        return new Edited(trusted, $"Trust '{callee.ToDisplayString(Named)}'{others} in {SafeList.FileName}");
    }

    /// <summary>Names the callees of all these findings in one project, each once, and says how many. Null where no line would help.</summary>
    public static async Task<(Solution Trusted, int Count)?> AddAsync(Document document, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var wishes = diagnostics.Where(diagnostic => Wish.IdOf(diagnostic) is not null).Select(diagnostic => new Wish(diagnostic)).ToList();
        while (wishes.Count > 0)
        {
            var ids = wishes.SelectMany(wish => wish.Ids).Distinct().ToList();
            if (await SafeList.AddAsync(document, ids, cancellation).ConfigureAwait(false) is not { } list)
            {
                return null;
            }
            var left = await LeftAsync(list, wishes, diagnostics[0].Id, cancellation).ConfigureAwait(false);
            var faulty = await NotUnderstoodAsync(list, diagnostics[0].Id, cancellation).ConfigureAwait(false);
            if (!wishes.Exists(wish => left.Contains(wish.Place) || wish.Ids.Exists(faulty.Contains)))
            {
                return (list.Project.Solution, ids.Count);
            }
            wishes = [.. wishes.Where(wish => !wish.Ids.Exists(faulty.Contains) && (!left.Contains(wish.Place) || wish.Add(left[wish.Place].First())))];
        }
        return null;
    }

    private static async Task<ILookup<(string, Location), Diagnostic>> LeftAsync(TextDocument list, List<Wish> wishes, string rule, CancellationToken cancellation)
    {
        var solution = list.Project.Solution;
        var files = wishes.Select(wish => solution.GetDocumentId(wish.Place.Location.SourceTree)).OfType<DocumentId>().Distinct();
        var verdict = await SolutionVerdict.OfFilesAsync(solution, files, rule, cancellation).ConfigureAwait(false);
        return verdict.Findings.ToLookup(finding => (finding.Id, finding.Location));
    }

    /// <summary>The lines that the list has a finding at.</summary>
    private static async Task<HashSet<string>> NotUnderstoodAsync(TextDocument list, string rule, CancellationToken cancellation)
    {
        var text = await list.GetTextAsync(cancellation).ConfigureAwait(false);
        var verdict = await SolutionVerdict.OfListAsync(list, rule, cancellation).ConfigureAwait(false);
        return [.. verdict.Findings.Select(finding => text.ToString(finding.Location.SourceSpan))];
    }

    private static readonly SymbolDisplayFormat Named = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);
}
