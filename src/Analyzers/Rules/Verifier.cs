using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;
using NoInstr.Analyzers.Flow;

namespace NoInstr.Analyzers.Rules;

/// <summary>A body → its diagnostics. One instance per compilation; holds what bodies share.</summary>
internal sealed partial class Verifier
{
    private readonly BodyTable _bodies;
    private readonly UnwrittenCode _unwritten;
    private readonly CallResolver _resolver;
    private readonly UnreadableRules _unreadable;

    public Verifier(Compilation compilation, TrustedCallees? trusted = null, EngineOptions? options = null, IReadOnlyCollection<SourceFacts>? facts = null)
    {
        _unreadable = new UnreadableRules(new UnreadableContracts(compilation));
        var states = StateSources.Of(compilation, facts ?? [.. SourceFacts.Of(compilation, CancellationToken.None).Values], Contracts.States, CancellationToken.None);
        KnowsStates = states.IsInUse;
        _resolver = new CallResolver(compilation, Contracts, trusted ?? TrustedCallees.IntrinsicsOnly, (options ?? EngineOptions.Default).InfersCallees, states.IsInUse);
        _unwritten = new UnwrittenCode(compilation, Contracts, _resolver);
        _bodies = new BodyTable(compilation, new BodyReader(compilation, Contracts, _resolver, _unwritten, new OmittedCalls(), states));
        Summaries = new SummaryTable(_bodies, _unwritten, unit => unit is IMethodSymbol method && !_resolver.Resolve(method, receiver: null).IsExpanded);
    }

    public ContractReader Contracts { get; } = new();

    /// <summary>Whether any contract that this compilation sees may be about entry states.</summary>
    public bool KnowsStates { get; }

    public SummaryTable Summaries { get; }

    /// <inheritdoc cref="BodyTable.Asked"/>
    public ICollection<ISymbol> BodiesAsked => _bodies.Asked;

    /// <inheritdoc cref="BodyTable.Kept"/>
    public IEnumerable<ISymbol> BodiesKept => _bodies.Kept;

    /// <summary>A body that nothing declares, and that noinstr code may use all the same: a trusted list names it, or an option counts it as inlined.</summary>
    public bool IsPartOfRegion(IMethodSymbol body) =>
        _resolver.Resolve(body, receiver: null).Kind is TargetKind.NoInstr or TargetKind.Trusted or TargetKind.Inlined;

    /// <summary>What a root costs by itself, counted: operations read, and blocks interpreted.</summary>
    public (int Operations, int Visits) EffortOf(IMethodSymbol root, CancellationToken cancellation) => _bodies.Of(root, cancellation) is { } body
        ? (body.Operations, Interpreter.Analyze(body, Depth.Zero, isRelative: false, callee => Summaries.Of(callee, cancellation), cancellation).Visits)
        : default;

    /// <summary>Declared, covered or on a list: what an implementation must be where the member that it stands for is noinstr.</summary>
    public bool IsNoInstr(IMethodSymbol method) => _resolver.Resolve(method, receiver: null).StaysInRegion;

    /// <summary>What values around an operation can hold: asked where they enter a slot, in whatever body.</summary>
    public SlotReader SlotsOf(IOperation operation)
    {
        var root = operation;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return new SlotReader(_resolver, Contracts, Captures.None, new AliasedSymbols(root), root);
    }

    /// <summary>The states per block of a root, as text.</summary>
    public string Dump(IMethodSymbol root, CancellationToken cancellation)
    {
        if (_bodies.Of(root, cancellation) is not { } body)
        {
            return "";
        }

        var (_, nodes) = Interpreter.Run(body, Depth.Zero, isRelative: false, callee => Summaries.Of(callee, cancellation), cancellation);
        return StateDump.Of(body, nodes);
    }

    /// <summary>A noinstr method: everything in it, its local functions included.</summary>
    public void VerifyRoot(IMethodSymbol root, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (_bodies.Of(root, cancellation) is { } body)
        {
            Report(root, Verify(root, body, cancellation), report);
            Release(root, body);
        }
    }

    /// <summary>Nobody asks for a body once more that has been verified, and whose summary is made or not needed; but an explanation shows it.</summary>
    private void Release(IMethodSymbol verified, Body body)
    {
        if (Verified is null && (Summaries.IsSettled(verified) || !_resolver.Resolve(verified, receiver: null).NeedsSummary))
        {
            _bodies.Release(body);
        }
    }

    /// <summary>An initialiser that runs in a noinstr body: its own, in a type that is covered, or that of a constructor.</summary>
    public void VerifyInitializer(ISymbol root, ISymbol member, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (_bodies.Of(member, cancellation) is { } body)
        {
            Report(member, Verify(root, body, cancellation), report);
        }
    }

