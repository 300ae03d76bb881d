using System.Collections.Immutable;

namespace NoInstr.Tests.Reference;

/// <summary>
/// Lays a function out as a graph of instructions, as a compiler does. What has not been laid out yet is reached by the open exits: several
/// of them, where paths meet. Finally blocks are copied for each way out; an exception unwinds through a copy of its own.
/// </summary>
internal sealed class Assembler
{
    private readonly ProgramText _text;
    private readonly Dictionary<Label, (Instruction Anchor, Ways? Ways)> _labels = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Instruction, List<Exit>> _anchors = [];
    private readonly Dictionary<Origin, int> _orders = [];
    private readonly Instruction _escape = new(Opcode.Escape, new(new object()));
    private List<Exit> _open = [];
    private Ways? _ways;
    private int _handlers;
    private bool _isUnwinding;
    private bool _isInFilter;
    private Place _at;

    private Assembler(ProgramText text) => _text = text;

    public static Code Assemble(Body function, ProgramText text)
    {
        var assembler = new Assembler(text);
        var start = new Instruction(Opcode.Nop, new(function));
        assembler._open = [new Exit(start, false)];
        var line = text.LocalsOf(function);
        assembler._at = new Place(line, line, line);
        assembler.Emit(Opcode.Set, new(function, Flag.Held), flag: Flag.Held, value: false);
        assembler.Emit(Opcode.Set, new(function, Flag.Done), flag: Flag.Done, value: false);
        assembler.Add(function, loop: null);
        var end = text.LineOf(function);
        assembler._at = new Place(end, end, end);
        assembler.Emit(Opcode.Return, new(function, "end"));
        return new Code(start, assembler._escape, assembler._anchors.Keys.ToHashSet(), function, end);
    }

    /// <param name="loop">Where the loop starts whose body this is.</param>
    private void Add(Body body, int? loop = null)
    {
        foreach (var label in body.Statements.OfType<Label>())
        {
            _labels[label] = (Anchor(), _ways);
        }

        var isFirst = true;
        foreach (var statement in body.Statements)
        {
            if (statement is Label label)
            {
                Land(_labels[label].Anchor);
                continue;
            }

            var outside = _at;
            var start = _text.StartOf(statement);
            var line = _text.LineOf(statement);
            // A loop is its own start, unless it is labelled.
            _at = new Place(line, start, isFirst && loop is { } around && !(statement is Loop && start == line) ? around : start);
            isFirst = false;
            Add(statement);
            _at = outside;
        }
    }

    private void Add(Statement statement)
    {
        switch (statement)
        {
            case Call call:
                EmitCall(call.Callee, new(call));
                break;
            case Marker marker:
                Emit(marker.Opens ? Opcode.Begin : Opcode.End, new(marker));
                break;
            case States.Act or States.Take or States.Give or States.Pass:
                Emit(Opcode.Act, new(statement), act: statement);
                break;
            case Assign assign:
                if (assign.Value is null)
                {
                    EmitCall(Callee.Next, new(assign));
                }

                Emit(Opcode.Set, new(assign, "set"), flag: assign.Flag, value: assign.Value);
                break;
            case Select select:
                Add(select);
                break;
            case Invoke call:
                foreach (var argument in call.Arguments.Where(argument => argument is { Flag: null, Constant: null }))
                {
                    EmitCall(Callee.Next, new(argument));
                }

                Emit(Opcode.Invoke, new(call), invoke: call, canThrow: true);
                break;
            case Lambda:
                Emit(Opcode.Nop, new(statement));
                break;
            case If branch:
                var (whenTrue, whenFalse) = Test(branch.Condition);
                _open = whenTrue;
                Add(branch.Then);
                var then = _open;
                _open = whenFalse;
                Add(branch.Else);
                _open = [.. then, .. _open];
                break;
            case Loop loop:
                Add(loop);
                break;
            case Switch choice:
                Add(choice);
                break;
            case Try { Finally: { } cleanup } protect when !cleanup.Statements.All(inside => inside is Label):
                AddProtected(protect, () => AddCatching(protect), () => Add(cleanup));
                break;
            case Try protect:
                AddCatching(protect);
                break;
            case Scope scope:
                Emit(Opcode.Begin, new(scope));
                var at = _at;
                AddProtected(scope, () => Add(scope.Body), () =>
                {
                    var outside = _at;
                    _at = at;
                    Emit(Opcode.End, new(scope, "dispose"), isImplicit: true);
                    _at = outside;
                });
                break;
            case Leave { Way: Way.Rethrow }:
                foreach (var one in _open.SelectMany(Really).ToList())
                {
                    // A rethrow is no place where paths meet: it has no instruction of its own.
                    _open = [one];
                    Emit(Opcode.Raise, new(statement), canThrow: true);
                }

                _open = [];
                break;
            case Leave { Way: Way.Throw }:
                Emit(Opcode.Raise, new(statement), canThrow: true);
                _open = [];
                break;
            case Leave { Way: Way.Return }:
                var inside = _ways;
                _ways = Unwind(null) ? null : inside;
                Emit(Opcode.Return, new(statement));
                _open = [];
                _ways = inside;
                break;
            case Leave { Way: var way }:
                var around = Ways.Around(_ways, way);
                Unwind(around.Ways);
                LeadTo(around.Target);
                break;
            case Goto jump:
                var (label, ways) = _labels[jump.Target!];
                Unwind(ways);
                LeadTo(label);
                break;
            case GotoCase jump:
                var choosing = Ways.AroundCase(_ways);
                Unwind(choosing);
                LeadTo(choosing.Sections![jump.Case ?? Ways.Default]);
                break;
            default:
                throw new InvalidOperationException($"No code for {statement}.");
        }
    }

