using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.Reference;

/// <summary>
/// What there is to say about a program, by all its paths. It is exact up to where paths of different depth meet that nothing tells apart:
/// from there on the engine has joined them, and only what leaves the region on some path is certain to be said.
/// </summary>
internal sealed class PathVerdict
{
    private readonly List<Function> _helpers = [];
    private readonly List<Function> _locals = [];
    private readonly Queue<(int Local, int Depth, bool IsVague)> _entries = new();

    public PathVerdict(Program program, ProgramText text)
    {
        // A helper is verified in its callers; what meets in it is its own.
        foreach (var body in program.Helpers)
        {
            _helpers.Add(Summarize(Assembler.Assemble(body, text)));
            JudgeMeetings(_helpers[^1], isVague: false);
        }

        foreach (var body in program.Locals)
        {
            _locals.Add(Summarize(Assembler.Assemble(body, text)));
        }

        var root = Examine(Assembler.Assemble(program.Root, text), depth: 0, isRelative: false);
        Judge(root, isVague: false);
        JudgeReturns(root);
        JudgeLocals();
        ObjtoolWarning = ObjtoolWalk.Validate(root.Paths.Code, call => (call.IsLocal ? _locals : _helpers)[call.Index].Paths.Code);
    }

    public ObjtoolWarning? ObjtoolWarning { get; }

    /// <summary>What some path bears out.</summary>
    public HashSet<Finding> Findings { get; } = [];

    /// <summary>Lines behind a conflict.</summary>
    public HashSet<int> Vague { get; } = [];

    /// <summary>Lines where paths meet behind a conflict, which may be one more, or not.</summary>
    public HashSet<int> VagueMeetings { get; } = [];

    /// <summary>Of each of these sets of conflicts, which lead to each other, one is reported.</summary>
    public List<HashSet<int>> Conflicts { get; } = [];

    /// <summary>Whether it is certain that the finding is reported, or not.</summary>
    public bool IsExact(Finding finding) =>
        finding.Id == RuleIds.DepthDiffers ? Findings.Contains(finding) : Comparison.IsCertain(finding) ? Findings.Contains(finding) : !Vague.Contains(finding.Line);

    private Summary SummaryOf(Invoke call) => (call.IsLocal ? _locals : _helpers)[call.Index].Summary!;

    private Function Examine(Code code, int depth, bool isRelative)
    {
        var paths = new EveryPath(code, depth, isRelative, SummaryOf);
        return new Function(paths, new Meetings(paths, SummaryOf), null);
    }

    private Function Summarize(Code code)
    {
        var function = Examine(code, depth: 0, isRelative: true);
        var points = code.Instructions.SelectMany(at => function.Paths.At(at).SelectMany(point => PointsAt(function.Paths, at, point).Select(inner => (inner.What, point.At(inner.Depth)))));
        return function with { Summary = new Summary(function.Paths, points, function.Meetings.IsExact && !IsConflictAtEnd(function.Paths)) };
    }

    /// <summary>All ways to return meet at the end of what is part of its caller, and only the parameters tell them apart.</summary>
    private static bool IsConflictAtEnd(EveryPath paths) => paths.Code.Instructions
        .Where(instruction => instruction.Opcode == Opcode.Return)
        .SelectMany(paths.At)
        .GroupBy(point => point.Project(paths.Code.KeptParameters), point => point.Depth)
        .Any(depths => depths.Distinct().Count() > 1);

    /// <summary>What rules may object to at an instruction, and in what it expands to.</summary>
    private IEnumerable<Sensitive> PointsAt(EveryPath paths, Instruction at, Point point) =>
        SensitivePoint.Of(at) is { } what ? [new Sensitive(what, point.Depth)]
        : at.Invoke is { IsLocal: false } call ? paths.ValuesOf(call, point).SelectMany(SummaryOf(call).PointsWhen).Select(inner => inner with { Depth = point.Depth + inner.Depth })
        : [];

