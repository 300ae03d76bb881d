using System.Text;

namespace NoInstr.Tests.Reference;

/// <summary>A body as C#, every statement on a line of its own, so that a line of a diagnostic names a statement.</summary>
internal sealed class ProgramText
{
    public const string Prelude = """
        using NoInstr;
        using static NoInstr.InstrumentationScope;

        static class Programs
        {
            [NoInstr] static void Enter() { }
            [NoInstr] static bool Next() => true;
            static void Trace() { }


        """;

    private readonly StringBuilder _text = new();
    private readonly Dictionary<int, Statement> _statements = [];
    private int _indent = 1;
    private int _line;

    public ProgramText(Body program, string name)
    {
        Line($"[NoInstr] static void {name}(bool a, bool b, bool c, int v)");
        Block(program);
        End = _line - 1;
    }

    public string Text => _text.ToString();

    public int Lines => _line;

    /// <summary>The line of the closing brace. Lines count from the first of this text.</summary>
    public int End { get; }

    /// <summary>Null at a brace, and at the method's own line.</summary>
    public Statement? At(int line) => _statements.GetValueOrDefault(line);

    private void Block(Body body)
    {
        Line("{");
        _indent++;
        foreach (var statement in body.Statements)
        {
            _statements.Add(_line, statement);
            Write(statement);
        }

        _indent--;
        Line("}");
    }

    private void Write(Statement statement)
    {
        switch (statement)
        {
            case Simple { Act: Act.Return or Act.Break or Act.Continue } jump:
                Line($"{jump.Act.ToString().ToLowerInvariant()};");
                break;
            case Simple simple:
                Line($"{simple.Act}();");
                break;
            case Assign assign:
                Line($"{Name(assign.Flag)} = {(assign.Value is { } value ? value ? "true" : "false" : "Next()")};");
                break;
            case If branch:
                Line($"if ({Show(branch.Condition)})");
                Block(branch.Then);
                if (branch.Else.Statements.Count > 0)
                {
                    Line("else");
                    Block(branch.Else);
                }

                break;
            case While loop:
                Line($"while ({Show(loop.Condition)})");
                Block(loop.Body);
                break;
            case Switch choice:
                Write(choice);
                break;
            case TryFinally protect:
                Line("try");
                Block(protect.Body);
                Line("finally");
                Block(protect.Finally);
                break;
            default:
                throw new InvalidOperationException($"No text for {statement}.");
        }
    }

    private void Write(Switch choice)
    {
        Line("switch (v)");
        Line("{");
        foreach (var section in choice.Sections)
        {
            Line(section.Label is { } label ? $"case {label}:" : "default:");
            Block(section.Body);
            Line("break;");
        }

        Line("}");
    }

    private static string Show(Condition condition) =>
        string.Join(condition.IsAnd ? " && " : " || ", condition.Operands.Select(Show));

    private static string Show(Operand operand) =>
        (operand.IsNegated ? "!" : "") + (operand.Flag is { } flag ? Name(flag) : "Next()");

    private static string Name(Flag flag) => flag.ToString().ToLowerInvariant();

    private void Line(string text)
    {
        _text.Append(' ', 4 * _indent).Append(text).Append('\n');
        _line++;
    }
}