    private void Add(Select select)
    {
        var statement = _at;
        var done = new List<Exit>();
        Emit(Opcode.Read, new(select, "subject"), @case: 0);
        foreach (var arm in select.Arms)
        {
            var rest = new List<Exit>();
            if (!ReferenceEquals(arm, select.Arms[^1]))
            {
                var test = Emit(Opcode.Branch, new(arm, "case"), @case: arm.Case);
                (_open, rest) = ([new Exit(test, true)], [new Exit(test, false)]);
            }

            _at = statement with { Line = _text.LineOf(arm) };
            if (arm.Value is null)
            {
                EmitCall(arm.Callee, new(arm));
            }

            Emit(Opcode.Set, new(arm, "set"), flag: Flag.Choice, value: arm.Value);
            done.AddRange(_open);
            _open = rest;
            _at = statement;
        }

        _open = done;
        Emit(Opcode.Copy, new(select), flag: select.Flag, isKnown: select.Arms.Any(arm => arm.Value is not null));
    }

    private void Add(Loop loop)
    {
        var line = _at.Line;
        var head = Anchor();
        var next = loop.Kind is LoopKind.Do or LoopKind.For ? Anchor() : head;
        var after = Anchor();
        if (loop.Kind == LoopKind.ForEach)
        {
            // Over an array: no calls, but there is a finally block all the same, which asks for an enumerator.
            Emit(Opcode.Nop, new(loop, "items"));
            AddProtected(loop, Turn, () =>
            {
                var test = Emit(Opcode.Branch, new(loop, "dispose?"), isImplicit: true);
                _open = [new Exit(test, true), new Exit(test, false)];
            });
        }
        else
        {
            Turn();
        }

        Land(after);

        void Turn()
        {
            var outside = _ways;
            _ways = new Ways(outside) { Break = after, Continue = next };
            Land(head);
            List<Exit> whenFalse = [];
            if (loop.Kind != LoopKind.Do)
            {
                (_open, whenFalse) = loop.Kind == LoopKind.ForEach ? Either(loop.Condition) : Test(loop.Condition);
            }

            Add(loop.Body, loop: line);
            if (loop.Kind == LoopKind.Do)
            {
                var at = _at;
                _at = new Place(_text.LineOf(loop.Condition), at.Start, at.LoopStart);
                Land(next);
                (_open, whenFalse) = Test(loop.Condition);
                _at = at;
            }
            else if (loop.Kind == LoopKind.For)
            {
                Land(next);
                if (loop.Step is { } step)
                {
                    EmitCall(step, new(loop, "step"));
                }
            }

            LeadTo(head);
            _open = whenFalse;
            _ways = outside;
        }
    }

