namespace NoInstr.Tests.Reference;

/// <summary>What the programs of a run were like: a run that finds nothing should have had something to find.</summary>
internal sealed class Tally
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _rules = new(StringComparer.Ordinal);
    private readonly List<ulong> _failing = [];
    private int _programs;
    private int _clean;
    private int _exact;
    private int _lines;
    private int _exactLines;
    private int _warnings;
    private int _falseWarnings;

    public IReadOnlyList<ulong> Failing => _failing;

    public double ShareOfExactLines => (double)_exactLines / _lines;

    public void Add(IReadOnlyList<Judgement> judgements)
    {
        lock (_lock)
        {
            foreach (var judgement in judgements)
            {
                Add(judgement);
            }
        }
    }

    public override string ToString() =>
        $"{_programs} programs, {_clean} without a finding, {_exact} compared in all lines, {ShareOfExactLines:P1} of all lines; "
        + string.Join(", ", _rules.Select(rule => $"{rule.Key} in {rule.Value}"))
        + $"; objtool: a warning in {_warnings}, {_falseWarnings} of them on a path that cannot be taken";

    private void Add(Judgement judgement)
    {
        var verdict = judgement.Verdict;
        _programs++;
        _lines += judgement.Text.Lines;
        _exactLines += judgement.Text.Lines - verdict.Vague.Count;
        _exact += verdict.Vague.Count == 0 ? 1 : 0;
        _warnings += verdict.ObjtoolWarning is null ? 0 : 1;
        _falseWarnings += verdict.ObjtoolWarning is { CanHappen: false } ? 1 : 0;
        var ids = judgement.Reported.Select(finding => finding.Id).Where(Comparison.Compared.Contains).Distinct().ToList();
        _clean += ids.Count == 0 ? 1 : 0;
        foreach (var id in ids)
        {
            _rules[id] = _rules.GetValueOrDefault(id) + 1;
        }

        if (judgement.Disagreements.Count > 0)
        {
            _failing.Add(judgement.Seed);
        }
    }
}
