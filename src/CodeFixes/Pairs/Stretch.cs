using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.Pairs;

/// <summary>What a <c>using</c> or a <c>finally</c> would be for: the statements from one that opens a scope to the last one inside.</summary>
/// <param name="Opener">Begin, or a bare Open; what comes after it in its list is inside.</param>
/// <param name="Last">The last one inside; null for all that there is.</param>
/// <param name="Closers">The Ends that are then too many, inside or behind.</param>
internal sealed record Stretch(StatementSyntax Opener, StatementSyntax? Last, ImmutableArray<StatementSyntax> Closers);

/// <summary>What takes the place of the pair.</summary>
internal enum StretchForm
{
    /// <summary><c>using var _ = InstrumentationScope.Open();</c>, to the end of the block.</summary>
    Declaration,

    /// <summary><c>using (InstrumentationScope.Open()) { … }</c>.</summary>
    Block,

    /// <summary><c>InstrumentationScope.Begin(); try { … } finally { InstrumentationScope.End(); }</c>.</summary>
    Finally,
}
