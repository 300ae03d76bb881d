using System.Text;

namespace NoInstr.Tests.Reference;

/// <summary>A program as C#, every statement on a line of its own, so that a line of a diagnostic names a statement. Lines count from the first of this text.</summary>
internal sealed class ProgramText
{
    public const string Prelude = """
        using System;
        using NoInstr;
        using static NoInstr.InstrumentationScope;

        static class Programs
        {
            static Action Hook;
            static int[] Items;
            static Exception Fault;
            [NoInstr] static void Enter() { }
            [NoInstr] static bool Next() => true;
            static void Trace() { }
            static bool Probe() => true;


        """;

    private readonly StringBuilder _text = new();
    private readonly Dictionary<object, int> _lines = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, int> _starts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Body, int> _locals = new(ReferenceEqualityComparer.Instance);
    private readonly string _name;
    private readonly bool _hasTokens;
    private int _indent = 1;
    private int _line;
    private int _variables;

    public ProgramText(Program program, string name)
    {
        _name = name;
        _hasTokens = program.Contracts is not null;
        for (var i = 0; i < program.Helpers.Length; i++)
        {
            Write(program.Helpers[i], $"{program.Contracts?.AttributesOf(i) ?? "[AlwaysInline]"} static void {name}_Helper{i}", []);
        }

        Write(program.Root, $"{program.Contracts?.RootAttributes ?? "[NoInstr]"} static void {name}", program.Locals);
    }

    public string Text => _text.ToString();

    public int Lines => _line;

    /// <summary>The line of a node; of a function's body that of its closing brace, of a condition that of its statement.</summary>
    public int LineOf(object node) => _lines[node];

    /// <summary>Where a statement starts: with its label, if it has one.</summary>
    public int StartOf(object node) => _starts.GetValueOrDefault(node, _lines[node]);

    /// <summary>Where a function declares its locals.</summary>
    public int LocalsOf(Body function) => _locals[function];

    private void Write(Body function, string declaration, IReadOnlyList<Body> locals)
    {
        Line($"{declaration}(bool a, bool b, bool c, int v)");
        Line("{");
        _indent++;
        _locals.Add(function, _line);
        Line($"bool held = false, done = false;{(_hasTokens ? " Token t0 = default, t1 = default;" : "")}");
        for (var i = 0; i < locals.Count; i++)
        {
            Write(locals[i], $"static void Local{i}", []);
        }

        Write(function);
        _indent--;
        _lines.Add(function, _line);
        Line("}");
    }

    private void Block(Body body)
    {
        Line("{");
        _indent++;
        Write(body);
        _indent--;
        Line("}");
    }

    private void Write(Body body)
    {
        int? label = null;
        foreach (var (statement, next) in body.Statements.Zip(body.Statements.Skip(1).Append(null)))
        {
            Mark(statement);
            if (statement is Label { Name: var name })
            {
                // A declaration, or nothing, cannot be labelled.
                var isAlone = next is null or Lambda or Scope { IsDeclaration: true };
                label = isAlone ? null : label ?? _line;
                Line(isAlone ? $"{name}: ;" : $"{name}:");
                continue;
            }

            _starts.Add(statement, label ?? _line);
            label = null;
            Write(statement);
        }
    }

    private void Write(Statement statement)
    {
        switch (statement)
        {
            case Call call:
                Line($"{call.Callee}();");
                break;
            case Marker marker:
                Line(marker.Opens ? "Begin();" : "End();");
                break;
            case States.Act or States.Take or States.Give or States.Pass:
                Line(States.Primitives.TextOf(statement));
                break;
            case Leave { Way: Way.Throw }:
                Line("throw Fault;");
                break;
            case Leave { Way: Way.Rethrow }:
                Line("throw;");
                break;
            case Leave leave:
                Line($"{leave.Way.ToString().ToLowerInvariant()};");
                break;
            case Goto jump:
                Line($"goto {jump.Target!.Name};");
                break;
            case GotoCase jump:
                Line(jump.Case is { } target ? $"goto case {target};" : "goto default;");
                break;
            case Assign assign:
                Line($"{Name(assign.Flag)} = {Show(assign.Value, Callee.Next)};");
                break;
            case Select select:
                Write(select);
                break;
            case Invoke call:
                Line($"{(call.IsLocal ? "Local" : $"{_name}_Helper")}{call.Index}({string.Join(", ", call.Arguments.Select(Show))}, v);");
                break;
            case Lambda lambda:
                Line($"Action later{++_variables} = {(lambda.Written is { } flag ? $"() => {{ Trace(); {Name(flag)} = Probe(); }}" : "static () => Trace()")};");
                break;
            case If branch:
                Write(branch);
                break;
            case Loop loop:
                Write(loop);
                break;
            case Switch choice:
                Write(choice);
                break;
            case Try protect:
                Write(protect);
                break;
            case Scope { IsDeclaration: true } scope:
                Line($"using var scope{++_variables} = Open();");
                Write(scope.Body);
                break;
            case Scope scope:
                Line("using (Open())");
                Block(scope.Body);
                break;
            default:
                throw new InvalidOperationException($"No text for {statement}.");
        }
    }