    private void Add(Switch choice)
    {
        var sections = choice.Sections.ToDictionary<Section, Section, Instruction>(section => section, _ => Anchor(), ReferenceEqualityComparer.Instance);
        var after = Anchor();
        Emit(Opcode.Read, new(choice), @case: 0);
        foreach (var section in choice.Sections)
        {
            foreach (var label in section.Labels.OfType<int>())
            {
                var test = Emit(Opcode.Branch, new(section, label), @case: label);
                List<Exit> rest = [new Exit(test, false)];
                _open = [new Exit(test, true)];
                if (section.Guard is { } guard)
                {
                    var at = _at;
                    _at = _at with { Line = _text.LineOf(guard) };
                    (_open, var fails) = Test(guard);
                    rest.AddRange(fails);
                    _at = at;
                }

                LeadTo(sections[section]);
                _open = rest;
            }
        }

        LeadTo(choice.Sections.FirstOrDefault(section => section.Labels.Contains(null)) is { } last ? sections[last] : after);
        var outside = _ways;
        var byCase = choice.Sections.Where(section => section.Guard is null)
            .SelectMany(section => section.Labels.Select(label => (Label: label ?? Ways.Default, Section: section)))
            .ToDictionary(pair => pair.Label, pair => sections[pair.Section]);
        _ways = new Ways(outside) { Break = after, Sections = byCase };
        foreach (var section in choice.Sections)
        {
            Land(sections[section]);
            Add(section.Body);
            LeadTo(after);
        }

        _ways = outside;
        Land(after);
    }

    private void AddCatching(Try protect)
    {
        if (protect.Catches.IsEmpty)
        {
            Add(protect.Body);
            return;
        }

        var outside = _ways;
        var handlers = protect.Catches.Select(handler => (
            Catch: handler,
            Filter: handler.Filter is null ? null : Handler(new(handler, "filter"), _isUnwinding),
            Body: Handler(new(handler, "body"), _isUnwinding))).ToList();
        var filters = handlers.Select(handler => handler.Filter).OfType<Instruction>().ToList();
        _ways = new Ways(outside)
        {
            Handlers = [.. handlers.Select(handler => handler.Body)],
            Filters = filters,
            CatchesAll = protect.Catches.Any(handler => handler is { CatchesAll: true, Filter: null }),
        };
        Emit(Opcode.Try, new(protect, "try catch"), isImplicit: true, handlers: [.. filters, .. handlers.Select(handler => handler.Body)]);
        Add(protect.Body);
        var done = _open;
        _handlers++;
        foreach (var handler in handlers)
        {
            if (handler.Filter is { } filter)
            {
                // An exception in a filter is swallowed: the filter says no.
                var at = _at;
                _at = _at with { Line = _text.LineOf(handler.Catch.Filter!) };
                _ways = new Ways(outside) { Handlers = [], Filters = [], CatchesAll = true };
                _open = [new Exit(filter, false)];
                _isInFilter = true;
                Test(handler.Catch.Filter!);
                _isInFilter = false;
                _at = at;
            }

            _ways = outside;
            _open = [new Exit(handler.Body, false)];
            Add(handler.Catch.Body);
            done = [.. done, .. _open];
        }

        _handlers--;
        _ways = outside;
        _open = done;
    }

    /// <summary>Each way out of the body runs the cleanup by itself, an exception too.</summary>
    private void AddProtected(object origin, Action body, Action cleanup)
    {
        var outside = _ways;
        var (inside, isUnwinding) = (_handlers, _isUnwinding);
        var unwind = Handler(new(origin, "unwind"), isUnwinding: true);
        _ways = new Ways(outside) { Handlers = [unwind], Filters = [], Cleanup = Clean };
        Emit(Opcode.Try, new(origin, "try"), isImplicit: true, unwind: unwind);
        body();
        EachWay(_ways.Cleanup, outside);
        var after = _open;
        _open = [new Exit(unwind, false)];
        _ways = outside;
        (_handlers, _isUnwinding) = (inside + 1, true);
        Cleanup();
        Emit(Opcode.Raise, new(origin, "resume"), isImplicit: true, goesOn: true);
        (_handlers, _isUnwinding) = (inside, isUnwinding);
        _open = after;

        // Its end is one place.
        void Cleanup()
        {
            cleanup();
            Emit(Opcode.Nop, new(origin, "cleaned"), isImplicit: true);
        }

        void Clean()
        {
            var saved = (_handlers, _isUnwinding);
            (_handlers, _isUnwinding) = (inside, isUnwinding);
            Cleanup();
            (_handlers, _isUnwinding) = saved;
        }
    }

    /// <summary>Runs the finally blocks between here and where a jump goes, if there are any.</summary>
    private bool Unwind(Ways? target)
    {
        var here = _ways;
        var hasCleanup = false;
        for (var ways = here; ways != target; ways = ways!.Outer)
        {
            if (ways!.Cleanup is { } cleanup)
            {
                EachWay(cleanup, ways.Outer);
                hasCleanup = true;
            }
        }

        _ways = here;
        return hasCleanup;
    }

