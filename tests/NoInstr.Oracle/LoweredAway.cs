using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Oracle.Comparison;
using NoInstr.Oracle.Engine;
using NoInstr.Oracle.Il;
using NoInstr.Oracle.Source;

namespace NoInstr.Oracle;

/// <summary>A callee that an event may name though the function's IL does not call it, why, and what must be there instead. <c>*.Method</c> is that method of any type.</summary>
internal sealed record Optimisation(string Callee, string Reason, Func<EngineEvent, IReadOnlyList<SourceCall>, bool> Where);

/// <summary>Calls that the compiler replaces by something better, or leaves to a member of the framework that makes them. Each line has a snippet of its own.</summary>
internal static class LoweredAway
{
    /// <summary>What the compiler calls with the whole of a spread.</summary>
    private static readonly string[] SpreadCopies = ["AddRange", "ToArray", "ToList", "CopyTo", "CollectionsMarshal.AsSpan"];

    public static IReadOnlyList<Optimisation> All { get; } =
    [
        new("System.Object.ReferenceEquals", "the comparison of two references is an instruction", (_, _) => true),
        new("*.ToString", "the handler of an interpolated string, or String.Format, asks for the text", (happened, calls) => happened.IsInserted && (CallsOne(calls, "AppendFormatted") || CallsOne(calls, "System.String.Format"))),
        new("*.Slice", "the length of a slice is known from the length of the whole", (happened, _) => happened.Syntax is SlicePatternSyntax
        {
            Pattern: RecursivePatternSyntax { PropertyPatternClause.Subpatterns: [{ NameColon.Name.Identifier.Text: "Length" or "Count" }] },
        }),
        .. new[] { "System.String.Substring", "System.Memory`1.Slice", "System.ReadOnlyMemory`1.Slice" }.Select(member => new Optimisation(
            member, "the same member with the length left out", (happened, calls) => IsOpenRange(happened) && CallsOne(calls, member))),
        .. new[] { "System.Memory`1.get_Length", "System.ReadOnlyMemory`1.get_Length" }.Select(member => new Optimisation(
            member, "an open range needs no length", (happened, _) => IsOpenRange(happened))),
        .. new[] { "GetEnumerator", "MoveNext", "get_Current", "Dispose" }.Select(member => new Optimisation(
            $"*.{member}",
            "a method of the framework enumerates the spread",
            (happened, calls) => happened is { IsInserted: true, Syntax: SpreadElementSyntax } && SpreadCopies.Any(copy => CallsOne(calls, copy)))),
    ];

    private static readonly ILookup<string, Optimisation> ByCallee = All.ToLookup(optimisation => optimisation.Callee);

    public static Optimisation? For(EngineEvent happened, IReadOnlyList<SourceCall> calls) => happened.Keys
        .Select(TrustedLowering.NameOf)
        .SelectMany(name => ByCallee[name].Concat(ByCallee[$"*{name[name.LastIndexOf('.')..]}"]))
        .FirstOrDefault(optimisation => optimisation.Where(happened, calls));

    private static bool IsOpenRange(EngineEvent happened) =>
        happened.Syntax.DescendantNodesAndSelf().OfType<RangeExpressionSyntax>().Any(range => range.RightOperand is null);

    private static bool CallsOne(IReadOnlyList<SourceCall> calls, string method) =>
        calls.Any(call => TrustedLowering.NameOf(call.Call.Callee).EndsWith(method, StringComparison.Ordinal));
}
