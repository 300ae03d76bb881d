using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Wrapping;

/// <summary>
/// What one statement becomes: declarations before the scope, what runs inside it, and what uses the result after it. Comments above
/// the target stay above all of it. With nothing inside there is no scope at this level (it is inside a rewritten loop).
/// </summary>
internal sealed record WrapPlan(
    StatementSyntax Target,
    ImmutableArray<StatementSyntax> Before,
    ImmutableArray<StatementSyntax> Inside,
    ImmutableArray<StatementSyntax> After)
{
    public static WrapPlan InPlace(StatementSyntax target) => new(target, [], [target], []);

    public static WrapPlan Rewritten(StatementSyntax target, params ImmutableArray<StatementSyntax> result) => new(target, [], [], result);
}