    private void EachWay(Action cleanup, Ways? outside)
    {
        _ways = outside;
        var done = new List<Exit>();
        foreach (var way in _open.SelectMany(Really).ToList())
        {
            _open = [way];
            cleanup();
            done.AddRange(_open);
        }

        _open = done;
    }

    /// <summary>An anchor at the end of a block is no place: each way to it goes on by itself.</summary>
    private IEnumerable<Exit> Really(Exit exit) => _anchors.TryGetValue(exit.From, out var leading) ? leading.SelectMany(Really) : [exit];

    private (List<Exit> WhenTrue, List<Exit> WhenFalse) Test(Condition condition)
    {
        switch (condition)
        {
            case Always:
                Emit(Opcode.Nop, new(condition));
                return (_open, []);
            case Not not:
                var (holds, fails) = Test(not.Operand);
                return (fails, holds);
            case Both both:
                var (leftHolds, leftFails) = Test(both.Left);
                _open = both.IsAnd ? leftHolds : leftFails;
                var (rightHolds, rightFails) = Test(both.Right);
                return both.IsAnd ? (rightHolds, [.. leftFails, .. rightFails]) : ([.. leftHolds, .. rightHolds], rightFails);
            case States.Told told:
                var answer = Emit(Opcode.Branch, new(told), told: told);
                return ([new Exit(answer, true)], [new Exit(answer, false)]);
            case Answer call:
                EmitCall(call.Callee, new(call, "call"));
                break;
        }

        return Either(condition, (condition as Ask)?.Flag, (condition as AskCase)?.Case);
    }

    /// <summary>Without a flag or a case, nobody knows which.</summary>
    private (List<Exit> WhenTrue, List<Exit> WhenFalse) Either(object origin, Flag? flag = null, int? @case = null)
    {
        var test = Emit(Opcode.Branch, new(origin), flag: flag, @case: @case);
        return ([new Exit(test, true)], [new Exit(test, false)]);
    }

    private void EmitCall(Callee callee, Origin origin) => Emit(Opcode.Call, origin, callee: callee, canThrow: true);

    private Instruction Handler(Origin origin, bool isUnwinding) => new(Opcode.Handler, origin) { IsImplicit = true, Handlers = _handlers + 1, IsUnwinding = isUnwinding };

    private Instruction Anchor()
    {
        var anchor = new Instruction(Opcode.Nop, new(new object()));
        _anchors.Add(anchor, []);
        return anchor;
    }

    private void Land(Instruction anchor)
    {
        LeadTo(anchor);
        _open = [new Exit(anchor, false)];
    }

    private void LeadTo(Instruction target)
    {
        _open.ForEach(exit => exit.LeadsTo(target));
        if (_anchors.TryGetValue(target, out var leading))
        {
            leading.AddRange(_open);
        }

        _open = [];
    }

    private Instruction Emit(
        Opcode opcode,
        Origin origin,
        Callee callee = default,
        Flag? flag = null,
        int? @case = null,
        bool? value = null,
        bool isKnown = false,
        Invoke? invoke = null,
        Statement? act = null,
        States.Told? told = null,
        bool canThrow = false,
        bool goesOn = false,
        bool isImplicit = false,
        IReadOnlyList<Instruction>? handlers = null,
        Instruction? unwind = null)
    {
        var instruction = new Instruction(opcode, origin)
        {
            Order = OrderOf(origin),
            Line = _at.Line,
            Start = _at.Start,
            LoopStart = _at.LoopStart,
            Callee = callee,
            Flag = flag,
            Case = @case,
            Value = value,
            IsKnown = isKnown,
            Invoke = invoke,
            Act = act,
            Told = told,
            IsImplicit = isImplicit,
            Handlers = _handlers,
            IsUnwinding = _isUnwinding || _isInFilter,
            OnThrow = canThrow || goesOn ? Ways.OnThrow(_ways, _escape) : [],
            Filters = canThrow ? Ways.FiltersAround(_ways) : [],
            Around = Ways.HandlersAround(_ways),
            Catches = handlers ?? [],
            Unwind = unwind,
        };
        LeadTo(instruction);
        _open = [new Exit(instruction, false)];
        return instruction;
    }

    private int OrderOf(Origin origin)
    {
        if (!_orders.TryGetValue(origin, out var order))
        {
            _orders.Add(origin, order = _orders.Count);
        }

        return order;
    }

    private readonly record struct Place(int Line, int Start, int LoopStart);
}