    private void Write(Select select)
    {
        Line($"{Name(select.Flag)} = v switch");
        Line("{");
        foreach (var arm in select.Arms)
        {
            Mark(arm);
            Line($"    {(ReferenceEquals(arm, select.Arms[^1]) ? "_" : arm.Case)} => {Show(arm.Value, arm.Callee)},");
        }

        Line("};");
    }

    private void Write(If branch)
    {
        Line($"if ({Show(branch.Condition)})");
        Block(branch.Then);
        if (!branch.Else.Statements.IsEmpty)
        {
            Line("else");
            Block(branch.Else);
        }
    }

    private void Write(Loop loop)
    {
        if (loop.Kind == LoopKind.Do)
        {
            Line("do");
            Block(loop.Body);
            Mark(loop.Condition);
            Line($"while ({Show(loop.Condition)});");
            return;
        }

        Mark(loop.Condition);
        Line(loop.Kind switch
        {
            LoopKind.While => $"while ({Show(loop.Condition)})",
            LoopKind.For => $"for (; {Show(loop.Condition)}; {(loop.Step is { } step ? $"{step}()" : "")})",
            _ => $"foreach (var item{++_variables} in Items)",
        });
        Block(loop.Body);
    }

    private void Write(Switch choice)
    {
        Line("switch (v)");
        Line("{");
        foreach (var section in choice.Sections)
        {
            Mark(section);
            if (section.Guard is { } guard)
            {
                Mark(guard);
                Line($"case {section.Labels[0]} when {Show(guard)}:");
            }
            else
            {
                Line(string.Join(" ", section.Labels.Select(label => label is null ? "default:" : $"case {label}:")));
            }

            Block(section.Body);
            Line("break;");
        }

        Line("}");
    }

    private void Write(Try protect)
    {
        Line("try");
        Block(protect.Body);
        foreach (var handler in protect.Catches)
        {
            var type = handler.CatchesAll ? "Exception" : "InvalidOperationException";
            if (handler.Filter is { } filter)
            {
                Mark(filter);
                Line($"catch ({type}) when ({Show(filter)})");
            }
            else
            {
                Line($"catch ({type})");
            }

            Block(handler.Body);
        }

        if (protect.Finally is { } cleanup)
        {
            Line("finally");
            Block(cleanup);
        }
    }

    private static string Show(bool? value, Callee callee) => value switch { true => "true", false => "false", _ => $"{callee}()" };

    private static string Show(Argument argument) =>
        argument.Flag is { } flag ? (argument.IsNegated ? "!" : "") + Name(flag) : Show(argument.Constant, Callee.Next);

    private static string Show(Condition condition) => condition switch
    {
        Ask ask => string.Format(Spellings[ask.Spelling % Spellings.Length], Name(ask.Flag)),
        AskCase ask => string.Format(CaseSpellings[ask.Spelling % CaseSpellings.Length], ask.Case),
        Answer answer => $"{answer.Callee}()",
        States.Told told => $"{States.Primitives.Tellers[told.Teller].Name}()",
        Always => "true",
        Not { Operand: var operand } => $"!({Show(operand)})",
        Both both => $"({Show(both.Left)}) {(both.IsAnd ? "&&" : "||")} ({Show(both.Right)})",
        _ => throw new InvalidOperationException($"No text for {condition}."),
    };

    private static readonly string[] Spellings = ["{0}", "{0}", "{0} == true", "{0} is true", "{0} != false", "true == {0}", "{0} is not false"];

    private static readonly string[] CaseSpellings = ["v == {0}", "v is {0}", "{0} == v", "!(v != {0})", "!(v is not {0})"];

    private static string Name(Flag flag) => flag.ToString().ToLowerInvariant();

    private void Mark(object node) => _lines.Add(node, _line);

    private void Line(string text)
    {
        _text.Append(' ', 4 * _indent).Append(text).Append('\n');
        _line++;
    }
}