    /// <summary>Whether a body that is trusted unseen would have no warning. One without a body here, or with code that is not compiled here, is not known to.</summary>
    public bool Verifies(IMethodSymbol method, CancellationToken cancellation) =>
        _bodies.Of(method, cancellation) is { } body
        && !body.HidesCode
        && body.Expanded.All(unit => !Summaries.Of(unit, cancellation).HidesCode)
        && InitializersVerify(method, cancellation)
        && Verify(method, body, cancellation).All(finding => finding.Rule.DefaultSeverity < DiagnosticSeverity.Warning);

    /// <summary>The initialisers that a constructor runs are verified with it, and would be if it were. Static ones are not known apart from it.</summary>
    private bool InitializersVerify(IMethodSymbol method, CancellationToken cancellation) => method.MethodKind switch
    {
        MethodKind.StaticConstructor => false,
        MethodKind.Constructor when !ContractReader.ChainsToThis(method) =>
            _unwritten.InitializersOf(method.ContainingType, isStatic: false).All(initializer => Summaries.Of(initializer.Target.Unit!, cancellation) is { HidesCode: false, Points.IsEmpty: true }),
        _ => true,
    };

    /// <summary>A constructor that nobody wrote, or the header of a type, still calls its base, and an always-inline one runs initialisers.</summary>
    public void VerifyUnwritten(INamedTypeSymbol type, Action<Diagnostic> report, CancellationToken cancellation)
    {
        var findings = new Findings();
        foreach (var constructor in type.InstanceConstructors)
        {
            var contract = Contracts.Of(constructor);
            var isHelper = contract.Region == Region.AlwaysInline && HelperRules.IsJudgedForOthers(constructor);
            if (!(isHelper || contract is { Region: Region.NoInstr, Unchecked: false }) || _unwritten.PartsOf(constructor) is not { } parts)
            {
                continue;
            }

            foreach (var part in parts)
            {
                var points = part.Target.IsExpanded ? Summaries.Of(part.Target.Unit!, cancellation).Points.Select(point => (Point?)point) : [null];
                foreach (var point in points)
                {
                    var observation = new Observation(part, point);
                    observation.Paths.Add(new PathState(Facts.None, point?.Depth ?? Depth.Zero));
                    findings.Add(isHelper
                        ? HelperRules.JudgeVisible(constructor, observation, constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellation))
                        : CallRules.Judge(constructor, observation));
                }

                findings.Add(_unreadable.JudgeCall(part));
            }
        }

        Report(type, findings.InOrder(), report);
    }

    private static void Report(ISymbol body, IEnumerable<Finding> findings, Action<Diagnostic> report)
    {
        foreach (var finding in findings)
        {
            report(finding.ToDiagnostic(body));
        }
    }

    private IEnumerable<Finding> Verify(ISymbol root, Body body, CancellationToken cancellation)
    {
        var findings = new Findings();
        var analysis = Interpret(body, Depth.Zero);
        foreach (var exit in analysis.Exits)
        {
            findings.Add(ScopeRules.JudgeReturn(root, exit));
            if (ScopeRules.ConflictAt(exit) is { } conflict)
            {
                analysis.AddConflict(conflict);
            }
        }

        Judge(root, analysis, findings);
        JudgeStates(root, analysis, findings);
        JudgeContracts(body, findings, cancellation);
        var functions = VerifyLocalFunctions(root, analysis, findings, Interpret, inner => JudgeLocal(root, inner, findings), cancellation);
        JudgeScopes(root, analysis, functions, findings, cancellation);
        var verdict = findings.InOrder().ToImmutableArray();
        Verified?.Enqueue(new VerifiedRoot(root, body, verdict));
        return verdict;

        Analysis Interpret(Body interpreted, Depth entry) =>
            Interpreter.Analyze(interpreted, entry, isRelative: false, callee => Summaries.Of(callee, cancellation), cancellation);
    }

    /// <summary>What is called, in the body and its local functions, has a contract that can be read.</summary>
    private void JudgeContracts(Body whole, Findings findings, CancellationToken cancellation)
    {
        var pending = new Queue<Body>([whole]);
        var seen = new HashSet<Body> { whole };
        while (pending.Count > 0)
        {
            foreach (var call in pending.Dequeue().Calls)
            {
                findings.Add(_unreadable.JudgeCall(call));
                if (call.Target.Kind == TargetKind.LocalFunction && _bodies.Of(call.Target.Method!, cancellation) is { } local && seen.Add(local))
                {
                    pending.Enqueue(local);
                }
            }
        }
    }

    private static void JudgeInside(ISymbol root, Analysis analysis, Findings findings)
    {
        Judge(root, analysis, findings);
        findings.AddRange(StateRules.Judge(root, analysis));
    }

    private static void Judge(ISymbol root, Analysis analysis, Findings findings)
    {
        foreach (var observation in analysis.Observations)
        {
            findings.Add(CallRules.Judge(root, observation));
            findings.Add(ScopeRules.JudgeMarker(root, observation));
        }

        foreach (var conflict in analysis.Conflicts)
        {
            findings.Add(ScopeRules.JudgeConflict(root, conflict));
        }
    }
}