    private void Judge(Function function, bool isVague)
    {
        foreach (var at in function.Paths.Code.Instructions)
        {
            var points = function.Paths.At(at);
            var isVagueHere = isVague || function.Meetings.HaveMet(at);
            var inner = points.SelectMany(point => PointsAt(function.Paths, at, point)).Where(point => point.What.IsBrokenAt(point.Depth));
            Findings.UnionWith(inner.Select(point => new Finding(point.What.Id, at.Line)));
            if (isVagueHere || at.Invoke is { IsLocal: false } helper && !SummaryOf(helper).IsExact)
            {
                Vague.Add(at.Line);
            }

            if (at.Invoke is { IsLocal: true } call)
            {
                foreach (var depth in points.Select(point => point.Depth).Distinct())
                {
                    _entries.Enqueue((call.Index, depth, isVagueHere));
                }

                if (isVagueHere)
                {
                    Obscure(call.Index);
                }
            }
        }

        JudgeMeetings(function, isVague);
    }

    /// <summary>The local function may be called with any depth.</summary>
    private void Obscure(int local)
    {
        var code = _locals[local].Paths.Code;
        Vague.UnionWith(code.Instructions.Select(at => at.Line));
        JudgeMeetings(_locals[local], isVague: true);
        foreach (var call in code.Instructions.Select(at => at.Invoke).OfType<Invoke>().Where(call => call.IsLocal))
        {
            Obscure(call.Index);
        }
    }

    private void JudgeMeetings(Function function, bool isVague)
    {
        var meetings = function.Meetings;
        foreach (var (meeting, line) in meetings.Conflicts)
        {
            if (!isVague && !meetings.IsBehind(meeting))
            {
                Findings.Add(new Finding(RuleIds.DepthDiffers, line));
            }
            else if (!isVague && !meetings.IsBehindVague(meeting))
            {
                Conflicts.Add([.. meetings.Conflicts.Where(other => other.At == meeting || meetings.Leads(other.At, meeting)).Select(other => other.Line)]);
            }

            VagueMeetings.Add(line);
        }

        VagueMeetings.UnionWith(meetings.LaterLines(isVague));
        VagueMeetings.UnionWith(function.Paths.Code.Instructions.Where(at => at.Invoke is { } call && !SummaryOf(call).IsExact).Select(at => at.Line));
        if (function.Summary is null)
        {
            return;
        }

        var end = function.Paths.Code.End;
        if (!meetings.IsExact || isVague)
        {
            VagueMeetings.Add(end);
        }
        else if (IsConflictAtEnd(function.Paths))
        {
            Findings.Add(new Finding(RuleIds.DepthDiffers, end));
        }
    }

    /// <summary>Several ways to the same return meet there; one way with different depths is told apart by what it knows.</summary>
    private void JudgeReturns(Function root)
    {
        foreach (var returns in root.Paths.Code.Instructions.Where(instruction => instruction.Opcode == Opcode.Return).GroupBy(instruction => instruction.Line))
        {
            var depths = returns.SelectMany(root.Paths.At).Select(point => point.Depth).ToHashSet();
            if (returns.Any(root.Meetings.IsBehind))
            {
                Vague.Add(returns.Key);
                VagueMeetings.Add(returns.Key);
            }
            else if (depths.Count > 1 && returns.Sum(at => root.Paths.Arriving(at).Count) > 1)
            {
                Findings.Add(new Finding(RuleIds.DepthDiffers, returns.Key));
            }
            else if (depths.Any(depth => depth > 0))
            {
                Findings.Add(new Finding(RuleIds.ReturnWithScopeOpen, returns.Key));
            }
        }
    }

    /// <summary>A local function's findings are inside it, for each depth that it is called with, whatever the arguments.</summary>
    private void JudgeLocals()
    {
        var seen = new HashSet<(int, int, bool)>();
        while (_entries.TryDequeue(out var entry))
        {
            if (seen.Add(entry))
            {
                var function = _locals[entry.Local];
                Judge(Examine(function.Paths.Code, entry.Depth, isRelative: false), entry.IsVague);
                JudgeMeetings(function, entry.IsVague);
            }
        }
    }

    private sealed record Function(EveryPath Paths, Meetings Meetings, Summary? Summary);
}
